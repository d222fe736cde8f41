"""The real server, started as people start it, and a browser that notices what should not be."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from kpis.settings import ROOT

WHOLE = ROOT / "kpis" / "ui" / "server.py"
CHROMIUM = Path("/usr/bin/chromium")
# What Chromium asks for on its own would be counted as ours.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--no-default-browser-check", "--disable-default-apps", "--mute-audio"),
)
PROJECTOR = {"width": 1920, "height": 1080}
LAPTOP = {"width": 1366, "height": 768}
# Streamlit looks for its own parts under the page's path before it looks at the root.
PROBES = re.compile(r"/_stcore/(health|host-config)$")
# As a reader follows one of the dashboard's own links: the window stays.
FOLLOW = """(address) => {
  const link = document.createElement("a");
  Object.assign(link, {href: address}).dataset.nav = "";
  document.body.append(link);
  link.click();
  link.remove();
}"""
_PASSWORD = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")
_INSIDE = ("data:", "blob:", "about:", "chrome-extension:")
# A followed link changes the address before the script runs: until the server has answered and
# something of the page has changed since, what stands there is of the page before, which may still
# be drawing a table of its own. A short run may never be seen running, and where only the part
# after # changes, nothing runs.
WAITS = """(() => {
  const bare = (url) => url.split("#")[0];
  const inside = ({target}) => target.parentElement?.closest("[data-testid=stMain]")
    || target.dataset?.testid === "stApp";
  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", () => {
        if (window.waits === "answer") window.waits = "drawing";
      });
    }
  };
  new MutationObserver((changes) => {
    if (window.waits === "drawing" && changes.some(inside)) window.waits = "";
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  window.addEventListener("popstate", () => { window.waits = "answer"; });
  window.addEventListener("hashchange", (event) => {
    if (bare(event.oldURL) === bare(event.newURL)) window.waits = "";
  });
})()"""
DRAWN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app && app.dataset.testScriptState === "notRunning"
    && !window.waits && document.fonts.status === "loaded"
    && app.dataset.testConnectionState === "CONNECTED"
    && document.querySelector("[data-testid=stMain] h1, .k-deck, [data-testid=stAlert]")
    && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
    && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(
      (one) => one.querySelector(".main-svg"));
}"""


@dataclass(frozen=True)
class Site:
    """A running server, and the one-time password of its first administrator."""

    port: int
    folder: Path
    password: str
    process: int

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(folder: Path, script: Path = WHOLE) -> Iterator[Site]:
    """Run the whole dashboard, or another script, over a data folder until this ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "KPIS_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = {"port": port, "address": "127.0.0.1", "headless": "true"}
    command += [f"--server.{name}={value}" for name, value in options.items()]
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait(port, process)
            said.seek(0)
            found = _PASSWORD.findall(said.read())
            yield Site(port, folder, found[0] if found else "", process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _wait(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        assert process.poll() is None
        con = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            con.request("GET", "/_stcore/health")
            con.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            con.close()
    raise TimeoutError


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus. Raises ``AssertionError`` if none has."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => !!document.activeElement?.matches(what)", selector):
            return
    raise AssertionError(selector)


@dataclass
class Visitor:
    """One person's browser window, and everything it did that nobody asked for."""

    context: BrowserContext
    root: str
    page: Page
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @classmethod
    def arrive(cls, browser: Browser, root: str, **options: object) -> "Visitor":
        """Open a window of its own; ``options`` are those of a browser context."""
        context = browser.new_context(**{"viewport": PROJECTOR, "locale": "vi-VN", **options})
        context.set_default_timeout(20_000)
        context.add_init_script(WAITS)
        one = cls(context, root, context.new_page())
        context.on("request", lambda request: one._note(request.url))
        context.on("requestfailed", lambda request: one._note(request.url))
        one.page.on("dialog", one._refuse)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("console", one._listen)
        return one

    def open(self, path: str) -> Page:
        """Go to a page as if its address had been typed; wait until all of it is drawn."""
        self.page.goto(self.root + path)
        return self.settled()

    def follow(self, path: str) -> Page:
        """Come to a page by a link of the dashboard; wait until all of it is drawn."""
        self.page.evaluate(FOLLOW, path)
        return self.settled()

    def settled(self) -> Page:
        """Wait until the script has run, and everything of it is on the screen."""
        self.page.wait_for_function(DRAWN, polling=50)
        return self.page

    def _note(self, url: str) -> None:
        if not url.startswith((f"{self.root}/", *_INSIDE)):
            self.foreign.append(url)

    def _refuse(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _listen(self, message: object) -> None:
        where = (message.location or {}).get("url", "")
        if message.type == "error" and not PROBES.search(where):
            self.complaints.append(f"{message.text} ({where})")
