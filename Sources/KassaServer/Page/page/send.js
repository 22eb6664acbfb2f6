// What the page tells the till. Each answer and scan has a key; asked again with it, nothing is done twice.
import { randomName } from "./random.js";

/** A reply that takes longer is given up, and asked for again. */
const replyMilliseconds = 15_000;
/** After so long without a reply the stream tells what became of it. */
const giveUpMilliseconds = 10_000;

/** @typedef {{ status: number, body: any }} Reply status 0: nobody knows */

export class Sender {
  /** @param {string} token @param {string} client */
  constructor(token, client) {
    this.token = token;
    this.client = client;
    /** Whether a reply is being asked for again. @type {(isUnsure: boolean) => void} */
    this.unsure = () => {};
    /** @type {Promise<unknown>} */
    this.scans = Promise.resolve();
  }

  /** Sends once.
   * @param {string} path @param {Record<string, unknown>} body @returns {Promise<Reply>} */
  async post(path, body) {
    const reply = await fetch(`/api/1/${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Kassa-Token": this.token,
        "X-Kassa-Client": this.client,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(replyMilliseconds),
    });
    // A proxy that answers for the till knows nothing of what became of it.
    if (reply.status >= 500) throw new Error(`status ${reply.status}`);
    return { status: reply.status, body: await reply.json().catch(() => ({})) };
  }

  /** Sends with a key until there is a reply.
   * @param {string} path @param {Record<string, unknown>} body @returns {Promise<Reply>} */
  async sure(path, body) {
    const keyed = { ...body, key: randomName() };
    const began = performance.now();
    for (let isAgain = false;; isAgain = true) {
      try {
        let reply = await this.post(path, keyed);
        if (reply.status === 403 && await this.renew()) reply = await this.post(path, keyed);
        if (isAgain) this.unsure(false);
        return reply;
      } catch {
        this.unsure(true);
        if (performance.now() - began > giveUpMilliseconds) return { status: 0, body: {} };
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
    }
  }

  /** Takes the token of a till that was started anew.
   * @returns {Promise<boolean>} */
  async renew() {
    const reply = await fetch("/api/1/session", { cache: "no-store" });
    if (!reply.ok) return false;
    this.token = (await reply.json()).token;
    return true;
  }

  /** @param {number} n @param {import("./wire.js").Answer} answer */
  answer(n, answer) {
    return this.sure("answers", { n, answer });
  }

  /** @param {number} n */
  cancel(n) {
    return this.sure("answers", { n, cancel: true });
  }

  /** Scans arrive in the order in which they were read.
   * @param {string} code @returns {Promise<Reply>} */
  scan(code) {
    const sent = this.scans.then(() => this.sure("scans", { scan: code }));
    this.scans = sent;
    return sent;
  }

  /** @param {number} notice */
  acknowledge(notice) {
    return this.once("acknowledged", { notice });
  }

  /** Takes the till over, as whoever has that PIN.
   * @param {string} [name] @param {string} [pin] @returns {Promise<Reply>} */
  async take(name, pin) {
    const body = { client: this.client, name, pin };
    try {
      const reply = await this.post("till/take", body);
      if (reply.status !== 403 || !await this.renew()) return reply;
      return await this.post("till/take", body);
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** Those who can take it over; null where the till did not reply.
   * @returns {Promise<string[] | null>} */
  async people() {
    try {
      const reply = await fetch("/api/1/people", { cache: "no-store" });
      return reply.ok ? (await reply.json()).people : null;
    } catch {
      return null;
    }
  }

  /** Sends what may be lost: it is asked for again by who wants it.
   * @param {string} path @param {Record<string, unknown>} body */
  async once(path, body) {
    try {
      const reply = await this.post(path, body);
      if (reply.status === 403 && await this.renew()) await this.post(path, body);
    } catch { /* The link says so itself. */ }
  }

  /** @param {Record<string, string>} query @returns {Promise<import("./wire.js").GoodsPage | null>} */
  async goods(query) {
    try {
      const reply = await fetch(`/api/1/goods?${new URLSearchParams(query)}`);
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }
}
