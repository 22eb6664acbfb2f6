// How loud a prompt is: the till says it.

/** @param {import("./wire.js").Prompt} prompt @returns {string} `plain`, `warn`, `unknown`, `stop`,
 * `alarm` or `change` */
export function lookOf(prompt) {
  return prompt.mismatch ? "alarm" : prompt.look ?? "plain";
}

/** The slip's sum and the due one of a mismatch.
 * @param {import("./wire.js").Prompt} prompt @returns {{ got: number, due: number } | null} */
export function sumsOf(prompt) {
  return prompt.mismatch ?? null;
}
