"""Kinds of signals, registered by the room that knows the cause; the cause itself is a function in SQL.

For a kind `x` the database has `signals_find_x(dossiers uuid[], days jsonb)`, from a migration of that room,
run as the owner: who acts may see only a part of what a signal is computed from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role, Section
from schakel.ground.norms.house import Figure
from schakel.ground.norms.uses import Use, UseKind, register_use
from schakel.ground.people.verbs import DEATH

Words = str | Promise

GUIDANCE_CHANGES = frozenset(
    {"dossier.open", "dossier.rest", "dossier.reopen", "regie.take", "regie.undo", "handover.take_up", DEATH}
)
"""Acts after which someone else guides the client, or nobody does any more."""


class Watch(TextChoices):
    """The lists that signals are grouped in (R036, and work that is later than a house norm)."""

    NOBODY = "nobody", _("niemand verantwoordelijk")
    NOT_TAKEN_UP = "not_taken_up", _("niet opgepakt")
    GAP = "gap", _("tussen wal en schip")
    LATE = "late", _("blijft liggen")


@dataclass(frozen=True, slots=True)
class HouseDay:
    """The day that a house norm gives: ahead of today, or else the last one that is beyond it."""

    key: str
    is_ahead: bool

    def counted(self, figure: Figure, today: date) -> str:
        """The day as the SQL reads it."""
        return (figure.ahead(today) if self.is_ahead else figure.beyond(today)).isoformat()


def no_thresholds(_today: date) -> dict[str, Any]:
    """For a kind whose days all follow from house norms, or that looks at no day at all."""
    return {}


@dataclass(frozen=True, slots=True)
class SignalKind:
    """One kind: what it says, its section and roles, how long it may wait, and what makes it come or go.

    criteria gives the words of each code, met and not met, with %(day)s where the day belongs. thresholds
    turns a day into what the SQL compares with; house_days names the days that follow from a house norm,
    which each organisation may set for itself. url_name is where one acts, taking dossier_id.
    """

    name: str
    label: Words
    watch: Watch
    section: Section
    roles: frozenset[Role]
    max_snooze_days: int
    verbs: frozenset[str]
    criteria: Mapping[str, tuple[Words, Words]]
    url_name: str
    thresholds: Callable[[date], dict[str, Any]] = no_thresholds
    advice: Words = field(default="")
    house_days: Mapping[str, HouseDay] = field(default_factory=dict)


_kinds: dict[str, SignalKind] = {}


def register_kind(kind: SignalKind) -> None:
    """Add a kind at start-up. Raises ValueError for a name that no function in SQL can have."""
    if not re.fullmatch(r"[a-z][a-z_]{0,39}", kind.name):
        raise ValueError(f"{kind.name} is no name for a kind of signal")
    _kinds[kind.name] = kind
    for day in kind.house_days.values():
        register_use(day.key, Use(UseKind.SIGNAL, kind.label))


def all_kinds() -> list[SignalKind]:
    """Every registered kind, by name."""
    return [kind for _name, kind in sorted(_kinds.items())]


def kind_named(name: str) -> SignalKind:
    """The kind with that name. Raises KeyError."""
    return _kinds[name]


def kinds_moved_by(verbs: Iterable[str]) -> list[SignalKind]:
    """The kinds that one of these verbs may make come or go."""
    said = frozenset(verbs)
    return [kind for kind in all_kinds() if kind.verbs & said]
