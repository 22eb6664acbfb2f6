// The total, read from two metres, over the ways to pay. Places by key, whatever the store's order.
import { answerButton, placeOf } from "./buttons.js";
import { make } from "./dom.js";
import { money } from "./money.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */

/** The ways to pay, by key. A phone has room for the first two.
 * @param {Prompt} prompt */
export function tendersOf(prompt) {
  return prompt.buttons.filter((each) => placeOf(each, prompt) === "tender")
    .sort((one, other) => (one.key ?? 99) - (other.key ?? 99));
}

/** @param {import("./hands.js").Hands} hands */
export function saleTenders(hands) {
  const total = make("output", { class: "total", dir: "ltr" });
  const count = make("span", { class: "count" });
  const paid = make("p", { class: "paid", dir: "ltr" });
  const row = make("div", { class: "total-row" }, count, total);
  const tenders = make("div", { class: "tenders", role: "group", "aria-label": words("tenders") });
  let drawn = "";

  /** @param {Prompt} prompt */
  function drawButtons(prompt) {
    const [first, second, ...rest] = tendersOf(prompt).map((each, place) =>
      answerButton(
        each,
        prompt,
        hands,
        place === 0 ? "tender first" : place === 1 ? "tender second" : "tender",
      )
    );
    tenders.replaceChildren(
      ...[first, second].filter((each) => each !== undefined),
      make("div", { class: "tender-rest" }, ...rest),
    );
  }

  return {
    place: make("div", { class: "foot" }, paid, row, tenders),
    /** @param {Prompt} prompt */
    show: (prompt) => {
      const sale = prompt.sale;
      if (!sale) return;
      const lines = sale.lines?.length ?? 0;
      count.textContent = lines > 0 ? words("in_receipt", { count: lines }) : words("total");
      total.textContent = money(sale.total, prompt.language);
      total.setAttribute("aria-label", `${words("total")} ${money(sale.total, prompt.language)}`);
      total.style.setProperty("--signs", String(total.textContent.length));
      paid.hidden = sale.paid === 0;
      paid.textContent = sale.paid === 0
        ? ""
        : `${words("paid")} ${money(sale.paid, prompt.language)} · ${words("to_pay")} ${
          money(sale.total - sale.paid, prompt.language)
        }`;
      const buttons = JSON.stringify(prompt.buttons);
      if (buttons !== drawn) drawButtons(prompt);
      drawn = buttons;
    },
  };
}
