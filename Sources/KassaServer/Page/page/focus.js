// Where the focus goes by keys, and what a lone key does to what has it.
import { hold, press } from "./press.js";

/** To what can have the focus, in order. @param {boolean} isBack */
export function moveFocus(isBack) {
  const root = document.querySelector('#over [role="dialog"], #over [role="alertdialog"]') ??
    document;
  const all = [...root.querySelectorAll('button, input, [tabindex="0"]')].filter((each) =>
    each instanceof HTMLElement && each.offsetParent !== null && !each.closest("[inert]")
  );
  const at = all.indexOf(/** @type {Element} */ (document.activeElement));
  const next = all[(at + (isBack ? -1 : 1) + all.length) % all.length];
  if (next instanceof HTMLElement) next.focus();
}

/** @param {string} name of a key @param {number} time when it went down
 * @returns {boolean} whether it was for what has the focus */
export function pressFocused(name, time) {
  const focused = document.activeElement;
  if (!focused?.matches("[data-press]")) return false;
  if (name === "Enter" || name === " ") press(focused, time);
  else if (name === "Menu") hold(focused, time);
  else return false;
  return true;
}
