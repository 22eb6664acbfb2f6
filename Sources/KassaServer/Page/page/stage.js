// Shows one prompt at a time, by its kind. Focus goes to its heading, never to a button.
import { deafen, deafenAgain } from "./deaf.js";
import { byId } from "./dom.js";
import { closeSheet } from "./menu.js";
import { money } from "./money.js";
import { drawAmount } from "./prompt_amount.js";
import { drawChoice } from "./prompt_choice.js";
import { drawCount } from "./prompt_count.js";
import { drawOutcome } from "./prompt_outcome.js";
import { drawSale, saidSale } from "./prompt_sale.js";
import { drawText } from "./prompt_text.js";
import { drawPatience, drawWaiting } from "./prompt_waiting.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */
/** @typedef {import("./wire.js").Drawing} Drawing */
/** @typedef {import("./hands.js").Hands} Hands */

/** @type {Record<string, (place: HTMLElement, prompt: Prompt, hands: Hands) => Drawing>} */
const kinds = {
  tell: drawChoice,
  confirm: drawChoice,
  choose: drawChoice,
  amount: drawAmount,
  text: drawText,
  secret: drawText,
  outcome: drawOutcome,
  sale: drawSale,
  count: drawCount,
};

/** What draws `prompt`: whatever its kind, a terminal's yes and no stand where they always do.
 * @param {Prompt} prompt
 * @returns {(place: HTMLElement, prompt: Prompt, hands: Hands) => Drawing} */
function drawerOf(prompt) {
  const waiting = prompt.waiting;
  if (waiting) return (place, prompt, hands) => drawPatience(place, prompt, waiting, hands);
  const isOutcome = prompt.buttons.some((each) => each.role === "approve");
  return isOutcome ? drawOutcome : kinds[prompt.kind] ?? drawChoice;
}

/** @param {HTMLElement} place */
function listOf(place) {
  return place.querySelector(".choices");
}

/** @param {Hands} hands */
export function stage(hands) {
  const place = byId("stage");
  /** @type {Drawing | null} */
  let drawing = null;
  /** @type {Prompt | null} */
  let shown = null;
  /** What the till is shown at work with. */
  let atWork = "";

  /** @param {string} kind @param {string} look */
  function begin(kind, look) {
    drawing?.end();
    closeSheet();
    atWork = "";
    place.className = kind;
    place.dataset.look = look === "unknown" ? "warn" : look;
    place.removeAttribute("aria-busy");
  }

  /** @param {Prompt} prompt @param {boolean} isFresh */
  function show(prompt, isFresh) {
    const before = shown;
    shown = prompt;
    place.dataset.n = String(prompt.n);
    if (before?.n === prompt.n && before.id === prompt.id && !isFresh && drawing) {
      if (prompt.kind === "sale") drawing.update?.(prompt);
      return;
    }
    if (!isFresh && before?.kind === "sale" && drawing?.update?.(prompt)) {
      const known = new Set(before.sale?.lines?.map((line) => line.line));
      return say(saidSale(prompt, prompt.sale?.lines?.findLast((line) => !known.has(line.line))));
    }
    const scrolled = before?.buttons[0]?.id === prompt.buttons[0]?.id
      ? listOf(place)?.scrollTop ?? 0
      : 0;
    begin(prompt.waiting ? "waiting" : prompt.kind, prompt.look ?? "plain");
    place.dataset.id = prompt.id;
    place.classList.toggle("about-money", prompt.quiet > 0);
    drawing = drawerOf(prompt)(place, prompt, hands);
    // The same list with another row chosen stays where it is read.
    listOf(place)?.scrollTo(0, scrolled);
    document.title = prompt.title;
    document.getElementById("title")?.focus({ preventScroll: true });
    sayPrompt(prompt);
    if (isFresh) {
      deafen(prompt.quiet);
      deafenAgain();
    } else deafen(prompt.quiet);
  }

  /** @param {Prompt} prompt */
  function sayPrompt(prompt) {
    const amount = prompt.effect?.amount;
    const sum = amount === undefined ? "" : `, ${money(amount, prompt.language)}`;
    // What is long is read row by row, where it stands.
    const body = prompt.body.split("\n").slice(0, 6).join(". ");
    say(`${prompt.title}${sum}${body ? `. ${body}` : ""}`);
  }

  return {
    show,
    /** @param {import("./wire.js").Waiting} waiting
     * @returns {boolean} whether that is another picture than the one that is shown */
    wait: (waiting) => {
      const { device, since, amount, terminal } = waiting;
      const next = JSON.stringify([device, since, amount, terminal]);
      if (next === atWork) return false;
      begin("waiting", "plain");
      atWork = next;
      shown = null;
      place.dataset.id = "";
      drawing = drawWaiting(place, waiting, hands.language);
      document.getElementById("title")?.focus({ preventScroll: true });
      return true;
    },
    clear: () => {
      begin("nothing", "plain");
      document.title = words("till");
      say("");
      drawing = null;
      shown = null;
    },
    /** Draws the open prompt anew, as after a change of the text's size. */
    redraw: () => {
      const prompt = shown;
      shown = null;
      if (prompt) show(prompt, false);
    },
    /** @param {boolean} isBusy */
    busy: (isBusy) => {
      if (isBusy) place.setAttribute("aria-busy", "true");
      else place.removeAttribute("aria-busy");
    },
    /** @param {string} text */
    refuse: (text) => {
      drawing?.refuse?.(text);
      say(text);
    },
    drawing: () => drawing,
    prompt: () => shown,
  };
}

/** Says `text` to who listens instead of looking.
 * @param {string} text */
export function say(text) {
  byId("said").textContent = text;
}
