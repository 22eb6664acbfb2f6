// A prompt's buttons: by their place, told by sign, shape, fill, icon and label.
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Button} Button */
/** @typedef {import("./wire.js").Prompt} Prompt */
/** @typedef {import("./hands.js").Hands} Hands */

/** The till's own signs before a label that says what happened to money.
 * @type {Record<string, import("./icons.js").IconName>} */
const signs = { "✓": "yes", "✕": "no", "↩": "undone", "≠": "not_undone", "?": "unknown" };

/** A label in its parts: «✕ Отказ» is a sign and a word, «ВТБ · по умолчанию» a name and a note.
 * @param {string} label */
export function parts(label) {
  const sign = label[1] === " " && label[0] in signs ? label[0] : "";
  const text = sign ? label.slice(2) : label;
  const [name, ...notes] = text.split(" · ");
  return { sign, name, note: notes.join(" · "), text };
}

/** Where a button stands: as the till says, else among the choices of its kind.
 * @param {Button} button @param {Prompt} prompt @returns {string} */
export function placeOf(button, prompt) {
  if (button.place) return button.place.replace(" ", "_");
  return prompt.kind === "sale" ? "store" : prompt.kind === "outcome" ? "other" : "choice";
}

/** Whether a word would be broken between two rows of an outcome's button, whose width is fixed.
 * @param {string} name */
function hasLongWord(name) {
  return name.split(/[\s-]/).some((word) => word.length > 9);
}

/** A button that answers with its id.
 * @param {Button} button @param {Prompt} prompt @param {Hands} hands
 * @param {string} [kind] classes @returns {HTMLButtonElement} */
export function answerButton(button, prompt, hands, kind = "") {
  const { sign, name, note } = parts(button.label);
  const isDefault = button.id === prompt.default;
  const isChosen = button.role === "chosen";
  const element = make(
    "button",
    {
      type: "button",
      class: `button ${kind} ${isDefault ? "primary" : ""}`,
      "data-id": button.id,
      "data-sign": sign || null,
      "data-key": button.key ?? null,
      "aria-current": isChosen ? "true" : null,
      "aria-keyshortcuts": button.key ? shortcut(button.key, prompt) : null,
    },
    sign ? icon(signs[sign]) : isChosen ? icon("yes") : null,
    make(
      "span",
      { class: "label" },
      make("span", { class: hasLongWord(name) ? "name long" : "name" }, name),
      note ? make("span", { class: "note" }, note) : null,
    ),
    button.key ? make("kbd", { "aria-hidden": "true" }, shortcut(button.key, prompt)) : null,
  );
  const act = () => hands.answer({ button: button.id });
  const menu = button.menu;
  // Held, a row without a menu does what it does: the till then offers what can be done with it.
  if (!menu?.length) {
    return pressable(
      element,
      act,
      prompt.kind === "choose" && prompt.quiet === 0 ? act : undefined,
    );
  }
  const open = () => openMenu(menu, hands, name);
  element.setAttribute("aria-haspopup", "menu");
  return pressable(element, act, open);
}

/** A row for a button with a menu: beside it stands «⋯», which opens the menu as a long press does.
 * @param {HTMLButtonElement} element @param {Button} button @param {Hands} hands */
export function withDots(element, button, hands) {
  const menu = button.menu;
  if (!menu?.length) return element;
  const name = parts(button.label).name;
  const dots = make(
    "button",
    { type: "button", class: "button dots", "aria-label": words("menu_of", { name }) },
    icon("dots"),
  );
  pressable(dots, () => openMenu(menu, hands, name));
  return make("div", { class: "row" }, element, dots);
}

/** The key of a button as people press it: digits are typed where a prompt takes characters.
 * @param {number} key @param {Prompt} prompt @returns {string} */
function shortcut(key, prompt) {
  const isTyped = ["sale", "amount", "text", "secret"].includes(prompt.kind);
  return isTyped ? (key <= 12 ? `F${key}` : "") : key <= 9 ? String(key) : "";
}
