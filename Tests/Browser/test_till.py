"""Stories on a real till: the café as shipped, its goods imported, «Борис» with the PIN 123456."""

import re
import time

import pytest

import look
from look import until
from served_till import ServedTill, page_of_folder, pin, step

COFFEE = "4600000000022"
pytestmark = pytest.mark.xdist_group("the till's own story")


@pytest.fixture(scope="module")
def page(browser):
    # As Scripts/till leaves it.
    till = ServedTill(pins={"Борис": "123456"}, terminals=[["standalone", "--mark"]])
    context = browser.new_context(**look.LOOKS["tablet"], locale="ru-RU")
    page_of_folder(context)
    yield look.Page(browser, till.url, context=context, code=till.code)
    context.close()
    till.stop()


def test_1_signs_in_by_the_pad(page):
    page.wait("sign_in.name").hears()
    step(page, "[data-id='Борис']", "sign_in.pin")
    pin(page)
    page.wait("sale").hears()


def test_2_the_seeds_steps_add_a_second_standalone_terminal_and_make_it_the_default(page):
    step(page, ".goods-foot .more", "sale")
    step(page, "#over :text('Настройки')", "settings")
    step(page, ":text('Платёжные терминалы')", "terminals.list")
    step(page, "button:has-text('Добавить')", "terminals.provider")
    assert page.text("#title") == "Поставщик терминала"
    # There is one already: it says so, and goes on as the seed does.
    step(page, "button:has-text('Автономный терминал')", "terminals.exists")
    assert page.text("#stage [aria-current=true] .name") == "Автономный терминал"
    step(page, "button:has-text('Далее')", "terminals.name")
    page.type("2")
    step(page, ".done", "terminals.list")
    step(page, "button:has-text('Добавить')", "terminals.provider")
    page.tap("button:has-text('Автономный терминал')", hold=0.7)
    page.shows("#over [role=dialog]")
    step(page, "#over button:has-text('Использовать по умолчанию')", "terminals.which")
    step(page, "#stage button:has-text('2')", "terminals.list")
    assert until(lambda: re.search(r"\b2\s+Автономный терминал · по умолчанию", page.text("#stage"))), page.text("#stage")
    step(page, "[data-id=back]", "sale")


def test_3_sells_by_card_and_the_receipt_says_so(page):
    page.scan(COFFEE)
    assert until(lambda: "199,50" in page.text(".total"))
    step(page, "button:has-text('Безналичными')", "charge.window")
    page.scan(COFFEE)
    assert until(lambda: "Скан не принят" in page.text("#bar"))
    page.wait("charge.window")
    step(page, "[data-id=approved]", "sale")
    assert until(lambda: "БЕЗНАЛИЧНЫМИ" in page.text("#beside"))
    page.tap(".paper")


def test_4_a_decline_keeps_the_goods(page):
    page.scan(COFFEE)
    assert until(lambda: "199,50" in page.text(".total"))
    step(page, "button:has-text('Безналичными')", "charge.window")
    # Zoomed to 150 % all of it is still there, and nobody has looked at it yet.
    page.keys.send("Emulation.setDeviceMetricsOverride", {"width": 853, "height": 533, "deviceScaleFactor": 1.5,
                                                          "mobile": True})
    assert until(lambda: page.tab.evaluate("innerWidth") == 853)
    page.shows("#stage.deaf")
    for each in (".amount", ".verdict.approve", ".verdict.decline", "[data-id=unknown]", "[data-id=not_run]"):
        box = page.at(each).bounding_box()
        assert box["y"] >= 48 and box["y"] + box["height"] <= 533 and box["x"] + box["width"] <= 853, each
    page.tap("[data-id=approved]")
    page.wait("charge.window").hears()
    step(page, "[data-id=declined]", "charge.declined")
    page.keys.send("Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 800, "deviceScaleFactor": 1,
                                                          "mobile": True})
    step(page, "[data-id=cash]", "payment.cash")


def test_5_sells_for_cash_and_the_next_scan_waits_over_the_change(page):
    step(page, ".note-button >> nth=2", "payment.change")
    assert "300,50" in page.text("#title")
    page.scan(COFFEE)
    assert until(lambda: "Сканов ждёт: 1" in page.text("#bar"))
    step(page, "[data-id=ok]", "sale")
    assert until(lambda: "199,50" in page.text(".total"))


def test_6_each_tap_on_plus_counts_and_a_part_goes_by_card(page):
    # A list that has just moved is not pressed.
    time.sleep(0.2)
    page.hears().tap("button.line")
    page.tab.wait_for_selector(".line-edit")
    for _ in range(3):
        page.tap(".line-edit button >> nth=2")
        time.sleep(0.08)
    assert until(lambda: "798,00" in page.text(".total")), page.text(".total")
    step(page, "button:has-text('Часть картой')", "payment.split")
    for key in ("1", "0", "0", ",", "5"):
        page.tap(f".pad-key:text-is('{key}')")
    step(page, ".done", "charge.window")
    assert "100,50" in page.text(".amount")
    step(page, "[data-id=approved]", "payment.cash")
    step(page, ".note-button", "sale")


def test_7_an_unknown_outcome_is_asked_again_and_can_be_settled(page):
    page.scan(COFFEE)
    assert until(lambda: "199,50" in page.text(".total"))
    step(page, "button:has-text('Безналичными')", "charge.window")
    step(page, "[data-id=unknown]", "charge.unknown")
    step(page, "[data-id=approved]", "sale")
    assert page.problems == []


def find(page, number):
    page.type(number)
    # A key is held until no scan can be meant by it.
    assert until(lambda: page.tab.input_value("#stage .field") == number)
    page.tap(".done")


def test_8_gives_cash_back(page):
    page.tap(".paper")
    page.gone(".paper")
    step(page, ".goods-foot .more", "sale")
    step(page, "#over button:has-text('Возврат')", "return.find")
    find(page, "3")
    page.wait("return.lines")
    page.hears().tap("[data-id='line.1']")
    page.tab.wait_for_selector("[data-id=go]").dispose()
    step(page, "[data-id=go]", "return.allow")
    step(page, "[data-id=yes]", "return.hand_over")
    assert "199,50" in page.text(".amount")
    step(page, "[data-id=given]", "sale")
    assert until(lambda: "ВОЗВРАТ" in page.text("#beside"))
    page.tap(".paper")
    assert page.problems == []


def test_9_a_printed_receipt_is_shown_as_it_was_printed(page):
    page.gone(".paper")
    step(page, ".goods-foot .more", "sale")
    step(page, "#over button:has-text('Чеки')", "document.find")
    find(page, "3")
    page.wait("document.shown").hears()
    rows = page.text(".reading pre").splitlines()
    assert any(row.startswith("ИТОГ") and row.endswith("199.50") and len(row) == 48 for row in rows), rows
    step(page, "[data-id=back]", "document.find")
    page.press("Escape", before=0.5)
    page.wait("sale")


def test_last_of_all_the_day_is_closed(page):
    step(page, ".goods-foot .more", "sale")
    page.tap("#over button:has-text('Закрыть смену')")
    # What the café counts in the evening may be left.
    page.tab.wait_for_selector("#stage[data-id='drawer.count']").dispose()
    asked = []
    while "shift.close" not in asked:
        page.hears()
        asked.append(page.tab.get_attribute("#stage", "data-id"))
        number = page.tab.get_attribute("#stage", "data-n")
        page.tap("[data-id=yes]" if asked[-1] == "shift.close" else "button.cancel")
        assert until(lambda: page.tab.get_attribute("#stage", "data-n") != number), asked
    page.wait("sign_in.name")
    assert asked == ["drawer.count", "settling.count", "settling.word", "shift.close"]
    assert "Борис" not in page.text("#bar")
    # Who sells next finds the report, and an empty sale.
    step(page, "[data-id='Борис']", "sign_in.pin")
    pin(page)
    # A senior is told of what was given back without one.
    page.wait("return.listed").hears()
    step(page, "button:has-text('Понятно')", "sale")
    assert until(lambda: "ЗАКРЫТИИ СМЕНЫ" in page.tab.inner_text("#beside").upper())
    assert page.tab.locator("button.line").count() == 0
    assert page.problems == []
