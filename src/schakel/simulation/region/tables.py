"""The tables of the region as columns: events, months and provider's clients of a portion, and vacancies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.simulation.region.clients import client_number
from schakel.simulation.region.days import day_in_month
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Events, Step
from schakel.simulation.region.spells import NEVER, NONE, Courses, Ending, Field
from schakel.simulation.region.streams import Codes, Draw, uniform
from schakel.simulation.region.truth import HORIZON

Columns = dict[str, NDArray[Any]]

STEPS = {
    Step.REGISTERED: "Aanmelding", Step.INTAKE: "Intake", Step.PLAN: "Plan", Step.CONTACT: "Gesprek",
    Step.ABSENT: "Niet verschenen", Step.STARTED: "Dienst gestart", Step.FINISHED: "Dienst afgerond",
    Step.SENT: "Overdracht verstuurd", Step.TAKEN_UP: "Overdracht opgepakt", Step.WORK: "Werk gevonden",
    Step.MOVED: "Vertrokken", Step.RIGHT_OVER: "WW afgelopen",
}  # fmt: skip
TRAIT_HEADINGS = (
    "leeftijd", "middelbaar opgeleid", "hoog opgeleid", "gezondheid", "taal", "ervaring",
    "alleenstaande ouder", "rijbewijs", "schulden",
)  # fmt: skip
"""The headings of TRAITS."""


def case_names(courses: Courses, rows: Codes) -> NDArray[np.str_]:
    """The name of each spell: the client's number and which spell of theirs it is."""
    number, order = courses.people.number[courses.of(Field.WHO)[rows]], courses.of(Field.ORDER)[rows]
    return np.array(
        [f"{client_number(n)}-{o}" for n, o in zip(number.tolist(), order.tolist(), strict=True)],
        dtype=np.str_,
    )


def month_names(region: Region, months: int) -> NDArray[np.str_]:
    """Months as 2019-01, counted from the region's first."""
    numbers = range(region.first_month, region.first_month + months)
    return np.array([f"{number // 12}-{number % 12 + 1:02}" for number in numbers])


def event_table(region: Region, courses: Courses, events: Events) -> Columns:
    """One row for each event."""
    spells = np.arange(len(courses.spells))
    kinds, names = np.array([each.name for each in region.client_types]), _who_names(region)
    way = courses.of(Field.WAY)[events.spell]
    served = np.isin(events.step, (Step.STARTED, Step.FINISHED))
    services = np.array([region.services[number].name for number, _provider in region.ways])
    return {
        "zaak": case_names(courses, spells)[events.spell],
        "stap": np.array([STEPS[step] for step in Step])[events.step],
        "tijd": np.datetime_as_string(events.at, unit="m"),
        "wie": names[events.who],
        "dienst": np.where(served, services[way], ""),
        "soort": kinds[courses.people.kind[courses.of(Field.WHO)]][events.spell],
        "gemeente": names[courses.people.home[courses.of(Field.WHO)]][events.spell],
    }


def _who_names(region: Region) -> NDArray[np.str_]:
    return np.array([each.name for each in region.organisations] + [each.name for each in region.providers])


def month_table(region: Region, courses: Courses) -> Columns:
    """One row for each spell and month, up to work or the last month in which the client was followed."""
    row, month = courses.months()
    spells, who = courses.spells[row], courses.of(Field.WHO)[row]
    people, names = courses.people, month_names(region, region.months)
    start, way = spells[:, Field.START], spells[:, Field.WAY]
    services = np.array([region.services[number].name for number, _provider in region.ways])
    ended = (spells[:, Field.ENDING] == Ending.WORK) & (spells[:, Field.END] == month)
    return {
        "traject": case_names(courses, np.arange(len(courses.spells)))[row],
        "maand": names[month],
        "dienst": np.where(start <= month, services[way], ""),
        "begin": np.where(start < NEVER, names[np.minimum(start, region.months - 1)], ""),
        "werk": ended.astype(np.int64),
        "soort": np.array([each.name for each in region.client_types])[people.kind[who]],
        **_traits(courses, who),
        "inschatting": people.estimate[who],
    }


def _traits(courses: Courses, who: Codes) -> Columns:
    traits = courses.people.traits[who]
    others = {name: traits[:, n].astype(np.int64) for n, name in enumerate(TRAIT_HEADINGS) if n}
    return {TRAIT_HEADINGS[0]: courses.people.age[who], **others}


def provider_table(region: Region, courses: Courses) -> Columns:
    """One row for each client of a provider whose outcome within HORIZON months is known."""
    providers = np.array([provider for _number, provider in region.ways])
    came_by = np.where(courses.of(Field.WAY) == NONE, NONE, providers[courses.of(Field.WAY)])
    until = courses.of(Field.START) + HORIZON
    found = (courses.of(Field.ENDING) == Ending.WORK) & (courses.of(Field.END) < until)
    known = (found | (courses.last_month >= until - 1)) & (until <= region.months)
    rows = np.flatnonzero((came_by != NONE) & known)
    who, people = courses.of(Field.WHO)[rows], courses.people
    services = np.array([region.services[number].name for number, _provider in region.ways])
    return {
        "traject": case_names(courses, rows),
        "aanbieder": np.array([each.name for each in region.providers])[came_by[rows]],
        "werk": found[rows].astype(np.int64),
        "dienst": services[courses.of(Field.WAY)[rows]],
        "maanden zonder werk": (courses.of(Field.START) - courses.of(Field.BEGIN))[rows],
        "soort": np.array([each.name for each in region.client_types])[people.kind[who]],
        **_traits(courses, who),
        "inschatting": people.estimate[who],
    }


_MOST_VACANCIES = 1000


def vacancy_table(region: Region, seed: int) -> Columns:
    """The vacancies of all employers in all months; each comes in a month by its own chance."""
    told = [_vacancies(region, seed, number) for number in range(len(region.employers))]
    return {name: np.concatenate([columns[name] for columns in told]) for name in told[0]}


def _vacancies(region: Region, seed: int, number: int) -> Columns:
    employer = region.employers[number]
    places = max(1, round(2 * employer.vacancies))
    place = np.arange(region.months * places)
    whom, month = number * _MOST_VACANCIES + place % places, place // places
    comes = np.flatnonzero(uniform(seed, Draw.VACANCY, whom, month * 4) < employer.vacancies / places)
    whom, month = whom[comes], month[comes]
    chosen, day, hours = (uniform(seed, Draw.VACANCY, whom, month * 4 + step) for step in (1, 2, 3))
    wanted = np.array(employer.occupations)
    opened = day_in_month(region.first_month, month, day)
    return {
        "werkgever": np.full(len(comes), employer.name),
        "plaats": np.full(len(comes), employer.place),
        "functie": wanted[(chosen * len(wanted)).astype(np.int64)],
        "open": np.datetime_as_string(opened, unit="D"),
        "uren": 12 + 4 * (hours * 8).astype(np.int64),
    }
