"""A server that speaks docs/http.md with prompts given as JSON: the page is tried without a till.

`Desk` is what answers; a test sets its prompt, looks at what came, and can lose replies or links.
"""

import functools
import hashlib
import json
import os
import queue
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("KASSA_BUILD", ROOT / ".build/debug"))
TOOL = BUILD / "pack-lua-tool"
# A release build has none of its own.
if not TOOL.exists():
    TOOL = ROOT / ".build/debug/pack-lua-tool"
PAGE = ROOT / "Sources/KassaServer/Page"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".css": "text/css; charset=utf-8", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          "frame-ancestors 'none'; require-trusted-types-for 'script'")
CODE = "123456"
PIN = "4321"


class Desk:
    """Prompts by hand: keeps what came, and tells every stream what it is given."""

    def __init__(self, language="ru"):
        self.language, self.build = language, "fixture"
        # What a store may add to the session: `shop`, `words`, `scanner`.
        self.own = {}
        self.prompt, self.view, self.waiting = None, {"lines": [], "total": 0, "state": "empty"}, None
        self.notices, self.answers, self.scans, self.goods_rows = [], [], [], []
        self.replies, self.streams, self.customers = {}, {}, []
        self.works_client = None
        # Whether who comes is another browser, and those who have a PIN.
        self.needs_pin = False
        self.people = ["Анна", "Борис"]
        self.lose_replies = self.slow_seconds = 0
        self.refusal = None
        self.is_cut = self.is_silent = False
        self.clock_ahead_ms = 0
        self.lock = threading.RLock()
        self.stream_count = 0

    def now(self):
        return int(time.time() * 1000) + self.clock_ahead_ms

    def session(self):
        return {"build": self.build, "device": {"id": "d1", "name": "Планшет"}, "token": "token",
                "now": self.now(), "offset": 3 * 3600, "language": self.language, **self.own}

    def hello(self):
        return {"build": self.build, "now": self.now(), "offset": 3 * 3600, "language": self.language}

    def show(self, prompt):
        """Opens `prompt`; it gets a number of its own where it has none."""
        with self.lock:
            number = (self.prompt or {"n": 0})["n"] + 1
            self.prompt = {"n": number, "body": "", "buttons": [], "cancel": False, "quiet": 0,
                           "language": self.language, "title": "", **self.stands(prompt), **prompt}
            self.waiting = None
            self.tell("prompt", {"prompt": self.prompt})

    @staticmethod
    def stands(prompt):
        """Who is said to stand at the till: nobody where it is asked."""
        return {} if prompt["id"].startswith(("sign_in.", "person.")) else {"cashier": "Анна"}

    def tell(self, event, data, stream=None):
        for each in [stream] if stream else list(self.streams.values()):
            each.put((event, data))

    def show_customer(self, view, **more):
        self.view = view
        for each in self.customers:
            each.put(("view", {"view": view, **more}))

    def join(self, client):
        """What a new stream gets first, and the queue of what comes after."""
        stream = queue.Queue()
        with self.lock:
            self.stream_count += 1
            for other, each in list(self.streams.items()):
                if other == client:
                    each.put(None)
            if self.works_client is None:
                self.works_client = client
            self.streams[client] = stream
            self.greet(client)
        return stream

    def greet(self, client):
        """What a stream is told when it gains the till or is told that it has not."""
        stream, works = self.streams[client], self.works_client == client
        stream.put(("hello", {**self.hello(), "works": works}))
        if not works:
            return
        for notice in self.notices:
            stream.put((notice["event"], notice["data"]))
        if self.waiting:
            stream.put(("waiting", {"waiting": self.waiting}))
        elif self.prompt:
            stream.put(("prompt", {"prompt": self.prompt, "fresh": True}))

    def leave(self, client, stream):
        with self.lock:
            if self.streams.get(client) is stream:
                del self.streams[client]

    def hinders(self, body):
        """Why the till is not taken over; nothing for another tab of the same browser, where the till asks."""
        if "pin" in body:
            return None if body["pin"] == PIN else "pin_wrong"
        return "pin_needed" if self.needs_pin and self.works_client else None

    def take(self, client):
        with self.lock:
            lost = self.works_client
            self.works_client = client
            if lost in self.streams and lost != client:
                self.tell("taken_over", {"taken_over": True}, self.streams[lost])
                self.greet(lost)
            if client in self.streams:
                self.greet(client)

    def notice(self, event, data):
        number = len(self.notices) + 1
        data = {**data, "notice": number}
        self.notices.append({"event": event, "data": data, "number": number})
        self.tell(event, data)

    def acknowledge(self, number):
        self.notices = [each for each in self.notices if each["number"] != number]

    def answered(self, body):
        """The reply to an answer: a status and an object. Fixtures take all that names the open prompt."""
        if not self.prompt or body.get("n") != self.prompt["n"]:
            return 409, {"error": {"code": "stale_number", "message": "stale", "remedy": ""}}
        self.answers.append(body)
        if self.refusal:
            return 409, {"error": self.refusal}
        return 200, {"taken": True}

    def scanned(self, body):
        self.scans.append(body["scan"])
        return 200, {"taken": True}

    def goods(self, text="", department="", favourites="", after=""):
        rows = [each for each in self.goods_rows
                if not favourites and text.lower() in each["name"].lower()
                and (not department or each.get("department") == department)]
        departments = sorted({each["department"] for each in self.goods_rows if each.get("department")})
        start = int(after or 0)
        page = {"goods": rows[start:start + 60], "departments": departments}
        if len(rows) > start + 60:
            page["more"] = str(start + 60)
        return page


@functools.cache
def packed(path):
    """A file of the page as a till carries it."""
    command = [TOOL, "strip", path]
    return subprocess.run(command, check=True, capture_output=True, timeout=10).stdout


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    desk: Desk

    def log_message(self, *_):
        pass

    def reply(self, status, body, kind="application/json", headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", POLICY)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def is_let_in(self):
        return f"kassa-{self.server.server_port}=in" in (self.headers.get("Cookie") or "")

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = {name: values[0] for name, values in urllib.parse.parse_qs(url.query).items()}
        if url.path in ("/", "/customer"):
            name = "index.html" if url.path == "/" else "customer.html"
            return self.file(PAGE / name)
        if url.path == "/favicon.ico":
            return self.reply(204, b"")
        if url.path.startswith("/page/"):
            return self.file(PAGE / "page" / Path(url.path).name)
        if self.desk.is_cut:
            return self.reply(502, b"")
        if not self.is_let_in():
            return self.reply(401, {"error": {"code": "not_let_in", "message": "", "remedy": ""}})
        match url.path:
            case "/api/1/session":
                self.reply(200, self.desk.session())
            case "/api/1/people":
                self.reply(200, {"people": self.desk.people})
            case "/api/1/events":
                stream = self.desk.join(query["client"])
                self.stream(stream, lambda: self.desk.leave(query["client"], stream))
            case "/api/1/customer/events":
                stream = queue.Queue()
                stream.put(("hello", self.desk.hello()))
                stream.put(("view", {"view": self.desk.view}))
                self.desk.customers.append(stream)
                self.stream(stream, lambda: self.desk.customers.remove(stream))
            case "/api/1/goods":
                self.reply(200, self.desk.goods(**query))
            case _:
                self.reply(404, {})

    def file(self, path):
        if not path.is_file():
            return self.reply(404, b"")
        data = packed(path)
        self.reply(200, data, TYPES[path.suffix], [("ETag", f'"{hashlib.sha1(data).hexdigest()}"')])

    def stream(self, stream, leave):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        number = 0
        try:
            while not self.desk.is_cut:
                try:
                    event = stream.get(timeout=0.5)
                except queue.Empty:
                    if self.desk.is_silent:
                        continue
                    self.wfile.write(b": alive\n\n")
                    continue
                if event is None:
                    break
                number += 1
                data = json.dumps(event[1], ensure_ascii=False)
                self.wfile.write(f"id: {number}\nevent: {event[0]}\ndata: {data}\n\n".encode())
        except OSError:
            pass
        finally:
            leave()
            self.close_connection = True

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.desk.is_cut:
            return self.reply(502, b"")
        if self.path == "/api/1/devices":
            if body.get("code") != CODE:
                return self.reply(403, {"error": {"code": "code_wrong", "message": "", "remedy": ""}})
            cookie = f"kassa-{self.server.server_port}=in; HttpOnly; SameSite=Strict; Path=/"
            return self.reply(200, self.desk.session(), headers=[("Set-Cookie", cookie)])
        if not self.is_let_in():
            return self.reply(401, {"error": {"code": "not_let_in", "message": "", "remedy": ""}})
        if self.headers.get("X-Kassa-Token") != "token":
            return self.reply(403, {"error": {"code": "token", "message": "", "remedy": ""}})
        match self.path:
            case "/api/1/answers":
                self.once(body, self.desk.answered)
            case "/api/1/scans":
                self.once(body, self.desk.scanned)
            case "/api/1/acknowledged":
                self.desk.acknowledge(body["notice"])
                self.reply(200, {})
            case "/api/1/till/take":
                code = self.desk.hinders(body)
                if code:
                    return self.reply(409, {"error": {"code": code, "message": "", "remedy": ""}})
                self.reply(200, {"taken": True})
                self.desk.take(body["client"])
            case _:
                self.reply(404, {})

    def once(self, body, act):
        """Does what was sent, once for each key, and loses the reply where a test says so."""
        desk = self.desk
        if desk.slow_seconds:
            time.sleep(desk.slow_seconds)
        if body["key"] not in desk.replies:
            desk.replies[body["key"]] = act(body)
        if desk.lose_replies > 0:
            desk.lose_replies -= 1
            self.close_connection = True
            self.connection.close()
            return
        self.reply(*desk.replies[body["key"]])


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def serve(desk, port=0):
    """Starts the server; gives back its address and what stops it."""
    handler = type("DeskHandler", (Handler,), {"desk": desk})
    server = Server(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", server.shutdown
