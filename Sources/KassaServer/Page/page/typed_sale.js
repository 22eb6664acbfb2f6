// What a line typed at the sale means: the short commands of the console, else what the till makes of it.
import { stepped } from "./money.js";

/** @typedef {import("./wire.js").Line} Line */

/** «*3», «−» and «%10» change the current line; anything else is for the till to find out.
 * @param {string} text @param {Line | undefined} current @returns {Record<string, unknown> | null} */
export function typedAction(text, current) {
  const share = /^%\s*(\d{1,3}(?:[.,]\d{1,2})?)$|^(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/.exec(text);
  const quantity = /^\*\s*(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text);
  if (share || quantity || text === "-" || text === "−") {
    if (!current) return null;
    if (quantity) {
      return { action: "quantity", line: current.line, quantity: quantity[1].replace(",", ".") };
    }
    if (share) {
      const percent = (share[1] ?? share[2]).replace(",", ".");
      return { action: "discount", line: current.line, percent };
    }
    const less = stepped(current.quantity, -1);
    return less === null
      ? { action: "remove", line: current.line }
      : { action: "quantity", line: current.line, quantity: less };
  }
  return { action: "typed", text };
}
