// The till's events: one stream, returned to for as long as it takes.

/** The server says something every 5 s; after this silence the link is dead. */
const silenceMilliseconds = 12_000;
const returnMilliseconds = 1000;

/** @typedef {{ on: (event: string, data: any) => void, lost: (status: number) => void }} StreamDoings */

/** @param {string} path @param {StreamDoings} doings
 * @returns {() => void} its end */
export function openStream(path, doings) {
  let isOver = false;
  let ending = new AbortController();
  let timer = 0;
  let silence = 0;

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(() => ending.abort(), silenceMilliseconds);
  }

  async function run() {
    ending = new AbortController();
    let status = 0;
    try {
      listen();
      const reply = await fetch(path, {
        headers: { Accept: "text/event-stream" },
        cache: "no-store",
        signal: ending.signal,
      });
      status = reply.status;
      if (reply.ok && reply.body) await read(reply.body);
    } catch { /* A link that breaks is told below, like one that ends. */ }
    clearTimeout(silence);
    if (isOver) return;
    doings.lost(status === 200 ? 0 : status);
    timer = setTimeout(run, returnMilliseconds);
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async function read(body) {
    const reader = body.getReader();
    const text = new TextDecoder();
    let rest = "";
    while (true) {
      const { value, done } = await reader.read();
      if (done || isOver) return;
      listen();
      rest += text.decode(value, { stream: true });
      const events = rest.split("\n\n");
      rest = events.pop() ?? "";
      events.forEach(tell);
    }
  }

  /** @param {string} text one event */
  function tell(text) {
    let name = "message";
    let data = "";
    for (const line of text.split("\n")) {
      if (line.startsWith("event:")) name = line.slice(6).trim();
      else if (line.startsWith("data:")) data += line.slice(5).trimStart();
    }
    if (data && !isOver) doings.on(name, JSON.parse(data));
  }

  const offline = () => ending.abort();
  addEventListener("offline", offline);
  run();
  return () => {
    isOver = true;
    removeEventListener("offline", offline);
    clearTimeout(timer);
    clearTimeout(silence);
    ending.abort();
  };
}
