// `tell`, `confirm` and `choose`: words, and rows to press.
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { choices, goingOn, readingOf, refuse, said, strip } from "./layout.js";
import { plain } from "./money.js";
import { words } from "./words.js";

/** @type {Record<string, import("./icons.js").IconName>} */
const shapes = { alarm: "warn", warn: "warn", unknown: "unknown", stop: "no" };

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawChoice(place, prompt, hands) {
  const look = prompt.look ?? "plain";
  const shape = look in shapes ? icon(shapes[look], "shape") : null;
  const sums = prompt.mismatch;
  const told = said(prompt, { amount: !sums });
  if (shape) told.prepend(shape);
  if (sums) told.append(compared(sums, prompt.language));
  place.append(
    ...[
      strip(prompt, hands),
      make("div", { class: "left" }, told, choices(prompt, hands, look)),
      readingOf(prompt),
      goingOn(prompt, hands),
    ].filter((each) => each !== null),
  );
  return { end: () => place.replaceChildren(), refuse: (text) => refuse(place, text) };
}

/** «Слип» over «Нужно», digit under digit, what differs underlined.
 * @param {{ got: number, due: number }} sums @param {string} language */
function compared(sums, language) {
  const [got, due] = aligned(plain(sums.got, language), plain(sums.due, language));
  /** @param {string} name @param {string} text @param {string} other */
  const row = (name, text, other) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, words(name)),
      make(
        "td",
        { dir: "ltr" },
        ...[...text].map((each, place) => each === other[place] ? each : make("mark", {}, each)),
      ),
    );
  const table = make("table", { class: "compared" }, row("slip", got, due), row("due", due, got));
  table.style.setProperty("--digits", String(got.length));
  return table;
}

/** @param {string} one @param {string} other @returns {[string, string]} of one length */
function aligned(one, other) {
  const length = Math.max(one.length, other.length);
  return [one.padStart(length, "\u2007"), other.padStart(length, "\u2007")];
}
