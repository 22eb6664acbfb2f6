"""A real till for one story: `kassa-serve` of the build, with a data folder of its own.

`KASSA_PAGE=Sources/KassaServer/Page` takes the page's files from there instead of from the binary: what one
writes is tried without a build."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from fixture_server import BUILD, POLICY, ROOT, TYPES, packed
from look import until

CAFE = ROOT / "Scripts/lua/stores/cafe"
PAGE = os.environ.get("KASSA_PAGE")
PREPARED = {}


class ServedTill:
    """A till that runs `store` until `stop`; `url` is where, `code` lets one browser in.

    `terminals` are what stands behind `terminals add --provider`, a list for each."""

    def __init__(self, store=CAFE, goods=CAFE / "goods.csv", pins=None, listen="127.0.0.1", terminals=()):
        self.store, self.listen = store, listen
        self.kept = tempfile.TemporaryDirectory(prefix="kassa-browser-")
        self.data = Path(self.kept.name)
        self.prepare(goods, pins or {})
        for words in terminals:
            self.add_terminal(*words)
        self.port = 0
        self.start()

    def prepare(self, goods, pins):
        """Goods and PINs: the same folder to begin with for tills that have the same."""
        known = (self.store, goods, *pins.items())
        if known in PREPARED:
            shutil.copytree(PREPARED[known].name, self.data, dirs_exist_ok=True)
            return
        if goods:
            self.run("goods", "import", goods)
        for name, pin in pins.items():
            self.run("people", "pin", name, "--store", self.store, said=f"{pin}\n{pin}\n")
        PREPARED[known] = tempfile.TemporaryDirectory(prefix="kassa-browser-")
        shutil.copytree(self.data, PREPARED[known].name, dirs_exist_ok=True)

    def add_terminal(self, provider, *words):
        self.run("terminals", "add", "--store", self.store, "--provider", provider, *words)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, *words, said=""):
        """What `kassa-run` prints for a command about this till's folder."""
        command = [BUILD / "kassa-run", *words, "--data", self.data]
        return subprocess.run(command, input=said, text=True, check=True, capture_output=True,
                              timeout=60).stdout

    def start(self, *options):
        """Starts it, at the port that it had before."""
        self.process = subprocess.Popen(
            [BUILD / "kassa-serve", "--store", self.store, "--data", self.data,
             "--listen", f"{self.listen}:{self.port}", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert "/#code=" in line, f"kassa-serve said: {line}"
        self.url, self.code = line.strip().split("/#code=")
        self.port = int(self.url.rsplit(":", 1)[1])

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.kill()
        self.process.stdout.close()
        self.kept.cleanup()


def step(page, selector, prompt):
    """Presses, and waits for the prompt that it leads to, until that one hears."""
    shown = page.hears().number()
    page.tap(selector)
    # One of the same id is another: what was pressed has opened a sheet, or is answered.
    assert until(lambda: page.number() != shown or page.has_sheet(), 6), (selector, prompt)
    page.wait(prompt).hears()


def pin(page):
    for digit in "123456":
        page.tap(f".pad-key:text-is('{digit}')")
    page.tap(".done")


def sign_in(page):
    """«Борис», whose PIN is 123456."""
    page.wait("sign_in.name").hears()
    step(page, "[data-id='Борис']", "sign_in.pin")
    pin(page)
    page.wait("sale").hears()


def page_of_folder(context):
    """Where `KASSA_PAGE` says so, the context gets the page from there."""
    if PAGE:
        context.route(re.compile(r"^http://[^/]+/(page/.*|customer)?(#.*)?$"), from_folder)


def from_folder(route):
    path = re.sub(r"^http://[^/]+|#.*|(?<=/page)/[0-9a-f]{8}", "", route.request.url)
    names = {"/": "index.html", "/customer": "customer.html"}
    file = Path(PAGE) / names.get(path, path.lstrip("/"))
    route.fulfill(body=packed(file), headers={
        "content-type": TYPES[file.suffix],
        "content-security-policy": POLICY + "; trusted-types 'none'"})
