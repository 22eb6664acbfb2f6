// Icons as paths in a square of 24, drawn by stroke.
import { drawing } from "./dom.js";

const paths = {
  yes: "M5 12.5l5 5L19 7",
  no: "M6 6l12 12M18 6L6 18",
  undone: "M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
  not_undone: "M5 9h14M5 15h14M16 4L8 20",
  unknown:
    "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.5M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21",
  more: "M4 7h16M4 12h16M4 17h16",
  next: "M9 5l7 7-7 7",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  back: "M15 5l-7 7 7 7",
  erase: "M21 5H9l-6 7 6 7h12zM17 9.5l-5 5M12 9.5l5 5",
  sound: "M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12",
  silent: "M4 9v6h4l5 4V5L8 9zM17 9.5l5 5M22 9.5l-5 5",
  link: "M2.5 9a14 14 0 0 1 19 0M6 12.5a9 9 0 0 1 12 0M9.5 16a4 4 0 0 1 5 0M12 19.5h.01",
  card: "M3 6h18v12H3zM3 10h18M6.5 15h4",
  grid: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  cash: "M3 6h18v12H3zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M6 9.5v5M18 9.5v5",
  matters: "M5 3h14v18H5zM9 8h6M9 12h6M9 16h3",
  warn: "M12 3L2 20.5h20zM12 10v5M12 17.7v.3",
  remove: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  down: "M12 5v14M6 13l6 6 6-6",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
};

/** @typedef {keyof typeof paths} IconName */

/** @param {IconName} name @param {string} [kind] class @returns {SVGElement} */
export function icon(name, kind = "icon") {
  return drawing(paths[name], kind);
}
