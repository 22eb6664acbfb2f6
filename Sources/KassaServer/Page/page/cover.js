// What stands in the way of everything: no link, another tab, a lock. Takes no taps but its own.
import { byId, fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { closeSheet } from "./menu.js";
import { pressable } from "./press.js";

/** Covers the page.
 * @param {string} title @param {string} body
 * @param {{ kind?: import("./icons.js").IconName, act?: { label: string, press: () => void } }} [more] */
export function cover(title, body, { kind = "link", act } = {}) {
  closeSheet();
  const over = byId("over");
  if (over.dataset.title === title) return;
  over.dataset.kind = "cover";
  over.dataset.title = title;
  byId("stage").inert = true;
  byId("beside").inert = true;
  const heading = make("h1", { tabindex: -1 }, title);
  let button = null;
  if (act) {
    button = make("button", { type: "button", class: "button primary" }, act.label);
    pressable(button, act.press);
  }
  fill(
    over,
    make(
      "section",
      { class: "cover", role: "alertdialog", "aria-label": title },
      icon(kind, "shape"),
      heading,
      make("p", {}, body),
      button,
    ),
  );
  heading.focus({ preventScroll: true });
}

/** Takes the cover away. */
export function uncover() {
  const over = byId("over");
  if (over.dataset.kind !== "cover") return;
  delete over.dataset.kind;
  delete over.dataset.title;
  fill(over);
  byId("stage").inert = false;
  byId("beside").inert = false;
}

/** Whether the page is covered. */
export function isCovered() {
  return byId("over").dataset.kind === "cover";
}
