"""Estimates that ask to be laid beside what happened, and how earlier ones came out, without a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connections
from django.db.models import Exists, F, OuterRef, Q

from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.shares import LEAST, small_cells, too_small
from schakel.ground.norms.house import Figure
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import Diagnosis
from schakel.jobseekers.diagnosis.queries.diagnoses import COMPARE_AFTER


def to_compare(actor: Actor, *, limit: int, after: tuple[date, UUID] | None = None) -> list[Diagnosis]:
    """In the actor's own dossiers the latest outcome of each that asks to be compared, the oldest first.

    It asks a year after it was concluded, when its plan closed, and when work was found; keyset.
    """
    access.SEE.check_cell(current_context())
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    later = Diagnosis.objects.filter(dossier_id=OuterRef("dossier_id")).filter(
        Q(concluded_on__gt=OuterRef("concluded_on"))
        | Q(concluded_on=OuterRef("concluded_on"), begun_at__gt=OuterRef("begun_at"))
    )
    found = Diagnosis.objects.filter(dossier_id__in=mine, concluded_on__isnull=False).filter(_asks(today))
    if after is not None:
        day, last = after
        found = found.filter(Q(concluded_on__gt=day) | Q(concluded_on=day, id__gt=last))
    named = found.filter(~Exists(later)).select_related("dossier__client", "result", "review")
    return list(named.order_by("concluded_on", "id")[:limit])


def _asks(today: date) -> Q:
    old = Q(
        concluded_on__lte=Figure(COMPARE_AFTER, "months").beyond(today + timedelta(days=1)),
        review__looked_back_on=None,
    )
    never = Q(review__prompted_on__isnull=False, review__looked_back_on=None)
    return old | never | Q(review__prompted_on__gt=F("review__looked_back_on"))


@dataclass(frozen=True, slots=True)
class CameOut:
    """Estimates of chance in a band of twenty percent, and how many came true; all zero where is_small.

    small are the parts (yes, partly, no) of which the number stays hidden.
    """

    team_id: UUID | None
    team: str
    band: int
    estimated: Decimal | None
    yes: int
    partly: int
    no: int
    is_small: bool = False
    small: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many were looked back on and could be judged."""
        return self.yes + self.partly + self.no

    @property
    def low(self) -> int:
        """The lowest chance of the band, in percent."""
        return self.band * 20

    @property
    def high(self) -> int:
        """The highest chance of the band, in percent."""
        return 100 if self.band == 4 else self.band * 20 + 19

    @property
    def parts(self) -> dict[str, int]:
        """How many came true, partly and not."""
        return {"yes": self.yes, "partly": self.partly, "no": self.no}

    @property
    def is_yes_hidden(self) -> bool:
        """Whether how many came true would tell of few."""
        return "yes" in self.small

    @property
    def is_partly_hidden(self) -> bool:
        """Whether how many came true in part would tell of few."""
        return "partly" in self.small


def came_out() -> list[CameOut]:
    """How estimates of the own organisation came out: the whole, then teams of five or more; one statement.

    A group of fewer than ten has no figures, nor has the one that could be worked out from the others.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from diagnosis_estimates_came_out()")
        found = [CameOut(*row) for row in cursor.fetchall()]
    bands = sorted({row.band for row in found})
    kept = [row for band in bands for row in _kept(one for one in found if one.band == band)]
    return sorted(kept, key=lambda row: (row.team_id is not None, row.team, str(row.team_id), row.band))


def _kept(rows: Iterable[CameOut]) -> Iterator[CameOut]:
    """One band: the whole stands by itself, the teams beside it."""
    found = list(rows)
    whole = {row.team_id: row.count for row in found if row.team_id is None}
    teams = {row.team_id: row.count for row in found if row.team_id is not None}
    rest = sum(whole.values()) - sum(teams.values())
    hidden = too_small({**teams, "rest": rest} if rest else teams) | {
        key for key, count in whole.items() if count < LEAST
    }
    small = _small_parts(found, hidden)
    for row in found:
        if row.team_id in hidden:
            yield replace(row, estimated=None, yes=0, partly=0, no=0, is_small=True)
        else:
            yield replace(row, small=small[row.team_id])


def _small_parts(
    rows: list[CameOut], hidden: Collection[UUID | str | None]
) -> dict[UUID | None, frozenset[str]]:
    """Of each group the parts of which the number stays hidden; teams without figures are a row beside."""
    table: dict[UUID | str | None, dict[str, int]] = {row.team_id: row.parts for row in rows}
    if None in table:
        teams = [parts for key, parts in table.items() if key is not None]
        table["rest"] = {
            part: count - sum(parts[part] for parts in teams) for part, count in table[None].items()
        }
    cells = small_cells(table, {*hidden, "rest"})
    return {row.team_id: frozenset(part for key, part in cells if key == row.team_id) for row in rows}
