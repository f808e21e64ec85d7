"""The part of the story about intakes: clients at every stage, and what some of them can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.intake.actions import (
    NewChannel,
    NewIntake,
    NewOffer,
    check_identity,
    choose_route,
    finish_intake,
    offer_work,
    open_intake,
    save_part,
    set_channel,
)
from schakel.jobseekers.profile.actions import (
    NewCompetence,
    NewLimit,
    NewPeriod,
    add_competence,
    add_limit,
    add_work_period,
)
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_intakes(story: Story) -> None:
    """One finished long ago, one against the proposal, one half-way, one of the client alone."""
    _finished(story)
    _against_the_proposal(story)
    _half_way(story)
    _alone(story)
    _what_amina_can(story)
    _channels(story, "ada")


@contextmanager
def holding(story: Story, key: str, day: int, purpose: Purpose = Purpose.INTAKE) -> Iterator[dict[str, Any]]:
    """At work in this client's dossier as the first who takes part there and is in the cast."""
    dossier_id = story.dossiers[key]
    actor = story.cast.actors[guide_of(story, dossier_id)]
    with clock.travel(moment(day, "09:40", story.today)), as_actor(actor, purpose.value):
        yield {"actor": actor, "dossier_id": dossier_id}


def guide_of(story: Story, dossier_id: UUID) -> str:
    """The username of somebody who guides this client today."""
    for username in ("marloes", "pieter", "bas", "sanne"):
        actor = story.cast.actors[username]
        with as_actor(actor, Purpose.GUIDANCE.value):
            if any(row.reader_id == actor.reader_id for row in participations_of(dossier_id)):
                return username
    raise LookupError("nobody of the cast guides this client")


def _finished(story: Story) -> None:
    with holding(story, "yasmina", -6) as on:
        intake_id = open_intake(**on, new=NewIntake("benefit", "talk", clock.today() - timedelta(days=3)))
        on["intake_id"] = intake_id
        save_part(**on, key="work", answers={"wish": "administratie", "hours_available": "24"})
        save_part(**on, key="income", answers={"asks_for": "ww", "household": "partner", "children": "2"})
        _estimate(on, "2", "recente ervaring en twee lopende sollicitaties")
        check_identity(**on, document="card")
        choose_route(**on, route="integrated_team")
        finish_intake(**on)


def _against_the_proposal(story: Story) -> None:
    with holding(story, "dawit", -2) as on:
        on["intake_id"] = open_intake(**on, new=NewIntake("benefit", "talk", clock.today()))
        save_part(**on, key="work", answers={"wish": "techniek", "hours_available": "36"})
        save_part(**on, key="income", answers={"asks_for": "participatiewet", "household": "alone"})
        _estimate(on, "9", "eerst taal, daarna een leerwerkplek")
        check_identity(**on, document="residence")
        because = "kent al een monteur bij het gezamenlijke team"
        choose_route(**on, route="integrated_team", because=because)


def _half_way(story: Story) -> None:
    with holding(story, "glenn", -1) as on:
        soon = clock.today() + timedelta(days=70)
        new = NewIntake("preventive", "assisted", clock.today(), dismissal_on=soon)
        on["intake_id"] = open_intake(**on, new=new)
        save_part(**on, key="work", answers={"wish": "vergelijkbaar werk"})
        offer_work(**on, new=NewOffer("mediation", "magazijnmedewerker bij een groothandel"))


def _alone(story: Story) -> None:
    with holding(story, "ruud", -1) as on:
        open_intake(**on, new=NewIntake("benefit", "alone", clock.today()))


def _estimate(on: dict[str, Any], months: str, because: str) -> None:
    save_part(**on, key="estimate", answers={"months_to_work": months, "estimate_because": because})


def _what_amina_can(story: Story) -> None:
    with holding(story, "amina", -120, Purpose.GUIDANCE) as on:
        for words, kind, shown_by in (
            ("brood bakken", "subject", "seen"),
            ("werken volgens recept en HACCP", "subject", "diploma"),
            ("vroeg beginnen en doorwerken", "behaviour", "seen"),
        ):
            add_competence(**on, new=NewCompetence(words, kind, shown_by))
        began, ended = clock.today() - timedelta(days=2700), clock.today() - timedelta(days=60)
        add_work_period(
            **on, new=NewPeriod("broodbakker", began, ended, "ambachtelijke bakkerij", "dismissed")
        )
        add_limit(**on, new=NewLimit("night", "overdag en vroeg in de ochtend; niet tussen 22 en 5 uur"))


def _channels(story: Story, administrator: str) -> None:
    """The municipality holds intakes for assistance in a talk, and the others digitally."""
    actor = story.cast.actors[administrator]
    with (
        clock.travel(moment(-30, "11:00", story.today)),
        as_actor(actor, Purpose.ADMINISTRATION.value),
    ):
        for benefit, mode, reason in (
            ("participatiewet", "talk", "een eerste gesprek wijst vaker de weg dan een formulier"),
            ("none", "assisted", "wie geen uitkering heeft, begint digitaal en krijgt hulp"),
        ):
            new = NewChannel(benefit, mode, reason)
            set_channel(actor=actor, organisation_id=actor.employer_id, new=new)
