"""Each screen at each size: nothing overflows, places hold, axe finds nothing, and pictures to look at.

`KASSA_SHOTS=folder` keeps the pictures."""

import itertools
import os
import subprocess
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import look
import prompts
from look import LOOKS, until

SHOTS = os.environ.get("KASSA_SHOTS")
SIZES = list(LOOKS)
LOOKS_OF_ALL = list(itertools.product(SIZES, (False, True)))
# Each screen once in a check, its look by turns; in every look nightly.
TURNS = {look: [] for look in LOOKS_OF_ALL}
for place, name in enumerate(prompts.PROMPTS):
    TURNS[SIZES[place % 3], place % 2 == 1].append(name)
SCREENS = [pytest.param(*look, names, id=f"{look[0]}-{'dark' if look[1] else 'light'}")
           for look, names in TURNS.items()]
SCREENS += [pytest.param(*look, [each for each in prompts.PROMPTS if each not in TURNS[look]],
                         id=f"{look[0]}-{'dark' if look[1] else 'light'}-rest", marks=pytest.mark.nightly)
            for look in LOOKS_OF_ALL]

# What is cut off; where the ids of a prompt's buttons are given, also words that don't fit and buttons that are not there.
OVERFLOWING = """(ids) => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("page");
  const all = document.querySelectorAll("#stage button, #stage .amount, #stage .total, #stage h1");
  for (const each of all) {
    if (!each.checkVisibility() || each.matches(".unseen")) continue;
    if (each.closest(".choices, .tiles, .lines, .chips, .stores")) continue;
    const box = each.getBoundingClientRect();
    const isOut = box.left < -1 || box.top < 47 || box.right > innerWidth + 1 ||
      box.bottom > innerHeight + 1;
    if (isOut || each.scrollWidth > each.clientWidth + 2) found.push(each.textContent);
  }
  for (const each of ids ? document.querySelectorAll("#stage .wide, #stage .words:not([tabindex])") : []) {
    // Large letters reach out of their row.
    if (each.scrollHeight > each.clientHeight + 8) found.push(`cut: ${each.textContent}`);
  }
  for (const each of document.querySelectorAll("#stage button .name")) {
    // A word that goes on in the next row.
    for (const text of each.childNodes) {
      for (const { 0: word, index } of (text.data ?? "").matchAll(/[^\\s\u00ad-]+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (each.checkVisibility() && range.getClientRects().length > 1) found.push(`broken: ${word}`);
      }
    }
  }
  for (const each of document.querySelectorAll("#stage .choices")) {
    // The first rows are seen without a press, and a list that goes on says so.
    const row = each.firstElementChild?.getBoundingClientRect();
    if (getComputedStyle(each).display === "contents") continue;
    if (row && row.bottom > each.getBoundingClientRect().bottom + 1) found.push("no choice is whole");
    if (each.scrollHeight > each.clientHeight + 4 && !each.matches(".goes-on")) found.push("a list ends unseen");
  }
  for (const id of ids ?? []) {
    if (!document.querySelector(`#stage [data-id="${CSS.escape(id)}"]`)) found.push(`no button ${id}`);
  }
  return found;
}"""


@pytest.mark.parametrize(("size", "dark", "names"), SCREENS)
def test_nothing_overflows_no_button_is_missing_and_axe_finds_nothing(open_page, desk, size, dark, names):
    page, found = None, {}
    for name in names:
        prompt = prompts.PROMPTS[name]
        page = page or open_page(name, size, dark=dark)
        desk.show(prompt)
        page.shown(desk.prompt["n"])
        # What hears: its deafness is tried elsewhere.
        page.tab.evaluate("() => document.querySelector('#stage').classList.remove('deaf')")
        time.sleep(0.1)
        if SHOTS:
            page.tab.screenshot(path=Path(SHOTS) / f"{size}-{name}{'-dark' if dark else ''}.png")
        # What leads away from a sale stands in «Ещё».
        ids = [] if prompt["kind"] == "sale" else [each["id"] for each in prompt.get("buttons", [])]
        cut = page.tab.evaluate(OVERFLOWING, ids)
        cut += page.tab.evaluate(SMALL)
        violations = [(each["id"], each["nodes"][0]["html"][:120])
                      for each in Axe().run(page.tab).response["violations"]]
        if cut or violations:
            found[name] = cut + violations
    assert found == {}


BOXES = """() => [...document.querySelectorAll("#stage button")]
  .filter((each) => each.checkVisibility())
  .map((each) => {
    const own = each.getBoundingClientRect();
    const list = each.closest(".choices, .tiles, .lines")?.getBoundingClientRect();
    // What a list hides can't be pressed.
    const box = { left: own.left, right: own.right, top: Math.max(own.top, list?.top ?? 0),
      bottom: Math.min(own.bottom, list?.bottom ?? innerHeight) };
    return { name: each.textContent, left: box.left, top: box.top, right: box.right,
      bottom: box.bottom, isTender: !!each.closest(".foot, .tenders"),
      isEdit: !!each.closest(".goods, .lines-place, .strip"),
      isPad: !!each.closest(".pad") };
  })"""


SMALL = """() => [...document.querySelectorAll("button, input")].filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && !each.matches(".unseen, #bar *") && (box.width < 48 || box.height < 48);
  }).map((each) => `small: ${each.className} ${each.offsetWidth}×${each.offsetHeight}`)"""


def gap(one, other):
    """How far two boxes lie apart, along the axis on which they are further."""
    across = max(one["left"] - other["right"], other["left"] - one["right"])
    along = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
    return max(across, along)


@pytest.mark.parametrize("size", SIZES)
def test_no_press_that_leads_to_money_lies_within_48_of_an_outcome(open_page, desk, size):
    page = open_page("window", size)
    outcomes = page.tab.evaluate("""() => [...document.querySelectorAll(".verdict")].map((each) => {
      const box = each.getBoundingClientRect();
      return { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    })""")
    assert len(outcomes) == 2
    near = []
    for name, prompt in prompts.PROMPTS.items():
        # Their own yes and no stand there.
        if any(each.get("role") == "approve" for each in prompt.get("buttons", [])):
            continue
        desk.show(prompt)
        page.shown(desk.prompt["n"])
        for box in page.tab.evaluate(BOXES):
            # What edits the sale, and a pad's digits, lead to no prompt about money.
            if box["isEdit"] or box["isPad"] or box["top"] >= box["bottom"]:
                continue
            for outcome in outcomes:
                if gap(box, outcome) < 48:
                    near.append((name, box["name"], gap(box, outcome)))
    assert near == []


@pytest.mark.parametrize("size", SIZES)
def test_outcomes_stand_in_the_same_places_whatever_the_stores_order_and_texts(open_page, desk, size):
    page = open_page("window", size)
    places = [page.at(f"[data-id={each}]").bounding_box() for each in ("approved", "declined")]
    for name in ("window_unsorted", "window_large", "unknown", "window_way_out", "return.window",
                 "transfer.window", "charge.resumed", "charge.void"):
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"])
        now = [page.at(f"[data-id={each}]").bounding_box() for each in ("approved", "declined")]
        assert now == places, name


@pytest.mark.parametrize(("width", "height"), [(1280, 600), (910, 512), (800, 1280), (360, 640)])
def test_amount_outcomes_and_total_are_on_screen_in_small_windows(open_page, desk, width, height):
    page = open_page("window_large", "monitor")
    page.tab.set_viewport_size({"width": width, "height": height})
    time.sleep(0.2)
    assert page.tab.evaluate(OVERFLOWING) == []
    amount = page.at(".amount").bounding_box()
    for other in (".verdict", ".others"):
        assert amount["y"] + amount["height"] <= page.at(other).bounding_box()["y"]
    # Four parts of a payment, and six terminals for the next.
    lines = [prompts.line(n, f"Оплата частью {n}", 12345678) for n in range(1, 5)]
    desk.show(prompts.sale(lines, paid=12345678))
    page.wait("sale")
    assert page.tab.evaluate(OVERFLOWING) == []
    paid, total = page.at(".paid").bounding_box(), page.at(".total").bounding_box()
    assert paid["y"] + paid["height"] <= total["y"] + 1 and page.at(".tender.first").is_visible()
    desk.show({"id": "charge.terminal", "kind": "choose", "title": "На каком терминале?", "cancel": True,
               "quiet": 700, "effect": {"act": "payment", "amount": 12345678, "text": "Оплата 123 456,78\u00a0₽"},
               "buttons": [{"id": f"t{n}", "key": n, "label": f"Терминал у окна {n} · Пинпад"} for n in range(1, 7)]})
    page.wait("charge.terminal")
    page.tab.evaluate("() => document.querySelector('#stage').classList.remove('deaf')")
    # A list is measured a frame after it stands.
    rows = [f"t{n}" for n in range(1, 7)]
    assert until(lambda: page.tab.evaluate(OVERFLOWING, rows) == []), page.tab.evaluate(OVERFLOWING, rows)


PADS, LISTS = ["amount", "count", "secret", "text"], ["choose", "confirm", "tell"]


@pytest.mark.parametrize(("width", "kinds"), [(1024, PADS + LISTS), (905, PADS)])
def test_pads_and_lists_are_whole_on_smaller_tablets(open_page, desk, width, kinds):
    page = open_page("pin")
    page.tab.set_viewport_size({"width": width, "height": 768})
    found = {}
    for name, prompt in prompts.PROMPTS.items():
        if prompt["kind"] not in kinds:
            continue
        desk.show(prompt)
        page.shown(desk.prompt["n"])
        page.tab.evaluate("() => document.querySelector('#stage').classList.remove('deaf')")
        cut = page.tab.evaluate(OVERFLOWING, [each["id"] for each in prompt.get("buttons", [])])
        cut += page.tab.evaluate("""() => [...document.querySelectorAll("#stage .typed")].filter((each) => {
          each.textContent = "1".repeat(12);
          return each.scrollWidth > each.clientWidth;
        }).map(() => "what is typed")""")
        # Up to eight rows stand whole at once.
        if len(prompt.get("buttons", [])) <= 8 and page.tab.locator(".choices.goes-on").count():
            cut.append("a list goes on")
        if cut:
            found[name] = cut
    assert found == {}


ROWS = """() => Object.fromEntries([...document.querySelectorAll("#stage .choice[data-id]")].map((each) => {
  const box = each.getBoundingClientRect();
  return [each.dataset.id, [box.left, box.top]];
}))"""


@pytest.mark.parametrize(("size", "width", "height"),
                         [("tablet", 1024, 768), ("tablet", 1280, 800), ("monitor", 1366, 768), ("phone", 360, 740)])
def test_rows_that_come_behind_others_move_none(open_page, desk, size, width, height):
    lines = [{"id": f"line.{n}", "key": n, "label": f"Капучино {n} · осталось 1 · 199,50\u00a0₽"} for n in (1, 2)]
    rows = lines + [{"id": "all", "key": 3, "label": "Всё, что осталось"}]
    prompt = {"id": "return.lines", "kind": "choose", "title": "Что возвращают?", "cancel": True,
              "body": "Чек № 2, 01:13, 519,50\u00a0₽", "buttons": rows}
    page = open_page(prompt, size)
    page.tab.set_viewport_size({"width": width, "height": height})
    before = page.tab.evaluate(ROWS)
    more = [{"id": "go", "key": 4, "label": "Вернуть · 519,50\u00a0₽"},
            {"id": "void", "key": 5, "label": "Отменить на терминале · 519,50\u00a0₽"}]
    desk.show({**prompt, "buttons": rows + more})
    page.shown(desk.prompt["n"])
    after = page.tab.evaluate(ROWS)
    assert len(after) == len(before) + 2
    for name, (left, top) in before.items():
        assert abs(after[name][0] - left) < 2 and abs(after[name][1] - top) < 9, name


def test_too_small_a_window_takes_nothing(open_page, desk):
    page = open_page("window", "monitor")
    page.tab.set_viewport_size({"width": 900, "height": 400})
    time.sleep(1)
    page.press("1")
    assert desk.answers == []
    assert not page.at(".verdict").is_visible()


LONGER = """() => {
  const texts = document.createTreeWalker(document.querySelector("#stage"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("button .name, .label, h1, .effect, .body") && /\\p{L}{3}/u.test(text.data)) {
      const more = Math.ceil(text.data.length * 0.4);
      text.data += more > 1 ? ` ${"н".repeat(Math.min(more - 1, 9))}` : "н";
    }
  }
}"""
LONG = ["window", "declined", "cash", "unknown", "transfer.window", "return.window", "charge.void"]


@pytest.mark.parametrize("size", SIZES)
def test_texts_that_are_two_fifths_longer_fit_too(open_page, desk, size):
    page, found = open_page("sale", size), {}
    for name in LONG:
        desk.show(prompts.PROMPTS[name])
        page.shown(desk.prompt["n"])
        places = [each.bounding_box() for each in page.tab.locator(".verdict").all()]
        page.tab.evaluate(LONGER)
        # The page sees rows grow as it paints them.
        page.tab.evaluate(look.PAINTED)
        assert page.text("#title").endswith("н")
        cut = page.tab.evaluate(OVERFLOWING)
        if cut or [each.bounding_box() for each in page.tab.locator(".verdict").all()] != places:
            found[name] = cut or "moved"
    assert found == {}


@pytest.mark.parametrize("size", SIZES)
def test_in_english_nothing_overflows_either(open_page, desk, size):
    page = open_page({**prompts.sale(prompts.LINES, matters=2), "language": "en"}, size)
    page.shows(".count")
    assert page.tab.evaluate(OVERFLOWING) == []
    label = {"approved": "✓ Approved", "declined": "✕ Declined", "unknown": "? Not sure", "not_run": "✕ Card not charged",
             "other": "✕ Other terminal"}
    desk.show({**prompts.PROMPTS["window"], "language": "en", "title": "Card first, then the receipt",
               "body": "VTB: key in 1,234.50\u00a0₽, wait for its answer", "effect": {
                   "act": "payment", "amount": 123450, "terminal": "VTB",
                   "text": "Payment 1,234.50\u00a0₽ · VTB · receipt follows"},
               "buttons": [{**each, "label": label[each["id"]]} for each in prompts.OUTCOMES]})
    page.shown(desk.prompt["n"])
    assert page.tab.evaluate(OVERFLOWING, list(label)) == []
    assert page.text(".amount") == "1,234.50\u00a0₽" and page.text(".steps li") == "Card"
    for kind in ("amount", "cash"):
        desk.show({**prompts.PROMPTS[kind], "language": "en"})
        page.shown(desk.prompt["n"])
        assert page.text(".done") == "Done" and page.tab.evaluate(OVERFLOWING) == []


def luminance(rgb):
    parts = [each / 255 for each in rgb]
    parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("dark", [False, True])
def test_approved_and_declined_differ_by_six_to_one_in_grey(open_page, dark):
    page = open_page("window", dark=dark)
    fills = [page.at(each).evaluate("each => getComputedStyle(each).backgroundColor")
             for each in (".approve", ".decline")]
    light = [luminance([int(part) for part in fill[4:-1].split(",")]) for fill in fills]
    assert (max(light) + 0.05) / (min(light) + 0.05) >= 6
    shapes = [page.at(each).evaluate("each => getComputedStyle(each).borderRadius")
              for each in (".approve", ".decline")]
    assert shapes[0] != shapes[1]


def test_ten_thousand_lines_are_usable(open_page, desk):
    page = open_page(prompts.sale([prompts.line(n, f"Товар {n}") for n in range(1, 10_001)]))
    assert page.tab.locator(".line-row").count() < 60
    page.tab.evaluate("() => { document.querySelector('.lines').scrollTop = 112 }")
    time.sleep(0.3)
    began = time.time()
    page.tap("button.line:has-text('Товар 5')")
    page.tab.wait_for_selector(".line-edit")
    assert time.time() - began < 0.6
    before = page.at(".line-row.open").bounding_box()
    lines = [*desk.prompt["sale"]["lines"], prompts.line(10_001, "Новый")]
    # A press that is on its way while a colleague scans goes to what it went down on.
    x, y = page.place(".line-row.open .line-edit button >> nth=2")
    page.down(x, y)
    desk.show(prompts.sale(lines))
    assert until(lambda: page.at(".to-end").is_visible())
    page.up(x, y)
    assert page.at(".line-row.open").bounding_box() == before
    assert until(lambda: [each["answer"] for each in desk.answers] ==
                 [{"action": "quantity", "line": 5, "quantity": "2"}]), desk.answers
    lines[4] = prompts.line(5, "Товар 5", quantity="2")
    desk.show(prompts.sale([*lines, prompts.line(10_002, "Ещё один")]))
    assert until(lambda: page.text(".to-end").endswith("2")), page.text(".to-end")
    assert page.text(".line-row.open .quantity-button") == "2"
    assert page.at(".line-row.open").bounding_box() == before
    # A list that moved under the finger: nothing was looked at, so nothing is pressed.
    x, y = page.place("button.line:has-text('Товар 7')")
    page.tab.evaluate("() => { document.querySelector('.lines').scrollTop += 56 }")
    page.down(x, y)
    page.up(x, y)
    time.sleep(0.2)
    assert page.tab.locator(".line-row.open").count() == 1 and len(desk.answers) == 1


PICTURES = [("sale", "tablet", False), ("window", "tablet", False), ("sale", "monitor", True),
            ("window", "phone", False), ("sale", "phone", False)]


@pytest.mark.parametrize(("name", "size", "dark"), PICTURES)
def test_pictures_for_the_readme_are_taken(open_page, desk, tmp_path, name, size, dark):
    # The last one's name goes the other way: no cafe of README's sells that.
    desk.goods_rows = prompts.GOODS[:-1]
    page = open_page(name, size, dark=dark)
    time.sleep(0.9)
    folder = Path(os.environ.get("KASSA_PICTURES", tmp_path))
    picture = folder / f"{name}-{size}.png"
    page.tab.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


def test_buttons_stand_where_the_till_says_whatever_their_ids_and_language(open_page, desk):
    own = [("x1", "Card", "tender"), ("x2", "Hold", "edit"), ("x3", "Reports", "leave"),
           ("x4", "Wrap", "store"), ("x5", "Latte · 2.20", "favourite"), ("way_out", "Go on", "way out")]
    page = open_page({**prompts.sale([prompts.line(1)]), "id": "shop.sale", "language": "en", "buttons": [
        {"id": each, "key": key, "label": label, "place": place}
        for key, (each, label, place) in enumerate(own, 1)]})
    page.tab.wait_for_selector(".tile")
    for place, label in [(".foot .tender.first", "Card"), (".goods-foot", "Hold"), (".strip", "Wrap"),
                         (".strip .way-out", "Go on"), (".tile.favourite", "Latte")]:
        assert label in page.text(place), place
    assert "Reports" not in page.text("#stage")
    # What a store has for one tap stands alone, until something else is wanted.
    assert page.tab.locator(".tile").all_inner_texts() == ["Latte\n2.20"]
    page.tap(".chip:text-is('All')")
    page.shows(".tile", len(prompts.GOODS))
    page.tap(".chip:text-is('Favourites')")
    page.shows(".tile.favourite", 1)
    page.tap(".goods-foot .more")
    page.tap("#over :text('Reports')")
    assert until(lambda: [each["answer"] for each in desk.answers] == [{"button": "x3"}])


def test_a_card_comes_before_its_receipt_and_a_transfer_has_none(open_page, desk):
    page = open_page("window", "phone")
    assert page.tab.locator(".steps li").all_inner_texts() == ["Карта", "Чек"]
    # The signs of what is said of a terminal stand on a phone too.
    assert page.tab.locator(".others .icon:visible").count() == 3
    desk.show(prompts.PROMPTS["transfer.window"])
    page.wait("transfer.window")
    assert page.tab.locator(".steps li").all_inner_texts() == ["Деньги", "Чек"]
    desk.show(prompts.PROMPTS["cash"])
    page.wait("payment.cash")
    # The till's line and the sum under it, no third one.
    assert page.text(".words").count("199,50") == 2
    desk.show({**prompts.PROMPTS["cash"], "body": "К оплате 199,50 ₽ и 70,00 ₽ сверху"})
    page.shown(desk.prompt["n"])
    assert "сверху" in page.text(".words")


def test_matters_and_messages_look_and_say_different_things(open_page, desk):
    page = open_page("sale")
    desk.notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}})
    page.tab.wait_for_selector("#bar .notices:not([hidden])")
    marks = ["#bar .matters", "#bar .notices"]
    icons = [page.at(f"{each} path").get_attribute("d") for each in marks]
    assert icons[0] != icons[1]
    assert page.text("#bar .matters") == "Незавершённых: 2"
    assert [page.at(each).get_attribute("aria-label") for each in marks] == ["Незавершённых: 2", "Сообщения: 1"]


def test_of_two_ways_back_one_stands_under_the_rows(open_page, desk):
    page = open_page("terminals", "monitor")
    rows = page.tab.locator(".choices button:not(.dots)").all_inner_texts()
    assert [each.split("\n")[0] for each in rows] == ["ВТБ", "Сбер", "К товарам"]
    assert page.text(".next .name") == "Добавить"
    # What a long press offers has a button of its own, which is seen.
    for dots in page.tab.locator(".choices .dots").all():
        row, own = dots.evaluate("each => each.parentElement.getBoundingClientRect()"), dots.bounding_box()
        assert own["width"] >= 48 and own["x"] + own["width"] <= row["right"] + 1 <= 1366, (own, row)
    page.press("Escape")
    assert until(lambda: [each.get("cancel") for each in desk.answers] == [True]), desk.answers


def test_departments_that_have_no_room_come_by_a_press(open_page):
    page = open_page("sale", "monitor")
    page.shows(".chip", 6)
    end = page.at(".next-chips").bounding_box()["x"]
    page.tap(".next-chips")
    last = page.tab.locator(".chip").last
    assert until(lambda: last.bounding_box()["x"] + last.bounding_box()["width"] <= end)
    page.tab.set_viewport_size({"width": 1600, "height": 900})
    assert until(lambda: not page.at(".next-chips").is_visible())


def test_what_is_paid_and_what_is_left_stand_side_by_side(open_page):
    page = open_page(prompts.sale([prompts.line(1), prompts.line(2, "Чай", 50000)], paid=19950), "phone")
    assert page.text(".paid") == "Оплачено 199,50\u00a0₽ · К оплате 500,00\u00a0₽"
    assert page.at(".paid").is_visible()


def test_printed_by_the_browser_it_says_that_it_is_no_receipt(open_page, desk):
    page = open_page("sale")
    page.tab.emulate_media(media="print")
    for name in ("sale", "window", "mismatch", "document.report"):
        desk.show(prompts.PROMPTS[name])
        page.shown_at(desk.prompt["n"])
        assert "не чек" in page.tab.inner_text("body")
        for hidden in ("#bar", "#stage", "#beside", "#over"):
            assert not page.at(hidden).is_visible(), (name, hidden)


def test_the_page_is_not_translated_and_works_when_its_text_was_changed(open_page, desk):
    page = open_page("window")
    assert page.tab.get_attribute("html", "translate") == "no"
    page.tab.evaluate("""() => { for (const each of document.querySelectorAll(".label"))
      each.replaceChildren(document.createElement("font")); }""")
    page.tap(".verdict.decline")
    assert until(lambda: [each["answer"] for each in desk.answers] == [{"button": "declined"}])
    desk.show(prompts.PROMPTS["mismatch"])
    page.wait("charge.under")


def test_a_prompt_of_an_unknown_id_is_drawn(open_page, desk):
    for kind, detail in {"choose": {}, "amount": {"amount": {"least": 1, "most": 9, "offered": []}},
                         "text": {"text": {"format": "free", "least": 1, "most": 9}}}.items():
        prompt = {"id": f"shop.{kind}", "kind": kind, "title": f"Своё {kind}", "cancel": True,
                  "buttons": [{"id": "own", "key": 1, "label": "Своя кнопка"}], **detail}
        page = open_page(prompt)
        assert "Своя кнопка" in page.text("#stage")
        page.context.close()
        desk.works_client = None


def test_the_customers_page_shows_and_does_nothing(open_page, desk, browser):
    page = open_page("sale")
    shown = look.Page(browser, desk.url, "tablet", context=page.context, path="/customer")
    shown.tab.wait_for_selector("h1:has-text('Добро пожаловать')")
    desk.show_customer({"lines": [prompts.line(1)], "total": 19950, "due": 19950, "state": "card"})
    shown.tab.wait_for_selector("h1:has-text('Оплатите картой')")
    assert "199,50" in shown.text("#stage")
    assert shown.tab.locator("button, a, input").count() == 0
    if SHOTS:
        shown.tab.screenshot(path=Path(SHOTS) / "customer.png")
    again = look.Page(browser, desk.url, context=page.context, path="/customer")
    again.tab.wait_for_selector(".cover:has-text('в другой вкладке')")
    again.tab.close()
    desk.show_customer({"lines": [], "total": 0, "due": 19950, "state": "thanks"})
    shown.tab.wait_for_selector("h1:has-text('Спасибо')")
    desk.show_customer({"lines": [prompts.line(1)], "total": 19950, "state": "sale"})
    shown.tab.wait_for_selector(".line:has-text('Капучино')")
    desk.is_cut = True
    shown.tab.wait_for_selector(".cover")
    assert "199,50" not in shown.text("#stage")
    desk.is_cut = False
    shown.tab.wait_for_selector(".cover", state="detached")
    desk.show_customer({"lines": [], "total": 0, "state": "empty"})
    shown.tab.wait_for_selector("h1:has-text('Добро пожаловать')")
    assert "199,50" not in shown.tab.content()


@pytest.mark.parametrize("forced", [False, True])
def test_paper_is_black_on_white_and_its_code_is_read_in_every_theme(open_page, desk, browser, tmp_path, forced):
    page = open_page("sale_empty", "monitor", dark=not forced)
    customer = look.Page(browser, desk.url, "tablet", context=page.context, path="/customer")
    customer.tab.wait_for_selector("h1:has-text('Добро пожаловать')")
    if forced:
        # As Chrome's own dark mode for pages that have none.
        for each in (page, customer):
            each.keys.send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    # «M3-POINT» as a QR code of version 1: one path, a unit a module.
    text = "t=20261123T2315&s=410.00&fn=9999000000000001&i=5&fp=1168453787&n=1"
    made = subprocess.run(["qrencode", "-t", "ASCII", "-m", "0", "-o", "-", text],
                          capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [row for row in made if row]
    path = "".join(f"M{x // 2},{y}h1v1h-1z" for y, row in enumerate(rows)
                   for x in range(0, len(row), 2) if row[x] == "#")
    desk.notice("document", {"document": {
        "kind": "receipt", "number": 5, "columns": 48, "qr": text, "svg": path, "modules": len(rows),
        "lines": [f"{n}. ТОВАР" for n in range(1, 71)]}})
    page.tab.wait_for_selector(".paper")
    page.tab.evaluate("() => { const all = document.querySelector('.papers'); "
                      "all.scrollTop = all.scrollHeight; }")
    picture = tmp_path / "paper.png"
    page.tab.screenshot(path=picture)

    def read():
        return subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", picture], capture_output=True,
                              text=True).stdout.strip()

    assert read() == text
    desk.show_customer({"lines": [], "total": 0, "state": "thanks"}, qr={"svg": path, "modules": len(rows)})
    customer.tab.bring_to_front()
    customer.tab.wait_for_selector("h1:has-text('Спасибо')")
    picture.unlink()
    customer.tab.screenshot(path=picture)
    assert read() == text
    # Its quiet edge is four modules of its own drawing.
    assert customer.at(".qr path").get_attribute("fill") == "#ffffff"
    assert customer.at(".qr").evaluate("each => each.getAttribute('viewBox')").startswith("-4 -4 ")
    assert page.at(".paper pre").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    assert "70. ТОВАР" in page.text(".paper pre")


def test_each_control_of_a_line_names_it(open_page, desk):
    page = open_page(prompts.sale([prompts.line(1, "Эспрессо"), prompts.line(2, "Латте")]))
    page.tap("button.line >> nth=1")
    page.tab.wait_for_selector(".line-edit")
    names = [each.get_attribute("aria-label") for each in page.tab.locator(".line-edit button").all()]
    assert len(names) == 5
    assert all("Латте" in name for name in names), names


def test_what_is_typed_for_one_line_is_not_there_for_the_next(open_page, desk):
    page = open_page(prompts.sale([prompts.line(1, "Эспрессо"), prompts.line(2, "Латте")]))
    page.tap("button.line >> nth=0")
    page.tap(".line-edit .quantity-button")
    page.tap("#over .pad-key:text-is('2')")
    page.tap("#over .sheet-head .button")
    page.tap("button.line >> nth=1")
    page.tap(".line-edit .quantity-button")
    assert page.text("#over .typed") == ""
    page.tap("#over .pad-key:text-is('3')")
    page.tap("#over .done")
    assert until(lambda: [each["answer"] for each in desk.answers] ==
                 [{"action": "quantity", "line": 2, "quantity": "3"}]), desk.answers


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_large_text_keeps_its_places(open_page, desk, size):
    page = open_page("window", size)
    places = [page.at(f"[data-id={each}]").bounding_box() for each in ("approved", "declined")]
    page.tab.evaluate("() => { document.documentElement.dataset.large = 'yes' }")
    for name in ("window", "unknown", "cash", "mismatch", "return.unknown", "return.window", "sale"):
        desk.show(prompts.PROMPTS[name])
        page.wait(prompts.PROMPTS[name]["id"])
        time.sleep(0.1)
        if SHOTS:
            page.tab.screenshot(path=Path(SHOTS) / f"{size}-{name}-large.png")
        ids = [] if name == "sale" else [each["id"] for each in prompts.PROMPTS[name].get("buttons", [])]
        assert page.tab.evaluate(OVERFLOWING, ids) == [], name
        if prompts.PROMPTS[name]["kind"] == "outcome":
            now = [page.at(f".verdict.{each}").bounding_box() for each in ("approve", "decline")]
            assert now == places


def test_right_to_left_names_turn_neither_pads_nor_sums(open_page, desk):
    page = open_page("amount")
    desk.show({**prompts.PROMPTS["amount"], "title": "שוקו 3×100"})
    page.tab.wait_for_selector("h1:has-text('שוקו')")
    ones = [page.at(f".pad-key:text-is('{digit}')").bounding_box()["x"] for digit in "123"]
    assert ones == sorted(ones)
    lines = [prompts.line(1, "שוקו 3×100", 999999999), prompts.line(2, "قهوة 200 مل", 12000), prompts.line(3, "Ш" * 128),
             prompts.line(4, "Поправка", -123450)]
    desk.show(prompts.sale(lines))
    page.wait("sale")
    sums = page.tab.evaluate("""() => [...document.querySelectorAll("button.line")].map((line) => {
      const name = line.querySelector(".line-name").getBoundingClientRect();
      const sum = line.querySelector(".line-sum");
      const own = sum.getBoundingClientRect(), row = line.getBoundingClientRect();
      const range = document.createRange();
      const at = (place) => { range.setStart(sum.firstChild, place); range.setEnd(sum.firstChild, place + 1);
        return range.getBoundingClientRect().left; };
      const places = [...sum.textContent].map((_, place) => at(place));
      return { text: sum.textContent, runsOn: places.every((each, place) => !place || each > places[place - 1]),
        isInside: own.right <= row.right + 1 && own.left >= row.left && own.height < 40,
        isApart: name.right <= own.left + 1 || name.bottom <= own.top + 1 };
    })""")
    assert [each["text"] for each in sums] == ["9\u00a0999\u00a0999,99", "120,00", "199,50", "−1\u00a0234,50"]
    assert all(each["runsOn"] and each["isInside"] and each["isApart"] for each in sums), sums


def test_a_fling_over_tiles_adds_nothing(open_page, desk):
    desk.goods_rows = [{**prompts.GOODS[0], "id": str(n), "name": f"Товар {n}"} for n in range(60)]
    page = open_page("sale_empty")
    page.tab.wait_for_selector(".tile")
    x, y = page.place(".tile >> nth=12")
    for _ in range(2):
        page.down(x, y)
        for moved in range(1, 12):
            page.move(x, y - moved * 20)
        page.up(x, y - 240)
        time.sleep(0.05)
    time.sleep(0.6)
    assert desk.answers == []
    assert page.tab.locator("[role=dialog]").count() == 0


def test_a_hold_of_what_has_no_menu_is_nothing(open_page, desk):
    page = open_page("sale")
    page.shows(".tile")
    for selector in (".total", "#bar .link", ".search-row .icon"):
        page.tap(selector, hold=0.7)
    # A tile that is held is pressed once, when it is let go.
    page.tap(".tile", hold=0.7)
    time.sleep(0.2)
    assert page.tab.locator("[role=dialog]").count() == 0
    assert page.tab.evaluate("String(getSelection())") == "" and page.tab.evaluate("visualViewport.scale") == 1
    assert [each["answer"]["action"] for each in desk.answers] == ["add"]
    assert page.tab.evaluate("""() => ["total", "tile", "icon"].map((each) => document.querySelector(`.${each}`)
      .dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })))""") == [False] * 3


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_what_lies_over_the_page(open_page, desk, browser, size):
    page = open_page("sale", size, dark=size == "tablet")
    found = {}

    def look_at(name, selector):
        page.tab.wait_for_selector(selector)
        time.sleep(0.3)
        if SHOTS:
            page.tab.screenshot(path=Path(SHOTS) / f"{size}-over-{name}.png")
        violations = Axe().run(page.tab).response["violations"]
        small = page.tab.evaluate(SMALL)
        if violations or small:
            found[name] = [(each["id"], each["nodes"][0]["html"][:120]) for each in violations] + small

    page.tap("button.line")
    look_at("editor", ".line-edit")
    page.tap(".line-edit .quantity-button")
    look_at("pad", "#over .pad")
    page.tap("#over .sheet-head .button")
    page.tap(".on-phone .more" if size == "phone" else ".goods-foot .more")
    look_at("more", "#over .choice")
    page.tap("#over .sheet-head .button")
    desk.notice("warning", {"warning": {"message": "Сценарий магазина остановлен"}})
    page.tab.wait_for_selector("#bar .notices:not([hidden])")
    page.tap("#bar .notices")
    look_at("notices", "#over .notice")
    page.tap("#over .sheet-head .button")
    desk.notice("document", {"document": {"kind": "receipt", "number": 5, "columns": 48, "qr": None,
                                          "lines": ["КАССОВЫЙ ЧЕК".center(48)]}})
    look_at("paper", ".paper")
    desk.is_cut = True
    look_at("cut", ".cover")
    assert found == {}
