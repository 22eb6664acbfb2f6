// Elements, made without markup: Trusted Types and the content policy hold for the whole page.

/** @typedef {Node | string | null | undefined | false} Child */

/** Makes an element. `class` and attributes as they are called in HTML; null leaves one out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...kept(children));
  return element;
}

/** Puts `children` in the place of what `element` holds.
 * @param {Element} element
 * @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(...kept(children));
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function kept(children) {
  /** @type {(Node | string)[]} */
  const list = [];
  for (const each of children) {
    if (each !== null && each !== undefined && each !== false) list.push(each);
  }
  return list;
}

/** The element of the page's own shell.
 * @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the shell has no #${id}`);
  return element;
}

/** A drawing in a square of 24.
 * @param {string} path @param {string} [name] class
 * @returns {SVGElement} */
export function drawing(path, name = "icon") {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A QR code, black on white with an edge of 4 modules in every theme.
 * @param {string} path modules as one path @param {number} modules @param {string} label
 * @returns {SVGElement} */
export function code(path, modules, label) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${modules + 8} ${modules + 8}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  for (
    const [shape, fill] of [[`M-4-4h${modules + 8}v${modules + 8}h-${modules + 8}z`, "#ffffff"], [
      path,
      "#000000",
    ]]
  ) {
    const part = document.createElementNS(space, "path");
    part.setAttribute("d", shape);
    part.setAttribute("fill", fill);
    svg.append(part);
  }
  return svg;
}
