"""The main menu: each room registers its entries, and a role sees only what exists and is for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role


class Theme(TextChoices):
    """What an administrator's page is about; the order is that of the page that lists them all."""

    PEOPLE = "people", _("Mensen en toegang")
    ORGANISATION = "organisation", _("Organisatie en partners")
    WORK = "work", _("Werkwijze")
    FIGURES = "figures", _("Cijfers en signalen")
    FILES = "files", _("Bestanden en achtergrond")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits behind an entry: a short figure to see, and the same in words to hear."""

    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry: its address by name, its words, for whom, and where it stands.

    key is its letter after g; about says in a sentence what one finds there, and theme where it stands among
    the pages of an administrator. waiting tells what waits there
    for whoever acts, in one statement at most: every page with a menu asks it.
    """

    url_name: str
    label: str | Promise
    roles: frozenset[Role]
    order: int
    key: str = ""
    icon: str = ""
    about: str | Promise = ""
    theme: Theme | None = None
    waiting: Callable[[], Waiting | None] | None = None


_entries: dict[str, MenuEntry] = {}


def register_entry(entry: MenuEntry) -> None:
    """Add an entry at start-up; the same address twice is one entry."""
    _entries[entry.url_name] = entry


def entries_for(role: str) -> list[MenuEntry]:
    """What a role sees, in the order that is the same for everyone."""
    return sorted((e for e in _entries.values() if role in e.roles), key=lambda e: e.order)


def start_of(role: str) -> str:
    """The address by name where a role begins its day."""
    entries = entries_for(role)
    return entries[0].url_name if entries else "web:empty"
