"""What strangers get of a till in a real browser: a page in another tab, another port, another name, a second browser."""

import http.server
import threading
import time

import pytest

import look
from served_till import ServedTill, sign_in, step
from test_till_trouble import add_coffee

TRY_ALL = """async ([till, number]) => {
  // Whatever a page may do to another one: what it could read of it, by the way it tried.
  const read = {};
  const note = async (way, attempt) => {
    try { read[way] = await attempt() ?? null; } catch { read[way] = null; }
  };
  const soon = (promise) => Promise.race([promise, new Promise((end) => setTimeout(end, 1000))]);
  const bodies = {
    answers: { n: number, key: "evil", answer: { button: "pay.cash" } },
    scans: { scan: "4600000000015", key: "evil2" }, "till/take": { client: "evil" },
  };
  for (const path of ["session", "events?client=evil", "customer/events", "goods"]) {
    for (const mode of ["cors", "no-cors"]) {
      await note(`${mode} ${path}`, () => soon(fetch(`${till}/api/1/${path}`,
        { mode, credentials: "include" }).then((reply) => reply.text())));
    }
    await note(`script ${path}`, () => soon(new Promise((end) => {
      const script = document.createElement("script");
      script.onload = () => end("ran");
      script.onerror = () => end(null);
      script.src = `${till}/api/1/${path}`;
      document.head.append(script);
    })));
  }
  for (const [path, body] of Object.entries(bodies)) {
    const text = JSON.stringify(body);
    for (const [mode, type] of [["cors", "application/json"], ["no-cors", "text/plain"]]) {
      await note(`post ${mode} ${path}`, () => soon(fetch(`${till}/api/1/${path}`, { method: "POST", mode,
        credentials: "include", body: text, headers: { "Content-Type": type } }).then((reply) => reply.text())));
    }
    navigator.sendBeacon(`${till}/api/1/${path}`, new Blob([text], { type: "text/plain" }));
    const frame = document.createElement("iframe");
    frame.name = `form-${path}`;
    document.body.append(frame);
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", action: `${till}/api/1/${path}`, enctype: "text/plain",
      target: frame.name });
    const field = document.createElement("input");
    [field.name, field.value] = [text.slice(0, -1) + ',"', '":1}'];
    form.append(field);
    document.body.append(form);
    form.submit();
  }
  await note("stream", () => soon(new Promise((end) => {
    const source = new EventSource(`${till}/api/1/events?client=evil`, { withCredentials: true });
    source.onmessage = (event) => end(event.data);
    source.onerror = () => end(null);
  })));
  await note("socket", () => soon(new Promise((end) => {
    const socket = new WebSocket(`${till.replace("http", "ws")}/api/1/events?client=evil`);
    socket.onopen = () => end("open");
    socket.onerror = () => end(null);
  })));
  const frame = document.createElement("iframe");
  frame.src = till;
  document.body.append(frame);
  const opened = open(till);
  await new Promise((end) => setTimeout(end, 700));
  // A page that does not let itself be framed is replaced by one of the browser's own.
  await note("frame", () => frame.contentDocument?.body.innerText || null);
  await note("window", () => opened && !opened.closed ? opened.document?.body.innerText ?? "held" : null);
  return read;
}"""


class Quiet(http.server.BaseHTTPRequestHandler):
    """A page of somebody else's, with nothing on it."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>evil</title><body>evil")


@pytest.fixture(scope="module")
def elsewhere():
    """The port of another program on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture
def till():
    made = ServedTill(pins={"Борис": "123456"})
    yield made
    made.stop()


def test_a_page_in_another_tab_of_the_tills_own_browser_reads_nothing_and_sells_nothing(browser, till, elsewhere):
    page = look.Page(browser, till.url, code=till.code)
    sign_in(page)
    add_coffee(page)
    # From the same host, which the browser takes for the same site, and from one whose name leads here.
    for host, called in [("127.0.0.1", "127.0.0.1"), ("evil.localhost", "127.0.0.1"),
                         ("evil.localhost", "evil.localhost")]:
        evil = page.context.new_page()
        evil.goto(f"http://{host}:{elsewhere}/")
        tried = evil.evaluate(TRY_ALL, [till.url.replace("127.0.0.1", called), 5])
        assert len(tried) > 20 and {way: read for way, read in tried.items() if read} == {}, (host, called)
        for each in page.context.pages:
            if each is not page.tab:
                each.close()
    page.tab.bring_to_front()
    time.sleep(0.9)
    # The till stands where it stood: at that line, worked by this tab.
    assert page.tab.locator("button.line").count() == 1
    assert page.tab.locator(".cover").count() == 0
    step(page, "[data-id='pay.cash']", "payment.cash")
    page.context.close()


def test_a_second_browser_that_nobody_let_in_sees_the_page_and_no_till(browser, till):
    page = look.Page(browser, till.url, code=till.code)
    sign_in(page)
    add_coffee(page)
    context = browser.new_context(**look.LOOKS["tablet"], locale="ru-RU")
    for path in ("", "/customer", "/#code=000000", "/page/till.js"):
        other = context.new_page()
        other.goto(till.url + path)
        time.sleep(0.5)
        shown = other.inner_text("body")
        assert "Капучино" not in shown and "Борис" not in shown, path
        statuses = other.evaluate("""async () => {
          const ask = (path, options) => fetch(`/api/1/${path}`, options).then((reply) => reply.status);
          const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body),
            headers: { "Content-Type": "application/json", "X-Kassa-Token": "0".repeat(64), "X-Kassa-Client": "x" } });
          return [await ask("session"), await ask("events?client=x"), await ask("customer/events"), await ask("goods"),
            await post("answers", { n: 5, key: "k", answer: "pay.cash" }), await post("scans", { scan: "46", key: "k" }),
            await post("acknowledged", { notice: 1 }), await post("till/take", { client: "x" })];
        }""")
        assert statuses == [401] * 8, path
        other.close()
    guesses = context.new_page()
    guesses.goto(till.url)
    statuses = guesses.evaluate("""async () => {
      const found = new Set();
      for (let code = 0; code < 60; code++) {
        const reply = await fetch("/api/1/devices", { method: "POST", headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ code: String(100000 + code), name: "x" }) });
        found.add(reply.status);
      }
      return [...found].sort();
    }""")
    assert statuses == [403, 429]
    context.close()
    assert page.tab.locator("button.line").count() == 1
    page.context.close()
