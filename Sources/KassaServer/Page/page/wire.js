// The shapes of docs/http.md and docs/protocol.md, as far as the page reads them.

/** @typedef {{ id: string, label: string, key?: number, place?: string, role?: string,
 *   menu?: { id: string, label: string }[] }} Button */

/** @typedef {{ act: string, text: string, amount?: number, terminal?: string }} Effect */

/** @typedef {{ line: number, name: string, price: number, quantity: string, measure: string,
 *   discount: number, sum: number, discounts?: string[] }} Line */

/** @typedef {{ lines?: Line[], since?: number, changed?: Line[], removed?: number[],
 *   total: number, paid: number, contact: string | null, cashier: string, parked: number,
 *   matters: number, unknown?: string[] }} Sale */

/** @typedef {{ id: string, label: string, unit: string }} CountField */

/** @typedef {{ format: string, least: number, most: number, narrows?: boolean }} TextRule */

/** @typedef {{ n: number, id: string, kind: string, title: string, body: string,
 *   buttons: Button[], default?: string, effect?: Effect, cancel: boolean, quiet: number,
 *   language: string, scan?: boolean, scans_waiting?: number, sale?: Sale,
 *   amount?: { least: number, most: number, offered: number[] }, text?: TextRule,
 *   count?: { fields: CountField[] },
 *   secret?: TextRule, outcome?: { operation: string, amount: number, terminal: string,
 *   since: number }, mismatch?: { got: number, due: number }, look?: string, waiting?: Waiting,
 *   cashier?: string }} Prompt */

/** @typedef {{ device: string, since: number, amount?: number, terminal?: string,
 *   may_stop?: boolean }} Waiting */

/** @typedef {{ id: number, name: string, price: number, barcode?: string,
 *   department?: string }} Good */

/** @typedef {{ goods: Good[], more?: string, departments: string[] }} GoodsPage */

/** @typedef {{ kind: string, number: number, columns: number, lines: string[], qr: string | null,
 *   svg?: string, modules?: number }} Paper */

/** @typedef {{ build: string, device: { id: string, name: string, customers?: boolean }, token: string, now: number,
 *   offset: number, language: string, shop?: string, words?: Record<string, string> }} Session */

/** @typedef {{ code: string, message: string, remedy: string, text?: string }} WireError */

/** What an answer may be: a button's id or a text, kopecks, a button, an action of the sale.
 * @typedef {string | number | { button: string } | Record<string, unknown>} Answer */

/** What a prompt's drawing gives back. `update` takes a later prompt of the same kind, where the
 * drawing can; `type` takes a character from the keys; `key` a key by its name.
 * @typedef {{ end: () => void, update?: (prompt: Prompt) => boolean,
 *   type?: (text: string) => void, key?: (key: string) => boolean,
 *   refuse?: (text: string) => void }} Drawing */

export {};
