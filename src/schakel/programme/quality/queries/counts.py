"""What a count came to, as far as it may be shown to the actor: per field, team and month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Sum

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import LEAST, share
from schakel.ground.organisations.models import Team
from schakel.programme.quality.disclosure import Disclosed, disclosed
from schakel.programme.quality.models import CompletenessCount, CompletenessRun

Status = CompletenessRun.Status
MONTHS = 13
"""A month is seen beside the same month of the year before."""


@dataclass(frozen=True, slots=True)
class Part:
    """In how many dossiers something is known, of those in which it is asked."""

    asked: int
    known: int

    @property
    def missing(self) -> int:
        """In how many it is not."""
        return self.asked - self.known

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is said of all, and of nothing less."""
        return self.known * 100 // self.asked

    @property
    def interval(self) -> tuple[int, int] | None:
        """Between which percentages chance may put it, with 95 percent certainty; None under ten dossiers."""
        if self.asked < LEAST:
            return None
        found = share(self.known, self.asked)
        return round(100 * found.low), round(100 * found.high)


@dataclass(frozen=True, slots=True)
class Cell:
    """A part that may be shown; without one nothing is asked, or the group is too small for the actor."""

    part: Part | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The dossiers of a team, or those of nobody's team; own when the actor works in it."""

    team_id: UUID | None
    name: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The last count of a month."""

    on: date
    cell: Cell


Parts = dict[UUID | None, Part]


@dataclass(frozen=True, slots=True)
class Picture:
    """One count, by field and team."""

    groups: list[Group]
    parts: dict[str, Parts]

    def of_all(self, field: str) -> Cell:
        """A field in the whole organisation."""
        return _whole(self.parts.get(field, {}), self._told(field))

    def of_team(self, field: str, team_id: UUID | None) -> Cell:
        """A field in one team."""
        part = self.parts.get(field, {}).get(team_id)
        return _one(part, is_hidden=team_id not in self._told(field).groups)

    def team_overall(self, team_id: UUID | None) -> Cell:
        """All fields together in one team."""
        part = _sum(parts[team_id] for parts in self.parts.values() if team_id in parts)
        return _one(part, is_hidden=team_id not in self._told_overall().groups)

    def overall(self) -> Cell:
        """All fields together in the whole organisation."""
        part = _sum(part for parts in self.parts.values() for part in parts.values())
        return _one(part, is_hidden=not self._told_overall().shows_total)

    def _told(self, field: str) -> Disclosed[UUID | None]:
        parts = self.parts.get(field, {})
        return disclosed({team: part.asked for team, part in parts.items()}, self._own())

    def _told_overall(self) -> Disclosed[UUID | None]:
        """A team is as large as the field that is asked of most of its dossiers."""
        sizes: dict[UUID | None, int] = {}
        for parts in self.parts.values():
            for team, part in parts.items():
                sizes[team] = max(sizes.get(team, 0), part.asked)
        return disclosed(sizes, self._own())

    def _own(self) -> set[UUID | None]:
        return {group.team_id for group in self.groups if group.is_own}


def latest_run(organisation_id: UUID) -> CompletenessRun | None:
    """The newest count that is finished."""
    found = CompletenessRun.objects.filter(organisation_id=organisation_id, status=Status.DONE)
    return found.order_by("-counted_on", "-id").first()


def busy_run(organisation_id: UUID) -> CompletenessRun | None:
    """The count that waits or is under way."""
    busy = (Status.WAITING, Status.COUNTING)
    return CompletenessRun.objects.filter(organisation_id=organisation_id, status__in=busy).first()


def picture_of(run: CompletenessRun) -> Picture:
    """What a count came to; two statements."""
    parts: dict[str, Parts] = {}
    for row in CompletenessCount.objects.filter(run=run):
        parts.setdefault(row.field, {})[row.team_id] = Part(row.asked, row.known)
    teams = {team for found in parts.values() for team in found}
    return Picture(teams_of(teams), parts)


def teams_of(team_ids: Iterable[UUID | None]) -> list[Group]:
    """These teams by name, the actor's own first, and at the end the dossiers of no team; one statement."""
    wanted = set(team_ids)
    own = set(current_context().actor.readers)
    rows = Team.objects.filter(pk__in=[team for team in wanted if team is not None]).order_by("name")
    groups = [Group(team.pk, team.name, team.reader_id in own) for team in rows]
    groups.sort(key=lambda group: not group.is_own)
    return [*groups, Group(None, "", is_own=False)] if None in wanted else groups


def months_of(organisation_id: UUID, since: date) -> list[Month]:
    """The last count of each month since a day, oldest first, over all fields and teams; three statements."""
    runs = CompletenessRun.objects.filter(
        organisation_id=organisation_id, status=Status.DONE, counted_on__gte=since
    )
    last = {(run.counted_on.year, run.counted_on.month): run for run in runs.order_by("counted_on", "id")}
    shown = list(last.values())[-MONTHS:]
    rows = CompletenessCount.objects.filter(run__in=shown).values("run_id", "team_id")
    found: dict[UUID, dict[UUID | None, tuple[Part, int]]] = {}
    for row in rows.annotate(of=Sum("asked"), in_all=Sum("known"), size=Max("asked")):
        part = Part(row["of"], row["in_all"])
        found.setdefault(row["run_id"], {})[row["team_id"]] = (part, row["size"])
    own = {group.team_id for group in teams_of(t for parts in found.values() for t in parts) if group.is_own}
    return [Month(run.counted_on, _month(found.get(run.pk, {}), own)) for run in shown]


def _month(parts: dict[UUID | None, tuple[Part, int]], own: set[UUID | None]) -> Cell:
    told = disclosed({team: size for team, (_part, size) in parts.items()}, own)
    return _one(_sum(part for part, _size in parts.values()), is_hidden=not told.shows_total)


def _whole(parts: Parts, told: Disclosed[UUID | None]) -> Cell:
    return _one(_sum(parts.values()), is_hidden=not told.shows_total)


def _one(part: Part | None, *, is_hidden: bool) -> Cell:
    if part is None or not part.asked:
        return Cell()
    return Cell(is_hidden=True) if is_hidden else Cell(part)


def _sum(parts: Iterable[Part]) -> Part | None:
    found = list(parts)
    return Part(sum(p.asked for p in found), sum(p.known for p in found)) if found else None
