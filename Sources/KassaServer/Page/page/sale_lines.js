// The lines of a receipt: ten thousand are drawn as the few that show. A list somebody reads stands still.
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { lineEditor } from "./line_editor.js";
import { money, plain, shownQuantity } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Line} Line */

const editorHeight = 72;
/** So many rows are drawn beyond what shows. */
const spare = 6;

/** @param {import("./hands.js").Hands} hands */
export function saleLines(hands) {
  /** @type {Line[]} */
  let lines = [];
  /** @type {number | null} */
  let open = null;
  let unseen = 0;
  /** @type {Map<number, HTMLElement>} */
  const rows = new Map();
  /** @type {Set<number>} */
  const fresh = new Set();
  const rowHeight = document.documentElement.dataset.large ? 68 : 56;

  const all = make("div", { class: "lines-all", role: "list" });
  const list = make("div", {
    class: "lines",
    tabindex: 0,
    "aria-label": words("lines"),
    role: "group",
  }, all);
  const toEnd = make("button", { type: "button", class: "button to-end", hidden: true });
  pressable(toEnd, () => end());
  const empty = make("p", { class: "empty" }, words("empty"));
  const place = make("div", { class: "lines-place" }, empty, list, toEnd);
  list.addEventListener("scroll", () => {
    if (isAtEnd()) unseen = 0;
    draw();
  });
  const watch = new ResizeObserver(() => {
    if (unseen === 0 && !open) end();
    else draw();
  });
  watch.observe(list);

  function isAtEnd() {
    return list.scrollHeight - list.scrollTop - list.clientHeight < rowHeight;
  }

  function end() {
    unseen = 0;
    list.scrollTop = list.scrollHeight;
    draw();
  }

  /** @param {number} index */
  function top(index) {
    const opened = open === null ? -1 : lines.findIndex((line) => line.line === open);
    return index * rowHeight + (opened >= 0 && index > opened ? editorHeight : 0);
  }

  function height() {
    const isOpen = open !== null && lines.some((line) => line.line === open);
    return lines.length * rowHeight + (isOpen ? editorHeight : 0);
  }

  function draw() {
    all.style.height = `${height()}px`;
    all.style.marginTop = `${Math.max(0, list.clientHeight - height())}px`;
    empty.hidden = lines.length > 0;
    toEnd.hidden = unseen === 0;
    toEnd.replaceChildren(icon("down"), words("new_lines", { count: unseen }));
    const first = Math.max(0, Math.floor((list.scrollTop - editorHeight) / rowHeight) - spare);
    const last = Math.min(
      lines.length,
      Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + spare,
    );
    const shown = new Set();
    for (let index = first; index < last; index++) {
      const line = lines[index];
      shown.add(line.line);
      const row = rows.get(line.line) ?? newRow(line);
      row.style.top = `${top(index)}px`;
      row.setAttribute("aria-posinset", String(index + 1));
      row.setAttribute("aria-setsize", String(lines.length));
    }
    for (const [number, row] of rows) {
      if (shown.has(number)) continue;
      row.remove();
      rows.delete(number);
    }
  }

  /** @param {Line} line */
  function newRow(line) {
    const row = make("div", { class: "line-row", role: "listitem" });
    rows.set(line.line, row);
    fillRow(row, line);
    if (fresh.delete(line.line)) row.classList.add("fresh");
    all.append(row);
    return row;
  }

  /** @param {HTMLElement} row @param {Line} line */
  function fillRow(row, line) {
    const language = hands.language;
    const isOpen = open === line.line;
    const kept = row.querySelector("button.line");
    const button = kept instanceof HTMLButtonElement
      ? kept
      : pressable(make("button", { type: "button", class: "line" }), () => toggle(line.line));
    button.setAttribute("aria-expanded", String(isOpen));
    const count = `${shownQuantity(line.quantity, language)} × ${plain(line.price, language)}`;
    const off = line.discount > 0 ? ` \u2212 ${plain(line.discount, language)}` : "";
    button.replaceChildren(
      make("bdi", { class: "line-name" }, line.name),
      make("span", { class: "line-count", dir: "ltr" }, count + off),
      make("span", { class: "line-sum", dir: "ltr" }, plain(line.sum, language)),
    );
    button.setAttribute("aria-label", `${line.name}, ${count}${off}, ${money(line.sum, language)}`);
    if (!kept) row.append(button);
    const editor = row.querySelector(".line-edit");
    if (isOpen && editor) editor.dispatchEvent(new CustomEvent("line", { detail: line }));
    else if (isOpen) row.append(lineEditor(line, hands));
    else editor?.remove();
    row.classList.toggle("open", isOpen);
  }

  /** @param {number} number */
  function toggle(number) {
    const before = open;
    open = open === number ? null : number;
    for (const each of [before, number]) refill(each);
    draw();
    const index = lines.findIndex((line) => line.line === open);
    if (index < 0) return;
    const bottom = top(index) + rowHeight + editorHeight;
    if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }

  /** @param {number | null} number */
  function refill(number) {
    const row = number === null ? undefined : rows.get(number);
    const line = lines.find((each) => each.line === number);
    if (row && line) fillRow(row, line);
  }

  return {
    place,
    /** The line that edits without one mean: the open one, else the last.
     * @returns {Line | undefined} */
    current: () => lines.find((line) => line.line === open) ?? lines.at(-1),
    /** @param {Line[]} next */
    set: (next) => {
      const wasAtEnd = isAtEnd() || lines.length === 0;
      const known = new Map(lines.map((line) => [line.line, line]));
      const isReading = !wasAtEnd || open !== null;
      let added = 0;
      for (const line of next) {
        const before = known.get(line.line);
        if (!before) {
          added++;
          if (lines.length > 0 || next.length === 1) fresh.add(line.line);
        } else if (JSON.stringify(before) !== JSON.stringify(line)) {
          const row = rows.get(line.line);
          if (row) fillRow(row, line);
        }
      }
      lines = next;
      if (open !== null && !next.some((line) => line.line === open)) open = null;
      if (isReading && !wasAtEnd) unseen += added;
      draw();
      if (!isReading || (wasAtEnd && added > 0 && open === null)) end();
    },
    end: () => watch.disconnect(),
  };
}
