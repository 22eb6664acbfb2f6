"""What pages did to money elsewhere, at a real till: errors of a terminal, a part by card."""

import subprocess
import time

import pytest

from fixture_server import BUILD
from test_till_trouble import add_coffee, pinpad, printed, seat, till  # noqa: F401 (fixtures)
from served_till import step


def has_fault(pinpad, name):
    command = [BUILD / "kassa-run", "pinpad"]
    for words in (["clear"], ["fault", name]):
        subprocess.run([*command, *words, "--socket", pinpad], check=True, capture_output=True, timeout=20)


@pytest.mark.parametrize("fault", ["loseConnection", "denyAndTake"])
def test_after_an_error_of_the_terminal_no_single_press_is_paid(till, seat, pinpad, fault):
    has_fault(pinpad, fault)
    till.kill()
    till.run("terminals", "add", "--store", till.store, "--provider", "connected", "--set",
             f"socket={pinpad}", "--mark")
    till.start()
    page = seat(till)
    add_coffee(page)
    page.hears().tap("button:has-text('Безналичными')")
    page.tab.wait_for_selector("#stage:not(.waiting)[data-id^='charge.']", timeout=30_000).dispose()
    time.sleep(0.9)
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
