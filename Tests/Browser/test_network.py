"""The till's own authority in a real browser: installed once, its address opens without a warning, and sells."""

import re
import subprocess
import time

import pytest

import look
from look import until
from served_till import ServedTill, pin, sign_in, step
from test_till_trouble import add_coffee


@pytest.fixture
def till():
    # Every address of this machine: by TLS alone.
    made = ServedTill(pins={"Борис": "123456"}, listen="0.0.0.0")
    made.url = f"https://localhost:{made.port}"
    yield made
    made.stop()


def install(home, authority):
    """What a person does on a tablet, for this home's Chromium."""
    database = home / ".pki/nssdb"
    database.mkdir(parents=True)
    for words in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "till", "-i", authority]):
        subprocess.run(["certutil", "-d", f"sql:{database}", *words], check=True, capture_output=True,
                       timeout=20)


def test_once_installed_its_address_opens_without_a_warning_and_sells(till, tmp_path, browser):
    with look.browser_at(tmp_path / "stranger", browser) as stranger:
        tab = stranger.new_page()
        with pytest.raises(look.Error, match="ERR_CERT_AUTHORITY_INVALID"):
            tab.goto(till.url)
    install(tmp_path / "tablet", till.data / "certificate-authority.crt")
    with look.browser_at(tmp_path / "tablet", browser) as tablet:
        page = look.Page(tablet, till.url, code=till.code)
        sign_in(page)
        add_coffee(page)
        step(page, "button:has-text('Безналичными')", "charge.window")
        # The next start shows another certificate of the same authority.
        till.kill()
        page.tab.wait_for_selector(".cover")
        till.start()
        page.tab.wait_for_selector(".pad-key", timeout=20_000)
        time.sleep(0.9)
        pin(page.hears())
        page.tab.wait_for_selector("#stage[data-id^='charge.']").dispose()
        time.sleep(0.9)
        step(page, "[data-id=approved]", "sale")
        assert until(lambda: "БЕЗНАЛИЧНЫМИ" in page.text("#beside"))
        cookies = {each["name"]: each for each in page.context.cookies()}
        mine = cookies[f"__Host-kassa-{till.port}"]
        assert mine["secure"] and mine["httpOnly"] and mine["sameSite"] == "Strict"
        # The link that was gone, and the dead process's token.
        assert [each for each in page.problems if not re.search("ERR_|403", each)] == []
