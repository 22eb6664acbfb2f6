"""What a till carries of the page: as small as promised, and nothing lost on the way."""

import re
import subprocess

import pytest

from fixture_server import PAGE, TOOL, TYPES, packed

SCRIPTS = [
    'return "a // no comment" + \'/* nor\\\' this */\' // but this',
    "return `one  ${ {a: `two  ${1 +  /* three */ 2}  // text`}.a }  end` + `\\`  \\${x}`",
    "const half = 6 /  2 / 3; return [half, /[/'\"]  +/.test(\"/  '\"), /a\\/ +b/.source]",
    "let n = 1; const m = n - -n + +n; return [m, n++ + ++n, n - --n] // end",
    "/** @type {number} */ (globalThis).seen = 1;\n  return typeof seen === 'number'\n    ? 'yes : no'\n    : 'no'",
    "const f = (x) => { if (x) { return /x/.test('x'); }\n\n // nothing\n return `${x}` };\nreturn [f(1), f(0)]",
    "label: for (const a of [1, 2]) {\n  for (const b in { c: 1 }) {\n    continue label;\n  }\n}\nreturn `a\n  b`",
    "const f = (a, b,) => a + b; const o = { a: 1, 'b,}': [1, ,], };\nreturn [f(1, 2,), o, [,].length, ',)', `${[1,]},}`]",
    "const a = { in: 1, of: 2 }; const { in: x, of: y } = a; return x < y && !(y <= x) ? [x, , y].length : 0",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_stripped_script_does_the_same(browser, tmp_path, script):
    file = tmp_path / "script.js"
    file.write_text(script)
    page = browser.new_page()
    run = "text => JSON.stringify(new Function(text)())"
    whole, stripped = page.evaluate(run, script), page.evaluate(run, packed(file).decode())
    page.close()
    assert stripped == whole


def test_a_stripped_style_says_the_same(browser):
    page = browser.new_page()
    # What names a variable stays as it was written, spaces after commas too.
    rules = """text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
      return [...sheet.cssRules].map((each) => each.cssText.replaceAll(", ", ",")); }"""
    for file in sorted(PAGE.glob("page/*.css")):
        whole = page.evaluate(rules, file.read_text())
        assert whole != [] and page.evaluate(rules, packed(file).decode()) == whole, file.name
    page.close()


def test_nothing_of_a_font_is_stripped():
    for file in PAGE.glob("page/*.woff2"):
        assert packed(file) == file.read_bytes()


def test_the_whole_page_with_its_fonts_stays_under_150_kb():
    # The customer's page is another one.
    files = [file for file in PAGE.rglob("*")
             if file.suffix in TYPES and file.suffix != ".txt" and "customer" not in file.name]
    assert len(files) > 50
    # What it loads it names by its build: "/page/" and eight digits more.
    addresses = (PAGE / "index.html").read_text().count('"/page/')
    assert sum(len(packed(file)) for file in files) + 9 * addresses <= 150_000


def test_without_a_file_it_fails():
    run = subprocess.run([TOOL, "strip", "/nowhere.js"], capture_output=True)
    assert run.returncode != 0


@pytest.mark.parametrize("html, root", [("index.html", "till.js"), ("customer.html", "customer.js")])
def test_each_module_is_asked_for_with_the_page_not_once_another_names_it(html, root):
    found, left = set(), [root]
    while left:
        text = (PAGE / "page" / left.pop()).read_text()
        named = re.findall(r'^(?:import|export)[^;]*?"\./(\w+\.js)"', text, re.MULTILINE)
        left += [each for each in named if each not in found]
        found.update(named)
    asked = re.findall(r'rel="modulepreload" href="/page/(\w+\.js)"', (PAGE / html).read_text())
    assert sorted(asked) == sorted(found)
