"""The main menu: the same for all who have a role, so that it is rendered once for each place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation

from schakel.ground.access.menus import Waiting, entries_for
from schakel.web.pages import page_of

IN_BAR = 6
"""So many entries stand in the bar, or one more when that is all; the others open behind a word."""


@dataclass(frozen=True, slots=True)
class Door:
    """One entry as shown: address, words, its letter after g, whether one is there, and what waits."""

    url: str
    label: str
    key: str = ""
    icon: str = ""
    current: bool = False
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu in its parts: what stands in the bar, what opens behind a word, and the markup of both."""

    nav: tuple[Door, ...] = ()
    nav_more: tuple[Door, ...] = ()
    html: str = ""

    @property
    def keyed(self) -> list[Door]:
        """The entries that have a letter."""
        return [door for door in (*self.nav, *self.nav_more) if door.key]


NO_MENU = Menu()
Waits = tuple[tuple[int, Waiting], ...]


def menu_of(role: str, path: str, *, may_ask: bool = False) -> Menu:
    """The menu of a role, seen from a page, in the language in force; may_ask for what waits."""
    map_of_addresses = settings.ROOT_URLCONF
    urls = _urls(role, map_of_addresses)
    here = tuple(number for number, url in enumerate(urls) if _is_at(url, path))
    waiting = _waiting(role, urls) if may_ask else ()
    return _made(role, map_of_addresses, translation.get_language() or "", here, waiting)


def address(url_name: str) -> str:
    """The address, or empty where the part that would answer it is not there."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def open_address(url_name: str, role: str) -> str:
    """The address, or empty where it isn't there or isn't for this role."""
    url = address(url_name)
    declared = page_of(resolve(url).func) if url else None
    return url if declared is not None and role in declared.roles else ""


def parts(doors: Sequence[Door]) -> Menu:
    """Divide a menu over the bar and what opens behind it, and render it."""
    shown = len(doors) if len(doors) <= IN_BAR + 1 else IN_BAR
    menu = Menu(tuple(doors[:shown]), tuple(doors[shown:]))
    html = render_to_string("web/components/nav.html", {"menu": menu})
    return Menu(menu.nav, menu.nav_more, html)


def _is_at(url: str, path: str) -> bool:
    """Whether a page lies at or below an entry; nothing lies below the first pages."""
    return path == url or (url.count("/") > 1 and path.startswith(url) and url not in ("/", "/me/"))


def _waiting(role: str, urls: tuple[str, ...]) -> Waits:
    found = (
        (number, entry.waiting())
        for number, (entry, url) in enumerate(zip(entries_for(role), urls, strict=True))
        if url and entry.waiting is not None
    )
    return tuple((number, what) for number, what in found if what is not None)


# The map of addresses and the language are in the keys because what is made depends on the one in force.
@lru_cache(maxsize=256)
def _urls(role: str, _map: str) -> tuple[str, ...]:
    return tuple(address(entry.url_name) for entry in entries_for(role))


@lru_cache(maxsize=4096)
def _made(role: str, in_map: str, _language: str, here: tuple[int, ...], waits: Waits) -> Menu:
    waiting = dict(waits)
    return parts(
        [
            Door(url, str(entry.label), entry.key, entry.icon, number in here, waiting.get(number))
            for number, (entry, url) in enumerate(zip(entries_for(role), _urls(role, in_map), strict=True))
            if url
        ]
    )
