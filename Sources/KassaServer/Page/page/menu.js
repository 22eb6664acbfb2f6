// The one sheet that may lie over the page: what a long press offers, «Ещё», a pad for a line.
import { byId, fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** What takes keys while a sheet is open.
 * @typedef {{ type: (text: string) => void, erase: () => void, enter: () => void }} Typing */

/** @type {Typing | null} */
let typing = null;

/** Whether a sheet is open. */
export function hasSheet() {
  return byId("over").dataset.kind === "sheet";
}

/** What takes the keys of the open sheet. */
export function sheetTyping() {
  return typing;
}

/** Opens a sheet over the receipt's side. A tap beside it closes it.
 * @param {string} title
 * @param {(close: () => void) => { children: (Node | null)[], typing?: Typing }} draw */
export function openSheet(title, draw) {
  const over = byId("over");
  // What stands in the way of everything stands in a sheet's way too.
  if (over.dataset.kind === "cover") return;
  const heading = make("h2", { tabindex: -1 }, title);
  const close = make("button", {
    type: "button",
    class: "button plain",
    "aria-label": words("close"),
  }, icon("no"));
  pressable(close, closeSheet);
  const drawn = draw(closeSheet);
  typing = drawn.typing ?? null;
  over.dataset.kind = "sheet";
  fill(
    over,
    pressable(make("div", { class: "shade" }), closeSheet),
    make(
      "section",
      { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
      make("div", { class: "sheet-head" }, heading, close),
      make("div", { class: "sheet-body" }, ...drawn.children.filter((each) => each !== null)),
    ),
  );
  byId("stage").inert = true;
  heading.focus({ preventScroll: true });
}

/** Closes what is open; nothing else happens by it, nor by an Enter that comes after it. */
export function closeSheet() {
  if (!hasSheet()) return;
  const over = byId("over");
  delete over.dataset.kind;
  fill(over);
  typing = null;
  byId("stage").inert = false;
  document.getElementById("title")?.focus({ preventScroll: true });
}

/** @param {{ id: string, label: string }[]} menu
 * @param {import("./hands.js").Hands} hands @param {string} name of what it belongs to */
export function openMenu(menu, hands, name) {
  openSheet(name, (close) => ({
    children: menu.map((each) => {
      const button = make(
        "button",
        { type: "button", class: "button choice", "data-id": each.id },
        make("span", { class: "label" }, each.label),
      );
      return pressable(button, () => {
        close();
        hands.answer({ button: each.id });
      });
    }),
  }));
}
