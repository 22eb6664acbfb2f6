// Warnings stay until somebody has read them. They lie under the header, away from money.
import { fill, make } from "./dom.js";
import { icon } from "./icons.js";
import { openSheet } from "./menu.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {{ notice: number, text: string }} Warning `notice` 0: the page's own */

/** @param {HTMLButtonElement} button in the header, counts them
 * @param {(notice: number) => void} acknowledge */
export function notices(button, acknowledge) {
  /** @type {Warning[]} */
  let open = [];
  pressable(button, show);

  function count() {
    button.hidden = open.length === 0;
    button.setAttribute("aria-label", `${words("notices")}: ${open.length}`);
    fill(button, icon("warn"), String(open.length));
  }

  function show() {
    openSheet(words("notices"), (close) => ({
      children: open.map((each) => {
        const read = make("button", { type: "button", class: "button" }, words("read"));
        const row = make("div", { class: "notice" }, make("p", {}, each.text), read);
        pressable(read, () => {
          open = open.filter((other) => other !== each);
          if (each.notice > 0) acknowledge(each.notice);
          row.remove();
          count();
          if (open.length === 0) close();
        });
        return row;
      }),
    }));
  }

  return {
    /** @param {number} notice @param {string} text @returns {boolean} whether it is new */
    add: (notice, text) => {
      const isKnown = open.some((each) => each.notice === notice && each.text === text);
      if (!isKnown) open.push({ notice, text });
      count();
      return !isKnown;
    },
    /** Takes all away unread: the till sends its own again to who works it. */
    forget: () => {
      open = [];
      count();
    },
  };
}
