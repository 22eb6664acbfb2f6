"""What goes wrong at a real till: late yeses, restarts, another device, two tills in one browser."""

import sqlite3
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest

import look
from fixture_server import BUILD
from look import until
from served_till import ServedTill, page_of_folder, pin, sign_in, step

COFFEE = "4600000000022"


@pytest.fixture
def till_with():
    """Makes a till with these terminals, as `ServedTill` has them."""
    made = []

    def make(*terminals):
        made.append(ServedTill(pins={"Борис": "123456"}, terminals=terminals))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def till(till_with):
    return till_with()


def connected(socket, *more):
    return ["connected", "--set", f"socket={socket}", *more]


@pytest.fixture
def seat(browser):
    """Sits down at a till in a browser of its own, signed in."""
    seats = []

    def sit(till, size="tablet"):
        context = browser.new_context(**look.LOOKS[size], locale="ru-RU")
        page_of_folder(context)
        page = look.Page(browser, till.url, size, context=context, code=till.code)
        seats.append(page)
        sign_in(page)
        return page

    yield sit
    for page in seats:
        page.context.close()


@contextmanager
def pinpad_at(socket):
    """A connected terminal that charges nobody, with a memory of its own."""
    socket.parent.mkdir(exist_ok=True)
    process = subprocess.Popen([BUILD / "kassa-run", "pinpad", "serve", "--socket", socket],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert until(socket.exists, 10)
        yield socket
    finally:
        process.kill()
        process.wait()


def ask_pinpad(socket, *words):
    """What `kassa-run pinpad` prints."""
    return subprocess.run([BUILD / "kassa-run", "pinpad", *words, "--socket", socket], check=True,
                          capture_output=True, text=True, timeout=20).stdout


@pytest.fixture
def pinpad(tmp_path):
    """One that says no and takes the money."""
    with pinpad_at(tmp_path / "one" / "pinpad") as socket:
        ask_pinpad(socket, "fault", "denyAndTake")
        yield socket


def take_over(page):
    """By the PIN of who worked at the other device."""
    page.take_over("Борис", "123456")


def printed(till, amount):
    """The printed receipts of that amount, a line each."""
    return till.run("journal", "find", "--amount", amount).splitlines()


def add_coffee(page):
    page.scan(COFFEE)
    assert until(lambda: "199,50" in page.text(".total")), page.text(".total")


def test_a_yes_that_comes_late_is_shown_before_cash_and_is_a_refund_owed(till_with, seat, pinpad):
    till = till_with(connected(pinpad, "--mark"))
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.declined")
    step(page, "[data-id=cash]", "charge.late")
    assert "199,50" in page.text("#stage")
    step(page, "[data-id=go_on]", "payment.cash")
    step(page, ".note-button", "sale")
    assert until(lambda: page.text("#bar .matters") == "Незавершённых: 1")
    assert page.problems == []


def test_what_was_charged_holds_its_lines_through_reload_back_and_restart(till, seat):
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.window")
    till.run("registrar", "fault", "noPaper")
    began = page.text(".amount")
    page.tap("[data-id=approved]")
    assert until(lambda: page.tab.get_attribute("#stage", "data-id") == "print.refused"), page.text()
    page.hears()
    page.tab.reload()
    page.wait("print.refused").hears()
    page.tab.evaluate("history.back()")
    page.scan("4600000000015")
    assert until(lambda: "Скан не принят" in page.text("#bar")), page.text("#bar")
    page.wait("print.refused")
    till.kill()
    page.tab.wait_for_selector(".cover")
    till.start()
    page.tab.wait_for_selector(".cover", state="detached", timeout=8000)
    page.tab.wait_for_selector("#stage[data-id^='person.'], #stage[data-id^='sign_in.'], "
                               "#stage[data-id='print.refused']")
    if page.tab.locator("[data-id='Борис']").count():
        page.hears().tap("[data-id='Борис']")
        page.tab.wait_for_selector(".pad-key")
    if page.tab.locator(".pad-key").count():
        pin(page.hears())
    page.wait("print.refused").hears()
    assert began == "199,50\u00a0₽"
    till.run("registrar", "clear")
    step(page, "[data-id=again]", "sale")
    assert until(lambda: "199.50" in page.text("#beside")), page.text("#beside")
    page.tap(".paper")
    # What is added later is a debt of its own: nothing of the card's is left for it.
    page.scan("4600000000015")
    assert until(lambda: "120,00" in page.text(".total")), page.text(".total")
    step(page, "button:has-text('Безналичными')", "charge.window")
    assert "120,00" in page.text(".amount")
    assert len(printed(till, "199.50")) == 1


def test_a_shift_whose_day_is_over_is_closed_in_words_before_the_next_money(till, seat):
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.window")
    step(page, "[data-id=approved]", "sale")
    page.tap(".paper")
    page.gone(".paper")
    add_coffee(page)
    # Its registrar remembers an opening of yesterday.
    with sqlite3.connect(till.data / "registrar.sqlite", timeout=10) as store:
        store.execute("UPDATE shift SET opened_ms = opened_ms - 90000000 WHERE closed_ms IS NULL")
    store.close()
    step(page, "[data-id='pay.cash']", "payment.cash")
    assert "199,50" in page.text("#stage")
    with sqlite3.connect(till.data / "registrar.sqlite", timeout=10) as store:
        shifts = store.execute("SELECT number, closed_ms IS NULL FROM shift ORDER BY number").fetchall()
    store.close()
    assert shifts == [(1, 0), (2, 1)]
    step(page, ".note-button", "sale")
    papers = page.tab.inner_text("#beside").upper()
    assert "ЗАКРЫТИИ СМЕНЫ" in papers and "ОТКРЫТИИ СМЕНЫ" in papers, papers
    assert len(printed(till, "199.50")) == 2


def test_while_the_terminal_works_nothing_leads_to_cash_until_a_person_stops_it(till_with, seat, pinpad):
    ask_pinpad(pinpad, "clear")
    ask_pinpad(pinpad, "fault", "timeOut")
    till = till_with(connected(pinpad, "--mark"))
    page = seat(till, "monitor")
    add_coffee(page)
    x, y = page.place("[data-id='pay.cash']")
    page.hears().tap("button:has-text('Безналичными')")
    page.tab.wait_for_selector("#stage.waiting:has-text('199,50')").dispose()
    page.down(x, y)
    page.up(x, y)
    for key in ("F2", "2", "Escape", "Enter"):
        page.press(key)
    page.scan(COFFEE)
    time.sleep(0.5)
    assert page.tab.locator("#stage.waiting").count() == 1
    # Once it has been silent for a while a person needs not wait: it is stopped, and cash is taken.
    page.wait("charge.wait")
    assert "199,50" in page.text(".amount")
    step(page, "[data-id=stop]", "charge.declined")
    assert ask_pinpad(pinpad, "operations").split()[:1] != []
    step(page, "[data-id=cash]", "payment.cash")
    step(page, ".note-button", "sale")
    assert until(lambda: "НАЛИЧНЫМИ" in page.text("#beside"))
    assert len(printed(till, "199.50")) == 1


def test_a_tab_knows_within_two_seconds_that_another_device_closed_the_shift(till, seat, browser):
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.window")
    step(page, "[data-id=approved]", "sale")
    page.tap(".paper")
    add_coffee(page)
    code = till.run("devices", "code").strip()
    other = look.Page(browser, till.url, "monitor", code=code)
    take_over(other)
    began = time.time()
    page.tab.wait_for_selector(".cover:has-text('другое устройство')", timeout=4000)
    assert time.time() - began < 2
    other.wait("sale").hears()
    # The lines stay where they are, until somebody sets them aside.
    assert "Капучино" in other.text(".lines")
    step(other, ".goods-foot .more", "sale")
    other.tap("#over button:has-text('Закрыть смену')")
    # What the café counts in the evening may be left.
    other.wait("drawer.count")
    for prompt in ["settling.count", "settling.word", "shift.close"]:
        step(other, "button.cancel", prompt)
    other.tap("[data-id=yes]")
    other.wait("sign_in.name")
    # Where the other device closed it, this tab draws nothing of a sale and takes nothing.
    assert page.tab.locator(".cover:has-text('другое устройство')").count() == 1
    assert "Капучино" not in page.tab.inner_text("#stage")
    assert len(printed(till, "199.50")) == 1
    other.context.close()


def sell_by_turns(browser, tills):
    context = browser.new_context(**look.LOOKS["tablet"], locale="ru-RU")
    pages, customers = [], []
    for each in tills:
        page = look.Page(browser, each.url, context=context, code=each.code)
        sign_in(page)
        pages.append(page)
        customers.append(look.Page(browser, each.url, context=context, path="/customer", code=each.code))
    codes = [("4600000000022", "Капучино"), ("4600000000015", "Эспрессо")]
    for turn in range(40):
        mine, name = turn % 2, codes[turn % 2][1]
        pages[mine].tab.bring_to_front()
        time.sleep(0.9)
        pages[mine].scan(codes[mine][0])
        assert until(lambda: name in pages[mine].text(".lines"))
        assert until(lambda: name in customers[mine].text("#stage"))
        assert codes[1 - mine][1] not in customers[mine].text("#stage")
        step(pages[mine], "[data-id='pay.cash']", "payment.cash")
        step(pages[mine], ".note-button", "sale")
        if turn == 20:
            tills[1].kill()
            tills[1].start()
            pages[0].wait("sale")
            pages[1].tab.bring_to_front()
            pages[1].tab.wait_for_selector(".pad-key", timeout=10000)
            time.sleep(0.9)
            pin(pages[1].hears())
            pages[1].wait("sale").hears()
    context.close()


@pytest.mark.nightly
def test_two_tills_of_one_machine_sell_side_by_side_in_one_browser(browser):
    with ServedTill(pins={"Борис": "123456"}) as one, ServedTill(pins={"Борис": "123456"}) as other:
        sell_by_turns(browser, [one, other])


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
