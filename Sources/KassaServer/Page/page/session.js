// Who this browser is to the till, asked for until the till replies; and that it stays on this page.
import { admit, wasLetIn } from "./admission.js";
import { cover } from "./cover.js";
import { holdKeys } from "./idle_keys.js";
import { words } from "./words.js";

const againMilliseconds = 1000;

/** @returns {Promise<import("./wire.js").Session>} */
export async function session() {
  // Asking in vain would put an error into the browser's console.
  if (!wasLetIn()) return await admit();
  const letGo = holdKeys();
  let reply = await ask();
  while (reply === null) {
    cover(words("no_link"), words("connecting"));
    await new Promise((resolve) => setTimeout(resolve, againMilliseconds));
    reply = await ask();
  }
  letGo();
  return reply.status === 401 ? await admit() : await reply.json();
}

/** @returns {Promise<Response | null>} null where the till did not reply */
async function ask() {
  try {
    const reply = await fetch("/api/1/session", { cache: "no-store" });
    return reply.ok || reply.status === 401 ? reply : null;
  } catch {
    return null;
  }
}

/** Back leads nowhere: an open question is left by its answers only, a customer's page by nobody. */
export function stay() {
  addEventListener("popstate", keep);
  keep();
}

function keep() {
  history.pushState(null, "", location.pathname);
}
