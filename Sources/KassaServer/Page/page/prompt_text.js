// `text` and `secret`: digits on the pad, else a field that takes keys wherever the focus is.
import { digits, pad } from "./amount_pad.js";
import { make } from "./dom.js";
import { field } from "./field.js";
import { choices, refuse, said, strip } from "./layout.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawText(place, prompt, hands) {
  const rule = prompt.secret ?? prompt.text ?? { format: "free", least: 1, most: 64 };
  const isSecret = prompt.kind === "secret";
  return rule.format === "digits"
    ? drawDigits(place, prompt, hands, rule, isSecret)
    : drawField(place, prompt, hands, rule, isSecret);
}

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @param {import("./wire.js").TextRule} rule
 * @param {boolean} isSecret @returns {import("./wire.js").Drawing} */
function drawDigits(place, prompt, hands, rule, isSecret) {
  const typing = pad(digits(rule, isSecret), prompt.title, (typed) => hands.answer(typed));
  place.append(
    ...[strip(prompt, hands)].filter((each) => each !== null),
    make(
      "div",
      { class: "left with-pad" },
      said(prompt),
      make("div", { class: "answers" }, choices(prompt, hands)),
    ),
    make("div", { class: "right" }, typing.place, typing.finish),
  );
  return {
    end: () => place.replaceChildren(),
    refuse: (text) => {
      if (isSecret) typing.clear();
      refuse(place, text);
    },
    type: typing.type,
    key: (name) => {
      if (name === "Backspace") typing.erase();
      else if (name === "Enter") typing.enter();
      else return false;
      return true;
    },
  };
}

/** @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {import("./hands.js").Hands} hands @param {import("./wire.js").TextRule} rule
 * @param {boolean} isSecret @returns {import("./wire.js").Drawing} */
function drawField(place, prompt, hands, rule, isSecret) {
  const done = () => {
    if (typing.value().length >= rule.least) hands.answer(typing.value());
  };
  const finish = make("button", { type: "button", class: "button done primary" }, words("done"));
  pressable(finish, done);
  const typing = field(prompt.title, {
    most: rule.most,
    isSecret,
    done,
    changed: (text) => finish.setAttribute("aria-disabled", String(text.length < rule.least)),
  });
  finish.setAttribute("aria-disabled", "true");
  place.append(
    ...[strip(prompt, hands)].filter((each) => each !== null),
    make("div", { class: "left with-field" }, said(prompt), typing.place, choices(prompt, hands)),
    make("div", { class: "right" }, finish),
  );
  return {
    end: () => place.replaceChildren(),
    refuse: (text) => refuse(place, text),
    type: typing.type,
    key: (name) => {
      if (name === "Backspace") typing.erase();
      else if (name === "Enter") done();
      else return false;
      return true;
    },
  };
}
