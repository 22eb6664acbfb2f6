"""Stories on a real till: the café as shipped, its goods imported, «Борис» with the PIN 123456.

`KASSA_PAGE=Sources/KassaServer/Page` takes the page's files from there instead of from the binary: what one
writes is tried without a build."""

import os
import re
import time
from pathlib import Path

import pytest

import fixture_server
import look
from look import until
from served_till import ServedTill, pin, step

PAGE = os.environ.get("KASSA_PAGE")
COFFEE = "4600000000022"


def from_folder(route):
    path = re.sub(r"^http://[^/]+|#.*|(?<=/page)/[0-9a-f]{12}", "", route.request.url)
    names = {"/": "index.html", "/customer": "customer.html"}
    file = Path(PAGE) / names.get(path, path.lstrip("/"))
    route.fulfill(body=fixture_server.packed(file), headers={
        "content-type": fixture_server.TYPES[file.suffix],
        "content-security-policy": fixture_server.POLICY + "; trusted-types 'none'"})


@pytest.fixture(scope="module")
def page(browser):
    till = ServedTill(pins={"Борис": "123456"})
    context = browser.new_context(**look.LOOKS["tablet"], locale="ru-RU")
    if PAGE:
        context.route(re.compile(r"^http://[^/]+/(page/.*|customer)?(#.*)?$"), from_folder)
    yield look.Page(browser, till.url, context=context, code=till.code)
    context.close()
    till.stop()


def test_1_signs_in_by_the_pad(page):
    page.wait("sign_in.name").hears()
    step(page, "[data-id='Борис']", "sign_in.pin")
    pin(page)
    page.wait("sale").hears()


def test_2_the_seeds_steps_add_a_standalone_terminal_and_make_it_the_default(page):
    step(page, ".goods-foot .more", "sale")
    step(page, "#over :text('Настройки')", "settings")
    step(page, ":text('Платёжные терминалы')", "terminals.none")
    step(page, "button:has-text('Добавить')", "terminals.provider")
    step(page, "button:has-text('Автономный терминал')", "terminals.chosen")
    step(page, "button:has-text('Далее')", "terminals.name")
    step(page, "[data-id=offered]", "terminals.list")
    page.tap("button:has-text('Автономный терминал')", hold=0.7)
    page.shows("#over [role=dialog]")
    page.tap("#over button:has-text('Использовать по умолчанию')")
    assert until(lambda: "по умолчанию" in page.text("#stage")), page.text("#stage")
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
    step(page, "[data-id=declined]", "charge.declined")
    step(page, "[data-id=cash]", "payment.cash")


def test_5_sells_for_cash_and_the_next_scan_waits_over_the_change(page):
    step(page, ".note-button >> nth=2", "payment.change")
    assert "300,50" in page.text("#title")
    page.scan(COFFEE)
    assert until(lambda: "Сканов ждёт: 1" in page.text("#bar"))
    step(page, "[data-id=ok]", "sale")
    assert until(lambda: "199,50" in page.text(".total"))


def test_6_each_tap_on_plus_counts_and_a_part_goes_by_card(page):
    page.tap("button.line")
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
    time.sleep(0.5)
    page.tap("[data-id='line.1']")
    page.tab.wait_for_selector("[data-id=go]").dispose()
    time.sleep(0.5)
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
