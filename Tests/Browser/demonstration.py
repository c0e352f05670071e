"""The program with the demonstration in a database of its own, served as long as the tests run."""
import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PASSWORD = "isthmus-demo"
# The start builds some hundred organisations; a debug build on a busy machine takes its time.
LONGEST_START = 150


def program():
    """The path of the program: what ISTHMUS_BINARY names, else the release build, else the debug build."""
    cache = Path(os.environ.get("ISTHMUS_CACHE")
                 or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "isthmus")
    named = os.environ.get("ISTHMUS_BINARY")
    places = [Path(named)] if named else [cache / "release/release/isthmus", cache / "debug/debug/isthmus"]
    for place in places:
        if place.is_file():
            return place.resolve()
    raise SystemExit(f"The program is not there: {', '.join(map(str, places))}")


class Demonstration:
    """A running server: `address` is where, `mail` the folder its mail goes to."""

    # What serves it.
    command = "run"

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="isthmus-browser-"))
        self.mail = self.folder / "mail"
        self.mail.mkdir()
        self.database = self.folder / "demo.db"
        self.prepare()
        self.log = self.folder / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [program(), self.command, "--database", self.database, "--port", "0", "--mail-directory", self.mail],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=self.folder)
        try:
            self.address = self._wait()
        except BaseException:
            self.end()
            raise

    def prepare(self):
        """Before it is served: nothing, since `run` builds the demonstration by itself."""

    def _wait(self):
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end:
            said = self.log.read_text(errors="replace")
            if found := re.search(r"serves (http://[\d.]+:\d+)", said):
                return found[1]
            if self.process.poll() is not None:
                raise RuntimeError(f"The program ended with {self.process.returncode}:\n{said[-3000:]}")
            time.sleep(0.1)
        raise RuntimeError(f"The program does not serve after {LONGEST_START} s:\n{said[-3000:]}")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def visitor(self, language="en"):
        return Visitor(self.address, language)


class Visitor:
    """Somebody who asks for addresses without a browser, with cookies of their own."""

    def __init__(self, address, language):
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener.addheaders = [("Accept-Language", language)]

    def get(self, path):
        """Status, headers and body."""
        try:
            with self.opener.open(self.address + path, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def text(self, path):
        return self.get(path)[2].decode()

    def json(self, path):
        return json.loads(self.get(path)[2])

    def sign_in(self, email):
        """The session's token."""
        token = re.search(r'name="form_token" value="([^"]+)"', self.text("/sign-in"))[1]
        given = {"form_token": token, "email": email, "password": PASSWORD, "return": "/desk"}
        self.opener.open(self.address + "/sign-in", urllib.parse.urlencode(given).encode(), timeout=30).close()
        return next(cookie.value for cookie in self.cookies if cookie.name == "isthmus_session")


def things(demonstration):
    """Paths of one thing of each kind, each the fullest of those looked at."""
    visitor = demonstration.visitor()
    found = {}
    for kind in ["organisations", "people", "competences", "projects", "networks", "calls", "events", "event-programmes",
                 "programmes",
                 "mobility", "obstacles", "bodies"]:
        items = visitor.json(f"/api/v1/{kind}?limit=12")["items"]
        found[kind] = max((f"/{kind}/{item['id']}" for item in items), key=lambda path: len(visitor.text(path)))
    return found
