"""The columns of the stage: people, spells and entries of a portion, as statements read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from schakel.ground.organisations.names import folded, sort_key, split_prefix
from schakel.ground.people.keys import current_keys
from schakel.simulation.living.words import TALKS, talk_words
from schakel.simulation.region.clients import persons
from schakel.simulation.region.days import later, working_days
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Step
from schakel.simulation.region.spells import ASSISTANCE, NEVER, NONE, WW, Field
from schakel.simulation.region.streams import Codes, Draw, uniform
from schakel.simulation.snapshot.entries import Entries
from schakel.simulation.snapshot.kinds import Kind
from schakel.simulation.snapshot.seats import Seats
from schakel.simulation.snapshot.told import Told

Columns = dict[str, NDArray[Any]]
Moments = NDArray[np.datetime64]

LETTERS = ("SA", "SD", "SS")
"""Letters that no Dutch postcode has, so that nobody lives at an address of ours."""

TERM = 5
"""Working days in which a handover is to be taken up, by the preset of the chain."""

_NOTHING = np.datetime64("NaT")
_HOURS, _MORE_HOURS = 16, 25
_EPOCH = 1970 * 12
PERSON_COLUMNS = (
    "n", "id", "family_name", "prefix", "given_names", "sort_key", "search_name", "birth_date", "place",
    "phone", "postcode", "house", "bsn_hash", "bsn_cipher", "occupation", "opened", "is_open", "turns",
)  # fmt: skip


def person_rows(told: Told, seed: int, numbered: int) -> Iterator[tuple[Any, ...]]:
    """One row for each person, in the order of PERSON_COLUMNS; the first `numbered` have a BSN."""
    people, keys = told.courses.people, current_keys()
    every = np.arange(len(people.number))
    opened = told.events.at[told.registered[told.is_first]].astype("datetime64[D]").tolist()
    house = uniform(seed, Draw.HOUSE, people.number)
    turns = _turns(told).tolist()
    everyone = persons(told.region, seed, people, every)
    rows = zip(everyone, opened, told.is_open.tolist(), turns, house.tolist(), strict=True)
    for person, day, is_open, turn, chance in rows:
        n = person.number + 1
        prefix, family = split_prefix(person.name.family)
        given, client = person.name.given, _id(seed, n)
        bsn = person.bsn if n <= numbered else ""
        yield (
            n, client, family, prefix, given, sort_key(family, prefix, given),
            folded(f"{given} {prefix} {family}"), person.born, person.place, person.phone,
            f"{1000 + int(chance * 9000)}{LETTERS[n % 3]}", 1 + int(chance * 179),
            keys.digest(bsn) if bsn else None, keys.encrypt(bsn, client) if bsn else None,
            person.occupation, day, is_open, turn,
        )  # fmt: skip


def _turns(told: Told) -> Codes:
    """(people,): how often each dossier came to rest or was opened again."""
    who = told.courses.of(Field.WHO)
    turns = (told.closed < told.never).astype(np.int64) + ~told.is_first
    return np.bincount(who, weights=turns).astype(np.int64)


def _id(seed: int, number: int) -> UUID:
    """A UUID version 7 whose time rises with the number, as that of dossiers opened one after another."""
    millis = 1_577_836_800_000 + number * 60_000
    random = (number * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95) * 0xC2B2AE3D27D4EB4F
    bits = (random ^ (random >> 29)) & (1 << 74) - 1
    value = millis << 80 | 7 << 76 | (bits >> 62 & 0xFFF) << 64 | 2 << 62 | bits & (1 << 62) - 1
    return UUID(int=value)


def spell_columns(told: Told, seed: int, seats: Seats) -> Columns:
    """One row for each spell: its turns, its seats, and the rights that were paid."""
    who, people = told.courses.of(Field.WHO), told.courses.people
    home, district, coach = people.home[who], people.district[who], people.coach[who]
    own = np.where(told.at == 0, coach[:, 0], coach[:, 1])
    is_taken_up = told.taken_up < told.never
    return {
        "n": people.number[who] + 1,
        "spell": told.courses.of(Field.ORDER),
        "registered": _day(told, told.registered),
        "lead": seats.coach(told.at, district, own),
        "office": seats.office(told.at),
        "is_numbered": told.numbered[0].astype(np.int64),
        **_right(told, seed),
        "sent": _moment(told, told.sent),
        "due": _day_after(_day(told, told.sent)),
        "team": seats.queue(home, district),
        "taken_up": _moment(told, told.taken_up),
        "days_taken": _days_taken(told),
        "taker": np.where(is_taken_up, seats.coach(home, district, coach[:, 1]), NONE),
        "taker_office": np.where(is_taken_up, seats.office(home), NONE),
        "is_numbered_next": told.numbered[1].astype(np.int64),
        **_trajectory(told),
        "closed": _moment(told, told.closed),
        "ending": np.append(told.events.step, NONE)[told.closed],
    }


def _right(told: Told, seed: int) -> Columns:
    """The right as it was given, the one that followed it, and whether what ran ended at the closing."""
    courses = told.courses
    is_ww, over = courses.of(Field.REGIME) == WW, courses.of(Field.RIGHT_END)
    number = courses.people.number[courses.of(Field.WHO)]
    hours = _HOURS + (uniform(seed, Draw.HOUR, number) * _MORE_HOURS).astype(np.int64)
    first = told.region.first_month
    return {
        "regime": courses.of(Field.REGIME),
        "begins": _first_day(first, courses.of(Field.BEGIN)),
        "until": np.where(is_ww & (over < NEVER), _first_day(first, over), _NOTHING),
        "hours": np.where(is_ww, hours, NONE),
        "next_regime": np.where(told.taken_up < told.never, ASSISTANCE, NONE),
        "next_begins": np.where(told.taken_up < told.never, _first_day(first, over), _NOTHING),
        "right_ends": told.right_ends.astype(np.int64),
    }


def _trajectory(told: Told) -> Columns:
    """The service at a provider: planned for whole months of thirty days."""
    months = np.array([service.months for service in told.region.services])[told.service]
    started = np.where(told.is_trajectory, _day(told, told.started), _NOTHING)
    return {
        "service": np.where(told.is_trajectory, told.service, NONE),
        "provider": np.where(told.is_trajectory, len(told.region.organisations) + told.provider, NONE),
        "started": started,
        "planned_end": started + (30 * months).astype("timedelta64[D]"),
        "finished": np.where(told.is_trajectory, _day(told, told.finished), _NOTHING),
    }


def entry_columns(told: Told, entries: Entries, seats: Seats) -> Columns:
    """One row for each entry: whose dossier, which of its entries, what, when, and by whom about whom."""
    event = entries.event
    spell, step = told.events.spell[event], told.events.step[event]
    who, people = told.courses.of(Field.WHO)[spell], told.courses.people
    home, district, at = people.home[who], people.district[who], told.at[spell]
    own = np.where(at == 0, people.coach[who, 0], people.coach[who, 1])
    lead = seats.coach(at, district, own)
    taker = seats.coach(home, district, people.coach[who, 1])
    by = np.where(event >= told.taken_up[spell], taker, lead)
    return {
        "n": people.number[who] + 1,
        "k": entries.number,
        "kind": entries.kind,
        "event": event - told.registered[told.is_first][who],
        "spell": told.courses.of(Field.ORDER)[spell],
        "at": told.events.at[event].astype("datetime64[s]"),
        "seat": np.where(step == Step.REGISTERED, seats.clerk(at), by),
        "whom": _whom(entries.kind, lead, taker, seats.queue(home, district)),
        "word": _word(told, event),
    }


def _whom(kind: Codes, lead: Codes, taker: Codes, team: Codes) -> Codes:
    """The seat that an entry is about, if not the one that writes it."""
    teams = (Kind.TEAM_JOINED, Kind.TEAM_LEFT, Kind.TEAM_LET_GO, Kind.SENT)
    takers = (Kind.TAKEN_UP, Kind.TAKER_JOINED, Kind.TAKER_REGIE, Kind.TAKER_CHAIN)
    return np.where(np.isin(kind, teams), team, np.where(np.isin(kind, takers), taker, lead))


def word_rows(region: Region) -> Iterator[tuple[int, str, str, str]]:
    """For the stage: the words of each contact by number."""
    for step in (Step.INTAKE, Step.PLAN, Step.ABSENT):
        yield _number(step, 0), *talk_words(step, "", 0)
    for talk in range(len(TALKS)):
        yield _number(Step.CONTACT, talk), *talk_words(Step.CONTACT, "", talk)
    for step in (Step.STARTED, Step.FINISHED):
        for number, service in enumerate(region.services):
            yield _number(step, number), *talk_words(step, service.name, 0)


_MOST_WORDS = 1000


def _number(step: Any, which: Any) -> Any:
    return step * _MOST_WORDS + which


def _word(told: Told, event: Codes) -> Codes:
    """The number of what was said, as the teller of acts would say it."""
    step, spell = told.events.step[event], told.events.spell[event]
    month = told.events.at[event].astype("datetime64[M]").astype(np.int64) % 12 + 1
    is_service = np.isin(step, (Step.STARTED, Step.FINISHED))
    talk = np.where(step == Step.CONTACT, (spell + month) % len(TALKS), 0)
    found: Codes = _number(step, np.where(is_service, told.service[spell], talk))
    return found


def _moment(told: Told, position: Codes) -> Moments:
    found: Moments = np.append(told.events.at, _NOTHING)[position].astype("datetime64[s]")
    return found


def _day(told: Told, position: Codes) -> Moments:
    return _moment(told, position).astype("datetime64[D]")


def _day_after(day: Moments) -> Moments:
    """The day on which the term is over, where there is a day."""
    found = np.full(len(day), _NOTHING, dtype="datetime64[D]")
    there = ~np.isnat(day)
    found[there] = later(day[there], np.full(int(there.sum()), TERM))
    return found


def _days_taken(told: Told) -> Codes:
    """Working days from sending to taking up, NONE where nobody did."""
    sent, taken_up = _day(told, told.sent), _day(told, told.taken_up)
    found = np.full(len(sent), NONE, dtype=np.int64)
    there = ~np.isnat(taken_up)
    found[there] = np.busday_count(sent[there], taken_up[there], busdaycal=working_days())
    return found


def _first_day(first_month: int, month: Codes) -> Moments:
    numbers = np.where(month < NEVER, month + first_month - _EPOCH, 0)
    found: Moments = numbers.astype("datetime64[M]").astype("datetime64[D]")
    return found
