"""What goes wrong at a real till: late yeses, another device."""

import subprocess
import time
import urllib.request

import pytest

import look
from fixture_server import BUILD
from look import until
from served_till import ServedTill, pin, sign_in, step

COFFEE = "4600000000022"


@pytest.fixture
def till():
    made = ServedTill(pins={"Борис": "123456"})
    yield made
    made.stop()


@pytest.fixture
def seat(browser):
    """Sits down at a till in a browser of its own, signed in."""
    seats = []

    def sit(till, size="tablet"):
        page = look.Page(browser, till.url, size, code=till.code)
        seats.append(page)
        sign_in(page)
        return page

    yield sit
    for page in seats:
        page.context.close()


@pytest.fixture
def pinpad(tmp_path):
    """A connected terminal that says no and takes the money, as its own folder's socket."""
    socket = tmp_path / "pinpad"
    process = subprocess.Popen([BUILD / "kassa-run", "pinpad", "serve", "--socket", socket],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert until(socket.exists, 10)
    subprocess.run([BUILD / "kassa-run", "pinpad", "fault", "denyAndTake", "--socket", socket],
                   check=True, capture_output=True, timeout=20)
    yield socket
    process.kill()
    process.wait()


def printed(till, amount):
    """The printed receipts of that amount, a line each."""
    return till.run("journal", "find", "--amount", amount).splitlines()


def add_coffee(page):
    page.scan(COFFEE)
    assert until(lambda: "199,50" in page.text(".total")), page.text(".total")


def test_a_yes_that_comes_late_is_shown_before_cash_and_is_a_refund_owed(till, seat, pinpad):
    till.kill()
    till.run("terminals", "add", "--store", till.store, "--provider", "connected", "--set",
             f"socket={pinpad}", "--mark")
    till.start()
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.declined")
    step(page, "[data-id=cash]", "charge.late")
    assert "199,50" in page.text("#stage")
    step(page, "[data-id=go_on]", "payment.cash")
    step(page, ".note-button", "sale")
    assert until(lambda: page.text("#bar .matters") == "1")
    assert page.problems == []


def test_a_tab_knows_within_two_seconds_that_another_device_closed_the_shift(till, seat, browser):
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.window")
    step(page, "[data-id=approved]", "sale")
    page.tap(".paper")
    add_coffee(page)
    code = till.run("devices", "code").strip()
    other = look.Page(browser, till.url, "monitor", code=code)
    other.tab.wait_for_selector(".cover button")
    time.sleep(0.9)
    other.tap(".cover button")
    began = time.time()
    page.tab.wait_for_selector(".cover:has-text('другое устройство')", timeout=4000)
    assert time.time() - began < 2
    other.tab.wait_for_selector(".pad-key")
    time.sleep(0.9)
    pin(other.hears())
    other.wait("sale").hears()
    # The lines stay where they are, until somebody sets them aside.
    assert "Капучино" in other.text(".lines")
    step(other, ".goods-foot .more", "sale")
    other.tap("#over button:has-text('Закрыть смену')")
    # What the café counts in the evening may be left.
    other.wait("drawer.count")
    time.sleep(0.9)
    for prompt in ["settling.count", "settling.word", "shift.close"]:
        step(other, "button.cancel", prompt)
    other.tap("[data-id=yes]")
    other.wait("sign_in.name")
    # Where the other device closed it, this tab draws nothing of a sale and takes nothing.
    assert page.tab.locator(".cover:has-text('другое устройство')").count() == 1
    assert "Капучино" not in page.tab.inner_text("#stage")
    assert len(printed(till, "199.50")) == 1
    other.context.close()


def test_its_events_pass_a_proxy_at_once_and_say_that_they_live(till):
    token = (till.data / "program.token").read_text().strip()
    ask = urllib.request.Request(f"{till.url}/api/1/events?client=proxy",
                                 headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(ask, timeout=8) as stream:
        # What nginx reads: without it ten events wait until its buffer is full.
        assert stream.headers["X-Accel-Buffering"] == "no"
        assert "no-cache" in stream.headers["Cache-Control"] or "no-store" in stream.headers["Cache-Control"]
        began = time.time()
        assert stream.readline() != b""
        assert time.time() - began < 1
        lines = []
        while time.time() - began < 7:
            lines.append(stream.readline())
            if lines[-1].startswith(b":"):
                break
        assert lines[-1].startswith(b":"), lines
