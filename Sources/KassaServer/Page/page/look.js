// How loud a prompt is. The till says it by `look`; stock prompts of tills that don't are known.

/** @type {Record<string, string>} */
const known = {
  "charge.under": "alarm",
  "charge.over": "alarm",
  "charge.unproven": "alarm",
  "charge.duplicate": "alarm",
  "charge.duplicate_unprinted": "alarm",
  "charge.unknown": "warn",
  "charge.resumed": "warn",
  "charge.open": "warn",
  "charge.running": "warn",
  "charge.late": "warn",
  "charge.void_unknown": "warn",
  "charge.difference_unknown": "warn",
  "charge.detached": "warn",
  "charge.declined": "stop",
  "transfer.unknown": "warn",
  "till.not_ready": "warn",
  "payment.not_ready": "warn",
  "till.unprintable": "warn",
  "print.paper": "warn",
  "print.unreachable": "warn",
  "print.refused": "warn",
  "payment.change": "change",
};

/** @param {import("./wire.js").Prompt} prompt @returns {string} `plain`, `warn`, `stop`, `alarm` or `change` */
export function lookOf(prompt) {
  if (sumsOf(prompt)) return "alarm";
  return prompt.look ?? known[prompt.id] ?? "plain";
}

/** The slip's sum and the due one of a mismatch.
 * @param {import("./wire.js").Prompt} prompt @returns {{ got: number, due: number } | null} */
export function sumsOf(prompt) {
  return prompt.mismatch ?? null;
}
