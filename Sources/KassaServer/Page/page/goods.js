// The goods side: search as one types, departments, tiles.
import { parts, placeOf } from "./buttons.js";
import { make } from "./dom.js";
import { field } from "./field.js";
import { icon } from "./icons.js";
import { money } from "./money.js";
import { pressable } from "./press.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Good} Good */
/** @typedef {import("./hands.js").Hands} Hands */

const typingMilliseconds = 120;

/** @param {Hands} hands @param {(text: string) => void} typed Enter after what no tile is meant by */
export function goodsSide(hands, typed) {
  /** @type {string | null} */
  let department = null;
  /** Whether what the store has for one tap is shown, and nothing else. */
  let isFavourites = favourites().length > 0;
  let timer = 0;
  let turn = 0;
  /** What is typed next begins anew: what was found has been taken. */
  let isSpent = false;
  /** @type {Good[]} */
  let shown = [];
  /** @type {string | null} the department of the chips that are drawn */
  let drawn = null;

  const search = field(words("search"), {
    most: 64,
    kind: "search",
    hint: words("search_hint"),
    done: enter,
    changed: (text) => {
      clearTimeout(timer);
      isSpent = false;
      timer = setTimeout(() => ask(text.trim()), typingMilliseconds);
    },
  });
  const chips = make("div", { class: "chips", role: "group", "aria-label": words("goods") });
  const next = make("button", {
    type: "button",
    class: "button next-chips",
    "aria-label": words("next_departments"),
    hidden: true,
  }, icon("next"));
  // One row of them: those that it has no room for come by a press.
  pressable(next, () => {
    const isAtEnd = chips.scrollLeft + chips.clientWidth >= chips.scrollWidth - 8;
    chips.scrollLeft = isAtEnd ? 0 : chips.scrollLeft + chips.clientWidth * 0.8;
  });
  const row = make("div", { class: "chip-row" }, chips, next);
  // Room for the ring of a focus, on both sides.
  const measure = () => (next.hidden = chips.scrollWidth <= row.clientWidth + 6);
  const watch = new ResizeObserver(measure);
  watch.observe(row);
  const tiles = make("div", {
    class: "tiles",
    tabindex: 0,
    role: "group",
    "aria-label": words("goods"),
  });

  /** @param {string} text @param {string} [after] */
  async function ask(text, after = "") {
    const own = ++turn;
    /** @type {Record<string, string>} */
    const query = text
      ? { text }
      : isFavourites
      ? { favourites: "1" }
      : department
      ? { department }
      : {};
    if (after) query.after = after;
    const page = await hands.sender.goods(query);
    if (!page || own !== turn) return;
    shown = after ? [...shown, ...page.goods] : page.goods;
    if (isFavourites && !text) shown = [];
    drawChips(page.departments);
    draw(text, page.more);
  }

  /** @param {string[]} departments */
  function drawChips(departments) {
    const own = favourites().length > 0
      ? [chip(words("favourites"), isFavourites, null, true)]
      : [];
    row.hidden = departments.length + own.length === 0;
    chips.replaceChildren(
      ...own,
      chip(words("everything"), !isFavourites && !department, null),
      ...departments.map((each) => chip(each, !isFavourites && department === each, each)),
    );
    measure();
    if (drawn !== department) {
      chips.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
    }
    drawn = department;
  }

  /** @param {string} name @param {boolean} isChosen @param {string | null} of a department
   * @param {boolean} [leadsToFavourites] */
  function chip(name, isChosen, of, leadsToFavourites = false) {
    const button = make("button", {
      type: "button",
      class: "button chip",
      "aria-pressed": String(isChosen),
    }, name);
    return pressable(button, () => {
      department = of;
      isFavourites = leadsToFavourites;
      search.clear();
      ask("");
    });
  }

  /** @param {string} text @param {string} [more] */
  function draw(text, more) {
    const list = isFavourites && !text ? favourites().map(favourite) : [];
    list.push(...shown.map(tile));
    if (more) {
      const next = make(
        "button",
        { type: "button", class: "button tile next" },
        words("next_page"),
      );
      list.push(pressable(next, () => ask(text, more)));
    }
    tiles.replaceChildren(
      ...(list.length > 0 ? list : [make("p", { class: "empty" }, words("no_goods"))]),
    );
  }

  /** @param {Good} good */
  function tile(good) {
    const button = make(
      "button",
      { type: "button", class: "button tile" },
      make("bdi", { class: "tile-name" }, good.name),
      make("span", { class: "tile-price", dir: "ltr" }, money(good.price, hands.language)),
    );
    return pressable(button, () => add(good));
  }

  function favourites() {
    const prompt = hands.prompt;
    return prompt?.buttons.filter((each) => placeOf(each, prompt) === "favourite") ?? [];
  }

  /** What the store has for one tap stands first.
   * @param {import("./wire.js").Button} button */
  function favourite(button) {
    const { name, note } = parts(button.label);
    const element = make(
      "button",
      { type: "button", class: "button tile favourite", "data-id": button.id },
      make("bdi", { class: "tile-name" }, name),
      make("span", { class: "tile-price", dir: "ltr" }, note),
    );
    return pressable(element, () => hands.edit({ button: button.id }));
  }

  /** @param {Good} good */
  function add(good) {
    isSpent = true;
    hands.edit({ action: "add", row: good.id, name: good.name });
  }

  function enter() {
    const text = search.value();
    if (text === "") return;
    if (shown.length === 1 && !/^\d+$/.test(text) && timer === 0) add(shown[0]);
    else typed(text);
    search.clear();
  }

  ask("");
  return {
    search: search.place,
    chips: row,
    tiles,
    /** @param {string} text */
    type: (text) => {
      if (isSpent) search.clear();
      search.type(text);
    },
    erase: search.erase,
    clear: search.clear,
    enter,
    end: () => {
      clearTimeout(timer);
      watch.disconnect();
      turn++;
    },
  };
}
