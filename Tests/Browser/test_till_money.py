"""What pages did to money elsewhere, at a real till: errors of a terminal, a part by card, two terminals."""

import subprocess
import time

import pytest

import look
from look import until

from test_till_trouble import (  # noqa: F401 (fixtures)
    add_coffee, ask_pinpad, connected, pinpad, pinpad_at, printed, seat, take_over, till, till_with)
from served_till import CAFE, ServedTill, step


@pytest.fixture
def pinpads(tmp_path):
    """Two that do what they are told."""
    with pinpad_at(tmp_path / "hall" / "pinpad") as hall, pinpad_at(tmp_path / "door" / "pinpad") as door:
        yield hall, door


@pytest.mark.parametrize("fault", ["loseConnection", "denyAndTake"])
def test_after_an_error_of_the_terminal_no_single_press_is_paid(till_with, seat, pinpad, fault):
    ask_pinpad(pinpad, "clear")
    ask_pinpad(pinpad, "fault", fault)
    till = till_with(connected(pinpad, "--mark"))
    page = seat(till)
    add_coffee(page)
    page.hears().tap("button:has-text('Безналичными')")
    page.tab.wait_for_selector("#stage:not(.waiting)[data-id^='charge.']", timeout=30_000).dispose()
    page.hears()
    biggest = page.tab.evaluate("""() => [...document.querySelectorAll('#stage button')]
      .map((each) => [each.offsetWidth * each.offsetHeight, each.dataset.id]).sort((a, b) => b[0] - a[0])[0][1]""")
    page.tap(f"[data-id='{biggest}']")
    time.sleep(1.5)
    # The journal's command fails where it finds none.
    with pytest.raises(subprocess.CalledProcessError) as none:
        printed(till, "199.50")
    assert none.value.returncode == 1, biggest


def test_a_part_only_typed_is_gone_with_its_pad_and_one_that_was_taken_stays(till, seat):
    page = seat(till)
    add_coffee(page)
    step(page, "button:has-text('Часть картой')", "payment.split")
    for key in "30":
        page.tap(f".pad-key:text-is('{key}')")
    assert page.text(".typed") == "30"
    page.press("Escape", before=1)
    page.wait("sale").hears()
    step(page, "button:has-text('Часть картой')", "payment.split")
    assert page.text(".typed") == ""
    for key in "30":
        page.tap(f".pad-key:text-is('{key}')")
    step(page, ".done", "charge.window")
    assert "30,00" in page.text(".amount")
    step(page, "[data-id=declined]", "charge.declined")
    step(page, "[data-id=again]", "charge.window")
    assert "30,00" in page.text(".amount")
    step(page, "[data-id=approved]", "payment.cash")
    assert "169,50" in page.text("#stage")


def test_the_terminal_in_the_window_is_the_one_that_rings_whoever_works_the_till(till_with, seat, pinpads, browser):
    hall, door = pinpads
    till = till_with(connected(hall, "--name", "Зал", "--mark"), connected(door, "--name", "У входа"))

    def rung():
        return [len(ask_pinpad(each, "operations").splitlines()) for each in pinpads]

    page = seat(till)
    add_coffee(page)
    step(page, "[data-id='pay.other']", "charge.terminal")
    other = look.Page(browser, till.url, "monitor", code=till.run("devices", "code").strip())
    take_over(other)
    # The list that the first device opened is the receipt's: here it stands again.
    other.wait("charge.terminal").hears()
    step(other, "button:has-text('У входа')", "sale")
    assert until(lambda: "БЕЗНАЛИЧНЫМИ" in other.text("#beside"))
    assert rung() == [0, 1]
    # The next receipt knows nothing of that choice, on either device.
    take_over(page)
    page.wait("sale").hears()
    add_coffee(page)
    step(page, "[data-id='pay.card']", "sale")
    assert until(lambda: rung() == [1, 1]), rung()
    ask_pinpad(door, "fault", "timeOut")
    take_over(other)
    other.wait("sale").hears()
    add_coffee(other)
    step(other, "[data-id='pay.other']", "charge.terminal")
    other.tap("button:has-text('У входа')")
    other.tab.wait_for_selector("#stage.waiting:has-text('У входа')", timeout=10_000).dispose()
    assert rung() == [1, 2]
    other.context.close()


@pytest.fixture
def strict_till(tmp_path):
    """The café, where a slip's amount is asked for."""
    store = tmp_path / "store"
    store.mkdir()
    text = (CAFE / "store.lua").read_text()
    own = text.replace('title = "Автономный терминал" }', 'title = "Автономный терминал", proof = { "amount" } }')
    assert own != text
    (store / "store.lua").write_text(own)
    with ServedTill(store=store, pins={"Борис": "123456"}, terminals=[["standalone", "--mark"]]) as made:
        yield made


def type_amount(page, amount, prompt):
    for key in amount:
        page.tap(f".pad-key:text-is('{key}')")
    step(page, ".done", prompt)


def test_a_slip_that_says_less_stands_over_what_is_due_and_nothing_is_printed_for_it(strict_till, seat):
    page = seat(strict_till)
    add_coffee(page)
    step(page, "button:has-text('Безналичными')", "charge.window")
    step(page, "[data-id=approved]", "charge.amount")
    assert "199" not in page.tab.content().replace("\u00a0", "") + page.tab.title()
    type_amount(page, "150", "charge.under")
    assert page.tab.get_attribute("#stage", "data-look") == "alarm"
    rows = [each.replace("\u2007", "") for each in page.tab.locator(".compared td").all_inner_texts()]
    assert rows == ["150,00", "199,50"]
    # What differs is underlined: «50,0» under «99,5».
    assert "".join(page.tab.locator(".compared tr >> nth=0").locator("mark").all_inner_texts()) == "500"
    step(page, "[data-id=again]", "charge.amount")
    assert page.text(".typed") == ""
    type_amount(page, "199,5", "sale")
    assert until(lambda: "БЕЗНАЛИЧНЫМИ" in page.text("#beside"))
    assert len(printed(strict_till, "199.50")) == 1
    assert page.problems == []


def test_a_transfer_is_taken_while_the_connected_terminal_is_the_default_and_it_does_not_ring(till_with, seat, pinpad):
    ask_pinpad(pinpad, "clear")
    till = till_with(connected(pinpad, "--mark"), ["transfer"])
    page = seat(till, "phone")
    add_coffee(page)
    page.hears().tap(".on-phone .more")
    page.shows("#over [data-id='pay.other']")
    step(page, "#over [data-id='pay.other']", "charge.terminal")
    step(page, "button:has-text('Перевод')", "transfer.window")
    assert page.text(".steps li") == "Деньги"
    step(page, "[data-id=approved]", "sale")
    assert until(lambda: "БЕЗНАЛИЧНЫМИ" in page.text("#beside"))
    assert ask_pinpad(pinpad, "operations") == ""
    assert len(printed(till, "199.50")) == 1
