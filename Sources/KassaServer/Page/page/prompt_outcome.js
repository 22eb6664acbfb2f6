// What a terminal did, by the word of who stands before it. No default, no time limit.
import { answerButton, placeOf } from "./buttons.js";
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { cancelButton, refuse, said, steps, strip } from "./layout.js";
import { words } from "./words.js";

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawOutcome(place, prompt, hands) {
  const told = said(prompt);
  const isCharge = prompt.outcome?.operation === "charge";
  const isLoud = prompt.look !== undefined;
  if (isCharge && !isLoud) told.prepend(steps(prompt));
  if (isLoud) told.prepend(icon("unknown", "shape"));

  // Places follow what a button means, not the store's order.
  const done = prompt.buttons.find((each) => each.role === "approve");
  const failed = prompt.buttons.find((each) => each.role === "decline");
  const others = prompt.buttons.filter((each) =>
    each !== done && each !== failed && !["way_out", "store"].includes(placeOf(each, prompt))
  );
  // What says nothing of money first, then by key.
  others.sort((one, other) => rank(one) - rank(other));

  place.append(
    ...[strip(prompt, hands)].filter((each) => each !== null),
    make("div", { class: "wide" }, told),
    make(
      "div",
      { class: "others", role: "group" },
      ...others.map((each) => answerButton(each, prompt, hands, "other")),
      prompt.cancel ? cancelButton(hands, "other") : null,
    ),
    make(
      "div",
      { class: "outcomes", role: "group", "aria-label": words("outcomes") },
      done ? answerButton(done, prompt, hands, "verdict approve") : null,
      failed ? answerButton(failed, prompt, hands, "verdict decline") : null,
    ),
  );
  return { end: () => place.replaceChildren(), refuse: (text) => refuse(place, text) };
}

/** @param {import("./wire.js").Button} button */
function rank(button) {
  return (button.place === "outcome" ? 1000 : 0) + (button.key ?? 99);
}
