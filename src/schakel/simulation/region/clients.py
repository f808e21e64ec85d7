"""The client files of the region: for each organisation those it guides when the years are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from schakel.simulation import bsns
from schakel.simulation.names import CHANCES, Drawn, names_by
from schakel.simulation.region.days import first_day
from schakel.simulation.region.declared import REGIMES, Region
from schakel.simulation.region.events import Events
from schakel.simulation.region.people import People
from schakel.simulation.region.spells import ASSISTANCE, NEVER, NONE, WW, Courses, Ending, Field, guide_at
from schakel.simulation.region.streams import Codes, Draw, pick, uniform

HEADINGS = (
    "achternaam", "voornaam", "geboortedatum", "bsn", "cliëntnummer", "plaats", "telefoon",
    "laatste beroep", "regeling", "begindatum", "einddatum", "uren", "verantwoordelijke", "team",
)  # fmt: skip
_SHUFFLE = 40_009
"""Has no divisor in common with the number of BSNs, so that nobody gets that of another."""

_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Person:
    """A client as an organisation writes them down."""

    number: int
    name: Drawn
    born: date
    bsn: str
    place: str
    phone: str
    occupation: str

    @property
    def client_number(self) -> str:
        """The number by which files name this client."""
        return client_number(self.number)


@dataclass(frozen=True, slots=True)
class Right:
    """A right to a benefit; until is the first day without it, None when it goes on."""

    regime: str
    start: date
    until: date | None
    hours: int | None


def client_number(number: int) -> str:
    """The number by which files name a client: L0000001 is the first."""
    return f"L{number + 1:07d}"


def persons(region: Region, seed: int, people: People, rows: Codes) -> list[Person]:
    """Names and particulars of some of the people."""
    number = people.number[rows]
    chances = np.column_stack([uniform(seed, Draw.NAME, number, step) for step in range(CHANCES)])
    occupation = pick(uniform(seed, Draw.OCCUPATION, number), tuple(o.share for o in region.occupations))
    past = people.age[rows] + uniform(seed, Draw.BIRTHDAY, number)
    return [
        Person(
            n, name, _born(region, inflow, years), _bsn(seed, n), region.organisations[home].place,
            f"0600{n % 1_000_000:06d}", region.occupations[job].title,
        )
        for n, name, inflow, years, home, job in zip(
            number.tolist(), names_by(chances), people.inflow[rows].tolist(), past.tolist(),
            people.home[rows].tolist(), occupation.tolist(), strict=True,
        )
    ]  # fmt: skip


def _born(region: Region, inflow: int, years: float) -> date:
    return first_day(region.first_month, inflow) - timedelta(days=int(years * _YEAR) + 1)


def _bsn(seed: int, number: int) -> str:
    """A number of the test series, while there are any."""
    if number >= bsns.COUNT:
        return ""
    return f"999{bsns.tails()[(number * _SHUFFLE + seed) % bsns.COUNT]:06d}"


def right_of(region: Region, seed: int, courses: Courses, row: int, at: int) -> Right:
    """The right that organisation `at` pays in a spell: WW as it was, or what followed it."""
    spell = courses.spells[row : row + 1]
    begin, end = int(spell[0, Field.BEGIN]), int(spell[0, Field.RIGHT_END])
    follows = at > 0 and end < NEVER
    regime, start = (ASSISTANCE, end) if follows else (int(spell[0, Field.REGIME]), begin)
    until = first_day(region.first_month, end) if regime == WW and end < NEVER else None
    number = courses.people.number[spell[:, Field.WHO]]
    hours = 16 + int(uniform(seed, Draw.HOUR, number)[0] * 25) if regime == WW else None
    return Right(REGIMES[regime], first_day(region.first_month, start), until, hours)


def guided_at_end(region: Region, courses: Courses, events: Events) -> list[tuple[int, Codes]]:
    """For each organisation its number and the rows of spells that it guides in the last month.

    Who was handed over stays with UWV until the municipality has taken them up.
    """
    last = region.months - 1
    running = courses.of(Field.ENDING) == Ending.RUNNING
    guide, home = guide_at(courses.spells, last), courses.people.home[courses.of(Field.WHO)]
    at = np.where(guide == 0, 0, home)
    at[events.on_the_way] = 0
    return [
        (number, np.flatnonzero(running & (guide != NONE) & (at == number)))
        for number in range(len(region.organisations))
    ]


def coach_name(region: Region, organisation: int, district: int, coach: int) -> str:
    """The login name of a coach."""
    return f"{region.organisations[organisation].key}-{district + 1}-{coach + 1}"


def team_name(district: int) -> str:
    """The name of the team of a district, the same at each organisation."""
    return f"Team {district + 1}"


def client_rows(region: Region, seed: int, courses: Courses, at: int, rows: Codes) -> list[tuple[str, ...]]:
    """The rows of the client file of organisation `at`, in the order of HEADINGS."""
    who, people = courses.of(Field.WHO)[rows], courses.people
    coaches = people.coach[who, min(at, 1)].tolist()
    found: list[tuple[str, ...]] = []
    for row, person, district, coach in zip(
        rows.tolist(), persons(region, seed, people, who), people.district[who].tolist(), coaches, strict=True
    ):
        right = right_of(region, seed, courses, row, at)
        until = (right.until - timedelta(days=1)).isoformat() if right.until else ""
        found.append((
            person.name.family, person.name.given, person.born.isoformat(), person.bsn, person.client_number,
            person.place, person.phone, person.occupation, right.regime, right.start.isoformat(), until,
            str(right.hours or ""), coach_name(region, at, district, coach), team_name(district),
        ))  # fmt: skip
    return found
