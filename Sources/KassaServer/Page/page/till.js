// The till's page: lets the device in, takes the till for this tab, and shows what the till asks.
import { bar } from "./bar.js";
import { setClock } from "./clock.js";
import { cover, uncover } from "./cover.js";
import { deafenAgain, watchEyes } from "./deaf.js";
import { byId, fill, make } from "./dom.js";
import { Hands } from "./hands.js";
import { keyDoings } from "./key_doings.js";
import { holdKeys } from "./idle_keys.js";
import { hearKeys } from "./keys.js";
import { closeSheet } from "./menu.js";
import { notices } from "./notices.js";
import { papers } from "./paper.js";
import { hearPresses } from "./press.js";
import { Receipt } from "./receipt.js";
import { Sender } from "./send.js";
import { session, stay } from "./session.js";
import { play } from "./sound.js";
import { say, stage } from "./stage.js";
import { openStream } from "./stream.js";
import { tabName, takeTab } from "./tab.js";
import { takeOver } from "./take_over.js";
import { speak, words } from "./words.js";

/** @typedef {import("./wire.js").Session} Session */

const waitingMilliseconds = 300;

/** @param {string | null} taker the tab's new name, where it takes the till from another tab */
async function begin(taker) {
  if (localStorage.getItem("large")) document.documentElement.dataset.large = "yes";
  const own = await session();
  // A customer's screen gets nowhere else.
  if (own.device?.customers) return location.replace("/customer");
  uncover();
  speak(own.language, own.words);
  byId("printed").textContent = words("not_receipt");
  name(own.shop);
  let end = () => {};
  const lost = () => {
    end();
    otherTab();
  };
  if (!await takeTab({ lost, isForced: taker !== null })) return otherTab();
  end = run(own, taker ?? tabName(false));
}

/** Whose till it is, where no more is known of it. @param {string} [shop] */
function name(shop = words("till")) {
  fill(byId("bar"), make("span", { class: "shop" }, shop));
  document.title = shop;
}

function otherTab() {
  const client = tabName(true);
  const ends = [hearPresses(), holdKeys()];
  cover(words("other_tab"), words("other_body"), {
    kind: "lock",
    act: {
      label: words("take"),
      press: () => {
        ends.forEach((end) => end());
        sessionStorage.setItem("takes", client);
        begin(client);
      },
    },
  });
  deafenAgain();
}

/** @param {Session} own @param {string} client @returns {() => void} its end */
function run(own, client) {
  const sender = new Sender(own.token, client);
  const differs = setClock(own.now, own.offset);
  const head = bar(own.shop ?? words("till"));
  const receipt = new Receipt();
  const hands = new Hands(sender, {
    refused: (error) => {
      if (error.code === "not_working") return watch();
      play("refused");
      scene.refuse(error.text ?? error.message);
    },
    busy: (isBusy) => scene.busy(isBusy),
    answered: () => {
      closeSheet();
      head.setMessage("");
    },
    noReply: () => reconnect(),
  });
  const scene = stage(hands);
  const acknowledge = (/** @type {number} */ notice) => sender.acknowledge(notice);
  const warnings = notices(head.notices, acknowledge);
  const paper = papers(acknowledge);
  let waits = 0;
  let isWatching = false;
  let scannedAt = -Infinity;
  let endStream = () => {};
  if (differs) sayClock(warnings);
  head.setLink(false);
  cover(words("connecting"), "");
  sender.unsure = (isUnsure) => head.setMessage(isUnsure ? words("no_reply") : "");

  /** @type {Record<string, (data: any) => void>} */
  const events = {
    hello: (data) => {
      reloadForBuild(data.build, own.build);
      if (data.language !== undefined && data.language !== own.language) speak(data.language);
      if (setClock(data.now, data.offset)) sayClock(warnings);
      head.setLink(true);
      if (!data.works) return watch();
      isWatching = false;
      hands.own = null;
      hands.isStopped = false;
      uncover();
      sessionStorage.removeItem("takes");
    },
    prompt: (data) => open(data.prompt, data.fresh === true),
    waiting: (data) => {
      clearTimeout(waits);
      hands.hasAnswered = true;
      waits = setTimeout(() => {
        paper.hide();
        if (scene.wait(data.waiting)) say(words(`waiting_${data.waiting.device}`));
      }, waitingMilliseconds);
    },
    document: (data) => {
      paper.add(data.notice ?? 0, data.document);
      showPaper();
    },
    warning: (data) => {
      if (warnings.add(data.notice ?? 0, data.warning.message)) say(data.warning.message);
    },
    scan: (data) => heard(data.scan),
    error: (data) => scene.refuse(data.error.text ?? data.error.message),
    taken_over: () => watch("taken_over"),
    closing: () => loseLink("closing"),
  };

  /** @param {import("./wire.js").Prompt} prompt @param {boolean} isFresh */
  function open(prompt, isFresh) {
    clearTimeout(waits);
    if (!receipt.take(prompt)) return reconnect();
    const before = hands.prompt;
    if (prompt.language !== document.documentElement.lang) speak(prompt.language);
    hands.open(prompt, isFresh);
    if (before?.n !== prompt.n) {
      if (!prompt.scans_waiting) head.setMessage("");
      soundOf(prompt, before);
    }
    if (prompt.scans_waiting) {
      head.setMessage(words("scans_waiting", { count: prompt.scans_waiting }));
    }
    if (prompt.sale) head.setMatters(prompt.sale.matters);
    head.setPerson(prompt.cashier ?? "");
    if (before?.kind === "sale" && before.n !== prompt.n) {
      // What came just before a payment is not read yet: it waits for the next sale.
      if (prompt.kind !== "sale") paper.passed();
      else if ((prompt.sale?.lines?.length ?? 0) > (before.sale?.lines?.length ?? 0)) paper.close();
    }
    scene.show(prompt, isFresh);
    showPaper();
  }

  /** Paper lies over the goods side: where nothing about money stands there. */
  function showPaper() {
    const prompt = scene.prompt();
    const hasRoom = prompt?.kind === "sale" || prompt?.look === "change";
    if (hasRoom) paper.show();
    else paper.hide();
  }

  /** @param {import("./wire.js").Prompt} prompt @param {import("./wire.js").Prompt | null} before */
  function soundOf(prompt, before) {
    const isUnknown = (prompt.sale?.unknown?.length ?? 0) > (before?.sale?.unknown?.length ?? 0);
    if (prompt.look === "alarm") play("mismatch");
    else if (isUnknown) play("refused");
    else if (prompt.sale && performance.now() - scannedAt < 3000) play("taken");
  }

  /** @param {{ refused?: string, waiting?: number }} scan */
  function heard(scan) {
    const text = scan.refused ?? words("scans_waiting", { count: scan.waiting ?? 0 });
    head.setMessage(text);
    if (scan.refused) say(text);
    play(scan.refused ? "refused" : "taken");
  }

  function stop() {
    hands.stop();
    clearTimeout(waits);
  }

  /** @param {string} title */
  function loseLink(title) {
    stop();
    head.setLink(false);
    cover(words(title), words("no_link_body"));
  }

  /** Nothing of the sale and of who sold stays where the till is not worked. */
  function forget() {
    stop();
    scene.clear();
    paper.forget();
    warnings.forget();
    head.setPerson("");
    head.setMessage("");
    head.setMatters(0);
  }

  /** @param {string} [title] */
  function watch(title = "other_device") {
    if (isWatching) return;
    isWatching = true;
    forget();
    stand(title, words("other_body"));
    // Of this browser's other tab: the till itself asks for the PIN.
    if (sessionStorage.getItem("takes") === client) sender.take();
  }

  /** @param {string} title @param {string} body */
  function stand(title, body) {
    cover(words(title), body, { kind: "lock", act: { label: words("take"), press: take } });
    deafenAgain();
  }

  function take() {
    takeOver({ scene, hands, sender, language: document.documentElement.lang }, (why) => {
      forget();
      if (isWatching) stand("other_device", why ?? words("other_body"));
    });
  }

  function reconnect() {
    endStream();
    loseLink("no_link");
    listen();
  }

  function listen() {
    endStream = openStream(`/api/1/events?client=${client}`, {
      on: (event, data) => events[event]?.(data),
      lost: (status) => {
        if (status === 401) location.reload();
        isWatching = false;
        loseLink("no_link");
      },
    });
  }

  const scan = (/** @type {string} */ code) => {
    if (hands.isStopped) return play("refused");
    scannedAt = performance.now();
    closeSheet();
    sender.scan(code);
  };
  const cut = (/** @type {string} */ why) => {
    play("refused");
    head.setMessage(words(why));
    say(words(why));
  };
  const ends = [
    hearPresses(),
    hearKeys(keyDoings(scene, hands, { scan, cut, passed: paper.passed })),
    watchEyes(() => (scene.prompt()?.quiet ?? 0) > 0, (isDeaf) => {
      byId("stage").classList.toggle("deaf", isDeaf);
    }),
  ];
  const passed = () => setTimeout(paper.passed, 0);
  addEventListener("pointerup", passed);
  const redraw = () => scene.redraw();
  byId("stage").addEventListener("redraw", redraw);
  // A form of its own would take the page's keys.
  addEventListener("paste", prevent, true);
  listen();
  return () => {
    forget();
    endStream();
    ends.forEach((end) => end());
    removeEventListener("pointerup", passed);
    removeEventListener("paste", prevent, true);
    byId("stage").removeEventListener("redraw", redraw);
  };
}

/** @param {Event} event */
function prevent(event) {
  event.preventDefault();
}

/** Says once that this device's clock differs, not at each return to the till.
 * @param {{ add: (notice: number, text: string) => unknown }} to */
function sayClock(to) {
  if (sessionStorage.getItem("clock-said")) return;
  sessionStorage.setItem("clock-said", "yes");
  to.add(0, words("clock_differs"));
}

/** Another build's page speaks another language; once for each.
 * @param {string} build @param {string} own */
function reloadForBuild(build, own) {
  if (build === own || sessionStorage.getItem("reloaded") === build) return;
  sessionStorage.setItem("reloaded", build);
  location.reload();
}

speak(navigator.language.startsWith("ru") ? "ru" : "en");
name();
stay();
begin(null);
