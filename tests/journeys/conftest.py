"""The browser of the journeys: the system's Chromium, headless, with axe at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing(what: str) -> None:
    """Fail where CI is set; elsewhere skip, loudly."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed for the journeys")
    pytest.skip(f"SKIPPED LOUDLY: {what} is not here, so no journey was made")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing("Chromium")
    if not AXE.is_file():
        missing("axe-core (npm)")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The loop of the library runs as long as the session: every test of this process is under it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """open_browser(username) gives a page of its own, logged in with the password of the tests' world."""
    contexts = []

    def opened(username: str, password: str, *, width: int = 1280, script: bool = True) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="nl-NL",
            java_script_enabled=script,
            bypass_csp=True,
        )
        contexts.append(context)
        context.has_script = script
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto("/login/")
        page.get_by_label("Inlognaam").fill(username)
        page.get_by_label("Wachtwoord").fill(password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()


def _show_whole(page: Any) -> None:
    """A window as tall as its page: at the bottom of a phone the doors lie over what can be scrolled away."""
    page.wait_for_load_state()
    page.locator("main").first.wait_for()
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(900, height + 160)})


@pytest.fixture
def audit() -> Callable[[Any], None]:
    """Assert that axe finds nothing against WCAG 2.0 to 2.2 A and AA on the page, and no overflow."""

    def audited(page: Any) -> None:
        assert getattr(page.context, "has_script", True), "axe never answers where scripts are off"
        _show_whole(page)
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        wrong = [
            f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"][:2]
        ]
        assert wrong == [], page.url
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0, f"{page.url} is too wide"

    return audited
