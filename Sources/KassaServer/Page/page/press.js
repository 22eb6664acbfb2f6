// Presses and holds of fingers and mice. Going down may only colour; going up on the same control acts.
import { hears } from "./deaf.js";

/** @typedef {{ act: (time: number) => void, hold?: (time: number) => void }} Control */

/** A finger that goes further than this scrolls. */
const moveMax = 10;
const holdMilliseconds = 500;
/** A list that moved this shortly before was not looked at. */
const scrollMilliseconds = 120;

/** @type {WeakMap<Element, Control>} */
const controls = new WeakMap();
/** @type {Map<number, { element: HTMLElement, x: number, y: number, at: number,
 *   timer: number, isSpent: boolean }>} */
const downs = new Map();
/** @type {WeakMap<Node, number>} */
const scrolled = new WeakMap();

/** Makes `element` a control: `act` for a press, `hold` for a long one.
 * @template {HTMLElement} T
 * @param {T} element @param {(time: number) => void} act @param {(time: number) => void} [hold]
 * @returns {T} */
export function pressable(element, act, hold) {
  controls.set(element, { act, hold });
  element.dataset.press = hold ? "hold" : "";
  return element;
}

/** Presses a control as a key does, where it hears.
 * @param {Element} element @param {number} time when the key went down */
export function press(element, time) {
  const control = controls.get(element);
  if (!control || isOff(element) || !hears(time)) return;
  control.act(time);
}

/** Opens a control's menu as a long press does.
 * @param {Element} element @param {number} time */
export function hold(element, time) {
  const control = controls.get(element);
  if (control?.hold && !isOff(element) && hears(time)) control.hold(time);
}

/** @param {Element} element */
function isOff(element) {
  return !element.isConnected || element.closest("[inert]") !== null ||
    element.getAttribute("aria-disabled") === "true" || element.hasAttribute("disabled");
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function controlAt(target) {
  return target instanceof Element ? target.closest("[data-press]") : null;
}

/** @param {HTMLElement} element @param {number} time */
function isScrolling(element, time) {
  for (let node = /** @type {Node | null} */ (element); node; node = node.parentNode) {
    if (time - (scrolled.get(node) ?? -Infinity) < scrollMilliseconds) return true;
  }
  return false;
}

/** @param {PointerEvent} event */
function goDown(event) {
  const element = controlAt(event.target);
  if (!element || event.button !== 0 || isOff(element)) return;
  if (!hears(event.timeStamp) || isScrolling(element, event.timeStamp)) return;
  element.classList.add("down");
  const down = {
    element,
    x: event.clientX,
    y: event.clientY,
    at: event.timeStamp,
    timer: 0,
    isSpent: false,
  };
  if (element.dataset.press === "hold") {
    element.classList.add("holding");
    down.timer = setTimeout(() => {
      down.isSpent = true;
      lift(down.element);
      hold(element, down.at);
    }, holdMilliseconds);
  }
  // Touch captures the pointer: what it goes up on is looked for by its place.
  if (element.hasPointerCapture?.(event.pointerId)) element.releasePointerCapture(event.pointerId);
  downs.set(event.pointerId, down);
}

/** @param {HTMLElement} element */
function lift(element) {
  element.classList.remove("down", "holding");
}

/** @param {number} id @returns what went down */
function take(id) {
  const down = downs.get(id);
  if (!down) return undefined;
  downs.delete(id);
  clearTimeout(down.timer);
  lift(down.element);
  return down;
}

/** @param {PointerEvent} event */
function move(event) {
  const down = downs.get(event.pointerId);
  if (!down) return;
  if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > moveMax) take(event.pointerId);
}

/** @param {PointerEvent} event */
function goUp(event) {
  const down = take(event.pointerId);
  if (!down || down.isSpent) return;
  const under = controlAt(document.elementFromPoint(event.clientX, event.clientY));
  if (under === down.element) press(down.element, down.at);
}

/** Hears the whole page from now on.
 * @returns {() => void} its end */
export function hearPresses() {
  const end = new AbortController();
  const options = { capture: true, signal: end.signal };
  addEventListener("pointerdown", goDown, options);
  addEventListener("pointermove", move, options);
  addEventListener("pointerup", goUp, options);
  addEventListener("pointercancel", (event) => take(event.pointerId), options);
  addEventListener("scroll", (event) => {
    if (event.target instanceof Node) scrolled.set(event.target, event.timeStamp);
  }, options);
  addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const element = controlAt(event.target);
    // A long touch has opened it already.
    if (element && !downs.size) hold(element, event.timeStamp);
  }, options);
  addEventListener("click", (event) => {
    const element = controlAt(event.target);
    // Without a pointer: a screen reader pressed it.
    if (element && event.detail === 0) press(element, event.timeStamp);
  }, options);
  addEventListener("dragstart", (event) => event.preventDefault(), options);
  return () => end.abort();
}
