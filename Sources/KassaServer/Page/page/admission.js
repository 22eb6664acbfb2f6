// A browser is let in once, by a code that the till shows; before that it sees nothing.
import { digits, pad } from "./amount_pad.js";
import { deafen } from "./deaf.js";
import { byId, fill, make } from "./dom.js";
import { hearKeys } from "./keys.js";
import { hearPresses } from "./press.js";
import { words } from "./words.js";

const letIn = "let-in";

/** The code that the address carried (`#code=…`). */
let given = takenFromAddress();
/** @type {(code: string) => unknown} */
let offer = (code) => (given = code);
addEventListener("hashchange", () => {
  const code = takenFromAddress();
  if (code) offer(code);
});

/** It stays in no address, where the next one at this device would read it.
 * @returns {string | undefined} */
function takenFromAddress() {
  const code = /(?:^#|&)code=(\d{6})\b/.exec(location.hash)?.[1];
  if (location.hash) history.replaceState(null, "", location.pathname);
  return code;
}

/** Whether this browser was let in once; the till may have put it out since. */
export function wasLetIn() {
  return localStorage.getItem(letIn) !== null;
}

/** Asks for the code until one is right. That of the address is tried by itself.
 * @returns {Promise<import("./wire.js").Session>} */
export function admit() {
  return new Promise((resolve) => {
    const place = byId("stage");
    const typing = pad(digits({ least: 6, most: 6 }, false), words("code"), send);
    const ends = [hearPresses(), keys()];
    place.className = "secret";
    fill(
      place,
      make(
        "div",
        { class: "left with-pad" },
        make(
          "div",
          { class: "words" },
          make("h1", { tabindex: -1, id: "title" }, words("admission")),
          make("p", { class: "body" }, words("admission_body")),
          make("p", { class: "refusal", role: "alert" }),
        ),
      ),
      make("div", { class: "right" }, typing.place, typing.finish),
    );
    document.getElementById("title")?.focus();
    deafen(0);
    offer = send;
    if (given) send(given);
    given = undefined;

    /** @param {string} problem */
    function say(problem) {
      for (const line of place.querySelectorAll(".refusal")) line.textContent = problem;
    }

    function keys() {
      return hearKeys({
        epoch: () => 0,
        isOff: () => false,
        isTyping: () => true,
        type: typing.type,
        key: (name) => {
          if (name === "Backspace") typing.erase();
          if (name === "Enter") typing.enter();
        },
        scan: () => {},
        cut: () => {},
      });
    }

    /** @param {string} code */
    async function send(code) {
      try {
        const reply = await fetch("/api/1/devices", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            code,
            name: deviceName(),
            customers: location.pathname === "/customer" ? true : undefined,
          }),
        });
        const body = await reply.json();
        if (reply.ok) {
          localStorage.setItem(letIn, "yes");
          offer = () => {};
          ends.forEach((end) => end());
          fill(place);
          return resolve(body);
        }
        say(
          reply.status === 429
            ? words("wait", { seconds: body.error?.seconds ?? body.seconds ?? 60 })
            : words("code_wrong"),
        );
      } catch {
        say(words("no_link"));
      }
      typing.clear();
    }
  });
}

/** What the list of devices calls this one. */
function deviceName() {
  const agent = navigator.userAgent;
  const system = /Android|iPad|iPhone|Windows|Mac|Linux/.exec(agent)?.[0] ?? "?";
  const browser = /Firefox|Edg|Chrome|Safari/.exec(agent)?.[0] ?? "?";
  return `${system}, ${browser}`;
}
