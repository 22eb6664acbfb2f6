// A number pad, 1-2-3 on top as on the bank terminal. Starts empty each time.
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { amountWith, kopecks, shownAmount } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** What is typed on a pad, and what it means.
 * @typedef {{ take: (typed: string, character: string) => string, show: (typed: string) => string,
 *   said: (typed: string) => string, isEnough: (typed: string) => boolean, sign?: string,
 *   isSecret?: boolean }} PadRule */

/** Amounts. @param {string} language @returns {PadRule} */
export function amounts(language) {
  return {
    take: amountWith,
    show: (typed) => shownAmount(typed, language),
    said: (typed) => shownAmount(typed, language),
    isEnough: (typed) => kopecks(typed) !== null,
    sign: language === "en" ? "." : ",",
  };
}

/** Digits of a number or of a PIN, of which only dots are shown.
 * @param {{ least: number, most: number }} rule @param {boolean} isSecret @returns {PadRule} */
export function digits(rule, isSecret) {
  return {
    take: (typed, character) =>
      /^\d$/.test(character) && typed.length < rule.most ? typed + character : typed,
    show: (typed) => isSecret ? "•".repeat(typed.length) : typed,
    said: (typed) => isSecret ? words("typed_count", { count: typed.length }) : typed,
    isEnough: (typed) => typed.length >= rule.least,
    isSecret,
  };
}

/** Draws a pad in two pieces: what is typed with its keys, and «Готово».
 * @param {PadRule} rule @param {string} label of what is typed @param {(typed: string) => void} done */
export function pad(rule, label, done) {
  let typed = "";
  const refusal = make("p", { class: "refusal", role: "alert" });
  const shown = make("output", { class: "typed", "aria-label": label });
  const finish = make("button", { type: "button", class: "button done primary" }, words("done"));
  pressable(finish, () => rule.isEnough(typed) && done(typed));

  /** @param {string} next */
  function set(next) {
    typed = next;
    shown.textContent = rule.show(typed);
    shown.setAttribute("aria-label", `${label}: ${rule.said(typed)}`);
    finish.setAttribute("aria-disabled", String(!rule.isEnough(typed)));
  }

  /** @param {string} character @param {string} [name] */
  function key(character, name) {
    const button = make("button", {
      type: "button",
      class: `button pad-key ${rule.isSecret ? "dark" : ""}`,
      "aria-label": name ?? null,
    }, character);
    return pressable(button, () => set(rule.take(typed, character)));
  }

  const erase = make("button", {
    type: "button",
    class: "button pad-key",
    "aria-label": words("delete"),
  }, icon("erase"));
  pressable(erase, () => set(typed.slice(0, -1)));
  const clear = make("button", {
    type: "button",
    class: "button pad-key",
    "aria-label": words("clear"),
  }, "C");
  pressable(clear, () => set(""));

  const keys = make(
    "div",
    { class: "pad-keys", role: "group", "aria-label": words("pad") },
    ...["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => key(digit)),
    rule.sign ? key(rule.sign, words("point")) : make("span", {}),
    key("0"),
    make("span", {}),
  );
  set("");
  return {
    place: make(
      "div",
      { class: "pad", dir: "ltr" },
      refusal,
      shown,
      keys,
      make("div", { class: "pad-edit" }, erase, clear),
    ),
    finish,
    /** @param {string} text */
    type: (text) => {
      // The same key as comma or dot on a Russian keyboard.
      const character = text === "ю" || text === "б" ? "," : text;
      set(rule.take(typed, character));
    },
    erase: () => set(typed.slice(0, -1)),
    clear: () => set(""),
    enter: () => rule.isEnough(typed) && done(typed),
  };
}
