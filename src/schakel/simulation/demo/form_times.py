"""How long forms were open at the two organisations that agreed to count it: weeks of made-up sendings."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.programme.quality.actions import agree_form_times
from schakel.programme.quality.timing import count_form
from schakel.simulation.demo.casting import Cast
from schakel.simulation.demo.days import moment

WEEKS = 26
SPREAD = 0.7
"""Of the logarithm of a time: some forms take twice or half as long as others."""

AGREED_BY = {"ada": ("bas", "sanne"), "ulla": ("marloes", "pieter")}
"""Administrators who turned it on, and whose forms count there."""

SENT = {
    "contacts:list": (55, 12),
    "contacts:talk": (310, 5),
    "diagnosis:begin": (25, 1),
    "diagnosis:part": (150, 3),
    "diagnosis:conclude": (200, 1),
    "dossiers:state_fact": (20, 6),
    "dossiers:write_letter": (170, 2),
    "intake:part": (130, 4),
    "intake:finish": (45, 1),
    "plans:make": (75, 6),
    "plans:check": (18, 7),
    "plans:decide": (140, 3),
    "services:choose": (120, 2),
    "services:start": (30, 2),
    "services:log": (90, 4),
}
"""The middle of the seconds that a form is open, and how often a colleague sends it in a week."""

AWAY, PUT_AWAY = 0.03, 3600
"""The part of the forms that waits for an hour, since somebody calls or comes to the desk."""

SHORTER_SINCE, SHORTER = 8, 0.6
"""So many weeks ago the page of a talk was made shorter, to this part of the time."""


def tell_of_form_times(cast: Cast) -> None:
    """Turn the counting on half a year back, and send forms in each week since."""
    random, today = np.random.default_rng(301), clock.today()
    for administrator, colleagues in AGREED_BY.items():
        with clock.travel(moment(-7 * WEEKS, "09:30", today)):
            _agree(cast, administrator)
        for week in range(WEEKS, 0, -1):
            with clock.travel(moment(-7 * week + 2, "14:10", today)):
                for username in colleagues:
                    _send(cast, username, week, random)


def _agree(cast: Cast, username: str) -> None:
    with as_actor(cast.actors[username], Purpose.ADMINISTRATION.value) as context:
        agree_form_times(
            actor=context.actor,
            organisation_id=context.actor.employer_id,
            document="Besluit ondernemingsraad over meten van formulieren (verzonnen)",
            day=clock.today() - timedelta(days=6),
        )


def _send(cast: Cast, username: str, week: int, random: np.random.Generator) -> None:
    with as_actor(cast.actors[username], Purpose.GUIDANCE.value):
        for kind, (middle, often) in SENT.items():
            is_shorter = kind == "contacts:talk" and week <= SHORTER_SINCE
            centre = np.log(middle * (SHORTER if is_shorter else 1))
            for seconds in random.lognormal(centre, SPREAD, random.poisson(often)):
                count_form(kind, PUT_AWAY if random.random() < AWAY else int(seconds))
