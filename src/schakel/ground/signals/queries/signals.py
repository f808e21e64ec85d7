"""Reading signals: those of the actor, their teams or their organisation; what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import short_date
from schakel.ground.organisations.queries import names_of_readers
from schakel.ground.signals import access
from schakel.ground.signals.kinds import SignalKind, all_kinds, kind_named
from schakel.ground.signals.models import Signal

PAGE = 50
GONE_SHOWN = 10


class Whose(TextChoices):
    """Whose signals a list shows; more than the actor may see it never shows."""

    MINE = "mine", _("van mij")
    TEAM = "team", _("van mijn team")
    ALL = "all", _("van mijn organisatie")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for; after is the last signal of the page before."""

    whose: str = Whose.MINE.value
    watch: str = ""
    with_sleeping: bool = False
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One ground of a signal in words, and whether it is met."""

    words: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class ShownSignal:
    """A signal with its kind, its grounds in words, whose it is and to whom it was given."""

    row: Signal
    kind: SignalKind
    criteria: list[Criterion]
    holder: str
    assigned: str
    is_sleeping: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list, and whether there is more."""

    rows: list[ShownSignal]
    has_more: bool


def find_signals(wanted: Wanted) -> Found:
    """At most 50 signals, what lasts longest first. At most three statements."""
    access.SEE.check_cell(current_context())
    found = _open().filter(_of(wanted.whose), kind__in=_names(wanted.watch))
    if not wanted.with_sleeping:
        found = found.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=clock.today()))
    rows = list(_after(found, wanted.after).select_related("dossier__client")[: PAGE + 1])
    return Found(_shown(rows[:PAGE]), len(rows) > PAGE)


def signals_of(dossier_id: UUID) -> tuple[list[ShownSignal], list[ShownSignal]]:
    """The signals of a dossier for the own organisation: those that stand, and the last ten that went."""
    access.SEE.check_cell(current_context())
    mine = Signal.objects.filter(dossier_id=dossier_id, kind__in=_names(""), section_bit__in=_bits())
    stand = list(mine.filter(gone_at=None).order_by("since", "id"))
    gone = list(mine.exclude(gone_at=None).order_by("-gone_at", "id")[:GONE_SHOWN])
    shown = _shown(stand + gone)
    return shown[: len(stand)], shown[len(stand) :]


def signal_visible(dossier_id: UUID, signal_id: UUID) -> Signal:
    """A signal that stands, for the own organisation. Raises NotFoundError."""
    found = _open().filter(pk=signal_id, dossier_id=dossier_id, kind__in=_names("")).first()
    if found is None:
        raise not_found()
    return found


def marks_of(dossier_ids: list[UUID]) -> dict[UUID, list[str]]:
    """The labels of what stands and does not sleep, for the rows of a list; one statement."""
    awake = _open().filter(Q(snoozed_until=None) | Q(snoozed_until__lte=clock.today()))
    rows = awake.filter(dossier_id__in=dossier_ids, kind__in=_names("")).order_by("since", "id")
    found: dict[UUID, list[str]] = {}
    for dossier_id, kind in rows.values_list("dossier_id", "kind"):
        found.setdefault(dossier_id, []).append(str(kind_named(kind).label))
    return found


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many signals of a kind wait and sleep at the own organisation."""

    kind: SignalKind
    waiting: int
    sleeping: int


def counts() -> list[KindCount]:
    """Numbers without persons, for the organisation's administrator; every kind, also without signals."""
    access.COUNT.check(current_context(), {})
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from signals_counts()")
        found = {name: (waiting, sleeping) for name, waiting, sleeping in cursor.fetchall()}
    return [KindCount(kind, *found.get(kind.name, (0, 0))) for kind in all_kinds()]


def _open() -> QuerySet[Signal]:
    return Signal.objects.filter(gone_at=None, section_bit__in=_bits()).order_by("since", "id")


def _bits() -> list[int]:
    """The sections that the purpose in force allows; the grants stand in row-level security."""
    return [int(section) for section in sections_allowed()]


def _names(watch: str) -> list[str]:
    """The kinds for the actor's role, of one list or of all."""
    role = current_context().actor.role
    return [k.name for k in all_kinds() if role in k.roles and (not watch or k.watch == watch)]


def _of(whose: str) -> Q:
    actor = current_context().actor
    own = Q(organisation_id=actor.organisation_id)
    if whose == Whose.ALL:
        return own
    readers = list(actor.all_readers) if whose == Whose.TEAM else [actor.reader_id]
    given = Q(assigned_id__in=readers)
    return own & (given | Q(assigned=None, reader_id__in=readers))


def _after(found: QuerySet[Signal], after: UUID | None) -> QuerySet[Signal]:
    since = Signal.objects.filter(pk=after).values_list("since", flat=True).first() if after else None
    if since is None:
        return found
    return found.filter(Q(since__gt=since) | Q(since=since, pk__gt=after))


def _shown(rows: Iterable[Signal]) -> list[ShownSignal]:
    signals = list(rows)
    readers = {r for s in signals for r in (s.reader_id, s.assigned_id) if r is not None}
    names = names_of_readers(readers) if readers else {}
    return [
        ShownSignal(
            signal,
            kind_named(signal.kind),
            [_criterion(signal.kind, one) for one in signal.criteria],
            names[signal.reader_id].name if signal.reader_id in names else "",
            names[signal.assigned_id].name if signal.assigned_id in names else "",
            signal.sleeps_on(clock.today()),
        )
        for signal in signals
    ]


def _criterion(kind: str, stored: dict[str, Any]) -> Criterion:
    met, not_met = kind_named(kind).criteria[stored["code"]]
    day = short_date(date.fromisoformat(stored["on"]), clock.today()) if "on" in stored else ""
    return Criterion(str(met if stored["met"] else not_met) % {"day": day}, stored["met"])
