import re

import pytest

import fixture_server
import look
import prompts


@pytest.fixture(scope="session")
def browser():
    with look.browser() as started:
        yield started


@pytest.fixture
def desk():
    made = fixture_server.Desk()
    made.goods_rows = prompts.GOODS
    made.url, stop = fixture_server.serve(made)
    yield made
    made.is_cut = True
    stop()


@pytest.fixture
def open_page(browser, desk):
    """Opens the page at a prompt of prompts.py, or at one given whole."""
    opened = []

    def open_at(prompt, size="tablet", **more):
        given = prompts.PROMPTS[prompt] if isinstance(prompt, str) else prompt
        desk.show(given)
        page = look.Page(browser, desk.url, size, **more)
        opened.append(page)
        return page.wait(given["id"]).hears()

    yield open_at
    problems = [problem for page in opened for problem in page.problems]
    for page in opened:
        page.context.close()
    # What the browser itself notes of a refused answer or of a link that was cut.
    own = [each for each in problems if not re.search("409|502|ERR_", each)]
    assert own == []
