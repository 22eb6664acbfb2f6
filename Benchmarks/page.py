"""The numbers of the till's page: a real till with its journal on disk, a real browser, one table."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

import look
from fixture_server import BUILD
from served_till import ServedTill, sign_in, step

PAINTED = """
globalThis.shownAt = undefined;
// A press or a key, and when what it led to was painted: the frame after the one that shows it has begun.
globalThis.painted = [];
let began = null;
for (const kind of ["pointerup", "keydown"]) {
  addEventListener(kind, (event) => { began = { kind, at: event.timeStamp }; }, true);
}
const afterFrame = (act) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = act;
  channel.port2.postMessage(null);
});
addEventListener("DOMContentLoaded", () => {
  const seen = () => [document.querySelector("#stage")?.dataset.id, document.querySelector(".total")?.textContent].join();
  let last = seen();
  new MutationObserver(() => {
    const now = seen();
    if (now === last) return;
    last = now;
    if (globalThis.shownAt === undefined && document.querySelector("#stage")?.dataset.id) {
      globalThis.shownAt = null;
      afterFrame(() => globalThis.shownAt = performance.now());
    }
    if (!began) return;
    const { kind, at } = began;
    began = null;
    afterFrame(() => painted.push([kind, performance.now() - at]));
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
});
"""


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Table:
    def __init__(self):
        self.missed = []

    def row(self, name, values, goal=None, unit="ms"):
        """p50 and p99 of `values`; the goal is of the p99."""
        low, high = percentile(values, 0.5), percentile(values, 0.99)
        verdict = "" if goal is None else f"≤ {goal} {unit}"
        if goal is not None and high > goal:
            self.missed.append(name)
            verdict += ", missed"
        print(f"| {name} | {low:.1f} {unit} | {high:.1f} {unit} | {len(values)} | {verdict} |", flush=True)


class Program:
    """A program of the till's owner on one connection."""

    def __init__(self, till):
        self.token = (till.data / "program.token").read_text().strip()
        self.port = till.port
        self.connection = http.client.HTTPConnection("127.0.0.1", till.port)

    def ask(self, path):
        began = time.perf_counter()
        try:
            self.connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
            self.connection.getresponse().read()
        except http.client.RemoteDisconnected:
            # The server has closed what lay idle meanwhile; http.client opens anew.
            self.connection.close()
            return self.ask(path)
        return (time.perf_counter() - began) * 1000

    def watch(self, path, reads=True):
        """A stream that is read to its end, or one that nobody reads."""
        stream = socket.socket()
        if not reads:
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stream.connect(("127.0.0.1", self.port))
        stream.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                       f"Authorization: Bearer {self.token}\r\n\r\n".encode())
        if reads:
            threading.Thread(target=lambda: [None for _ in iter(lambda: stream.recv(65536), b"")],
                             daemon=True).start()
        return stream


def taken(page, count):
    """What the page noted, once there are so many."""
    assert look.until(lambda: page.tab.evaluate("painted.length") >= count, 15), page.tab.evaluate("painted")
    return [each[1] for each in page.tab.evaluate("painted")]


def taps(page, count, selector=".tile"):
    """Taps one after the other, each once the one before is painted."""
    page.tab.evaluate("painted.length = 0")
    for number in range(1, count + 1):
        page.tap(selector)
        taken(page, number)
        time.sleep(0.05)
    return taken(page, count)


def floor(page, count):
    """Taps on a page that answers them by itself, at once: what the browser takes to paint."""
    context = page.context.browser.new_context(**look.LOOKS["tablet"])
    context.add_init_script(PAINTED)
    alone = look.Page(None, "data:text/html," + urllib.parse.quote("""<!DOCTYPE html><meta name=viewport
      content="width=device-width"><main id=stage data-id=x><output class=total>0</output><button class=tile
      style="width:200px;height:200px">+</button></main>"""), "tablet", context=context, path="")
    alone.tab.evaluate("""() => document.querySelector("button").addEventListener("pointerup", () => {
      const total = document.querySelector(".total");
      total.textContent = String(Number(total.textContent) + 1);
    })""")
    taken = taps(alone, count)
    context.close()
    return taken


def keys(page, count):
    """«Наличными» by its digit and back by Escape, each a key by itself, once the page hears."""
    page.tab.evaluate("painted.length = 0")
    number = 0
    while number < count:
        for pressed, prompt in (("F2", "payment.cash"), ("Escape", "sale")):
            # A key within the rhythm of the one before could be held.
            time.sleep(1.0)
            page.hears()
            page.tab.keyboard.press(pressed)
            page.wait(prompt)
            number += 1
            taken(page, number)
    return taken(page, number)


def loads(page, count):
    """Of the tab that works the till, loaded anew: its first paint, and when the open prompt was painted."""
    paints, prompts = [], []
    for _ in range(count):
        page.tab.reload()
        assert look.until(lambda: page.tab.evaluate(
            "shownAt > 0 && performance.getEntriesByName('first-contentful-paint').length > 0"), 10)
        paints.append(page.tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        prompts.append(page.tab.evaluate("shownAt"))
    return paints, prompts


def page_bytes(browser, till):
    """All that one load of the page sends, by a browser that has nothing of it."""
    total = 0
    context = browser.new_context()
    tab = context.new_page()
    sizes = {}
    tab.on("response", lambda reply: sizes.setdefault(reply.url.split("#")[0], reply))
    tab.goto(till.url)
    tab.wait_for_load_state("networkidle")
    for url, reply in sizes.items():
        if "/api/" not in url and reply.status == 200:
            total += len(reply.body())
    context.close()
    return total


def fill(till, lines):
    """So many lines on the open receipt, by a program before the till is served."""
    run = subprocess.Popen(
        [BUILD / "kassa-run", "till", "--io", "jsonl", "--store", till.store, "--data", till.data],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(value):
        run.stdin.write(json.dumps(value) + "\n")
        run.stdin.flush()

    say({"lines": "changes"})
    left, said = lines, {"person.pin": "123456"}
    for line in run.stdout:
        prompt = json.loads(line).get("prompt")
        if not prompt:
            continue
        if prompt["id"] == "sale":
            if left == 0:
                break
            left -= 1
            say({"n": prompt["n"], "answer": {"action": "free", "name": f"Товар {left}", "price": 100}})
        elif prompt["id"] in said:
            say({"n": prompt["n"], "answer": said[prompt["id"]]})
    run.stdin.close()
    run.wait()


def memory_mb(till):
    status = (open(f"/proc/{till.process.pid}/status")).read()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def load():
    return f"{os.getloadavg()[0]:.1f}"


def signed_in(browser, till, size):
    context = browser.new_context(**look.LOOKS[size], locale="ru-RU")
    context.add_init_script(PAINTED)
    page = look.Page(browser, till.url, size, context=context, code=till.code)
    sign_in(page)
    return page


def main(count):
    table = Table()
    print(f"load {load()} of {os.cpu_count()} processors, {BUILD}\n")
    print("| what | p50 | p99 | samples | goal |\n|---|---|---|---|---|")
    with look.browser() as browser, ServedTill(pins={"Борис": "123456"}) as till:
        time.sleep(3)
        table.row("idle `kassa-serve`", [memory_mb(till)], 60, "MB")
        table.row("the page as it is sent", [page_bytes(browser, till) / 1000], 150, "kB")
        page = signed_in(browser, till, "tablet")
        program = Program(till)
        table.row("bare server: a request and its reply", [program.ask("/api/1/session") for _ in range(count)])
        paints, shown = loads(page, max(5, count // 10))
        table.row("first paint", paints, 300)
        table.row("a load → the open prompt painted", shown)
        page.hears()
        table.row("bare browser: a tap → painted, without a till", floor(page, count))
        page.tab.bring_to_front()
        page.hears()
        taps(page, 10)
        table.row("tap on a good → painted", taps(page, count), 60)
        streams = [program.watch(f"/api/1/events?client=w{n}") for n in range(10)]
        streams += [program.watch(f"/api/1/customer/events?client=c{n}") for n in range(9)]
        streams.append(program.watch("/api/1/customer/events?client=stalled", reads=False))
        table.row("the same with 20 watchers, one stalled", taps(page, count), 60)
        table.row("bare server, likewise", [program.ask("/api/1/session") for _ in range(count)])
        for stream in streams:
            stream.close()
        page.context.close()
        till.kill()
        till.start()
        monitor = signed_again(browser, till, "monitor")
        table.row("a key → painted", keys(monitor, max(20, count // 4)), 180)
        monitor.context.close()
        till.kill()
        fill(till, 10_000)
        till.start()
        page = signed_again(browser, till, "tablet")
        taps(page, 3)
        table.row("10,000 lines: tap on a good → painted", taps(page, max(20, count // 4)), 100)
        table.row("`kassa-serve` with them", [memory_mb(till)], unit="MB")
    print(f"\nload {load()} at the end")
    if table.missed:
        print("missed: " + "; ".join(table.missed))


def signed_again(browser, till, size):
    """After a start the till asks who stands there."""
    context = browser.new_context(**look.LOOKS[size], locale="ru-RU")
    context.add_init_script(PAINTED)
    page = look.Page(browser, till.url, size, context=context, code=till.code)
    page.tab.wait_for_selector("#stage[data-id='person.pin']", timeout=30_000)
    page.hears()
    if size == "monitor":
        page.type("123456")
        page.press("Enter")
    else:
        for digit in "123456":
            page.tap(f".pad-key:text-is('{digit}')")
        page.tap(".done")
    page.tab.wait_for_selector("#stage[data-id='sale']", timeout=30_000)
    return page.hears()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
