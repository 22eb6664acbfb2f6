// `sale`: goods on one side, the receipt with its total and tenders on the other.
import { make } from "./dom.js";
import { goodsSide } from "./goods.js";
import { icon } from "./icons.js";
import { refuse, strip } from "./layout.js";
import { openSheet } from "./menu.js";
import { money } from "./money.js";
import { pressable } from "./press.js";
import { saleLines } from "./sale_lines.js";
import { moreButton, saleFoot } from "./sale_more.js";
import { saleTenders } from "./sale_tenders.js";
import { typedAction } from "./typed_sale.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */

/** @param {HTMLElement} place @param {Prompt} prompt
 * @param {import("./hands.js").Hands} hands @returns {import("./wire.js").Drawing} */
export function drawSale(place, prompt, hands) {
  const lines = saleLines(hands);
  const tenders = saleTenders(hands);
  const goods = goodsSide(hands, (text) => {
    const action = typedAction(text, lines.current());
    if (action) hands.edit(action);
  });
  const foot = make("div", { class: "goods-foot" });
  const top = make("div", { class: "sale-strip" });
  const onPhone = make("div", { class: "on-phone" });
  const unknown = make("ul", { class: "unknown-codes" });
  const contact = make("p", { class: "contact" });
  const heading = make("h1", { tabindex: -1, id: "title", class: "unseen" }, prompt.title);
  place.append(
    top,
    make(
      "section",
      { class: "goods", "aria-label": words("goods") },
      make("div", { class: "search-row" }, icon("search"), goods.search, onPhone),
      goods.chips,
      goods.tiles,
      foot,
    ),
    make(
      "section",
      { class: "receipt", "aria-label": prompt.title },
      heading,
      lines.place,
      make("p", { class: "refusal", role: "alert" }),
      unknown,
      contact,
      tenders.place,
    ),
  );
  let buttons = "";

  /** @param {Prompt} next */
  function drawButtons(next) {
    const drawn = JSON.stringify(next.buttons);
    if (drawn === buttons) return;
    buttons = drawn;
    foot.replaceChildren(...saleFoot(next, hands, lines));
    const stores = strip(next, hands);
    top.replaceChildren(...(stores ? [stores] : []));
    place.classList.toggle("has-strip", stores !== null);
    onPhone.replaceChildren(tilesButton(), moreButton(next, hands, lines, true));
  }

  function tilesButton() {
    const button = make(
      "button",
      {
        type: "button",
        class: "button",
        "aria-label": words("sheet_goods"),
        "aria-haspopup": "dialog",
      },
      icon("grid"),
    );
    return pressable(button, () =>
      openSheet(words("sheet_goods"), () => {
        const inner = goodsSide(hands, () => {});
        return { children: [inner.chips, inner.tiles] };
      }));
  }

  /** @param {Prompt} next */
  function show(next) {
    const sale = next.sale;
    if (!sale) return;
    lines.set(sale.lines ?? []);
    tenders.show(next);
    drawButtons(next);
    unknown.replaceChildren(
      ...(sale.unknown ?? []).slice(-3).map((code) =>
        make("li", {}, icon("warn"), words("unknown_code", { code }))
      ),
    );
    unknown.hidden = !sale.unknown?.length;
    contact.textContent = sale.contact ?? "";
    contact.hidden = !sale.contact;
    refuse(place, "");
  }

  show(prompt);
  return {
    end: () => {
      lines.end();
      goods.end();
      place.replaceChildren();
    },
    update: (next) => {
      if (next.kind !== "sale" || next.title !== prompt.title) return false;
      show(next);
      return true;
    },
    type: goods.type,
    key: (name) => {
      if (name === "Backspace") goods.erase();
      else if (name === "Enter") goods.enter();
      else if (name === "Escape") goods.clear();
      else return false;
      return true;
    },
    refuse: (text) => refuse(place, text),
  };
}

/** What a screen reader hears of a receipt: what came last, and the total.
 * @param {Prompt} prompt @param {import("./wire.js").Line | undefined} last */
export function saidSale(prompt, last) {
  const total = `${words("total")} ${money(prompt.sale?.total ?? 0, prompt.language)}`;
  return last ? `${last.name}, ${total}` : total;
}
