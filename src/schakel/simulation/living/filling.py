"""Filling an empty database with a region: each event is an act, by who did it, on its own day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import groupby

import numpy as np

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.queries import organisations_on_record
from schakel.ground.signals.refreshing import refresh_all
from schakel.simulation.living.acts import World
from schakel.simulation.living.house import furnish
from schakel.simulation.living.types import Happening
from schakel.simulation.region.courses import live
from schakel.simulation.region.days import first_day
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Step, events_of
from schakel.simulation.region.people import draw_people
from schakel.simulation.region.spells import Courses

MOST = 20_000
"""Above so many clients acts take hours; `schakel snapshot build` is for that."""

Report = Callable[[str, int, int], None]
_AT_ONCE = 1000


def fill(region: Region, seed: int, clients: int, *, report: Report, password: str = "") -> dict[str, int]:
    """Let the region live in an empty database; returns how many of each step were told.

    password is that of everyone who works there; without one nobody can log in.
    Raises InvalidError for more than MOST clients or a region that ends in the future, ConflictError for a
    database that holds an organisation: whoever fills it twice gets this answer too.
    """
    _check(region, clients)
    courses = live(region, seed, draw_people(region, seed, 0, clients))
    happenings = list(_in_order(region, seed, courses))
    cast = furnish(region, seed, -(-clients // region.district), password)
    world = World(region, seed, courses, cast)
    told: Counter[str] = Counter()
    done = 0
    for _day, of_day in groupby(happenings, key=lambda one: one.at.date()):
        for group in _groups(list(of_day)):
            told[group[0].step.name.lower()] += world.tell(group)
            done += len(group)
        report("gebeurtenissen", done, len(happenings))
    refresh_all()
    return dict(told)


def _check(region: Region, clients: int) -> None:
    if clients > MOST:
        raise InvalidError(
            "Zoveel cliënten gaat niet handeling voor handeling.",
            f"In Schakel zelf kunnen er hoogstens {MOST} leven.",
            "Kies minder cliënten, of maak een momentopname met: schakel snapshot build",
        )
    if first_day(region.first_month, region.months) > clock.today():
        raise InvalidError(
            "De jaren van deze regio zijn nog niet voorbij.",
            "In een dossier kan niets staan dat nog komt.",
            "Kies met --until een maand die voorbij is.",
        )
    if organisations_on_record().exists() or Dossier.objects.exists():
        raise ConflictError(
            "In deze database staat al iets.",
            "Een verzonnen regio komt nooit naast andere gegevens, en maar één keer.",
            "Kies met --data een lege map.",
        )


def _in_order(region: Region, seed: int, courses: Courses) -> Iterator[Happening]:
    """All events that an act can tell, by moment."""
    events = events_of(region, seed, courses)
    order = np.argsort(events.at, kind="stable")
    rows = zip(
        events.at[order].tolist(), events.step[order].tolist(), events.spell[order].tolist(),
        events.who[order].tolist(), strict=True,
    )  # fmt: skip
    for at, step, row, who in rows:
        yield Happening(at.replace(tzinfo=clock.AMSTERDAM).astimezone(UTC), Step(step), row, who)


def _groups(of_day: list[Happening]) -> Iterator[list[Happening]]:
    """Those who register on one day at one organisation come in by one act; all else is told one by one."""
    coming = [one for one in of_day if one.step == Step.REGISTERED]
    coming.sort(key=lambda one: one.by)
    for _by, group in groupby(coming, key=lambda one: one.by):
        together = list(group)
        for first in range(0, len(together), _AT_ONCE):
            yield together[first : first + _AT_ONCE]
    for one in of_day:
        if one.step != Step.REGISTERED:
            yield [one]
