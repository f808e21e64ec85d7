"""The organisations of a snapshot, their people and teams: the seats that dossiers are given to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.contrib.auth.hashers import make_password
from django.db.models import Model

from schakel.ground.access.models import Reader, ReaderTeam
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership, Organisation, Professional, Team
from schakel.ground.organisations.names import person_sort_key
from schakel.simulation.names import draw_names
from schakel.simulation.snapshot.sizes import CASELOAD, Sizes

PROVIDERS = 6
OFFICE_PEOPLE = 20
_DAYS_BEFORE = 4000
_GUIDES = {
    OrganisationKind.UWV: Role.WORK_COACH,
    OrganisationKind.MUNICIPALITY: Role.CLIENT_MANAGER,
    OrganisationKind.PROVIDER: Role.TRAJECTORY_GUIDE,
}


@dataclass(slots=True)
class House:
    """An organisation with how many dossiers it has, and the numbers of its seats."""

    organisation: Organisation
    size: int
    coaches: list[int] = field(default_factory=list)
    queue: int = -1
    office: int = -1


@dataclass(slots=True)
class Seats:
    """All seats by number, and the houses: the large one first, then municipalities, then providers."""

    houses: list[House]
    readers: list[Reader]
    professionals: list[Professional | None]
    teams: list[Team | None]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each seat: number, reader, role, organisation, professional, team, and its name."""
        for number, (reader, professional, team) in enumerate(
            zip(self.readers, self.professionals, self.teams, strict=True)
        ):
            name = professional.name if professional else team.name if team else ""
            yield (
                number, reader.pk, reader.role, reader.organisation_id,
                professional.pk if professional else None, team.pk if team else None, name,
            )  # fmt: skip


def make_seats(sizes: Sizes, draw: np.random.Generator) -> Seats:
    """Write organisations, teams and people through the owner; returns their seats."""
    houses = list(_houses(sizes))
    Organisation.objects.using("owner").bulk_create(house.organisation for house in houses)
    seats = Seats(houses, [], [], [])
    for house in houses:
        _seat_all(seats, house)
    _write(seats.readers)
    for reader, team in zip(seats.readers, seats.teams, strict=True):
        if team is not None:
            team.reader_id = reader.pk
    _write([team for team in seats.teams if team is not None])
    _hire(seats, draw)
    return seats


def _houses(sizes: Sizes) -> Iterator[House]:
    yield House(_organisation("UWV Laagland", OrganisationKind.UWV), sizes.large)
    municipalities = sizes.municipalities()
    for place, size in enumerate(municipalities, start=1):
        name = "Gemeente Kleindorp" if place == len(municipalities) else f"Gemeente Laagland-{place}"
        yield House(_organisation(name, OrganisationKind.MUNICIPALITY), size)
    for place in range(1, PROVIDERS + 1):
        size = sizes.dossiers // 12 // PROVIDERS
        yield House(_organisation(f"Vooruit {place}", OrganisationKind.PROVIDER), size)


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation(name=name, kind=kind, place="Laagland", valid_from=_long_ago())


def _long_ago() -> date:
    return clock.today() - timedelta(days=_DAYS_BEFORE)


def _seat_all(seats: Seats, house: House) -> None:
    guide = _GUIDES[OrganisationKind(house.organisation.kind)]
    house.queue = _seat(seats, house, guide, "Team Werk")
    if guide != Role.TRAJECTORY_GUIDE:
        house.office = _seat(seats, house, Role.BACK_OFFICE, "Team Uitkeringen")
    count = max(2, house.size // CASELOAD)
    house.coaches = [_seat(seats, house, guide) for _ in range(count)]


def _seat(seats: Seats, house: House, role: Role, team: str = "") -> int:
    reader = _reader(house, role, ReaderKind.TEAM if team else ReaderKind.PROFESSIONAL)
    made = None
    if team:
        made = Team(organisation_id=house.organisation.pk, name=team, role=role, valid_from=_long_ago())
        reader.subject_id = made.pk
    seats.readers.append(reader)
    seats.teams.append(made)
    seats.professionals.append(None)
    return len(seats.readers) - 1


@dataclass(slots=True)
class _Post:
    """A place for one person: the reader they will be, their team, and their own seat if they have one."""

    house: House
    reader: Reader
    team: Team
    seat: int | None = None


def _hire(seats: Seats, draw: np.random.Generator) -> None:
    """A person for each seat that is no team, and some for the back offices, who look with their team."""
    posts = [post for house in seats.houses for post in _posts(seats, house)]
    people = _people(draw, len(posts))
    for post, person in zip(posts, people, strict=True):
        post.reader.account_id, post.reader.subject_id = person.account_id, person.pk
        if post.seat is not None:
            seats.professionals[post.seat] = person
    _write(people)
    _update_or_add([post.reader for post in posts])
    _write([_membership(person, post) for person, post in zip(people, posts, strict=True)])
    _write(
        [
            ReaderTeam(reader_id=post.reader.pk, team_reader_id=post.team.reader_id, valid_from=_long_ago())
            for post in posts
        ]
    )


def _posts(seats: Seats, house: House) -> Iterator[_Post]:
    queue, office = seats.teams[house.queue], seats.teams[house.office] if house.office >= 0 else None
    for number in house.coaches:
        if queue is not None:
            yield _Post(house, seats.readers[number], queue, number)
    for _ in range(OFFICE_PEOPLE if office is not None else 0):
        if office is not None:
            yield _Post(house, _reader(house, Role.BACK_OFFICE, ReaderKind.PROFESSIONAL), office)


def _people(draw: np.random.Generator, count: int) -> list[Professional]:
    """That many professionals, not yet written, with accounts that are; nobody can log in with a password."""
    names = [f"{name.given.split()[0]} {name.family}" for name in draw_names(draw, count)]
    accounts = [
        Account(username=f"p{place}", name=name, password=make_password(None))
        for place, name in enumerate(names, start=1)
    ]
    _write(accounts)
    return [
        Professional(account_id=account.pk, name=name, sort_key=person_sort_key(name))
        for account, name in zip(accounts, names, strict=True)
    ]


def _reader(house: House, role: Role, kind: ReaderKind) -> Reader:
    organisation = house.organisation
    return Reader(
        kind=kind,
        role=role,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        subject_id=organisation.pk,
        valid_from=_long_ago(),
    )


def _membership(person: Professional, post: _Post) -> Membership:
    return Membership(
        professional_id=person.pk,
        organisation_id=post.house.organisation.pk,
        role=post.reader.role,
        team_id=post.team.pk,
        reader_id=post.reader.pk,
        valid_from=_long_ago(),
    )


def _update_or_add(readers: list[Reader]) -> None:
    known = [reader for reader in readers if reader.pk is not None]
    Reader.objects.using("owner").bulk_update(known, ["account_id", "subject_id"], batch_size=1000)
    _write([reader for reader in readers if reader.pk is None])


def _write(rows: list[Any]) -> None:
    if rows:
        model: type[Model] = type(rows[0])
        model._default_manager.using("owner").bulk_create(rows, batch_size=2000)
