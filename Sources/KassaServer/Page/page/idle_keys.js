// Keys where nothing is asked: the browser gets none of them, a scan is nobody's, and only a lone key
// presses what has the focus.
import { moveFocus, pressFocused } from "./focus.js";
import { hearKeys } from "./keys.js";

/** @returns {() => void} its end */
export function holdKeys() {
  return hearKeys({
    epoch: () => 0,
    isOff: () => false,
    isTyping: () => false,
    type: () => {},
    key: (name, time, isShifted) => {
      if (name === "Tab") moveFocus(isShifted);
      else pressFocused(name, time);
    },
    scan: () => {},
    cut: () => {},
  });
}
