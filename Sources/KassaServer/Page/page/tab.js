// One tab of a browser works the till; a further one says so and opens no stream.
import { randomName } from "./random.js";

const lock = "kassa-till";

/** Takes the till for this tab where no other tab has it.
 * @param {{ lost: () => void, isForced?: boolean }} wish `lost`: another tab took it
 * @returns {Promise<boolean>} */
export async function takeTab({ lost, isForced = false }) {
  if (!navigator.locks) return true;
  // A page that reloads may find its own lock for a moment.
  for (let left = isForced ? 1 : 4; left > 0; left--) {
    if (await ask(lost, isForced)) return true;
    if (left > 1) await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}

/** @param {() => void} lost @param {boolean} isForced @returns {Promise<boolean>} */
function ask(lost, isForced) {
  return new Promise((resolve) => {
    let isOurs = false;
    /** @type {LockOptions} */
    const options = isForced ? { steal: true } : { ifAvailable: true };
    navigator.locks.request(lock, options, (granted) => {
      isOurs = granted !== null;
      resolve(isOurs);
      return isOurs ? new Promise(() => {}) : undefined;
    }).catch(() => isOurs && lost());
  });
}

/** Returns once no other tab of this browser has the customer's page.
 * @param {() => void} waits another one has it @returns {Promise<void>} */
export function takeCustomer(waits) {
  if (!navigator.locks) return Promise.resolve();
  const late = setTimeout(waits, 500);
  return new Promise((resolve) => {
    navigator.locks.request("kassa-customer", () => {
      clearTimeout(late);
      resolve();
      return new Promise(() => {});
    });
  });
}

/** What names this tab to the till. A copied tab copies it, so one that does not have the till
 * takes a new one.
 * @param {boolean} isNew @returns {string} */
export function tabName(isNew) {
  const kept = sessionStorage.getItem("client");
  if (kept && !isNew) return kept;
  const made = randomName();
  sessionStorage.setItem("client", made);
  return made;
}
