// What a tapped line opens: − quantity + · % · ✕. Each control names its line.
import { digits, pad } from "./amount_pad.js";
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { openSheet } from "./menu.js";
import { shownQuantity, stepped } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Line} Line */
/** @typedef {import("./hands.js").Hands} Hands */

/** @param {Line} line @param {Hands} hands */
export function lineEditor(line, hands) {
  const number = line.line;
  const name = line.name;
  const quantity = control("quantity-button", words("of_quantity", { name }), "");
  pressable(quantity, () => askQuantity(number, name, hands));
  const percent = control("", words("discount_of", { name }), "%");
  pressable(percent, () => askDiscount(number, name, hands));
  const place = make(
    "div",
    { class: "line-edit", dir: "ltr" },
    pressable(control("", words("less", { name }), "\u2212"), () => step(hands, number, -1)),
    quantity,
    pressable(control("", words("line_more", { name }), "+"), () => step(hands, number, 1)),
    percent,
    pressable(
      control("destroys", words("remove", { name }), icon("remove")),
      () => hands.edit({ action: "remove", line: number }),
    ),
  );
  /** @param {Line} next */
  const show = (next) => (quantity.textContent = shownQuantity(next.quantity, hands.language));
  place.addEventListener("line", (event) => {
    if (event instanceof CustomEvent) show(event.detail);
  });
  show(line);
  return place;
}

/** @param {string} kind @param {string} label @param {Node | string} child */
function control(kind, label, child) {
  return make("button", { type: "button", class: `button ${kind}`, "aria-label": label }, child);
}

/** Counts from what the line has when the tap's turn comes, so that each tap counts.
 * @param {Hands} hands @param {number} number @param {1 | -1} by */
function step(hands, number, by) {
  hands.edit({
    /** @param {import("./wire.js").Prompt} prompt */
    resolve: (prompt) => {
      const line = prompt.sale?.lines?.find((each) => each.line === number);
      const next = line ? stepped(line.quantity, by) : null;
      return next === null
        ? { action: "remove", line: number }
        : { action: "quantity", line: number, quantity: next };
    },
  });
}

/** A quantity or a share as it is typed: digits and one sign.
 * @param {number} whole most digits before it @param {number} part most after it
 * @param {string} language @returns {import("./amount_pad.js").PadRule} */
function decimals(whole, part, language) {
  const sign = language === "en" ? "." : ",";
  return {
    ...digits({ least: 1, most: whole }, false),
    take: (typed, character) => {
      if (character === "," || character === ".") {
        return /[.,]/.test(typed) ? typed : `${typed || "0"}${sign}`;
      }
      if (!/^\d$/.test(character)) return typed;
      const [before, after] = typed.split(/[.,]/);
      if (after !== undefined) return after.length < part ? typed + character : typed;
      return before.length < whole ? typed + character : typed;
    },
    isEnough: (typed) => /[1-9]/.test(typed),
    sign,
  };
}

/** @param {string} typed */
function wired(typed) {
  return typed.replace(",", ".").replace(/\.$/, "");
}

/** @param {string} title @param {import("./amount_pad.js").PadRule} rule
 * @param {string} name @param {(typed: string) => void} done */
function askOnPad(title, rule, name, done) {
  openSheet(title, (close) => {
    const typing = pad(rule, title, (typed) => {
      close();
      done(typed);
    });
    return { children: [make("p", { class: "body" }, name), typing.place, typing.finish], typing };
  });
}

/** @param {number} number @param {string} name @param {Hands} hands */
export function askQuantity(number, name, hands) {
  askOnPad(
    words("quantity"),
    decimals(5, 3, hands.language),
    name,
    (typed) => hands.edit({ action: "quantity", line: number, quantity: wired(typed) }),
  );
}

/** @param {number} number @param {string} name @param {Hands} hands */
export function askDiscount(number, name, hands) {
  askOnPad(
    words("percent"),
    decimals(3, 2, hands.language),
    name,
    (typed) => hands.edit({ action: "discount", line: number, percent: wired(typed) }),
  );
}
