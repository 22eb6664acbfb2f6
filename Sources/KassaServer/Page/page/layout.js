// The places of a prompt: they are the same at every prompt, whatever stands in them.
import { answerButton, placeOf, withDots } from "./buttons.js";
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { money } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */
/** @typedef {import("./hands.js").Hands} Hands */

/** The heading, which gets the focus, and what else is said. The amount stands by itself where the
 * till's line has one; what is long stands beside it, for `readingOf`.
 * @param {Prompt} prompt @param {{ amount?: boolean, body?: boolean }} [show] */
export function said(prompt, { amount = true, body = true } = {}) {
  const effect = prompt.effect;
  const sum = amount && effect?.amount !== undefined
    ? make("p", { class: "amount", dir: "ltr" }, money(effect.amount, prompt.language))
    : null;
  const rows = rowsOf(prompt);
  const scrolls = rows.length > 3 && rows.length <= besideMin;
  return make(
    "div",
    { class: "words", tabindex: scrolls ? 0 : null },
    make("h1", { tabindex: -1, id: "title" }, prompt.title),
    effect ? make("p", { class: "effect" }, effect.text) : null,
    sum,
    sum && effect?.terminal ? make("p", { class: "terminal" }, effect.terminal) : null,
    body && prompt.body && rows.length <= besideMin
      ? make("p", { class: "body" }, rows.join("\n"))
      : null,
    make("p", { class: "refusal", role: "alert" }),
  );
}

/** What has more rows than this stands beside the words. */
const besideMin = 6;

/** What the body says beyond what stands large: the terminal, and the one sum that it is about.
 * @param {Prompt} prompt */
function rowsOf(prompt) {
  const { amount, terminal } = prompt.effect ?? {};
  if (amount === undefined) return prompt.body.split("\n");
  const sum = `: ${money(amount, prompt.language)}`;
  return prompt.body.split("\n").filter((row) => row !== terminal && !row.endsWith(sum));
}

/** What is long, to be read where no button stands: a paper as it was printed, else words.
 * @param {Prompt} prompt @returns {HTMLElement | null} */
export function readingOf(prompt) {
  const rows = rowsOf(prompt);
  if (rows.length <= besideMin) return null;
  const reading = make("div", {
    class: "reading",
    tabindex: 0,
    role: "region",
    "aria-label": prompt.title,
  });
  // What a registrar prints is set in columns.
  if (rows.some((row) => /\S {3,}\S/.test(row))) {
    const text = make("pre", {}, prompt.body);
    text.style.setProperty("--columns", String(Math.max(...rows.map((row) => row.length))));
    reading.append(make("article", { class: "paper" }, text));
  } else reading.append(make("p", { class: "body" }, prompt.body));
  return reading;
}

/** A store's buttons and the way out of its script, in a strip of their own.
 * @param {Prompt} prompt @param {Hands} hands */
export function strip(prompt, hands) {
  const wayOut = prompt.buttons.filter((each) => placeOf(each, prompt) === "way_out");
  const stores = prompt.buttons.filter((each) => placeOf(each, prompt) === "store");
  if (wayOut.length + stores.length === 0) return null;
  return make(
    "nav",
    { class: "strip" },
    ...wayOut.map((each) => answerButton(each, prompt, hands, "way-out")),
    make(
      "div",
      { class: "stores" },
      ...stores.map((each) => answerButton(each, prompt, hands, "store")),
    ),
  );
}

/** The rows of choices, with «Отмена» last where the prompt may be left.
 * @param {Prompt} prompt @param {Hands} hands @param {string} [kind] classes */
export function choices(prompt, hands, kind = "") {
  const shown = prompt.buttons.filter((each) =>
    !["way_out", "store", "next"].includes(placeOf(each, prompt))
  );
  const back = shown.find((each) => each.id === "back");
  const rows = shown.filter((each) => each !== back).map((each) =>
    withDots(answerButton(each, prompt, hands, "choice"), each, hands)
  );
  // One way back is enough: the till's own word for it where it has one.
  const isMost = rows.length > besideMost;
  if (back) rows.push(backButton(back, prompt, hands));
  else if (prompt.cancel) rows.push(cancelButton(hands, "choice"));
  const list = make(
    "div",
    {
      class: `choices ${kind} ${rows.length > 6 ? "many" : ""} ${isMost ? "most" : ""}`,
      tabindex: rows.length > 6 ? 0 : null,
    },
    ...rows,
  );
  // A list that goes on fades: no row looks cut off.
  const measure = () => {
    const left = list.scrollHeight - list.clientHeight - list.scrollTop;
    list.classList.toggle("goes-on", left > 4);
  };
  list.addEventListener("scroll", measure);
  // Of the list, and of each row: larger letters make rows higher, not the list.
  const sizes = new ResizeObserver(measure);
  [list, ...rows].forEach((each) => sizes.observe(each));
  return list;
}

/** What goes on from a list stands where a pad's «Готово» does.
 * @param {Prompt} prompt @param {Hands} hands */
export function goingOn(prompt, hands) {
  const next = prompt.buttons.filter((each) => placeOf(each, prompt) === "next");
  return next.length === 0 ? null : make(
    "div",
    { class: "right next" },
    ...next.map((each) => answerButton(each, prompt, hands, "done")),
  );
}

/** So many rows stand in two columns; more scroll. */
const besideMost = 8;

/** @param {import("./buttons.js").Button} button @param {Prompt} prompt @param {Hands} hands */
function backButton(button, prompt, hands) {
  const element = answerButton(button, prompt, hands, "cancel choice");
  element.prepend(icon("back"));
  return element;
}

/** @param {Hands} hands @param {string} [kind] */
export function cancelButton(hands, kind = "") {
  const button = make(
    "button",
    { type: "button", class: `button cancel ${kind}` },
    icon("back"),
    make("span", { class: "label" }, words("cancel")),
    make("kbd", { "aria-hidden": "true" }, "Esc"),
  );
  return pressable(button, () => hands.cancel());
}

/** «1 Карта → 2 Чек», the first step lit: the card comes before the receipt. So does the money of a
 * transfer, which has no card.
 * @param {Prompt} prompt */
export function steps(prompt) {
  const first = prompt.id.startsWith("transfer.") ? "step_money" : "step_card";
  return make(
    "ol",
    { class: "steps", "aria-label": words("steps") },
    make("li", { "aria-current": "step" }, words(first)),
    make("li", {}, words("step_receipt")),
  );
}

/** Shows why an answer did not count, beside what was typed: over a pad's number where there is room.
 * @param {HTMLElement} place @param {string} text */
export function refuse(place, text) {
  for (const line of place.querySelectorAll(".refusal")) line.textContent = text;
}
