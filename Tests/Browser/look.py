"""A browser on the till's page: looks, presses, scans, and what the page must never do."""

import os
import time
from contextlib import contextmanager

from playwright.sync_api import Error, sync_playwright  # noqa: F401 (tests expect it)

import fixture_server

CHROMIUM = os.environ.get("KASSA_CHROMIUM", "/usr/bin/chromium")
# A name for this machine that no browser thinks as safe as its address.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--host-resolver-rules=MAP till.test 127.0.0.1"]
LOOKS = {
    "tablet": {"viewport": {"width": 1280, "height": 800}, "has_touch": True, "is_mobile": True},
    "monitor": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
BURST = """keys => {
  const left = [];
  for (const { up, ...key } of keys) {
    const at = document.activeElement ?? document.body;
    const more = { ...key, bubbles: true, cancelable: true };
    if (!up && at.dispatchEvent(new KeyboardEvent("keydown", more)) &&
      !["Shift"].includes(key.key)) left.push(key.key);
    if (up !== false) at.dispatchEvent(new KeyboardEvent("keyup", more));
  }
  return left;
}"""
"""Keys in one turn; gives back those whose default the page let through."""
ENDS = {"Enter": {"key": "Enter", "code": "Enter"}, "Tab": {"key": "Tab", "code": "Tab"},
        "LF": {"key": "j", "code": "KeyJ", "ctrlKey": True}}
RUSSIAN = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить"))


def strokes(character, is_russian=False, separator="control"):
    """The keys of one character of a code."""
    if character == "\x1d":
        alt = {"key": "Alt", "code": "AltLeft", "altKey": True}
        digits = [{"key": digit, "code": f"Numpad{digit}", "altKey": True} for digit in "0029"]
        return {"control": [{"key": "]", "code": "BracketRight", "ctrlKey": True}],
                "alt": [{**alt, "up": False}, *digits, {**alt, "up": True}],
                "F8": [{"key": "F8", "code": "F8"}], "none": []}[separator]
    if character.isdigit():
        return [{"key": character, "code": f"Digit{character}"}]
    key = RUSSIAN[character.lower()] if is_russian else character
    return [{"key": key.upper() if character.isupper() else key, "code": f"Key{character.upper()}",
             "shiftKey": character.isupper()}]


BROWSERS_KEYS = [{"key": each, "code": each} for each in (
    "F1", "F3", "F5", "F6", "F7", "F11", "F12", "Escape", "Tab")] + [
    {"key": each, "code": f"Arrow{each}", "altKey": True} for each in ("Left", "Right")] + [
    {"key": "Home", "code": "Home", "altKey": True}, {"key": "/", "code": "Slash"},
    {"key": "Backspace", "code": "Backspace"}, {"key": " ", "code": "Space"}] + [
    {"key": each.lower(), "code": f"Key{each}", "ctrlKey": True} for each in "JDSFUHGOL"]
"""What a browser would do something of its own by."""

DEAF = 0.85
"""Seconds after which the cover of another tab hears."""
PAINTED = """() => new Promise((done) => {
  const end = () => setTimeout(() => done(true));
  // A picture that nobody sees is never painted.
  setTimeout(() => done(false), 900);
  requestAnimationFrame(() => requestAnimationFrame(end));
})"""
"""Until the next picture is on the screen and the page counts from it."""


class Page:
    """One tab of one browser at one look."""

    def __init__(self, browser, url, look="tablet", dark=False, locale="ru-RU", context=None,
                 path="/", code=fixture_server.CODE):
        self.look = look
        self.context = context or browser.new_context(
            **LOOKS[look], locale=locale, color_scheme="dark" if dark else "light")
        self.tab = self.context.new_page()
        self.problems = []
        self.tab.on("console", self._note)
        self.tab.on("pageerror", lambda error: self.problems.append(str(error)))
        self.tab.goto(f"{url}{path}#code={code}")
        self.keys = self.context.new_cdp_session(self.tab)

    def _note(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def wait(self, prompt):
        """Until a prompt of this id is shown."""
        self.tab.wait_for_selector(f'#stage[data-id="{prompt}"]', timeout=6000)
        return self

    def shown(self, number):
        """Until the prompt of that number is shown."""
        self.tab.wait_for_selector(f'#stage[data-n="{number}"]', timeout=6000).dispose()
        return self

    def shown_at(self, number):
        """Until the prompt of that number is drawn, seen or not."""
        self.shows(f'#stage[data-n="{number}"]')
        return self

    def hears(self):
        """Until what is shown takes presses: it was painted, and its deafness is over."""
        self.tab.evaluate(PAINTED)
        self.shows("#stage:not(.deaf)")
        return self

    def shows(self, selector, count=None):
        """Until so many of them are there; unlike Playwright's own wait it keeps hold of none."""
        counted = lambda: self.tab.evaluate("each => document.querySelectorAll(each).length", selector)
        assert until(lambda: counted() == count if count is not None else counted() > 0, 8), selector

    def number(self):
        """That of the prompt that is shown."""
        return self.tab.get_attribute("#stage", "data-n")

    def has_sheet(self):
        return self.tab.locator("#over [role=dialog]").count() > 0

    def gone(self, selector):
        self.shows(selector, 0)

    def kept(self):
        """What is left of the page once what nobody holds has gone: elements and their listeners."""
        for _ in range(3):
            self.keys.send("HeapProfiler.collectGarbage")
        found = self.keys.send("Memory.getDOMCounters")
        return {"nodes": found["nodes"], "listeners": found["jsEventListeners"]}

    def heap_bytes(self):
        self.kept()
        return self.keys.send("Runtime.getHeapUsage")["usedSize"]

    def at(self, selector):
        return self.tab.locator(selector).first

    def place(self, selector):
        box = self.at(selector).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def tap(self, selector, hold=0):
        """Down and up on the middle of it, by touch or by mouse, whatever the page thinks of it."""
        x, y = self.place(selector)
        self.down(x, y)
        if hold:
            time.sleep(hold)
        self.up(x, y)

    def down(self, x, y):
        if self.look == "monitor":
            self.tab.mouse.move(x, y)
            self.tab.mouse.down()
        else:
            self.keys.send("Input.dispatchTouchEvent",
                           {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})

    def move(self, x, y):
        if self.look == "monitor":
            self.tab.mouse.move(x, y)
        else:
            self.keys.send("Input.dispatchTouchEvent",
                           {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})

    def up(self, x, y):
        if self.look == "monitor":
            self.tab.mouse.up()
        else:
            self.keys.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def scan(self, code, end="Enter", is_russian=False, separator="control"):
        """A burst of keys as a scanner sends it: a US keyboard's, whatever layout is set.

        All of it in one turn, so that a busy machine puts no gap into it; no key of it may reach
        the browser, so each must have been taken."""
        keys = [stroke for character in code for stroke in strokes(character, is_russian, separator)]
        ends = {"Enter": ["Enter"], "Tab": ["Tab"], "LF": ["LF"], "CRLF": ["Enter", "LF"], None: []}
        keys += [ENDS[each] for each in ends[end]]
        left = self.tab.evaluate(BURST, keys)
        assert left == [], left

    def burst(self, text):
        """Some keys at a scanner's speed, with nothing behind them."""
        self.tab.evaluate(BURST, [stroke for character in text for stroke in strokes(character)])

    def browsers_keys(self):
        """Those keys of a browser's own that the page let it have."""
        left = [key for key in BROWSERS_KEYS if self.tab.evaluate(BURST, [key])]
        time.sleep(0.2)
        return left

    def type(self, text, gap=0.09):
        """Keys at a hand's speed."""
        for character in text:
            self.tab.keyboard.press(character)
            time.sleep(gap)

    def press(self, key, before=0.35):
        """A key by itself."""
        time.sleep(before)
        self.tab.keyboard.press(key)
        time.sleep(0.2)

    def take_over(self, person="Анна", pin="4321"):
        """Takes the till over from another device, by somebody's PIN."""
        self.tab.bring_to_front()
        self.tab.wait_for_selector(".cover button")
        self.hears().tap(".cover button")
        self.tab.wait_for_selector(f".choice[data-id='{person}']")
        self.hears()
        self.tap(f".choice[data-id='{person}']")
        self.tab.wait_for_selector(".pad-key")
        self.hears()
        for digit in pin:
            self.tap(f".pad-key:text-is('{digit}')")
        self.tap(".done")

    def text(self, selector="body"):
        return self.tab.locator(selector).first.inner_text()


@contextmanager
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def browser_at(home, browser):
    """Another one, for whose `home` a test has installed something."""
    env = {**os.environ, "HOME": str(home)}
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS, env=env)
    try:
        yield started
    finally:
        started.close()


def until(holds, seconds=4.0):
    """Waits for `holds`; a test says what it saw when it fails."""
    end = time.time() + seconds
    while time.time() < end:
        if holds():
            return True
        time.sleep(0.03)
    return holds()
