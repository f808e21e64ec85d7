"""The people at work in the story: their weeks, who is away, a fixed pair, and how the municipality works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.organisations.actions import (
    NewAbsence,
    NewWay,
    make_pair,
    publish_way,
    report_absence,
    set_working_hours,
)
from schakel.simulation.demo.casting import Cast
from schakel.simulation.demo.days import working_day

_HOURS = (time(8, 30), time(17))
_WEEKS = {"marloes": (1, 2, 3, 4), "pieter": (2, 3, 4, 5), "bas": (1, 2, 3, 4), "sanne": (1, 2, 3, 4, 5)}
_WAY = NewWay(
    method="Wij bellen iedereen binnen vijf werkdagen en maken samen één plan.\n\n"
    "Wie samenwerkt met UWV, werkt met één vaste contactpersoon per cliënt.",
    target_groups="- mensen met bijstand\n- mensen zonder uitkering die werk zoeken\n- nieuwkomers",
    instruments="- proefplaatsing\n- taal op de werkvloer\n- jobcoach\n- vergoeding van reiskosten",
    referral="Stuur een overdracht aan Team Werk en Inkomen. Bel bij twijfel eerst even.",
    contact="Team Werk en Inkomen, 06 00 00 01 02",
    opening_times="Op werkdagen van 9.00 tot 16.30 uur.",
)


def tell_of_colleagues(cast: Cast, today: date) -> None:
    """Fill the directory and the lists of absence, through the acts."""
    for username, days in _WEEKS.items():
        member = cast.memberships[username]
        with _at_work(cast.actors[username]) as actor:
            set_working_hours(
                actor=actor,
                organisation_id=_own(actor),
                membership_id=member,
                week=dict.fromkeys(days, _HOURS),
            )
    _pair(cast)
    _away(cast, "ufuk", NewAbsence("away", today), None)
    start = working_day(6, today)
    _away(cast, "sanne", NewAbsence("leave", start, start + timedelta(days=14)), "bas")
    with _at_work(cast.actors["ada"]) as actor:
        publish_way(actor=actor, organisation_id=_own(actor), new=_WAY, expected_number=0)


def _pair(cast: Cast) -> None:
    with _at_work(cast.actors["ada"]) as actor:
        make_pair(
            actor=actor,
            organisation_id=_own(actor),
            membership_id=cast.memberships["bas"],
            partner_id=cast.memberships["sanne"],
        )


def _away(cast: Cast, username: str, new: NewAbsence, standin: str | None) -> None:
    with _at_work(cast.actors[username]) as actor:
        report_absence(
            actor=actor,
            organisation_id=_own(actor),
            membership_id=cast.memberships[username],
            new=new,
            standin_id=cast.memberships[standin] if standin else None,
        )


def _own(actor: Actor) -> UUID:
    return actor.employer_id


@contextmanager
def _at_work(actor: Actor) -> Iterator[Actor]:
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        yield actor
