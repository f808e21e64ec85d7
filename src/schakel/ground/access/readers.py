"""Readers: made when someone gets a role, a team a queue or a client a login; and the actor they act as."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from schakel.ground.access.models import Reader, ReaderCover, ReaderTeam
from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.prepared import prepared

SERVICE = "service"


def make_reader(
    *,
    kind: ReaderKind,
    role: Role,
    subject_id: UUID,
    organisation_id: UUID | None,
    organisation_kind: str,
    valid_from: date,
    account_id: UUID | None = None,
) -> Reader:
    """A new reader; its number is used in grants and never given out again."""
    return Reader.objects.create(
        kind=kind,
        role=role,
        subject_id=subject_id,
        organisation_id=organisation_id,
        organisation_kind=organisation_kind,
        account_id=account_id,
        valid_from=valid_from,
    )


def mandate_reader(
    *, staff: Reader, principal: Reader, sections: int, start: date, end: date | None
) -> Reader:
    """A seat in which staff enter for a colleague, in these sections and from start up to end (None: open).

    It is a reader of its own: what is read and written with it is told apart for good.
    """
    return Reader.objects.create(
        kind=staff.kind,
        role=staff.role,
        subject_id=staff.subject_id,
        organisation_id=staff.organisation_id,
        organisation_kind=staff.organisation_kind,
        account_id=staff.account_id,
        principal=principal,
        sections=sections,
        valid_from=start,
        valid_to=end,
    )


def join_team(*, reader_id: int, team_reader_id: int, valid_from: date) -> None:
    """Let a reader look with a team's reader from that day on."""
    ReaderTeam.objects.create(reader_id=reader_id, team_reader_id=team_reader_id, valid_from=valid_from)


def leave_teams(*, reader_id: int, on: date) -> int:
    """From that day on the reader looks with no team's reader; returns how many places that ended."""
    return ReaderTeam.objects.filter(reader_id=reader_id).end_from(on)


def end_reader(*, reader_id: int, on: date) -> None:
    """From that day on the reader opens nothing, and no team's queue with it."""
    Reader.objects.filter(pk=reader_id).update(valid_to=on)
    ReaderTeam.objects.filter(reader_id=reader_id).end_from(on)
    end_covers(Q(reader_id=reader_id) | Q(covered_reader_id=reader_id), on=on)


def cover_reader(*, standin: Reader, covered: Reader, start: date, end: date | None) -> None:
    """Let a reader look with another's from start up to end (None: as long as the absence lasts)."""
    ReaderCover.objects.create(reader=standin, covered_reader=covered, valid_from=start, valid_to=end)


def extend_cover(cover: ReaderCover, *, end: date | None) -> None:
    """Let a cover last as long as the absence now does."""
    ReaderCover.objects.filter(pk=cover.pk).update(valid_to=end)


def end_covers(which: Q, *, on: date) -> int:
    """End these covers on a day; those that had not begun then leave no day behind. Returns how many."""
    found = ReaderCover.objects.filter(which).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return found.update(valid_to=Greatest(F("valid_from"), on))


def readers_of(account_id: UUID) -> list[Reader]:
    """The readers that an account may act as today, oldest first."""
    return list(Reader.objects.on(clock.today()).filter(account_id=account_id).order_by("id"))


def actor_for(reader: Reader, *, name: str = "") -> Actor:
    """The actor that a reader is, with the readers of its teams and of those it stands in for today.

    Standing in goes one step: who covers a colleague does not get what that colleague covers.
    """
    readers, covered = _more_readers(reader.pk)
    return Actor(
        reader_id=reader.pk,
        role=reader.role,
        kind=reader.kind,
        readers=readers,
        account_id=reader.account_id,
        subject_id=reader.subject_id,
        organisation_id=reader.organisation_id,
        organisation_kind=reader.organisation_kind,
        name=name,
        covered=covered,
        principal_id=reader.principal_id,
        mandate=reader.sections or 0,
    )


def _more_readers(reader_id: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Those of teams, and those stood in for; one statement, since every request asks."""
    rows = _teams_and_covers(reader_id, clock.today())
    of_teams = sorted(reader for reader, why in rows if why == "team")
    return tuple(of_teams), tuple(sorted(reader for reader, why in rows if why == "cover"))


@prepared
def _teams_and_covers(reader_id: int, today: date) -> QuerySet[Any, Any]:
    teams = ReaderTeam.objects.on(today).filter(reader_id=reader_id)
    covers = ReaderCover.objects.on(today).filter(reader_id=reader_id)
    return teams.values_list(F("team_reader_id"), Value("team")).union(
        covers.values_list(F("covered_reader_id"), Value("cover"))
    )


def account_reader(account_id: UUID, reader_id: int) -> Reader:
    """The reader if the account may act as it today; raises NotFoundError otherwise."""
    found = _readers_of_account(account_id, reader_id, clock.today())
    if not found:
        raise not_found()
    return found[0]


@prepared
def _readers_of_account(account_id: UUID, reader_id: int, today: date) -> QuerySet[Reader]:
    return Reader.objects.on(today).filter(account_id=account_id, pk=reader_id)


def system_actor(name: str = "Schakel") -> Actor:
    """Whoever runs the machine, setting the first things up; it reads no dossier."""
    return Actor(
        reader_id=0, role=Role.ADMINISTRATOR, kind=SERVICE, organisation_kind=OrganisationKind.NONE, name=name
    )
