"""A page that stays open for days: a dead link is noticed and outlived, and nothing of a sale stays behind."""

import itertools
import os
import time

import pytest

import look
import prompts
from look import until
from served_till import ServedTill, page_of_folder, sign_in
from test_till_trouble import connected, pinpad_at


def test_a_sale_leaves_nothing_behind_on_the_page(open_page, desk):
    desk.goods_rows = [{**prompts.GOODS[0], "id": str(n), "name": f"Товар {n}"} for n in range(200)]
    page = open_page("sale_empty")

    def sale():
        desk.show(prompts.sale([prompts.line(1)]))
        page.shows("button.line")
        # A list that moves is not pressed.
        time.sleep(0.2)
        page.tap("button.line")
        page.shows(".line-edit")
        page.tap(".goods-foot .more")
        page.shows("#over .choice")
        desk.show(prompts.window())
        page.shows(".verdict")
        desk.show(prompts.PROMPTS["cash"])
        page.shows(".pad")
        desk.notice("document", {"document": {"kind": "receipt", "number": desk.prompt["n"], "columns": 48,
                                              "qr": None, "lines": ["КАССОВЫЙ ЧЕК"] * 30}})
        desk.show(prompts.sale())
        page.shows(".paper")
        desk.show(prompts.sale([prompts.line(1)]))
        page.shows("button.line")

    sale()
    before = page.kept()
    for _ in range(5):
        sale()
    after = page.kept()
    assert after["nodes"] <= before["nodes"] + 3 and after["listeners"] <= before["listeners"], (before, after)


def sell_for_long(browser, till):
    context = browser.new_context(**look.LOOKS["monitor"], locale="ru-RU")
    # The number of what the page shows, which no page says.
    context.add_init_script("""const parse = JSON.parse;
      JSON.parse = (text) => {
        const value = parse(text);
        if (value?.prompt) globalThis.last = [value.prompt.n, value.prompt.id];
        return value;
      };""")
    page_of_folder(context)
    page = look.Page(browser, till.url, context=context, code=till.code)
    sign_in(page)
    # A call that the link lost is made again with the same key, as the page does.
    answer_in_page = """async ([path, body]) => {
      try {
        const { token } = await (await fetch("/api/1/session")).json();
        const reply = await fetch(`/api/1/${path}`, { method: "POST", body: JSON.stringify(body), headers: {
          "Content-Type": "application/json", "X-Kassa-Token": token,
          "X-Kassa-Client": sessionStorage.getItem("client") } });
        const said = await reply.text();
        return reply.ok ? null : `${reply.status} ${said}`;
      } catch (error) {
        return error.message;
      }
    }"""

    def post(path, body):
        """What the page's own tab may send, without a press."""
        said = []

        def is_taken():
            said.append(page.tab.evaluate(answer_in_page, [path, body]))
            return said[-1] is None

        assert until(is_taken), (path, body, said)

    def answer(prompt, said):
        assert until(lambda: page.tab.evaluate("last[1]") == prompt, 10), page.tab.evaluate("last")
        number = page.tab.evaluate("last[0]")
        if prompt == "payment.cash":
            # The server's own 0.7 s.
            time.sleep(0.75)
        post("answers", {"n": number, "key": f"k{number}", "answer": said})
        assert until(lambda: page.tab.evaluate("last[0]") > number, 10)

    keys = itertools.count()

    def sell(number):
        """By card, whose terminal answers at once; every tenth in cash, which nobody may hurry."""
        for each in range(3):
            code = str(4610000000000 + (number + each) % 20_000)
            post("scans", {"scan": code, "key": f"s{next(keys)}"})
        page.shows("button.line", 3)
        answer("sale", "pay.card" if number % 10 else "pay.cash")
        if number % 10 == 0:
            answer("payment.cash", 36000)
        page.shows("button.line", 0)

    def tap_milliseconds():
        """The middle of five: a tap on a tile until its sum is in the total."""
        page.shows(".paper")
        time.sleep(0.8)
        page.tap(".paper")
        page.gone(".paper")
        time.sleep(0.2)
        taken = []
        for count in range(1, 6):
            began = time.perf_counter()
            page.tap(".tile")
            assert until(lambda: str(120 * count) in page.text(".total").replace("\u00a0", ""))
            taken.append((time.perf_counter() - began) * 1000)
        answer("sale", "pay.cash")
        answer("payment.cash", 60000)
        page.shows("button.line", 0)
        return sorted(taken)[2]

    sales = int(os.environ.get("KASSA_SALES", "5000"))
    for number in range(20):
        sell(number)
    before, tap_before = page.kept(), tap_milliseconds()
    heap = page.heap_bytes()
    for number in range(sales):
        sell(number)
        if number % 50 == 7:
            page.type("123")
            time.sleep(0.3)
            page.press("Escape")
        if number % 200 == 150:
            context.set_offline(True)
            page.tab.wait_for_selector(".cover").dispose()
            context.set_offline(False)
            page.gone(".cover")
    after, tap_after = page.kept(), tap_milliseconds()
    print(f"{sales} sales: {before} → {after}, heap {heap} → {page.heap_bytes()}, "
          f"tap {tap_before:.0f} → {tap_after:.0f} ms")
    assert after["nodes"] <= before["nodes"] + 50
    assert after["listeners"] <= before["listeners"] + 3
    assert page.heap_bytes() < heap + 2_000_000
    assert tap_after < 2 * tap_before + 30
    context.close()


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


@pytest.mark.nightly
def test_5_000_sales_searches_and_lost_links_leave_the_page_as_it_was(browser, tmp_path):
    """`KASSA_SALES` sets how many."""
    goods = tmp_path / "goods.csv"
    goods.write_text("barcode;name;price;vat;measure;department;subject\n" + "".join(
        f"{4610000000000 + n};Товар {n};120,00;none;piece;d{n % 40};commodity\n" for n in range(20_000)))
    with pinpad_at(tmp_path / "pinpad" / "socket") as socket:
        with ServedTill(goods=goods, pins={"Борис": "123456"}, terminals=[connected(socket, "--mark")]) as till:
            sell_for_long(browser, till)
