// Tells a scanner's keys from a hand's, by speed and ending. A value without a clock of its own.
//
// | limit | why |
// |---|---|
// | 50 ms between two characters | scanners leave 1 to 50; trained hands take 60 and more |
// | 5 characters and an ending | a hand types four digits as fast, on two keys at once |
// | 8 characters without one | the shortest printed code without a suffix is EAN-8 |
// | 120 ms for the ending | some wait before the suffix |

export const gapMilliseconds = 50;
export const aloneMilliseconds = 120;
const endedMin = 5;
const unendedMin = 8;

/** @typedef {{ scanned: string, text: string, at: number }} HeldKey
 * What a key types on a scanner's keyboard and on this one, and when. */

export class Burst {
  /** @type {HeldKey[]} */
  keys = [];
  lastAt = -Infinity;

  /** Whether a key at `time` goes on with what is held.
   * @param {number} time */
  isGoing(time) {
    return this.keys.length > 0 && time - this.lastAt <= gapMilliseconds;
  }

  /** @param {HeldKey} key */
  add(key) {
    this.keys.push(key);
    this.lastAt = key.at;
  }

  /** The code that an ending at `time` closes; null where a hand typed.
   * @param {number} time @returns {string | null} */
  endedBy(time) {
    const isOne = time - this.lastAt <= aloneMilliseconds && this.keys.length >= endedMin;
    return isOne ? this.code() : null;
  }

  /** The code that silence closes; null where a hand typed.
   * @returns {string | null} */
  endedBySilence() {
    return this.keys.length >= unendedMin ? this.code() : null;
  }

  /** How long what is held waits for more before it is known to be a hand's. */
  patience() {
    return this.keys.length >= endedMin ? aloneMilliseconds : gapMilliseconds + 10;
  }

  /** Takes away what is held.
   * @returns {HeldKey[]} */
  take() {
    const keys = this.keys;
    this.keys = [];
    return keys;
  }

  /** Without the symbology's name (ISO/IEC 15424). */
  code() {
    const code = this.keys.map((key) => key.scanned).join("");
    return code.replace(/^\][A-Za-z][0-9A-Za-z](?=.)/, "");
  }
}

/** Whether a marking code has lost the sign between its fields: its end can't be told.
 * @param {string} code @returns {boolean} */
export function isCut(code) {
  return /^01\d{14}21.{6,}(91.{4}92.{20,}|93.{4})$/.test(code) && !code.includes("\u001d");
}
