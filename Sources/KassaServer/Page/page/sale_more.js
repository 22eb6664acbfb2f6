// What is done with a receipt beside paying it, and the «Ещё» sheet with the rest.
import { answerButton, placeOf } from "./buttons.js";
import { byId, make } from "./dom.js";
import { field } from "./field.js";
import { icon } from "./icons.js";
import { askDiscount } from "./line_editor.js";
import { openSheet } from "./menu.js";
import { pressable } from "./press.js";
import { tendersOf } from "./sale_tenders.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */
/** @typedef {import("./hands.js").Hands} Hands */
/** @typedef {{ current: () => import("./wire.js").Line | undefined }} Lines */

/** @param {import("./wire.js").Button} button */
function isDestroying(button) {
  return button.role === "destroy";
}

/** The foot of the goods side. What destroys stands apart.
 * @param {Prompt} prompt @param {Hands} hands @param {Lines} lines */
export function saleFoot(prompt, hands, lines) {
  const own = prompt.buttons.filter((each) => placeOf(each, prompt) === "edit")
    .sort((one, other) => (one.key ?? 99) - (other.key ?? 99));
  const destroys = own.filter(isDestroying);
  return [
    ...own.filter((each) => !isDestroying(each)).map((each) => answerButton(each, prompt, hands)),
    discountButton(hands, lines),
    contactButton(hands),
    make("span", { class: "apart" }),
    ...destroys.map((each) => answerButton(each, prompt, hands, "destroys")),
    make("span", { class: "apart" }),
    moreButton(prompt, hands, lines, false),
  ];
}

/** @param {Hands} hands @param {Lines} lines */
function discountButton(hands, lines) {
  const button = make("button", { type: "button", class: "button" }, words("discount"));
  return pressable(button, () => {
    const line = lines.current();
    if (line) askDiscount(line.line, line.name, hands);
  });
}

/** @param {Hands} hands */
function contactButton(hands) {
  const button = make("button", { type: "button", class: "button" }, words("contact"));
  return pressable(button, () => askContact(hands));
}

/** @param {Hands} hands */
function askContact(hands) {
  openSheet(words("contact"), (close) => {
    const done = () => {
      const contact = typing.value() || null;
      close();
      hands.edit({ action: "contact", contact });
    };
    const typing = field(words("contact"), { most: 64, done });
    const finish = make("button", { type: "button", class: "button done primary" }, words("done"));
    pressable(finish, done);
    return {
      children: [make("p", { class: "body" }, words("contact_body")), typing.place, finish],
      typing: { type: typing.type, erase: typing.erase, enter: done },
    };
  });
}

/** «Ещё». On a phone it also holds what stands elsewhere in the foot, in the strip and under the first two
 * ways to pay.
 * @param {Prompt} prompt @param {Hands} hands @param {Lines} lines @param {boolean} isPhone */
export function moreButton(prompt, hands, lines, isPhone) {
  const button = make(
    "button",
    {
      type: "button",
      class: "button more",
      "aria-label": words("more"),
      "aria-haspopup": "dialog",
    },
    icon("more"),
    isPhone ? null : make("span", { class: "label" }, words("more")),
  );
  return pressable(button, () => {
    openSheet(words("more"), () => {
      const places = isPhone
        ? ["tender", "edit", "leave", "store", "way_out", "choice"]
        : ["leave", "choice"];
      const large = tendersOf(prompt).slice(0, 2);
      const inPlaces = prompt.buttons.filter((each) =>
        places.includes(placeOf(each, prompt)) && !large.includes(each)
      );
      /** @param {import("./wire.js").Button} each */
      const rank = (each) => isDestroying(each) ? 9 : places.indexOf(placeOf(each, prompt));
      // What destroys comes last.
      const rows = inPlaces.sort((one, other) => rank(one) - rank(other)).map((each) =>
        answerButton(each, prompt, hands, isDestroying(each) ? "choice destroys" : "choice")
      );
      const destroys = rows.at(-1)?.classList.contains("destroys") ? rows.pop() : null;
      const own = isPhone ? [discountButton(hands, lines), contactButton(hands)] : [];
      for (const each of own) each.classList.add("choice");
      return { children: [...rows, ...own, largeText(), destroys ?? null] };
    });
  });
}

/** Larger text in the same places; this device remembers it. */
function largeText() {
  const root = document.documentElement;
  const button = make("button", {
    type: "button",
    class: "button choice",
    "aria-pressed": String(root.dataset.large !== undefined),
  }, words("large_text"));
  return pressable(button, () => {
    if (root.dataset.large === undefined) root.dataset.large = "yes";
    else delete root.dataset.large;
    localStorage.setItem("large", root.dataset.large ?? "");
    button.setAttribute("aria-pressed", String(root.dataset.large !== undefined));
    byId("stage").dispatchEvent(new CustomEvent("redraw"));
  });
}
