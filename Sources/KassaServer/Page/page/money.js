// Whole kopecks as people read and type them.

/** 1234550 is «12 345,50» in Russian and «12,345.50» in English. Narrow spaces don't break.
 * @param {number} kopecks @param {string} language @returns {string} */
export function plain(kopecks, language) {
  const size = Math.abs(kopecks);
  const roubles = String(Math.trunc(size / 100));
  const space = language === "en" ? "," : "\u00a0";
  const grouped = roubles.replace(/\B(?=(\d{3})+$)/g, space);
  const point = language === "en" ? "." : ",";
  const sign = kopecks < 0 ? "\u2212" : "";
  return `${sign}${grouped}${point}${String(size % 100).padStart(2, "0")}`;
}

/** @param {number} kopecks @param {string} language @returns {string} */
export function money(kopecks, language) {
  return `${plain(kopecks, language)}\u00a0₽`;
}

/** Roubles alone where there are no kopecks: what stands on a note.
 * @param {number} kopecks @param {string} language @returns {string} */
export function note(kopecks, language) {
  const text = money(kopecks, language);
  return kopecks % 100 === 0 ? text.replace(/[.,]00(?=\u00a0₽)/, "") : text;
}

/** Takes one more character of an amount: digits, and one sign for comma, dot and the pad's key.
 * @param {string} typed digits and at most one comma @param {string} character
 * @returns {string} the same where the character has no place */
export function amountWith(typed, character) {
  if (character === "," || character === ".") {
    return typed.includes(",") ? typed : `${typed || "0"},`;
  }
  if (!/^\d$/.test(character)) return typed;
  const [whole, part] = typed.split(",");
  if (part !== undefined) return part.length < 2 ? typed + character : typed;
  if (whole === "0") return character;
  return whole.length < 8 ? typed + character : typed;
}

/** @param {string} typed as `amountWith` leaves it @returns {number | null} kopecks */
export function kopecks(typed) {
  const match = /^(\d{1,8})(?:,(\d{0,2}))?$/.exec(typed);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** What is typed, grouped as it will be read.
 * @param {string} typed @param {string} language @returns {string} */
export function shownAmount(typed, language) {
  if (typed === "") return "";
  const [whole, part] = typed.split(",");
  const space = language === "en" ? "," : "\u00a0";
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, space);
  if (part === undefined) return grouped;
  return `${grouped}${language === "en" ? "." : ","}${part}`;
}

/** A quantity of the wire («0.354») as it is read, and one more or less of it.
 * @param {string} quantity @param {string} language @returns {string} */
export function shownQuantity(quantity, language) {
  return language === "en" ? quantity : quantity.replace(".", ",");
}

/** A step of one, at whole quantities and weights alike; null where nothing would be left.
 * @param {string} quantity @param {1 | -1} step @returns {string | null} */
export function stepped(quantity, step) {
  const [whole, part = ""] = quantity.split(".");
  const next = Number(whole) + step;
  if (next < 0 || (next === 0 && !/[1-9]/.test(part))) return null;
  return part ? `${next}.${part}` : String(next);
}
