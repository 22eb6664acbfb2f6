// The lines of the receipt as the page keeps them: whole, or changed since the last one.

/** @typedef {import("./wire.js").Line} Line */

export class Receipt {
  /** @type {Map<number, Line>} in the order of their numbers */
  lines = new Map();
  n = -1;

  /** Takes a sale's lines, so that `sale.lines` is whole from here on.
   * @param {import("./wire.js").Prompt} prompt
   * @returns {boolean} false where it says what changed since another prompt than the last */
  take(prompt) {
    const sale = prompt.sale;
    if (!sale) return true;
    if (sale.lines) {
      this.lines = new Map(sale.lines.map((line) => [line.line, line]));
    } else {
      if (sale.since !== this.n) return false;
      for (const number of sale.removed ?? []) this.lines.delete(number);
      let last = -1;
      for (const number of this.lines.keys()) last = number;
      let isSorted = true;
      for (const line of sale.changed ?? []) {
        if (!this.lines.has(line.line) && line.line < last) isSorted = false;
        this.lines.set(line.line, line);
      }
      if (!isSorted) this.lines = new Map([...this.lines].sort((one, other) => one[0] - other[0]));
    }
    this.n = prompt.n;
    sale.lines = [...this.lines.values()];
    return true;
  }
}
