// The till is at work: what it waits for, since when, and after a while how to wait no longer.
import { answerButton } from "./buttons.js";
import { secondsSince } from "./clock.js";
import { make } from "./dom.js";
import { refuse } from "./layout.js";
import { money } from "./money.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Waiting} Waiting */

/** @param {HTMLElement} place @param {Waiting} waiting @param {string} language
 * @returns {import("./wire.js").Drawing} */
export function drawWaiting(place, waiting, language) {
  return draw(place, waiting, language, words(`waiting_${waiting.device}`));
}

/** A prompt that stands while a device works: the same picture, and what may be said meanwhile where
 * an outcome's other ways stand.
 * @param {HTMLElement} place @param {import("./wire.js").Prompt} prompt
 * @param {Waiting} waiting @param {import("./hands.js").Hands} hands
 * @returns {import("./wire.js").Drawing} */
export function drawPatience(place, prompt, waiting, hands) {
  const drawing = draw(
    place,
    waiting,
    prompt.language,
    prompt.title,
    make("p", { class: "body" }, prompt.body),
    make("p", { class: "refusal", role: "alert" }),
  );
  place.append(
    make(
      "div",
      { class: "others", role: "group" },
      ...prompt.buttons.map((each) => answerButton(each, prompt, hands, "other")),
    ),
  );
  return { ...drawing, refuse: (text) => refuse(place, text) };
}

/** @param {HTMLElement} place @param {Waiting} waiting @param {string} language
 * @param {string} title @param {...HTMLElement} below @returns {import("./wire.js").Drawing} */
function draw(place, waiting, language, title, ...below) {
  const since = make("p", { class: "since", role: "timer" });
  const tick = () => (since.textContent = words("seconds", { count: secondsSince(waiting.since) }));
  const beat = setInterval(tick, 1000);
  tick();
  place.append(
    make(
      "div",
      { class: "wide waiting" },
      make(
        "div",
        { class: "words" },
        make("span", { class: "spinner", "aria-hidden": "true" }),
        make("h1", { tabindex: -1, id: "title" }, title),
        waiting.amount === undefined
          ? null
          : make("p", { class: "amount", dir: "ltr" }, money(waiting.amount, language)),
        waiting.terminal ? make("p", { class: "terminal" }, waiting.terminal) : null,
        since,
        ...below,
      ),
    ),
  );
  return {
    end: () => {
      clearInterval(beat);
      place.replaceChildren();
    },
  };
}
