// Keys, caught before any element: held until a scan is excluded, then typed or pressed.
import { aloneMilliseconds, Burst, gapMilliseconds, isCut } from "./burst.js";
import { characterOf } from "./us_keyboard.js";

/** A key that others came this shortly before was not meant by itself. */
const loneMilliseconds = 300;
const lateMilliseconds = 20;
const separator = "\u001d";

/** What keys do on this page.
 * @typedef {{ epoch: () => number, isTyping: () => boolean, isOff: () => boolean,
 *   type: (text: string, time: number) => void,
 *   key: (name: string, time: number, isShifted: boolean) => void,
 *   scan: (code: string) => void, cut: (why: "scan_cut" | "scan_half", typed: number) => void }} KeyDoings
 * `epoch` changes with what is shown: what was typed before it is gone. `key` comes only for a lone
 * key, named Enter, Tab, Escape, F1…F12, Backspace, Menu, or by its character. */

/** @param {KeyDoings} doings @returns {() => void} its end */
export function hearKeys(doings) {
  const burst = new Burst();
  let timer = 0;
  let epoch = 0;
  let previousAt = -Infinity;
  let scanEndedAt = -Infinity;
  /** How many characters before the burst, and too near to it, were taken for a hand's. */
  let near = 0;
  let burstNear = 0;
  /** @type {string | null} */
  let alt = null;
  /** @type {{ name: string, at: number, isShifted: boolean } | null} a key that may be alone */
  let lone = null;

  function wait(milliseconds = burst.patience()) {
    clearTimeout(timer);
    const due = performance.now() + milliseconds;
    timer = setTimeout(() => {
      // A page that was busy has keys waiting: they come before this is looked at again.
      if (performance.now() - due > lateMilliseconds) wait(lateMilliseconds);
      else settle();
    }, milliseconds);
  }

  /** Nothing followed: a code without an ending, or a hand's keys. */
  function settle() {
    clearTimeout(timer);
    const code = burst.endedBySilence();
    if (code !== null) return deliver(code);
    const keys = burst.take();
    const key = lone;
    lone = null;
    if (epoch !== doings.epoch()) return;
    near += keys.length;
    if (keys.length > 0 && doings.isTyping()) {
      for (const each of keys) doings.type(each.text, each.at);
    } else if (key && keys.length <= 1) {
      doings.key(key.name, key.at, key.isShifted);
    }
  }

  /** @param {string} code */
  function deliver(code) {
    clearTimeout(timer);
    burst.take();
    lone = null;
    scanEndedAt = performance.now();
    const typed = burstNear;
    near = 0;
    // A scanner that stuttered: its code began before what is held.
    if (typed > 0) doings.cut("scan_half", typed);
    else if (isCut(code)) doings.cut("scan_cut", 0);
    else doings.scan(code);
  }

  /** @param {string} scanned @param {string} text @param {KeyboardEvent | null} event */
  function hold(scanned, text, event) {
    const at = event?.timeStamp ?? performance.now();
    if (!burst.isGoing(at)) {
      if (burst.keys.length > 0 || lone) settle();
      if (at - previousAt >= loneMilliseconds) near = 0;
      burstNear = near;
      epoch = doings.epoch();
      lone = at - previousAt >= loneMilliseconds ? { name: text, at, isShifted: false } : null;
    } else {
      lone = null;
    }
    burst.add({ scanned, text, at });
    previousAt = at;
    wait(burst.keys.length === 1 && !doings.isTyping() ? aloneMilliseconds : undefined);
  }

  /** @param {string} name @param {KeyboardEvent} event */
  function end(name, event) {
    const at = event.timeStamp;
    const code = burst.endedBy(at);
    if (code !== null) return deliver(code);
    // A second ending of the same scan: LF after CR.
    if (at - scanEndedAt < aloneMilliseconds) return;
    act(name, event);
  }

  /** @param {string} name @param {KeyboardEvent} event */
  function act(name, event) {
    const at = event.timeStamp;
    const isFast = at - previousAt <= gapMilliseconds;
    // What a hand typed before it stands first.
    if (burst.keys.length > 0 || lone) settle();
    const isLone = at - previousAt >= (doings.isTyping() ? gapMilliseconds : loneMilliseconds);
    previousAt = at;
    if (event.repeat || isFast || !isLone) return;
    epoch = doings.epoch();
    lone = { name, at, isShifted: event.shiftKey };
    wait(aloneMilliseconds);
  }

  /** @param {KeyboardEvent} event */
  function goDown(event) {
    if (event.isComposing || event.code === "" || event.key === "Process") return;
    if (doings.isOff()) return event.preventDefault();
    if (isBrowsers(event)) return;
    event.preventDefault();
    if (event.key === "Alt") return void (alt = "");
    if (["Shift", "Control", "Meta", "CapsLock", "AltGraph", "NumLock"].includes(event.key)) return;
    if (alt !== null && event.altKey) {
      const digit = characterOf(event.code, false);
      if (digit && /\d/.test(digit)) alt += digit;
      burst.lastAt = previousAt = event.timeStamp;
      if (burst.keys.length > 0) wait(aloneMilliseconds);
      return;
    }
    if (event.ctrlKey || event.metaKey) return control(event);
    if (event.key === "Backspace") return doings.key("Backspace", event.timeStamp, false);
    if (event.key === "Enter" || event.key === "Tab") return end(event.key, event);
    if (event.code === "F8" && burst.isGoing(event.timeStamp)) return hold(separator, "", event);
    const scanned = characterOf(event.code, event.shiftKey);
    if (scanned === null) return act(nameOf(event), event);
    if (!event.repeat) hold(scanned, event.key.length === 1 ? event.key : scanned, event);
  }

  /** @param {KeyboardEvent} event */
  function control(event) {
    if (event.code === "BracketRight" && burst.isGoing(event.timeStamp)) {
      return hold(separator, "", event);
    }
    if (event.code === "KeyJ" || event.code === "KeyM") end("Enter", event);
  }

  /** @param {KeyboardEvent} event */
  function goUp(event) {
    if (event.key !== "Alt" || alt === null) return;
    const number = Number(alt || "0");
    alt = null;
    if (number > 0 && number < 0x110000) hold(String.fromCodePoint(number), "", null);
    event.preventDefault();
  }

  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  addEventListener("keydown", goDown, options);
  addEventListener("keyup", goUp, options);
  addEventListener("blur", () => (alt = null), options);
  return () => {
    clearTimeout(timer);
    ending.abort();
  };
}

/** @param {KeyboardEvent} event */
function nameOf(event) {
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) return "Menu";
  return event.key;
}

/** What stays the browser's: zoom, printing, copying, and moving about without answering anything.
 * @param {KeyboardEvent} event */
function isBrowsers(event) {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    return [
      "Equal",
      "Minus",
      "Digit0",
      "NumpadAdd",
      "NumpadSubtract",
      "Numpad0",
      "KeyP",
      "KeyC",
      "KeyR",
    ]
      .includes(event.code);
  }
  return /^(Arrow|Page|Home|End)/.test(event.key);
}
