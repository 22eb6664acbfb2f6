// Sounds with a flash: taken (short, high), refused (two low), mismatch (three).

/** @type {AudioContext | null} */
let context = null;

const tunes = {
  taken: [[1320, 0, 0.06]],
  refused: [[220, 0, 0.14], [220, 0.2, 0.14]],
  mismatch: [[880, 0, 0.18], [660, 0.24, 0.18], [880, 0.48, 0.18]],
};

/** Whether the browser lets the page be heard. */
export function isAudible() {
  return context?.state === "running";
}

/** Asks to be heard; browsers agree only after a press.
 * @param {() => void} [done] */
export function allowSound(done) {
  context ??= new AudioContext();
  context.resume().then(done, done);
}

/** @param {keyof typeof tunes} name */
export function play(name) {
  document.body.dataset.flash = name;
  setTimeout(() => delete document.body.dataset.flash, 150);
  if (!context || context.state !== "running") return;
  for (const [pitch, after, length] of tunes[name]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + after;
    tone.frequency.value = pitch;
    tone.type = "square";
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.linearRampToValueAtTime(0, at + length);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
