"""Two browsers behind one small interface: Firefox by its own Marionette, WebKitGTK by its WebDriver.

Both know the commands of WebDriver; only how they are sent differs, so no library is between. With scripts or
without, and how wide, are settings with which a browser starts.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PHONE, DESK = 320, 1280
PATIENCE = 30.0
MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"


class EngineError(AssertionError):
    """A browser refused a command; the message is its own."""


class Engine(ABC):
    """A browser of one width, with or without script."""

    @abstractmethod
    def send(self, name: str, **values: Any) -> Any:
        """One command of WebDriver, by its name in the standard; returns its value. Raises EngineError."""

    def complaints(self) -> list[str]:
        """What the console was told: errors of scripts, what the policy held back; only Firefox tells."""
        return []

    def open(self, url: str) -> None:
        """Go to an address and wait for it."""
        self.send("Navigate", url=url)

    @property
    def url(self) -> str:
        """The address of now."""
        return str(self.send("GetCurrentURL"))

    def all(self, css: str) -> list[str]:
        """The elements that fit, each by the reference that later commands take."""
        return [found[ELEMENT] for found in self.send("FindElements", using="css selector", value=css)]

    def one(self, css: str) -> str:
        """The first element that fits, once it is there."""
        return self._awaited("css selector", css)

    def said(self, tag: str, words: str) -> str:
        """The first element of a tag that says these words, once it is there."""
        return self._awaited("xpath", f'//{tag}[contains(normalize-space(.), "{words}")]')

    def text(self, css: str) -> str:
        """What a reader sees in an element."""
        return str(self.send("GetElementText", id=self.one(css)))

    def press(self, element: str) -> None:
        """Click an element."""
        self.send("ElementClick", id=element)

    def type(self, css: str, words: str) -> None:
        """Fill a field, or choose a file by its path."""
        element = self.one(css)
        if 'type="file"' not in css:
            self.send("ElementClear", id=element)
        self.send("ElementSendKeys", id=element, text=words)

    def submit(self, css: str) -> None:
        """Press a button that leads to another page, and wait until the old one is gone."""
        before = self.one("html")
        self.press(self.one(css))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.all("main") and self.one("html") != before:
                return
            time.sleep(0.1)
        raise EngineError(f"nothing came after {css} on {self.url}")

    def evaluate(self, script: str) -> Any:
        """What a script returns; only where scripts are on."""
        return self.send("ExecuteScript", script=script, args=[])

    def _awaited(self, using: str, value: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while True:
            found = self.send("FindElements", using=using, value=value)
            if found:
                return str(found[0][ELEMENT])
            if time.monotonic() > deadline:
                raise EngineError(f"{value} is not on {self.url}")
            time.sleep(0.1)


class Firefox(Engine):
    """Firefox over Marionette: messages of JSON with their length before them."""

    def __init__(self, port: int, zoom: float) -> None:
        self._socket, self._buffer, self._number, self._zoom = _connected(port), b"", 0, zoom
        self._receive()
        self.send("NewSession", capabilities={"alwaysMatch": {}})

    def send(self, name: str, **values: Any) -> Any:
        """As Engine says."""
        answer = self._ask(f"WebDriver:{name}", values)
        return answer.get("value") if isinstance(answer, dict) and "value" in answer else answer

    def open(self, url: str) -> None:
        """As Engine says; the page is magnified so far that a phone's width fits in the window."""
        super().open(url)
        self._of_browser(f"gBrowser.selectedBrowser.fullZoom = {self._zoom}")

    def complaints(self) -> list[str]:
        """Asked of the browser itself, which keeps them for all its pages."""
        found = self._of_browser(
            "return Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError)"
            ".filter(m => !(m.flags & Ci.nsIScriptError.warningFlag))"
            ".filter(m => /content javascript|csp/i.test(m.category))"
            ".map(m => m.category + ': ' + m.errorMessage)"
        )
        return [str(line) for line in found]

    def _of_browser(self, script: str) -> Any:
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.send("ExecuteScript", script=script, args=[])
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})

    def _ask(self, name: str, values: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, values]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _kind, _number, error, value = self._receive()
        if error:
            raise EngineError(f"{name}: {error['error']}: {error['message']}")
        return value

    def _receive(self) -> Any:
        while b":" not in self._buffer:
            self._more()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._more()
        message, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(message)

    def _more(self) -> None:
        chunk = self._socket.recv(1 << 16)
        if not chunk:
            raise EngineError("Firefox went away")
        self._buffer += chunk

    def end(self) -> None:
        """Let go of the browser."""
        self._socket.close()


_WEBKIT = {
    "Navigate": ("POST", "/url"),
    "GetCurrentURL": ("GET", "/url"),
    "FindElements": ("POST", "/elements"),
    "GetElementText": ("GET", "/element/{id}/text"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementClear": ("POST", "/element/{id}/clear"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "SetWindowRect": ("POST", "/window/rect"),
}


class WebKit(Engine):
    """WebKitGTK's small browser over WebDriver's addresses."""

    def __init__(self, port: int, options: list[str]) -> None:
        self._base = f"http://127.0.0.1:{port}"
        _connected(port).close()
        asked = {"webkitgtk:browserOptions": {"binary": mini_browser(), "args": ["--automation", *options]}}
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        self._base += f"/session/{made['sessionId']}"

    def send(self, name: str, **values: Any) -> Any:
        """As Engine says."""
        method, path = _WEBKIT[name]
        return self._ask(method, path.format(id=values.pop("id", "")), values if method == "POST" else None)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._base + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise EngineError(f"{path}: {error.read().decode(errors='replace')[:400]}") from None

    def end(self) -> None:
        """Close the browser; its driver ends with the block that started it."""
        self._ask("DELETE", "", None)


def mini_browser() -> str | None:
    """Where WebKitGTK's small browser is, if it is here."""
    return next((str(path) for path in Path("/").glob(MINI_BROWSER.lstrip("/"))), None)


def absent(engine: str) -> list[str]:
    """What an engine needs and this machine lacks, by the name of its package."""
    if engine == "firefox":
        return [] if _firefox() else ["firefox-esr"]
    lacks = [name for name, path in (("webkit2gtk-driver", shutil.which("WebKitWebDriver")),) if not path]
    return lacks + [name for name, path in (("xvfb", shutil.which("Xvfb")),) if not path]


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def running(engine: str, folder: Path, *, width: int = DESK, script: bool = True) -> Iterator[Engine]:
    """A fresh browser of one engine; folder keeps its profile and what it writes."""
    start = running_firefox if engine == "firefox" else running_webkit
    with start(folder, width=width, script=script) as browser:
        yield browser


@contextmanager
def running_firefox(folder: Path, *, width: int, script: bool) -> Iterator[Engine]:
    """Firefox, headless. Its window is never narrower than 500 pixels, so a phone's is that, magnified."""
    port = _free_port()
    window = max(500, width)
    preferences: dict[str, Any] = {
        "marionette.port": port,
        "javascript.enabled": script,
        "browser.zoom.siteSpecific": False,
        "ui.useOverlayScrollbars": 1,
        "intl.accept_languages": "nl",
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "app.update.auto": False,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (folder / "user.js").write_text("".join(lines))
    options = [
        "--headless",
        "--no-remote",
        "--marionette",
        "--remote-allow-system-access",
        "--profile",
        str(folder),
    ]
    size = ["--width", str(window), "--height", "900"]
    with _process([_firefox() or "firefox", *options, *size], folder, {}):
        browser = Firefox(port, window / width)
        try:
            browser.send("SetWindowRect", width=window, height=900)
            yield browser
        finally:
            browser.end()


@contextmanager
def running_webkit(folder: Path, *, width: int, script: bool) -> Iterator[Engine]:
    """WebKitGTK's browser on a screen of its own, which it fills: so it is as narrow as it can be."""
    reader, writer = os.pipe()
    screen = f"{width}x900x24"
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp"]
    with os.fdopen(reader) as told, _process(words, folder, {}, keep=(writer,)):
        os.close(writer)
        display = f":{told.readline().strip()}"
        port = _free_port()
        settings = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LANGUAGE": "nl"}
        driver = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
        options = ["--full-screen"]
        options += [] if script else ["--enable-javascript=false"]
        with _process(driver, folder, settings):
            browser = WebKit(port, options)
            try:
                browser.send("SetWindowRect", width=width, height=900)
                yield browser
            finally:
                browser.end()


@contextmanager
def _process(
    words: list[str], folder: Path, settings: dict[str, str], *, keep: tuple[int, ...] = ()
) -> Iterator[Path]:
    """A program until the block ends; gives the file to which it writes."""
    log = folder / f"{Path(words[0]).name}.log"
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "NO_AT_BRIDGE": "1"}
    with log.open("wb") as file:
        process = subprocess.Popen(
            words, stdout=file, stderr=file, env={**os.environ, **own, **settings}, pass_fds=keep
        )
    try:
        yield log
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            if time.monotonic() > deadline:
                raise EngineError(f"nothing listens at port {port}") from None
            time.sleep(0.1)
