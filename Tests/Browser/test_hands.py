"""Only a deliberate act answers: presses, deafness, double presses, scans over every screen."""

import time

import pytest

import look
import prompts
from look import DEAF, until

SCAN = "4600000000015"


def answered(desk):
    return [each.get("answer", "cancel") for each in desk.answers]


@pytest.mark.parametrize("size", ["tablet", "monitor"])
def test_a_press_that_went_down_before_the_prompt_hears_is_none(open_page, desk, size):
    page = open_page("window", size)
    desk.show(prompts.window(50000))
    page.tab.wait_for_selector(".amount:has-text('500,00')")
    page.tap("[data-id=approved]")
    page.hears()
    assert answered(desk) == []
    page.tap("[data-id=approved]")
    assert until(lambda: answered(desk) == [{"button": "approved"}]), desk.answers


def test_a_press_held_from_before_hearing_is_none(open_page, desk):
    page = open_page("sale")
    desk.show(prompts.window())
    page.wait("charge.window")
    x, y = page.place("[data-id=approved]")
    page.down(x, y)
    time.sleep(1.2)
    page.up(x, y)
    time.sleep(0.3)
    assert answered(desk) == []


def test_a_press_that_slides_off_is_none(open_page, desk):
    page = open_page("window")
    x, y = page.place("[data-id=approved]")
    page.down(x, y)
    page.move(x + 40, y)
    page.up(x + 40, y)
    time.sleep(0.3)
    assert answered(desk) == []


@pytest.mark.parametrize("size", ["tablet", "monitor"])
def test_two_presses_about_money_are_one_also_when_the_reply_is_slow(open_page, desk, size):
    desk.slow_seconds = 0.6
    page = open_page("window", size)
    page.tap("[data-id=approved]")
    time.sleep(0.08)
    page.tap("[data-id=approved]")
    page.tap("[data-id=declined]")
    time.sleep(1.6)
    assert answered(desk) == [{"button": "approved"}]


@pytest.mark.parametrize("slow_seconds", [0, 0.4])
def test_two_presses_count_once_also_on_a_tender_a_pad_a_note_and_the_change(open_page, desk, slow_seconds):
    desk.slow_seconds = slow_seconds
    page = open_page("sale")
    for name, selector, said in [("sale", ".tender.first", {"button": "pay.card"}), ("amount", ".done", 500),
                                 ("cash", ".note-button >> nth=1", 20000), ("change", "[data-id=ok]", {"button": "ok"})]:
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"]).hears()
        desk.answers.clear()
        if name == "amount":
            page.tap(".pad-key:text-is('5')")
        x, y = page.place(selector)
        page.down(x, y)
        page.up(x, y)
        time.sleep(0.08)
        page.down(x, y)
        page.up(x, y)
        # A touch that some browsers send again as a mouse's.
        page.tab.mouse.click(x, y)
        time.sleep(0.3 + 2 * slow_seconds)
        # Answers to a number that is answered already are sent nowhere: these are all that came.
        assert answered(desk) == [said], name


def test_each_tap_on_a_tile_and_on_plus_counts(open_page, desk):
    lines = [prompts.line(1)]
    page = open_page(prompts.sale(lines))
    page.tab.wait_for_selector(".tile")
    taken = desk.answered

    def taking(body):
        reply = taken(body)
        desk.show(prompts.sale([prompts.line(1, quantity=str(1 + len(desk.answers)))]))
        return reply

    desk.answered = taking
    for _ in range(3):
        page.tap(".tile")
        time.sleep(0.08)
    assert until(lambda: len(desk.answers) == 3), desk.answers
    page.tap("button.line")
    page.tab.wait_for_selector(".line-edit")
    for _ in range(2):
        page.tap(".line-edit button >> nth=2")
        time.sleep(0.08)
    assert until(lambda: len(desk.answers) == 5), desk.answers
    assert [each["answer"]["quantity"] for each in desk.answers[3:]] == ["5", "6"]


MONEY = ["window", "amount", "cash", "rrn", "mismatch", "unknown", "detached", "confirm"]


SCANNERS = [("Enter", True), ("CRLF", False), ("Tab", True), ("LF", False)]
"""How a scanner ends a code, and whether the layout that is set is Russian."""


@pytest.mark.parametrize("scanners", [
    pytest.param(SCANNERS, id="all"),
    pytest.param([(end, not is_russian) for end, is_russian in SCANNERS], id="layouts", marks=pytest.mark.nightly)])
def test_a_scan_over_a_prompt_about_money_answers_nothing(open_page, desk, scanners):
    page = open_page("window", "monitor")
    for name in MONEY:
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"]).hears()
        for button in page.tab.locator("#stage button").all()[:4]:
            for end, is_russian in scanners:
                button.evaluate("each => each.focus()")
                before = len(desk.scans)
                page.scan(SCAN, end, is_russian)
                assert until(lambda: len(desk.scans) == before + 1), (name, end, desk.scans)
                assert page.tab.locator("#stage .typed").all_inner_texts() in ([], [""]), (name, end)
    assert answered(desk) == []
    assert set(desk.scans) == {SCAN}


def test_a_scan_without_an_ending_is_a_scan(open_page, desk):
    page = open_page("amount", "monitor")
    page.scan(SCAN, end=None)
    assert until(lambda: desk.scans == [SCAN])
    assert page.text(".typed") == ""


def test_letters_of_a_code_are_those_of_a_us_keyboard(open_page, desk):
    page = open_page("sale", "monitor")
    page.scan("abc-1234567".replace("-", ""), is_russian=True)
    page.scan("ABC1234567", is_russian=True)
    assert until(lambda: desk.scans == ["abc1234567", "ABC1234567"]), desk.scans


MARK = "0104600000000015215abcdefghij\x1d91EE11\x1d92" + "A" * 44


@pytest.mark.parametrize("how", ["control", "alt", "F8"])
def test_a_separator_is_kept_however_it_is_sent(open_page, desk, how):
    page = open_page("sale", "monitor")
    page.scan(MARK, separator=how)
    assert until(lambda: desk.scans == [MARK]), desk.scans


def test_a_code_without_its_separator_is_refused_with_what_to_set(open_page, desk):
    page = open_page("sale", "monitor")
    page.scan(MARK, separator="none")
    assert until(lambda: "GS" in page.text("#bar .message")), page.text("#bar")
    assert desk.scans == []


def test_a_code_of_which_the_beginning_came_late_is_no_half_code(open_page, desk):
    page = open_page("amount", "monitor")
    page.burst("46")
    time.sleep(0.15)
    page.burst("00000000015")
    page.tab.keyboard.press("Enter")
    assert until(lambda: page.text("#bar .message") != "")
    assert desk.scans == []
    assert page.text(".typed") == ""
    assert answered(desk) == []


def test_enter_answers_only_by_itself_and_only_where_it_may(open_page, desk):
    page = open_page("window", "monitor")
    page.press("Enter")
    page.press(" ")
    assert answered(desk) == []
    page.tab.locator("[data-id=declined]").evaluate("each => each.focus()")
    page.burst("12")
    page.tab.keyboard.press("Enter")
    time.sleep(0.4)
    assert answered(desk) == []
    page.press("Enter")
    assert until(lambda: answered(desk) == [{"button": "declined"}]), desk.answers


def test_a_key_chooses_by_its_number_alone_and_no_letter_does(open_page, desk):
    page = open_page("window", "monitor")
    for key in ("j", "o", "y"):
        page.press(key)
    page.burst("22")
    time.sleep(0.4)
    assert answered(desk) == []
    page.press("2")
    assert until(lambda: answered(desk) == [{"button": "declined"}]), desk.answers


def test_keys_of_the_browser_reach_none_of_it(open_page, desk, browser):
    page = open_page("sale", "monitor")
    second = look.Page(browser, desk.url, context=page.context)
    second.tab.wait_for_selector(".cover:has-text('в другой вкладке')")
    customer = look.Page(browser, desk.url, context=page.context, path="/customer")
    customer.tab.wait_for_selector("h1:has-text('Добро пожаловать')")
    watcher = look.Page(browser, desk.url)
    watcher.tab.wait_for_selector(".cover:has-text('на другом устройстве')")
    stranger = look.Page(browser, desk.url, code="000000")
    stranger.tab.wait_for_selector(".pad-key")
    pages = {"sale": page, "second": second, "customer": customer, "watcher": watcher, "code": stranger}
    for name, each in pages.items():
        assert each.browsers_keys() == [], name
        each.tab.evaluate("history.back()")
    time.sleep(0.4)
    urls = {name: each.tab.url.removeprefix(desk.url) for name, each in pages.items()}
    assert urls == {"sale": "/", "second": "/", "customer": "/customer", "watcher": "/", "code": "/"}
    assert len(page.context.pages) == 3
    page.wait("sale")
    assert "Добро пожаловать" in customer.text("h1")
    for each in (watcher, stranger):
        each.context.close()


def test_a_scanners_enter_takes_no_till_over_and_a_lone_one_does(open_page, desk, browser):
    page = open_page("sale", "monitor")
    second = look.Page(browser, desk.url, context=page.context)
    second.tab.wait_for_selector(".cover:has-text('в другой вкладке')")
    time.sleep(DEAF)
    second.press("Tab")
    assert second.tab.evaluate("document.activeElement.textContent") == "Работать здесь"
    second.scan(SCAN)
    second.burst("12")
    second.tab.keyboard.press("Enter")
    time.sleep(0.5)
    assert page.tab.locator(".cover").count() == 0 and desk.scans == []
    second.press("Enter")
    second.wait("sale")
    page.tab.wait_for_selector(".cover")


def test_after_a_sheet_the_focus_is_on_the_heading_and_enter_opens_nothing(open_page, desk):
    page = open_page("sale", "monitor")
    for sheet in (".goods-foot .more", ".goods-foot .button:text-is('Контакт')"):
        page.tap(sheet)
        page.shows("#over [role=dialog]")
        page.press("Escape")
        page.gone("#over [role=dialog]")
        assert page.tab.evaluate("document.activeElement.id") == "title"
        page.press("Enter")
        assert page.tab.locator("#over [role=dialog]").count() == 0
    assert answered(desk) == []


def test_each_way_to_pay_is_two_presses_away_on_a_phone(open_page, desk):
    page = open_page("sale", "phone")
    foot = page.tab.locator(".foot button:visible")
    assert foot.all_inner_texts() == ["Безналичными", "Наличными"]
    for tender in ("pay.split", "pay.other"):
        desk.show(prompts.PROMPTS["sale"])
        page.shown(desk.prompt["n"])
        page.tap(".on-phone .more")
        page.shows(f"#over [data-id='{tender}']")
        assert page.tab.locator("#over [data-id='pay.card'], #over [data-id='pay.cash']").count() == 0
        box = page.at(f"#over [data-id='{tender}']").bounding_box()
        assert box["height"] >= 48 and box["y"] + box["height"] < 740 / 2, box
        page.tap(f"#over [data-id='{tender}']")
        assert until(lambda: answered(desk)[-1:] == [{"button": tender}]), desk.answers


def test_focus_goes_to_the_heading_of_each_prompt(open_page, desk):
    page = open_page("sale")
    for name in ("window", "amount", "mismatch", "pin"):
        desk.show(prompts.PROMPTS[name])
        page.wait(prompts.PROMPTS[name]["id"])
        assert page.tab.evaluate("document.activeElement.id") == "title"
        said = page.text("#said") or page.tab.inner_text("#said")
        assert prompts.PROMPTS[name]["title"] in said
        # And its amount: of the slip's pad none.
        effect = prompts.PROMPTS[name].get("effect", {})
        amount = {123450: "1\u00a0234,50\u00a0₽", 1950: "19,50\u00a0₽"}.get(effect.get("amount"))
        assert (amount in said) if amount else "₽" not in said, said


def test_after_a_return_to_the_tab_it_is_deaf_again(open_page, desk):
    page = open_page("window")
    page.tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.tap("[data-id=approved]")
    time.sleep(0.2)
    assert answered(desk) == []
    page.tab.set_viewport_size({"width": 800, "height": 1280})
    time.sleep(0.1)
    page.tap("[data-id=approved]")
    page.hears()
    assert answered(desk) == []


def test_after_the_machine_slept_it_is_deaf_again(open_page, desk):
    page = open_page("window")
    # No timer ran meanwhile: the clock is further than the last beat.
    page.tab.evaluate("() => { const now = Date.now; Date.now = () => now() + 60_000; }")
    page.shows("#stage.deaf")
    page.tap("[data-id=approved]")
    page.hears()
    assert answered(desk) == []


@pytest.mark.parametrize("sign", [",", ".", "NumpadDecimal"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_comma_dot_and_the_pads_key_are_one_sign(open_page, desk, sign, language):
    page = open_page({**prompts.PROMPTS["amount"], "language": language}, "monitor")
    page.type("58")
    page.tab.keyboard.press(sign)
    time.sleep(0.1)
    page.type("99")
    page.press("Enter")
    assert until(lambda: answered(desk) == [5899]), desk.answers


def test_a_notes_button_is_its_own_sum_whatever_is_typed(open_page, desk):
    page = open_page("cash")
    for key in ("1", "2", "0", ",", "5"):
        page.tap(f".pad-key:text-is('{key}')")
    page.tap(".note-button >> nth=2")
    assert until(lambda: answered(desk) == [50000]), desk.answers


def test_quick_taps_on_a_pad_all_count(open_page, desk):
    page = open_page("amount")
    for _ in range(5):
        page.tap(".pad-key:text-is('5')")
    assert page.text(".typed") == "55\u00a0555"


def test_a_pad_starts_empty_each_time(open_page, desk):
    page = open_page("amount")
    page.tap(".pad-key:text-is('7')")
    desk.show(prompts.PROMPTS["rrn"])
    page.wait("charge.rrn")
    desk.show(prompts.PROMPTS["amount"])
    page.wait("charge.amount")
    assert page.text(".typed") == ""


def test_the_slips_amount_is_asked_with_the_due_nowhere(open_page, desk):
    page = open_page(prompts.sale([prompts.line(1, price=123450)]))
    desk.show(prompts.window(123450))
    page.wait("charge.window")
    desk.show(prompts.PROMPTS["amount"])
    page.wait("charge.amount")
    whole = page.tab.content() + page.tab.title()
    assert "234" not in whole.replace("\u00a0", "")


def test_a_long_press_opens_the_menu_and_its_release_presses_nothing(open_page, desk):
    page = open_page("terminals")
    page.tap("[data-id=t2]", hold=0.7)
    page.tab.wait_for_selector("[role=dialog] [data-id='t2.mark']")
    time.sleep(0.2)
    assert answered(desk) == []
    page.tap("[data-id='t2.mark']")
    assert until(lambda: answered(desk) == [{"button": "t2.mark"}]), desk.answers


def test_a_hold_that_moves_is_none(open_page, desk):
    page = open_page("terminals")
    x, y = page.place("[data-id=t2]")
    page.down(x, y)
    page.move(x + 30, y + 5)
    time.sleep(0.7)
    page.up(x + 30, y + 5)
    time.sleep(0.2)
    assert page.tab.locator("[role=dialog]").count() == 0
    assert answered(desk) == []
