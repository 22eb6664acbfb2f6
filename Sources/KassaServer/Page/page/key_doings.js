// What keys do at the open prompt, once no scan is meant by them.
import { isCovered } from "./cover.js";
import { hears } from "./deaf.js";
import { byId } from "./dom.js";
import { moveFocus, pressFocused } from "./focus.js";
import { closeSheet, hasSheet, sheetTyping } from "./menu.js";
import { press } from "./press.js";

/** @typedef {ReturnType<import("./stage.js").stage>} Stage */

/** @param {Stage} stage @param {import("./hands.js").Hands} hands
 * @param {{ scan: (code: string) => void, cut: (why: string) => void, passed: () => void }} tell
 * @returns {import("./keys.js").KeyDoings} */
export function keyDoings(stage, hands, tell) {
  const typing =
    () => (hasSheet() ? sheetTyping() : stage.drawing()?.type ? stage.drawing() : null);
  return {
    epoch: () => hands.epoch * 2 + (hasSheet() ? 1 : 0),
    isTyping: () => typing() !== null && !isCovered(),
    isOff: isTooSmall,
    type: (text, time) => {
      tell.passed();
      if (!isCovered() && hears(time)) typing()?.type?.(text);
    },
    key: (name, time, isShifted) => {
      tell.passed();
      const prompt = stage.prompt();
      if (name === "Tab") return moveFocus(isShifted);
      if (pressFocused(name, time)) return;
      if (isCovered() || !hears(time)) return;
      if (hasSheet()) return sheetKey(name);
      if (!prompt) return;
      if (stage.drawing()?.key?.(name)) return;
      if (name === "Escape") return hands.cancel();
      if (name === "Enter" && prompt.default) return hands.answer({ button: prompt.default });
      pressByKey(name, time, typing() !== null);
    },
    scan: tell.scan,
    cut: (why, typed) => {
      // What of it was taken for typing goes again.
      for (let count = 0; count < typed; count++) {
        if (hasSheet()) sheetTyping()?.erase();
        else stage.drawing()?.key?.("Backspace");
      }
      tell.cut(why);
    },
  };
}

/** @param {string} name */
function sheetKey(name) {
  if (name === "Escape") closeSheet();
  else if (name === "Enter") sheetTyping()?.enter();
  else if (name === "Backspace") sheetTyping()?.erase();
}

/** F1 to F12 everywhere, digits where nothing is typed.
 * @param {string} name @param {number} time @param {boolean} isTyping */
function pressByKey(name, time, isTyping) {
  const number = /^F\d+$/.test(name) ? name.slice(1) : !isTyping && /^\d$/.test(name) ? name : null;
  if (number === null) return;
  const button = byId("stage").querySelector(`[data-key="${Number(number)}"]`);
  if (button) press(button, time);
}

/** Too small a window shows neither the amount nor its outcomes: nothing is taken in it. */
export function isTooSmall() {
  return matchMedia("(max-width: 319px), (max-height: 419px)").matches;
}
