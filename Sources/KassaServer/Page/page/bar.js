// The header: shop, person, clock, matters, connection, sound; and what was refused, until the next answer.
import { hours } from "./clock.js";
import { byId, fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { pressable } from "./press.js";
import { allowSound, isAudible } from "./sound.js";
import { words } from "./words.js";

/** @param {string} shop */
export function bar(shop) {
  const person = make("span", { class: "person" });
  const message = make("span", { class: "message", role: "alert" });
  const clock = make("time", { class: "clock" });
  const matters = make("span", { class: "matters", hidden: true });
  const notices = make("button", { type: "button", class: "button plain notices", hidden: true });
  const link = make("span", { class: "link" });
  const sound = make("button", { type: "button", class: "button plain sound" });
  fill(
    byId("bar"),
    make("span", { class: "shop" }, shop),
    person,
    message,
    clock,
    matters,
    notices,
    link,
    sound,
  );

  function tick() {
    clock.textContent = hours();
    const isOn = isAudible();
    const label = words(isOn ? "sound" : "no_sound");
    if (sound.getAttribute("aria-label") === label) return;
    sound.setAttribute("aria-label", label);
    sound.replaceChildren(icon(isOn ? "sound" : "silent"));
  }
  pressable(sound, () => allowSound(tick));
  // Browsers let a page be heard once it was pressed.
  addEventListener("pointerup", () => isAudible() || allowSound(tick), { once: true });
  tick();
  setInterval(tick, 1000);

  return {
    /** @param {string} name */
    setPerson: (name) => (person.textContent = name),
    /** @param {string} text empty takes it away */
    setMessage: (text) => {
      message.textContent = text;
      byId("bar").classList.toggle("has-message", text !== "");
    },
    /** @param {number} count */
    setMatters: (count) => {
      matters.hidden = count === 0;
      matters.setAttribute("role", "img");
      matters.setAttribute("aria-label", words("matters", { count }));
      // Text: the sale's own buttons lead to them.
      matters.replaceChildren(
        icon("matters"),
        make("span", { class: "in-words" }, words("matters", { count })),
        make("span", { class: "in-short" }, String(count)),
      );
    },
    /** @param {boolean} isThere */
    setLink: (isThere) => {
      link.className = `link ${isThere ? "" : "off"}`;
      link.setAttribute("role", "img");
      link.setAttribute("aria-label", words(isThere ? "link" : "no_link"));
      link.replaceChildren(icon("link"));
    },
    notices,
  };
}
