"""What a store may say in the page's place: its words, its name; and that the page needs none of it."""

import re

import look
import prompts
from fixture_server import PAGE
from look import until

WORDS = (PAGE / "page/words.js").read_text()
STOCK = {language: dict(re.findall(r'^    (\w+): "(.*)",$', WORDS.split(f"  {language}: {{")[1].split("\n  },")[0],
                                   re.MULTILINE))
         for language in ("ru", "en")}
# Asked before any store is known.
BEFORE = {"admission", "admission_body", "code", "code_wrong", "wait", "connecting"}

SAID = """() => {
  const found = new Set();
  const all = document.querySelectorAll("#bar *, #stage *, #over *, #beside *, #said, #printed");
  for (const each of all) {
    for (const name of ["aria-label", "placeholder"]) found.add(each.getAttribute(name) ?? "");
    for (const text of each.childNodes) if (text.nodeType === 3) found.add(text.data.trim());
  }
  return [...found, document.body.dataset.tooSmall];
}"""


def test_each_word_is_in_both_languages_and_is_said_somewhere():
    assert len(STOCK["ru"]) > 80 and STOCK["ru"].keys() == STOCK["en"].keys()
    scripts = "".join(file.read_text() for file in PAGE.glob("page/*.js") if file.name != "words.js")
    scripts += WORDS.split("let language")[1]
    asked = set(re.findall(r'words\(\s*"(\w+)"', scripts))
    assert asked <= STOCK["ru"].keys()
    assert [each for each in STOCK["ru"]
            if f'"{each}"' not in scripts and not each.startswith("waiting_")] == []


def stock_words(said, prompt):
    """Those of the page's own words among what is said, where the prompt does not say them itself."""
    patterns = {key: re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(text)))
                for key, text in STOCK["ru"].items() if key not in BEFORE}
    return {key: text for text in said for key, pattern in patterns.items()
            if text and pattern.fullmatch(text) and text not in prompt}


def test_a_stores_words_stand_in_the_place_of_the_pages_own(open_page, desk, browser):
    own = {key: f"§{key} " + " ".join(re.findall(r"\{\w+\}", text)) for key, text in STOCK["ru"].items()}
    desk.own = {"words": own}
    page, seen = open_page("sale"), set()

    def look_at(at, name=""):
        said = at.tab.evaluate(SAID)
        assert stock_words(said, str(desk.prompt)) == {}, name
        seen.update(key for text in said for key in re.findall(r"§(\w+)", text))

    for name in ("sale_empty", "sale_long", "pin", "amount", "rrn", "name", "cash", "count", "mismatch", "window",
                 "transfer.window", "terminals", "sale"):
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"])
        look_at(page, name)
    page.shows(".tile")
    desk.notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}})
    page.tab.wait_for_selector("#bar .notices:not([hidden])")
    for opener in ("#bar .notices", ".goods-foot .more", ".goods-foot .button:text('§contact')",
                   ".goods-foot .button:text('§discount')", "button.line", ".line-edit .quantity-button"):
        page.tap(opener)
        page.shows(".line-edit" if opener == "button.line" else "#over [role=dialog]")
        look_at(page, opener)
        if opener != "button.line":
            page.tap("#over .sheet-head .button")
            page.gone("#over [role=dialog]")
    for device in ("terminal", "registrar", "service", "till"):
        desk.tell("waiting", {"waiting": {"device": device, "since": desk.now()}})
        page.tab.wait_for_selector(f"h1:text('§waiting_{device}')")
        look_at(page, device)
    second = look.Page(browser, desk.url, context=page.context)
    second.tab.wait_for_selector(".cover:has-text('§other_tab')")
    look_at(second, "second")
    customer = look.Page(browser, desk.url, context=page.context, path="/customer")
    customer.tab.wait_for_selector("h1:text('§welcome')")
    for state in ("sale", "card", "cash", "change", "thanks"):
        desk.show_customer({"lines": [], "total": 0, "due": 100, "state": state})
        customer.tab.wait_for_selector(f"#stage.{state}")
        look_at(customer, state)
    desk.tell("closing", {"closing": True})
    page.tab.wait_for_selector(".cover:has-text('§closing')")
    look_at(page, "closing")
    # What comes only of an accident is asked for by the same call as the rest.
    assert len(seen) > 60, sorted(own.keys() - seen)


def test_a_store_names_its_till_and_without_that_it_is_a_till(open_page, desk):
    page = open_page("sale")
    assert page.text("#bar .shop") == "Касса"
    desk.own = {"shop": "Кафе «Лето»"}
    page.tab.reload()
    page.wait("sale")
    assert page.text("#bar .shop") == "Кафе «Лето»"
