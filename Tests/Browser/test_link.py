"""What a page must survive: lost replies, cut links, other tabs, reloads, another build."""

import re
import time

import pytest

import look
import prompts
from look import DEAF, until


def test_a_lost_reply_is_asked_for_with_the_same_key_and_counts_once(open_page, desk):
    page = open_page("amount")
    for key in "12":
        page.tap(f".pad-key:text-is('{key}')")
    desk.lose_replies = 1
    page.tap(".done")
    assert until(lambda: desk.lose_replies == 0)
    time.sleep(1.5)
    assert [each["answer"] for each in desk.answers] == [1200]
    assert len(desk.replies) == 1


def test_without_a_link_no_tap_is_taken_and_nothing_waits(open_page, desk):
    page = open_page("sale")
    page.tab.wait_for_selector(".tile")
    x, y = page.place(".tile")
    desk.notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}})
    page.tab.wait_for_selector("#bar .notices:not([hidden])")
    desk.is_cut = True
    page.tab.wait_for_selector(".cover")
    page.hears()
    page.tap("#bar .notices")
    time.sleep(0.1)
    assert "Нет связи" in page.text("#over")
    for _ in range(5):
        page.down(x, y)
        page.up(x, y)
    desk.is_cut = False
    began = time.time()
    page.tab.wait_for_selector(".cover", state="detached", timeout=4000)
    assert time.time() - began < 2.6
    page.wait("sale")
    time.sleep(0.5)
    assert desk.answers == []


def test_after_a_return_the_same_prompt_stands_deaf_again(open_page, desk):
    page = open_page("window")
    desk.is_cut = True
    page.tab.wait_for_selector(".cover")
    desk.is_cut = False
    page.tab.wait_for_selector(".cover", state="detached")
    page.tap("[data-id=approved]")
    time.sleep(0.2)
    assert desk.answers == []
    page.hears()
    page.tap("[data-id=approved]")
    assert until(lambda: len(desk.answers) == 1)


def test_by_a_name_without_tls_it_sells_too(browser, desk):
    desk.show(prompts.sale(prompts.LINES))
    page = look.Page(browser, desk.url.replace("127.0.0.1", "till.test"))
    page.wait("sale").hears()
    assert page.tab.evaluate("isSecureContext") is False
    page.tap("[data-id='pay.cash']")
    assert until(lambda: len(desk.answers) == 1)
    assert page.problems == []
    page.context.close()


def test_a_reload_and_back_stand_at_the_same_prompt(open_page, desk):
    page = open_page("window")
    page.tab.reload()
    page.wait("charge.window")
    page.tab.evaluate("history.back()")
    page.tab.keyboard.press("Escape")
    time.sleep(0.4)
    page.wait("charge.window")
    assert desk.answers == []


def test_a_second_tab_says_so_and_opens_no_stream_until_it_takes_over(open_page, desk, browser):
    page = open_page("sale")
    streams = desk.stream_count
    second = look.Page(browser, desk.url, context=page.context)
    second.tab.wait_for_selector(".cover:has-text('в другой вкладке')")
    assert second.tab.locator(".receipt").count() == 0
    assert desk.stream_count == streams
    # The code stays in no address, also where it was not needed and where it is typed anew.
    assert second.tab.url == f"{desk.url}/"
    second.tab.evaluate("location.hash = 'code=654321'")
    assert until(lambda: second.tab.url == f"{desk.url}/"), second.tab.url
    time.sleep(DEAF)
    second.tap(".cover button")
    second.wait("sale")
    assert page.tab.wait_for_selector(".cover")
    assert desk.works_client == second.tab.evaluate("sessionStorage.getItem('client')")


def test_another_device_that_takes_the_till_is_told(open_page, desk, browser):
    page = open_page("sale")
    desk.notice("document", {"document": {"kind": "receipt", "number": 5, "columns": 32, "qr": None,
                                          "lines": ["ИТОГ         410.00"]}})
    page.shows(".paper")
    other = look.Page(browser, desk.url, "phone")
    desk.needs_pin = True
    other.tab.wait_for_selector(".cover:has-text('другом устройстве')")
    assert "Капучино" not in other.tab.content()
    # Who works the till notices nothing before the PIN.
    other.take_over(pin="1111")
    other.tab.wait_for_selector(".refusal:visible:has-text('PIN не подошёл')")
    assert page.tab.locator(".cover").count() == 0
    for digit in "4321":
        other.tap(f".pad-key:text-is('{digit}')")
    other.tap(".done")
    other.wait("sale")
    page.tab.wait_for_selector(".cover:has-text('другое устройство')")
    left = page.tab.inner_text("body") + page.tab.title() + page.tab.inner_text("#said")
    for word in ("Капучино", "Анна", "410", "Незавершённых", "Чек"):
        assert word not in left, left
    page.take_over()
    page.wait("sale")
    page.shows(".paper")
    assert "Анна" in page.text("#bar")
    other.context.close()


def test_another_build_reloads_the_page_once(open_page, desk):
    page = open_page("sale")
    page.tab.evaluate("() => { window.isOld = true }")
    desk.build = "next"
    desk.is_cut = True
    page.tab.wait_for_selector(".cover")
    with page.tab.expect_navigation():
        desk.is_cut = False
    page.wait("sale")
    assert page.tab.evaluate("() => window.isOld") is None


def test_changes_of_a_receipt_are_kept_and_a_lost_count_begins_anew(open_page, desk):
    lines = [prompts.line(1), prompts.line(2, "Латте", 22000)]
    page = open_page(prompts.sale(lines))
    total = {"cashier": "Анна", "contact": None, "matters": 0, "paid": 0, "parked": 0}
    since = desk.prompt["n"]
    desk.show({**prompts.sale(), "sale": {**total, "since": since, "removed": [1], "total": 40000,
               "changed": [prompts.line(3, "Чай", 18000)]}})
    assert until(lambda: "Чай" in page.text(".lines"))
    assert "Капучино" not in page.text(".lines")
    streams = desk.stream_count
    whole = prompts.sale([prompts.line(9, "Раф", 26000)])
    with desk.lock:
        broken = {**desk.prompt, "n": 90, "sale": {**total, "since": 77, "removed": [], "total": 1,
                                                   "changed": []}}
        desk.prompt = {**desk.prompt, **whole, "n": 91}
        desk.tell("prompt", {"prompt": broken})
    assert until(lambda: "Раф" in page.text(".lines"))
    assert desk.stream_count == streams + 1


def test_warnings_stay_until_read_and_paper_until_the_next_key(open_page, desk):
    page = open_page("sale_empty")
    desk.notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}})
    desk.notice("document", {"document": {"kind": "receipt", "number": 5, "columns": 32, "qr": None,
                                          "lines": ["КАССОВЫЙ ЧЕК", "ИТОГ         410.00"]}})
    page.tab.wait_for_selector(".paper:has-text('410.00')")
    page.tab.reload()
    page.tab.wait_for_selector(".paper:has-text('410.00')")
    time.sleep(0.9)
    page.tap(".paper")
    page.tab.wait_for_selector(".paper", state="detached")
    assert until(lambda: len(desk.notices) == 1)
    time.sleep(0.3)
    page.tap("#bar .notices")
    page.tap(".notice .button")
    assert until(lambda: desk.notices == [])


def test_paper_never_lies_over_outcomes(open_page, desk):
    page = open_page("window")
    desk.notice("document", {"document": {"kind": "shiftOpening", "number": 1, "columns": 32,
                                          "qr": None, "lines": ["ОТЧЕТ"]}})
    time.sleep(0.3)
    assert page.tab.locator(".paper").count() == 0


def test_paper_of_a_sale_that_asked_nothing_before_it_stays_until_the_next_good(open_page, desk):
    page = open_page(prompts.sale([prompts.line(1), prompts.line(2, "Чай")]))
    # A connected terminal has answered: between this sale and the next stands no prompt.
    desk.notice("document", {"document": {"kind": "receipt", "number": 5, "columns": 32, "qr": None,
                                          "lines": ["ИТОГ         410.00"]}})
    page.shows(".paper")
    desk.show(prompts.sale())
    page.shown_at(desk.prompt["n"])
    page.hears()
    assert "410.00" in page.text(".paper") and len(desk.notices) == 1
    desk.show(prompts.sale([prompts.line(1)]))
    page.gone(".paper")


def test_paper_that_came_just_before_a_payment_waits_for_the_next_sale(open_page, desk):
    page = open_page("sale")
    desk.notice("document", {"document": {"kind": "shiftClosing", "number": 3, "columns": 32, "qr": None,
                                          "lines": ["ОТЧЕТ О ЗАКРЫТИИ СМЕНЫ"]}})
    desk.show(prompts.PROMPTS["cash"])
    page.wait("payment.cash")
    page.gone(".paper")
    desk.show(prompts.sale())
    page.shows(".paper")
    assert "ЗАКРЫТИИ СМЕНЫ" in page.text(".paper") and len(desk.notices) == 1


def test_waiting_says_for_what_and_takes_nothing(open_page, desk):
    page = open_page("sale")
    waiting = {"device": "terminal", "since": desk.now(), "amount": 41000, "terminal": "ВТБ"}
    desk.tell("waiting", {"waiting": waiting})
    page.tab.wait_for_selector("#stage.waiting:has-text('410,00')")
    assert re.fullmatch(r"\d+ с", page.text(".since")), page.text(".since")
    page.press("F1")
    assert desk.answers == []
    # What a person may do comes as a prompt: nothing is drawn or said again.
    page.tab.evaluate("() => { window.drawn = document.querySelector('.since');"
                      " document.querySelector('#said').textContent = ''; }")
    desk.tell("waiting", {"waiting": {**waiting, "may_stop": True}})
    time.sleep(0.6)
    assert page.tab.evaluate("window.drawn.isConnected") and page.tab.inner_text("#said") == ""
    desk.tell("waiting", {"waiting": {**waiting, "device": "registrar"}})
    assert until(lambda: "ККТ печатает" in page.tab.inner_text("#said"))


def test_in_english_it_waits_in_english(open_page, desk):
    page = open_page({**prompts.sale(), "language": "en"})
    desk.tell("waiting", {"waiting": {"device": "terminal", "since": desk.now()}})
    page.tab.wait_for_selector("#stage.waiting")
    assert re.fullmatch(r"\d+ s", page.text(".since")), page.text(".since")


def test_a_scan_is_heard_after_each_detour(open_page, desk):
    page, notice = open_page("sale", "monitor"), desk.notice
    document = {"document": {"kind": "receipt", "number": 5, "columns": 32, "qr": None, "lines": ["ИТОГ 410.00"]}}

    def go(name):
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"]).hears()

    # An answer is on its way when the finger has gone up: the next prompt shown before it came would refuse it.
    def back_to_the_sale(answers):
        assert until(lambda: len(desk.answers) == answers), desk.answers
        go("sale")

    detours = [
        lambda: page.tap(".search"),
        lambda: (page.tap(".goods-foot .more"), page.press("Escape")),
        lambda: page.tap("button.line"),
        lambda: page.tap("#bar .sound"),
        lambda: page.tab.set_viewport_size({"width": 1024, "height": 768}),
        lambda: page.tap(".goods-foot .more"),
        lambda: page.tab.evaluate("() => { window.blur(); window.dispatchEvent(new Event('blur')) }"),
        lambda: (notice("document", document), page.shows(".paper"), time.sleep(0.8), page.tap(".paper"),
                 page.gone(".paper")),
        lambda: (notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}}),
                 page.tab.wait_for_selector("#bar .notices:not([hidden])"), page.tap("#bar .notices"),
                 page.shows(".notice"), page.tap(".notice .button"), page.gone(".notice")),
        # Settings, and a lock with its PIN.
        lambda: (go("terminals"), page.tap("[data-id=back]"), back_to_the_sale(1)),
        lambda: (go("pin"), [page.tap(f".pad-key:text-is('{digit}')") for digit in "1234"], page.tap(".done"),
                 back_to_the_sale(2)),
    ]
    for count, detour in enumerate(detours, 1):
        detour()
        time.sleep(0.4)
        page.scan("4600000000015")
        assert until(lambda: len(desk.scans) == count), (count, desk.scans)
    assert [each["answer"] for each in desk.answers] == [{"button": "back"}, "1234"]


@pytest.mark.parametrize("days_minutes", [(3, 0), (0, 200)])
def test_the_clock_is_the_tills_and_a_difference_is_said_once(open_page, desk, days_minutes):
    days, minutes = days_minutes
    desk.clock_ahead_ms = (days * 1440 + minutes) * 60_000
    page = open_page("sale")
    assert until(lambda: page.at("#bar .notices").is_visible())

    def is_tills():
        now = time.time() + desk.clock_ahead_ms / 1000 + 3 * 3600
        return page.text("#bar .clock") == time.strftime("%H:%M", time.gmtime(now))

    assert until(is_tills), page.text("#bar .clock")
    page.tap("#bar .notices")
    page.shows(".notice")
    page.tap(".notice .button")
    page.gone(".notice")
    for _ in range(2):
        desk.is_cut = True
        page.shows(".cover")
        desk.is_cut = False
        page.gone(".cover")
    page.wait("sale")
    assert not page.at("#bar .notices").is_visible()
    assert until(is_tills), page.text("#bar .clock")


def test_refused_scans_and_unknown_codes_stay_in_sight(open_page, desk):
    page = open_page("window")
    desk.tell("scan", {"scan": {"refused": "Скан не принят: сначала ответьте"}})
    assert until(lambda: "Скан не принят" in page.text("#bar"))
    desk.show(prompts.sale([], unknown=["9999999999994"]))
    assert until(lambda: "9999999999994" in page.text(".unknown-codes"))


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_a_refusal_stands_beside_what_was_typed(open_page, desk, size):
    page = open_page("rrn", size)
    desk.refusal = {"code": "text_length", "message": "", "remedy": "", "text": "не та длина"}
    for key in "123456789012":
        page.tap(f".pad-key:text-is('{key}')")
    page.tap(".done")
    refusal = page.tab.locator("#stage .refusal:visible")
    assert until(lambda: refusal.count() == 1)
    assert "не та длина" in refusal.inner_text().lower()
    if size == "tablet":
        box, typed = refusal.bounding_box(), page.at(".typed").bounding_box()
        assert 0 <= typed["y"] - box["y"] - box["height"] < 24 and box["x"] >= typed["x"] - 1
    assert page.text(".typed") == "123456789012"


def test_a_customers_screen_that_opens_the_tills_page_is_led_back(desk, browser):
    desk.own = {"device": {"id": "b1", "name": "Экран", "customers": True}}
    page = look.Page(browser, desk.url)
    page.tab.wait_for_url("**/customer")
    page.tab.wait_for_selector("h1:has-text('Добро пожаловать')")
    page.context.close()
