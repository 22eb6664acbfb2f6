// The till is at work and asks nothing: what it waits for, since when.
import { secondsSince } from "./clock.js";
import { make } from "./dom.js";
import { money } from "./money.js";
import { words } from "./words.js";

/** @param {HTMLElement} place @param {import("./wire.js").Waiting} waiting @param {string} language
 * @returns {import("./wire.js").Drawing} */
export function drawWaiting(place, waiting, language) {
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
        make("h1", { tabindex: -1, id: "title" }, words(`waiting_${waiting.device}`)),
        waiting.amount === undefined
          ? null
          : make("p", { class: "amount", dir: "ltr" }, money(waiting.amount, language)),
        waiting.terminal ? make("p", { class: "terminal" }, waiting.terminal) : null,
        since,
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
