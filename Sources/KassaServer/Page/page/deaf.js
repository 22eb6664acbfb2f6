// When the page hears: a press counts only if it went down after that moment.

/** How long a person needs to see that the picture changed. */
const againMilliseconds = 700;

let hearsAt = Infinity;
let quiet = 0;
let turn = 0;
/** @type {(isDeaf: boolean, milliseconds: number) => void} */
let tell = () => {};

/** Whether what went down at `time` (of an event) counts.
 * @param {number} time @returns {boolean} */
export function hears(time) {
  return time >= hearsAt;
}

/** Deaf from now until `milliseconds` after the next picture is on the screen.
 * @param {number} milliseconds */
export function deafen(milliseconds) {
  quiet = milliseconds;
  const own = ++turn;
  hearsAt = Infinity;
  tell(milliseconds > 0, milliseconds);
  // The first frame draws; what is asked for in it comes once that one is shown.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (own !== turn) return;
      hearsAt = performance.now() + milliseconds;
      setTimeout(() => {
        if (own === turn) tell(false, 0);
      }, milliseconds);
    })
  );
}

/** Deaf again, as after everything that takes eyes off the screen. */
export function deafenAgain() {
  deafen(Math.max(quiet, againMilliseconds));
}

/** Deafens after a return to the page, a wake, a rotation or a zoom. The last two leave a prompt
 * that moves no money alone.
 * @param {() => boolean} isAboutMoney
 * @param {(isDeaf: boolean, milliseconds: number) => void} onChange
 * @returns {() => void} its end */
export function watchEyes(isAboutMoney, onChange) {
  tell = onChange;
  const end = new AbortController();
  const signal = end.signal;
  const again = () => {
    if (document.visibilityState === "visible") deafenAgain();
  };
  document.addEventListener("visibilitychange", again, { signal });
  addEventListener("pageshow", (event) => event.persisted && again(), { signal });
  addEventListener("focus", () => isAboutMoney() && again(), { signal });
  addEventListener("resize", () => isAboutMoney() && again(), { signal });
  visualViewport?.addEventListener("resize", () => isAboutMoney() && again(), { signal });
  let last = Date.now();
  const beat = setInterval(() => {
    // The machine slept: no timer ran.
    if (Date.now() - last > 5000) again();
    last = Date.now();
  }, 1000);
  signal.addEventListener("abort", () => clearInterval(beat));
  return () => end.abort();
}
