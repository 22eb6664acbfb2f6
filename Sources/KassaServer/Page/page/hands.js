// What a cashier may do at the open prompt. A press about money counts once; edits of the sale count each.
import { deafenAgain } from "./deaf.js";

/** @typedef {import("./wire.js").Prompt} Prompt */
/** @typedef {import("./wire.js").Answer} Answer */

/** More taps than this wait for no reply. */
const editsMax = 30;
const spinnerMilliseconds = 300;

export class Hands {
  /** @type {Prompt | null} */
  prompt = null;
  /** Whether nothing is taken: no link, another tab, the till at work. */
  isStopped = false;
  hasAnswered = false;
  /** @type {Record<string, unknown>[]} */
  edits = [];
  /** Whether an edit is on its way, or the prompt that it made. */
  isEditing = false;
  isReplied = true;
  /** A button of the sale that follows the edits. @type {Answer | null} */
  after = null;
  epoch = 0;
  /** Who takes answers in the till's place, where the page asks of itself; null is a cancel.
   * @type {((answer: Answer | null) => void) | null} */
  own = null;

  /** @param {import("./send.js").Sender} sender
   * @param {{ refused: (error: import("./wire.js").WireError) => void,
   *   busy: (isBusy: boolean) => void, noReply: () => void, answered: () => void }} tell */
  constructor(sender, tell) {
    this.sender = sender;
    this.tell = tell;
    this.timer = 0;
  }

  get language() {
    return this.prompt?.language ?? "ru";
  }

  /** Another prompt is open from now on.
   * @param {Prompt} prompt @param {boolean} isFresh shown again after a loss */
  open(prompt, isFresh) {
    const isSame = this.prompt?.n === prompt.n;
    this.prompt = prompt;
    if (isFresh || prompt.kind !== "sale") {
      this.edits = [];
      this.after = null;
    }
    if (isSame && !isFresh && this.hasAnswered) return;
    this.epoch++;
    this.hasAnswered = false;
    this.settle();
    this.follow(isFresh);
  }

  /** Goes on with the taps that wait, once the reply to the last one is here too.
   * @param {boolean} isFresh */
  follow(isFresh) {
    if (isFresh || this.isReplied) this.isEditing = false;
    if (!this.isEditing) this.sendNext();
  }

  /** Nothing is taken any more, and nothing waits. */
  stop() {
    this.isStopped = true;
    this.own = null;
    this.edits = [];
    this.after = null;
  }

  /** Answers the open prompt, once. @param {Answer} answer */
  answer(answer) {
    const prompt = this.prompt;
    if (!prompt || this.isStopped || this.hasAnswered) return;
    if (this.own) return this.own(answer);
    if (prompt.kind === "sale" && (this.isEditing || this.edits.length > 0)) {
      // The taps before it come first; the till then asks about what they made.
      this.after = answer;
      return;
    }
    this.send(prompt.n, () => this.sender.answer(prompt.n, answer));
  }

  cancel() {
    const prompt = this.prompt;
    if (!prompt?.cancel || this.isStopped || this.hasAnswered) return;
    if (this.own) return this.own(null);
    this.send(prompt.n, () => this.sender.cancel(prompt.n));
  }

  /** @param {number} n @param {() => Promise<import("./send.js").Reply>} send */
  async send(n, send) {
    this.hasAnswered = true;
    this.tell.answered();
    this.timer = setTimeout(() => this.tell.busy(true), spinnerMilliseconds);
    const reply = await send();
    if (reply.status === 200 || this.prompt?.n !== n) return;
    this.hasAnswered = false;
    this.settle();
    if (reply.status === 0) this.tell.noReply();
    else this.refuse(reply);
  }

  /** @param {import("./send.js").Reply} reply */
  refuse(reply) {
    const error = reply.body.error;
    // For a prompt that is over: the one that is open comes by itself.
    if (!error || error.code === "stale_number") return;
    // Nobody could have read it yet: as a press that the page itself was deaf to.
    if (error.code === "too_early") return;
    if (this.prompt && this.prompt.quiet > 0) deafenAgain();
    this.tell.refused(error);
  }

  settle() {
    clearTimeout(this.timer);
    this.tell.busy(false);
  }

  /** Changes the receipt: each tap counts, in order.
   * @param {Record<string, unknown>} action */
  edit(action) {
    if (this.isStopped || this.hasAnswered || this.edits.length >= editsMax) return;
    if (this.prompt?.kind !== "sale") return;
    this.edits.push(action);
    if (!this.isEditing) this.sendNext();
  }

  async sendNext() {
    const prompt = this.prompt;
    if (!prompt || prompt.kind !== "sale" || this.isStopped || this.hasAnswered) return;
    const action = this.edits.shift();
    if (!action) {
      const after = this.after;
      this.after = null;
      if (after !== null) this.answer(after);
      return;
    }
    this.isEditing = true;
    this.isReplied = false;
    const reply = await this.sender.answer(prompt.n, resolved(action, prompt));
    this.isReplied = true;
    const isStale = reply.status === 409 && reply.body.error?.code === "stale_number";
    // A scan came between: the same tap, for the prompt that is open by then.
    if (isStale) this.edits.unshift(action);
    if (reply.status === 0) {
      this.stop();
      this.tell.noReply();
    }
    const isOver = this.prompt !== prompt;
    if (reply.status === 409 && !isStale) {
      this.isEditing = false;
      this.refuse(reply);
      this.sendNext();
    } else if (isOver) {
      this.isEditing = false;
      this.sendNext();
    }
  }
}

/** A step of a line's quantity, from what the line has when its turn comes.
 * @param {Record<string, unknown>} action @param {Prompt} prompt */
function resolved(action, prompt) {
  return typeof action.resolve === "function" ? action.resolve(prompt) : action;
}
