// `count`: figures by field, each typed on the pad; where there are several, which one is chosen by a tap.
import { amounts, digits, pad } from "./amount_pad.js";
import { make } from "./dom.js";
import { choices, refuse, said, strip } from "./layout.js";
import { kopecks } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** No drawer and no day has more pieces of anything: seven digits. */
const piecesRule = { least: 0, most: 7 };

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawCount(place, prompt, hands) {
  const fields = prompt.count?.fields ?? [];
  const typed = fields.map(() => "");
  const rows = fields.map((field, index) => row(field, () => turn(index)));
  const right = make("div", { class: "right" });
  const finish = make("button", { type: "button", class: "button done primary" }, words("done"));
  let current = 0;

  // Nothing typed at all is no count: an empty field is nothing only beside another.
  const isEnough = () => typed.some((text) => text !== "");
  const done = () => {
    if (isEnough()) hands.answer({ count: figures() });
  };

  function figures() {
    /** @type {Record<string, number>} */
    const found = {};
    fields.forEach((field, index) => {
      if (typed[index] === "") return;
      found[field.id] = field.unit === "amount" ? kopecks(typed[index]) ?? 0 : Number(typed[index]);
    });
    return found;
  }

  const pads = fields.map((field, index) => {
    const rule = field.unit === "amount" ? amounts(prompt.language) : digits(piecesRule, false);
    const next = () => (index + 1 < fields.length ? turn(index + 1) : done());
    return pad(
      {
        ...rule,
        isEnough: () => true,
        show: (text) => {
          typed[index] = text;
          rows[index].show(rule.show(text));
          finish.setAttribute("aria-disabled", String(!isEnough()));
          return rule.show(text);
        },
      },
      field.label,
      next,
    );
  });

  /** @param {number} index */
  function turn(index) {
    current = index;
    rows.forEach((each, other) => each.mark(other === index));
    right.replaceChildren(pads[index].place, finish);
  }

  pressable(finish, done);
  place.append(
    ...[strip(prompt, hands)].filter((each) => each !== null),
    make(
      "div",
      { class: "left with-pad" },
      said(prompt),
      fields.length > 1
        ? make("div", { class: "figures" }, ...rows.map((each) => each.place))
        : null,
      make("div", { class: "answers" }, choices(prompt, hands)),
    ),
    right,
  );
  turn(0);
  return {
    end: () => place.replaceChildren(),
    refuse: (text) => refuse(place, text),
    type: (text) => pads[current].type(text),
    key: (name) => {
      if (name === "Backspace") pads[current].erase();
      else if (name === "Enter") pads[current].enter();
      else return false;
      return true;
    },
  };
}

/** A field's name and what was typed for it.
 * @param {import("./wire.js").CountField} field @param {() => void} chosen */
function row(field, chosen) {
  const figure = make("output", { class: "figure", dir: "ltr" });
  const button = make(
    "button",
    { type: "button", class: "button figure-row" },
    make("span", { class: "label" }, field.label),
    figure,
  );
  pressable(button, chosen);
  return {
    place: button,
    /** @param {string} text */
    show: (text) => {
      figure.textContent = text;
    },
    /** @param {boolean} isCurrent */
    mark: (isCurrent) => {
      button.setAttribute("aria-pressed", String(isCurrent));
    },
  };
}
