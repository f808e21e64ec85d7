"""The part of the story about how organisations agreed their intakes, and home visits that were weighed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.intake.actions import (
    NewAgreedStep,
    NewHomeVisit,
    Told,
    add_rule,
    agree_step,
    ask_home_visit,
    decide_home_visit,
    tell_client,
)
from schakel.jobseekers.intake.queries import open_intake_of
from schakel.jobseekers.intake.routing import Rule
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.intake import guide_of
from schakel.simulation.demo.telling import Story

STEPS = (
    ("opened", 2, "een intake met de antwoorden die er al zijn"),
    ("identity", 5, "iemand zag een document dat telt"),
    ("work", 8, "genoeg om een dienst of vacature te kiezen"),
    ("income", 8, "genoeg om over de uitkering te beslissen"),
    ("route", 10, "een route met een reden"),
)


def tell_of_agreed_intakes(story: Story) -> None:
    """Steps with a term at both organisations, an own route rule, and two home visits at different stages."""
    _steps(story, "ada", Role.CLIENT_MANAGER)
    _steps(story, "ulla", Role.WORK_COACH)
    _rule(story)
    _visit_that_is_told(story)
    _visit_that_waits(story)


def _steps(story: Story, administrator: str, role: Role) -> None:
    actor = story.cast.actors[administrator]
    with clock.travel(moment(-40, "10:30", story.today)), as_actor(actor, Purpose.ADMINISTRATION.value):
        for step, days, outcome in STEPS:
            new = NewAgreedStep(step, role.value, days, outcome)
            agree_step(actor=actor, organisation_id=actor.employer_id, new=new)


def _rule(story: Story) -> None:
    actor = story.cast.actors["ada"]
    because = "Wie ouder is dan 60 en nog een halfjaar nodig heeft, houdt een vaste contactpersoon hier."
    new = Rule("", "municipality", because, age_from=60, months_from=6)
    with clock.travel(moment(-20, "14:10", story.today)), as_actor(actor, Purpose.ADMINISTRATION.value):
        add_rule(actor=actor, organisation_id=actor.employer_id, new=new, place=10)


def _visit_that_is_told(story: Story) -> None:
    """A client who asked for it himself; a colleague weighed it."""
    asked = NewHomeVisit(
        "free",
        "Welke brieven liggen er nog?",
        "Dawit leest nog weinig Nederlands en vraagt zelf of iemand thuis naar zijn post wil kijken.",
        "Hij bracht een tas met brieven mee. De meeste had hij niet kunnen vinden.",
    )
    visit = _asked(story, "dawit", -1, asked)
    colleague = "bas" if visit["by"] != "bas" else "sanne"
    with _at_work(story, visit["by"], -1, "11:00") as on:
        told = Told("talk", clock.today(), story.today + timedelta(days=2))
        helper: dict[str, Any] = {"kind": "helping", "because": "weegt het huisbezoek"}
        membership_id = story.cast.memberships[colleague]
        add_participant(**on, **visit["dossier"], **helper, membership_id=membership_id)
    with _at_work(story, colleague, -1, "12:00") as on:
        because = "Hij vraagt het zelf, mag nog nee zeggen, en anders mist hij termijnen."
        decide_home_visit(**on, **visit["dossier"], **visit["visit"], is_granted=True, because=because)
    with _at_work(story, visit["by"], -1, "13:00") as on:
        tell_client(**on, **visit["dossier"], **visit["visit"], told=told)


def _visit_that_waits(story: Story) -> None:
    asked = NewHomeVisit(
        "free",
        "Is er thuis een plek om digitaal te werken?",
        "De intake is digitaal, en er kwam nog niets.",
        "Gebeld en een bericht gestuurd; er kwam geen antwoord.",
    )
    _asked(story, "ruud", -1, asked)


def _asked(story: Story, key: str, day: int, asked: NewHomeVisit) -> dict[str, Any]:
    dossier_id = story.dossiers[key]
    username = guide_of(story, dossier_id)
    with _at_work(story, username, day, "10:10") as on:
        intake = open_intake_of(dossier_id)
        if intake is None:
            raise LookupError(f"{key} has no intake that runs")
        visit_id = ask_home_visit(**on, dossier_id=dossier_id, intake_id=intake.pk, new=asked)
    return {"by": username, "dossier": {"dossier_id": dossier_id}, "visit": {"visit_id": visit_id}}


@contextmanager
def _at_work(story: Story, username: str, day: int, at: str) -> Iterator[dict[str, Any]]:
    actor = story.cast.actors[username]
    with clock.travel(moment(day, at, story.today)), as_actor(actor, Purpose.INTAKE.value):
        yield {"actor": actor}
