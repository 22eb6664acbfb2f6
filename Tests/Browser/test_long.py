"""A page that stays open for days: a dead link is noticed and outlived."""

import time

import pytest

from look import until


@pytest.mark.nightly
def test_after_twenty_seconds_of_a_proxy_that_has_nobody_behind_it_the_page_returns(open_page, desk):
    page = open_page("sale")
    for seconds in (20, 5):
        desk.is_cut = True
        page.tab.wait_for_selector(".cover:has-text('Нет связи')")
        time.sleep(seconds)
        desk.is_cut = False
        page.tab.wait_for_selector(".cover", state="detached", timeout=3000)
        page.wait("sale")


@pytest.mark.nightly
def test_a_stream_that_says_nothing_any_more_looks_dead(open_page, desk):
    page = open_page("sale")
    # Held open, and silent: what a proxy that has lost its till does.
    desk.is_silent = True
    page.tab.wait_for_selector(".cover:has-text('Нет связи')", timeout=20_000)
    desk.is_silent = False
    page.tab.wait_for_selector(".cover", state="detached", timeout=8000)
