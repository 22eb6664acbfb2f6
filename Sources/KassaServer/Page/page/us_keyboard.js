// What a key types on a US keyboard, whatever layout is set: scanners send keys, not letters.

/** @type {Record<string, string>} each code's character alone and with Shift */
const pairs = {
  Backquote: "`~",
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  Space: "  ",
  NumpadDecimal: "..",
  NumpadAdd: "++",
  NumpadSubtract: "--",
  NumpadMultiply: "**",
  NumpadDivide: "//",
};
const shiftedDigits = ")!@#$%^&*(";

/** @param {string} code of a keyboard event @param {boolean} isShifted
 * @returns {string | null} null for a key that types nothing */
export function characterOf(code, isShifted) {
  if (/^Key[A-Z]$/.test(code)) return isShifted ? code[3] : code[3].toLowerCase();
  if (/^Digit\d$/.test(code)) return isShifted ? shiftedDigits[Number(code[5])] : code[5];
  if (/^Numpad\d$/.test(code)) return code[6];
  return pairs[code]?.[isShifted ? 1 : 0] ?? null;
}
