"""The organisations of a snapshot, their people and teams: the seats that dossiers are given to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.auth.hashers import make_password
from django.db.models import Model

from schakel.ground.access.models import Reader, ReaderTeam
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership, Organisation, Professional, Team
from schakel.ground.organisations.names import person_sort_key
from schakel.simulation.living.house import (
    Line,
    office_name,
    organisation_lines,
    people_lines,
    team_lines,
)
from schakel.simulation.names import draw_names
from schakel.simulation.region.declared import Region
from schakel.simulation.region.streams import Codes

COLLEAGUES = 19
"""Beside who registers, so many people work in each office for benefits."""

OFFICE = "Team Uitkeringen"
_DAYS_BEFORE = 4000


@dataclass(slots=True)
class Post:
    """Somebody who works in the region: at which organisation, in which team, and as which reader."""

    line: Line
    home: Organisation
    team: Team
    reader: Reader

    @property
    def professional_id(self) -> UUID:
        """Who it is, once they are hired: their reader stands for them."""
        return self.reader.subject_id


@dataclass(slots=True)
class Seats:
    """All who can have a part in a dossier, by number: the teams first, then people in order of the lines.

    Organisations go by the numbers of the region, with the providers after them.
    """

    region: Region
    districts: int
    organisations: list[Organisation]
    teams: list[Team] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    @property
    def _guiding(self) -> int:
        return len(self.region.organisations)

    def queue(self, at: Codes, district: Codes) -> Codes:
        """The seat of the team of a district at an organisation."""
        return at * self.districts + district

    def office(self, at: Codes) -> Codes:
        """The seat of the office for benefits of an organisation."""
        return self._guiding * self.districts + at

    def clerk(self, at: Codes) -> Codes:
        """The seat of who registers clients at an organisation."""
        coaches = sum(each.coaches for each in self.region.organisations) * self.districts
        return len(self.teams) + coaches + at

    def coach(self, at: Codes, district: Codes, number: Codes) -> Codes:
        """The seat of a coach."""
        counts = np.array([each.coaches for each in self.region.organisations])
        before = (np.cumsum(counts) - counts)[at] * self.districts + counts[at] * district
        found: Codes = len(self.teams) + before + number
        return found

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """For the stage; names as they stand in JSON."""
        names = {each.pk: _json(each.name) for each in self.organisations}
        for number, team in enumerate(self.teams):
            home = team.organisation_id
            yield number, team.reader_id, team.role, home, None, team.pk, _json(team.name), names[home]
        for number, post in enumerate(self.posts, start=len(self.teams)):
            reader, name, home = post.reader, _json(post.line["name"]), post.home.pk
            yield number, reader.pk, reader.role, home, post.professional_id, None, name, names[home]

    def organisation_rows(self) -> Iterator[tuple[Any, ...]]:
        """For the stage: number, id, and name as it stands in JSON."""
        for number, each in enumerate(self.organisations):
            yield number, each.pk, _json(each.name)


def make_seats(region: Region, seed: int, districts: int) -> Seats:
    """Write organisations, teams and people through the owner; returns their seats."""
    lines = list(organisation_lines(region))
    organisations = [_organisation(line) for line in lines]
    _write(organisations)
    by_key = dict(zip((line["key"] for line in lines), organisations, strict=True))
    seats = Seats(region, districts, organisations)
    teams = {line["key"]: _team(by_key[line["organisation"]], line) for line in team_lines(region, districts)}
    offices = {
        each.key: _team(by_key[each.key], {"name": OFFICE, "role": Role.BACK_OFFICE})
        for each in region.organisations
    }
    seats.teams = [*teams.values(), *offices.values()]
    _write_teams(seats.teams, {each.pk: each for each in organisations})
    for line in people_lines(region, seed, districts):
        home = by_key[line["organisation"]]
        team = teams[line["team"]] if "team" in line else offices[line["organisation"]]
        seats.posts.append(Post(line, home, team, _reader(home, line["role"], ReaderKind.PROFESSIONAL)))
    _hire([*seats.posts, *_colleagues(region, seed, by_key, offices)])
    return seats


def _organisation(line: Line) -> Organisation:
    kind = OrganisationKind(line["kind"])
    return Organisation(name=line["name"], kind=kind, place=line["place"], valid_from=_long_ago())


def _long_ago() -> date:
    return clock.today() - timedelta(days=_DAYS_BEFORE)


def _team(home: Organisation, line: Line) -> Team:
    return Team(organisation_id=home.pk, name=line["name"], role=line["role"], valid_from=_long_ago())


def _write_teams(teams: list[Team], homes: dict[UUID, Organisation]) -> None:
    readers = [_reader(homes[team.organisation_id], team.role, ReaderKind.TEAM) for team in teams]
    for reader, team in zip(readers, teams, strict=True):
        reader.subject_id = team.pk
    _write(readers)
    for reader, team in zip(readers, teams, strict=True):
        team.reader_id = reader.pk
    _write(teams)


def _colleagues(
    region: Region, seed: int, by_key: dict[str, Organisation], offices: dict[str, Team]
) -> Iterator[Post]:
    """The others of each office, who look with their team and lead nothing."""
    names = iter(draw_names(np.random.default_rng(seed), COLLEAGUES * len(region.organisations)))
    for each in region.organisations:
        for number in range(COLLEAGUES):
            name = next(names)
            line = {
                "username": f"{office_name(each.key)}-{number + 2}",
                "name": f"{name.given} {name.family}",
            }
            reader = _reader(by_key[each.key], Role.BACK_OFFICE, ReaderKind.PROFESSIONAL)
            yield Post(line, by_key[each.key], offices[each.key], reader)


def _reader(home: Organisation, role: str, kind: ReaderKind) -> Reader:
    return Reader(
        kind=kind,
        role=role,
        organisation_id=home.pk,
        organisation_kind=home.kind,
        subject_id=home.pk,
        valid_from=_long_ago(),
    )


def _hire(posts: list[Post]) -> None:
    """People with accounts; nobody can log in with a password."""
    accounts = [
        Account(username=post.line["username"], name=post.line["name"], password=make_password(None))
        for post in posts
    ]
    _write(accounts)
    people: list[Professional] = []
    for post, account in zip(posts, accounts, strict=True):
        person = Professional(
            account_id=account.pk, name=account.name, sort_key=person_sort_key(account.name)
        )
        people.append(person)
        post.reader.account_id, post.reader.subject_id = account.pk, person.pk
    _write(people)
    _write([post.reader for post in posts])
    _write([_membership(post) for post in posts])
    _write(
        [
            ReaderTeam(reader_id=post.reader.pk, team_reader_id=post.team.reader_id, valid_from=_long_ago())
            for post in posts
        ]
    )


def _membership(post: Post) -> Membership:
    return Membership(
        professional_id=post.professional_id,
        organisation_id=post.home.pk,
        role=post.reader.role,
        team_id=post.team.pk,
        reader_id=post.reader.pk,
        valid_from=_long_ago(),
    )


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(rows: list[Any]) -> None:
    if rows:
        model: type[Model] = type(rows[0])
        model._default_manager.using("owner").bulk_create(rows, batch_size=2000)
