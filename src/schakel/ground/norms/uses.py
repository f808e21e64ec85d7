"""What uses a norm: each room tells which signals, terms, letters, choices and dossiers it touches (R300)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class UseKind(TextChoices):
    """In what way a norm is used."""

    SIGNAL = "signal", _("signaal")
    TERM = "term", _("termijn")
    FIGURE = "figure", _("cijfer")
    LETTER = "letter", _("brief")
    SERVICE = "service", _("dienst")
    DECISION = "decision", _("keuze")
    CASE = "case", _("lopend dossier")


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that changes with the norm, or a count of things as far as the viewer may see them.

    is_more says that counting stopped at count; url leads to the thing, where there is a page.
    """

    kind: UseKind
    label: str | Promise
    url: str = ""
    count: int | None = None
    is_more: bool = False


MOST_COUNTED = 100
"""Counting stops here: more says no more, and costs."""

Teller = Callable[[str], Iterable[Use]]
"""Tells what uses a norm, with a statement or two of its own; only for the page on one norm."""

_standing: dict[str, list[Use]] = {}
_tellers: dict[str, Teller] = {}


def register_use(norm_id: str, use: Use) -> None:
    """Say at start-up that something always rests on this norm; the same twice counts once."""
    uses = _standing.setdefault(norm_id, [])
    if not any((use.kind, use.label) == (known.kind, known.label) for known in uses):
        uses.append(use)


def register_teller(name: str, teller: Teller) -> None:
    """Let a room tell what now uses a norm, at start-up; a name registered again replaces its teller."""
    _tellers[name] = teller


def standing_uses(norm_id: str) -> list[Use]:
    """What always rests on this norm; no statement."""
    return list(_standing.get(norm_id, ()))


def uses_of(norm_id: str) -> list[Use]:
    """Everything that uses this norm, as far as who looks may see it, by kind."""
    told = [use for teller in _tellers.values() for use in teller(norm_id)]
    order = list(UseKind)
    return sorted([*standing_uses(norm_id), *told], key=lambda use: order.index(use.kind))
