"""Panels and tabs of the dossier page: a higher room registers its part, this room shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from schakel.ground.access.types import Role, Section

Slot = Literal["main", "side"]


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: where it stands, the section it needs, its template and what fills it."""

    name: str
    slot: Slot
    order: int
    section: Section
    template: str
    load: Callable[[UUID], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the dossier: its address by name (taking dossier_id), its words and its section.

    roles narrows for whom it is there at all; empty is everybody.
    """

    url_name: str
    label: str | Promise
    section: Section
    order: int
    roles: frozenset[Role] = frozenset()


RowMarks = Callable[[list[UUID]], dict[UUID, list[str]]]

_row_marks: list[RowMarks] = []
_panels: dict[str, Panel] = {}
_tabs: dict[str, Tab] = {}


def register_panel(panel: Panel) -> None:
    """Add a panel at start-up."""
    _panels[panel.name] = panel


def register_tab(tab: Tab) -> None:
    """Add a tab at start-up."""
    _tabs[tab.url_name] = tab


def panels_in(slot: Slot) -> list[Panel]:
    """The panels of a slot in order."""
    return sorted((p for p in _panels.values() if p.slot == slot), key=lambda p: p.order)


def all_tabs() -> list[Tab]:
    """All tabs in order."""
    return sorted(_tabs.values(), key=lambda t: t.order)


def register_row_marks(marks: RowMarks) -> None:
    """Let a higher room put short words at the rows of the list of clients; one statement for all rows."""
    if marks not in _row_marks:
        _row_marks.append(marks)


def row_marks(dossier_ids: list[UUID]) -> dict[UUID, list[str]]:
    """What the rooms above say of each of these dossiers."""
    found: dict[UUID, list[str]] = {}
    for marks in _row_marks if dossier_ids else ():
        for dossier_id, words in marks(dossier_ids).items():
            found.setdefault(dossier_id, []).extend(words)
    return found


_draft_pages: dict[str, str] = {}


def register_draft_page(kind: str, url_name: str) -> None:
    """Say at start-up on which page of a dossier a draft of that kind is written."""
    _draft_pages[kind] = url_name


def draft_url(kind: str, dossier_id: UUID) -> str:
    """Where to go on with a draft; the dossier itself where no room offers a page."""
    return reverse(_draft_pages.get(kind, "dossiers:dossier"), args=[dossier_id])
