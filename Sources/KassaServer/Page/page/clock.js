// The till's time, whatever this device's clock and zone say.

let ahead = 0;
let offset = 0;

/** @param {number} now the till's @param {number} [seconds] its zone's, east of UTC
 * @returns {boolean} whether this device's clock differs by a minute */
export function setClock(now, seconds = offset) {
  ahead = now - performance.now();
  offset = seconds;
  return Math.abs(now - Date.now()) >= 60_000;
}

/** Hours and minutes of the till. @param {number} [at] milliseconds since 1970 @returns {string} */
export function hours(at = performance.now() + ahead) {
  return new Date(at + offset * 1000).toISOString().slice(11, 16);
}

/** Whole seconds since a moment of the till's. @param {number} since @returns {number} */
export function secondsSince(since) {
  return Math.max(0, Math.floor((performance.now() + ahead - since) / 1000));
}
