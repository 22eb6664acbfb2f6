// A field that takes the page's keys without having the focus, and a screen's keyboard with it.
import { make } from "./dom.js";

/** @param {string} label
 * @param {{ most: number, isSecret?: boolean, kind?: string, hint?: string,
 *   done?: () => void, changed?: (text: string) => void }} doings */
export function field(label, { most, isSecret = false, kind = "", hint = "", done, changed }) {
  const input = make("input", {
    type: isSecret ? "password" : "text",
    class: `field ${kind}`,
    "aria-label": label,
    placeholder: hint || null,
    maxlength: most,
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "done",
  });
  const tell = () => changed?.(input.value);
  input.addEventListener("input", tell);
  input.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertLineBreak") done?.();
    // What is pasted or dropped was not typed by anybody.
    if (["insertFromPaste", "insertFromDrop"].includes(event.inputType)) event.preventDefault();
  });
  return {
    place: input,
    value: () => input.value.trim(),
    /** @param {string} text */
    type: (text) => {
      if (input.value.length >= most) return;
      input.value += text;
      tell();
    },
    erase: () => {
      input.value = [...input.value].slice(0, -1).join("");
      tell();
    },
    clear: () => {
      if (input.value === "") return;
      input.value = "";
      tell();
    },
  };
}
