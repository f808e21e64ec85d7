"""Steps that journeys share."""

from __future__ import annotations

from typing import Any


def choose(page: Any, name: str) -> None:
    """Follow an entry of the menu, behind "Meer" when it stands there."""
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    if not menu.get_by_role("link", name=name, exact=True).is_visible():
        menu.locator("summary").click()
    menu.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()
