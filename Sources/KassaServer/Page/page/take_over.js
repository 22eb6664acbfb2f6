// Taking the till over from another device: who goes on here types their PIN first, and whoever works it notices
// nothing before. What is typed wrong holds up this device alone.
import { uncover } from "./cover.js";
import { words } from "./words.js";

/** @typedef {import("./wire.js").Prompt} Prompt */

/** Asks who goes on here, and for their PIN.
 * @param {{ scene: ReturnType<typeof import("./stage.js").stage>, hands: import("./hands.js").Hands,
 *   sender: import("./send.js").Sender, language: string }} page
 * @param {(why?: string) => void} back where nobody does, with why */
export async function takeOver({ scene, hands, sender, language }, back) {
  const first = await sender.take();
  // Nobody worked it any more: the till asks who stands there.
  if (first.status === 200) return;
  if (first.body.error?.code === "no_pins") return back(words("no_pins"));
  const found = first.body.error?.code === "pin_needed" ? await sender.people() : null;
  if (found === null) return back(words("no_reply"));
  /** @type {string[]} */
  const people = found;
  uncover();
  hands.isStopped = false;
  askWho();

  /** @param {Partial<Prompt>} asked @param {(answer: any) => void} heard */
  function ask(asked, heard) {
    const prompt = /** @type {Prompt} */ ({
      body: "",
      buttons: [],
      cancel: true,
      quiet: 0,
      language,
      ...asked,
    });
    hands.open(prompt, true);
    hands.own = (/** @type {any} */ answer) => answer === null ? leave() : heard(answer);
    scene.show(prompt, true);
  }

  function askWho() {
    const buttons = people.map((name, place) => ({ id: name, label: name, key: place + 1 }));
    ask({ n: -1, id: "take.who", kind: "choose", title: words("who_takes"), buttons }, (answer) => {
      if (answer.button) askPIN(answer.button);
    });
  }

  /** @param {string} name */
  function askPIN(name) {
    const secret = /** @type {any} */ ({ format: "digits", least: 4, most: 12 });
    ask({ n: -2, id: "take.pin", kind: "secret", title: `${name}: PIN`, secret }, async (pin) => {
      if (typeof pin !== "string") return;
      const { status, body } = await sender.take(name, pin);
      // The events tell that it is worked here.
      if (status === 200) return void (hands.own = null);
      const { code, seconds } = body.error ?? {};
      const why = code === "wait" ? "pin_waits" : code === "pin_wrong" ? "pin_wrong" : "no_reply";
      scene.refuse(
        words(why) + (seconds ? `. ${words("wait_seconds", { seconds })}` : ""),
      );
    });
  }

  function leave() {
    hands.own = null;
    hands.stop();
    back();
  }
}
