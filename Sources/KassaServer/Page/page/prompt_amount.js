// `amount`: a pad that starts empty, and amounts worth a tap of their own.
import { amounts, pad } from "./amount_pad.js";
import { make } from "./dom.js";
import { choices, refuse, said, strip } from "./layout.js";
import { kopecks, money, note } from "./money.js";
import { pressable } from "./press.js";

/** Whether the body has one sum only, the one that stands above it already.
 * @param {import("./wire.js").Prompt} prompt */
function isSaid({ body, effect }) {
  return effect?.amount !== undefined && !/[\n:]/.test(body) &&
    body.replace(/\D/g, "") === String(effect.amount).padStart(3, "0");
}

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawAmount(place, prompt, hands) {
  const typing = pad(amounts(prompt.language), prompt.title, (typed) => {
    const amount = kopecks(typed);
    if (amount !== null) hands.answer(amount);
  });
  const offered = [...(prompt.amount?.offered ?? [])].sort((one, other) => one - other);
  const notes = make(
    "div",
    { class: "notes", dir: "ltr" },
    ...offered.map((amount) => {
      const button = make("button", {
        type: "button",
        class: `button note-button ${amount === prompt.effect?.amount ? "exact" : ""}`,
        "aria-label": money(amount, prompt.language),
      }, note(amount, prompt.language));
      return pressable(button, () => hands.answer(amount));
    }),
  );
  place.append(
    ...[strip(prompt, hands)].filter((each) => each !== null),
    make(
      "div",
      { class: "left with-pad" },
      said(prompt, { body: !isSaid(prompt) }),
      make("div", { class: "answers" }, offered.length > 0 ? notes : null, choices(prompt, hands)),
    ),
    make("div", { class: "right" }, typing.place, typing.finish),
  );
  return {
    end: () => place.replaceChildren(),
    refuse: (text) => refuse(place, text),
    type: typing.type,
    key: (name) => {
      if (name === "Backspace") typing.erase();
      else if (name === "Enter") typing.enter();
      else return false;
      return true;
    },
  };
}
