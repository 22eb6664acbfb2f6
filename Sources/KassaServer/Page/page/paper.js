// What the registrar printed, over the goods side until the next scan that counts, key or tap.
import { byId, code, fill, make } from "./dom.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Paper} Paper */

/** @param {(notice: number) => void} acknowledge */
export function papers(acknowledge) {
  /** @type {{ notice: number, paper: Paper }[]} */
  let waiting = [];
  let shownAt = 0;
  /** Whether some of it has not been shown yet. */
  let isNew = false;
  const place = byId("beside");

  function isShown() {
    return place.childElementCount > 0;
  }

  function close() {
    if (!isShown()) return;
    fill(place);
    const read = waiting;
    waiting = [];
    for (const each of read) if (each.notice > 0) acknowledge(each.notice);
  }

  /** @param {Paper} paper */
  function sheet(paper) {
    const text = make("pre", {}, paper.lines.join("\n"));
    text.style.setProperty("--columns", String(paper.columns));
    return make(
      "article",
      { class: "paper", "aria-label": `${words("paper")} ${paper.number}` },
      text,
      paper.svg && paper.modules ? code(paper.svg, paper.modules, "QR") : null,
    );
  }

  return {
    isShown,
    /** @param {number} notice @param {Paper} paper */
    add: (notice, paper) => {
      if (
        waiting.some((each) => each.paper.number === paper.number && each.paper.kind === paper.kind)
      ) {
        return;
      }
      waiting.push({ notice, paper });
      isNew = true;
    },
    /** Shows what came, newest first, where the goods side is free for it. */
    show: () => {
      if (waiting.length === 0) return;
      if (isNew || !isShown()) shownAt = performance.now();
      isNew = false;
      const all = make("div", {
        class: "papers",
        tabindex: 0,
        "aria-label": words("paper"),
        role: "region",
      });
      all.append(...[...waiting].reverse().map((each) => sheet(each.paper)));
      const button = make(
        "button",
        { type: "button", class: "button paper-close" },
        words("close"),
      );
      fill(place, pressable(all, close), pressable(button, close));
    },
    hide: () => fill(place),
    /** Takes all of it away unread: the till sends it again to who works it. */
    forget: () => {
      waiting = [];
      fill(place);
    },
    close,
    /** A key or a tap elsewhere: it also takes the paper away, once it could be seen. */
    passed: () => {
      if (isShown() && performance.now() - shownAt > 700) close();
    },
  };
}
