// The customer's page: lines, total, what to do, the QR, thanks. It takes nothing and can do nothing.
import { setClock } from "./clock.js";
import { cover, uncover } from "./cover.js";
import { byId, code, fill, make } from "./dom.js";
import { holdKeys } from "./idle_keys.js";
import { money, plain, shownQuantity } from "./money.js";
import { session, stay } from "./session.js";
import { openStream } from "./stream.js";
import { tabName, takeCustomer } from "./tab.js";
import { speak, spoken, words } from "./words.js";

/** @typedef {{ name: string, quantity: string, price: number, sum: number, discount: number }} ShownLine */
/** @typedef {{ lines: ShownLine[], total: number, due?: number, state: string,
 *   change?: number, svg?: string, modules?: number }} View */

/** What the customer is to do, by the state that the till tells. @type {Record<string, string>} */
const demands = {
  card: "pay_card",
  transfer: "pay_transfer",
  wait: "pay_wait",
  refund: "pay_back",
  change: "change",
};

/** @param {View} view */
function draw(view) {
  const place = byId("stage");
  place.className = `customer ${view.state}`;
  if (view.state === "empty") {
    return fill(place, make("h1", {}, words("welcome")));
  }
  const language = spoken();
  const qr = view.svg && view.modules ? code(view.svg, view.modules, "QR") : null;
  const isPaid = view.state === "thanks" || (view.state === "change" && view.change === undefined);
  if (isPaid) {
    return fill(place, make("h1", {}, words("thanks")), qr);
  }
  const due = view.due ?? view.total;
  const asks = words(demands[view.state] ?? "to_pay");
  const sum = view.state === "change" ? view.change ?? due : due;
  fill(
    place,
    make(
      "div",
      { class: "shown-lines" },
      ...view.lines.slice(-40).map((line) => row(line, language)),
    ),
    make(
      "div",
      { class: "shown-total" },
      make("h1", {}, asks),
      make("output", { class: "total", dir: "ltr" }, money(sum, language)),
      qr,
    ),
  );
  const lines = place.querySelector(".shown-lines");
  if (lines) lines.scrollTop = lines.scrollHeight;
}

/** @param {ShownLine} line @param {string} language */
function row(line, language) {
  const off = line.discount > 0 ? ` \u2212 ${plain(line.discount, language)}` : "";
  return make(
    "div",
    { class: "line" },
    make("bdi", { class: "line-name" }, line.name),
    make(
      "span",
      { class: "line-count", dir: "ltr" },
      `${shownQuantity(line.quantity, language)} × ${plain(line.price, language)}${off}`,
    ),
    make("span", { class: "line-sum", dir: "ltr" }, plain(line.sum, language)),
  );
}

async function begin() {
  speak(navigator.language.startsWith("ru") ? "ru" : "en");
  stay();
  const own = await session();
  holdKeys();
  speak(own.language, own.words);
  byId("printed").textContent = words("not_receipt");
  document.title = own.shop ?? words("till");
  await takeCustomer(() => cover(words("other_customer"), ""));
  uncover();
  openStream(`/api/1/customer/events?client=${tabName(true)}`, {
    on: (event, data) => {
      if (event === "hello") {
        setClock(data.now);
        uncover();
        if (data.build !== own.build && sessionStorage.getItem("reloaded") !== data.build) {
          sessionStorage.setItem("reloaded", data.build);
          location.reload();
        }
      } else if (event === "view") draw({ ...data.view, ...data.qr });
    },
    lost: (status) => {
      if (status === 401) location.reload();
      // Nothing of a customer's stays where nobody can take it away.
      draw({ lines: [], total: 0, state: "empty" });
      cover(words("no_link"), "");
    },
  });
}

addEventListener("contextmenu", (event) => event.preventDefault());
begin();
