"""The part of the story about plans: one of each kind, from just begun to closed, and an own ladder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.plans.actions import (
    NewAnswers,
    NewBaseline,
    NewRung,
    NewStep,
    NewWish,
    NewWitness,
    add_step,
    arrange_ladder,
    begin_plan,
    block_wish,
    change_step,
    check_agreement,
    close_plan,
    keep_template,
    offer_plan,
    set_baseline,
    set_rhythm,
    sign_plan,
    take_rung,
    witness_objection,
    witness_signature,
    write_goal,
)
from schakel.jobseekers.plans.courses import StandardStep
from schakel.jobseekers.plans.ladder import Rung
from schakel.jobseekers.plans.models import Agreement, PlanPart, PlanStep, PlanTemplate, PlanVersion
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story, client_actor

_RUNGS = [
    Rung("thuis, weinig contact", 1),
    Rung("meedoen in de buurt", 2),
    Rung("vaste dagbesteding", 3),
    Rung("vrijwilligerswerk", 4),
    Rung("werken met begeleiding", 5),
    Rung("werken en een opleiding", 5),
    Rung("gewoon werk", 6),
]
_COURSE = [
    StandardStep("Kennismaken en doelen opschrijven", "het plan begint bij de cliënt", "ours", 1),
    StandardStep("Cv en profiel invullen", "een werkgever vraagt erom", "client", 3, "cv in dossier"),
    StandardStep("Drie vacatures bespreken", "zo wordt duidelijk wat past", "ours", 5),
    StandardStep("Twee keer solliciteren", "oefenen helpt", "client", 8, "kopie van de brieven"),
]


def tell_of_plans(story: Story) -> None:
    """Amina has to sign, Peter's plan is a concept, and others run, changed, ended or were disputed."""
    _arranged(story)
    _concept(story)
    _waiting_for_amina(story)
    _signed_by_ruud(story)
    _changed(story)
    _disputed(story)
    _ended(story)


@contextmanager
def at_work(story: Story, who: str, client: str, day: int) -> Iterator[dict[str, Any]]:
    """At work for a client on a day of the story; gives who acts and the dossier, as the acts take them."""
    actor, dossier_id = story.cast.actors[who], story.dossiers[client]
    with clock.travel(moment(day, "15:20", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        yield {"actor": actor, "dossier_id": dossier_id}


def _arranged(story: Story) -> None:
    actor = story.cast.actors["ada"]
    with clock.travel(moment(-120, "10:00", story.today)), as_actor(actor, Purpose.ADMINISTRATION.value):
        on: dict[str, Any] = {"actor": actor, "organisation_id": actor.organisation_id}
        arrange_ladder(**on, rungs=_RUNGS, expected_version=0)
        keep_template(**on, name="Eerste acht weken", steps=_COURSE)


def _step(what: str, because: str, duty: str, days: int, check_by: str = "") -> NewStep:
    return NewStep(what, because, duty, clock.today() + timedelta(days=days), check_by)


def written(
    on: dict[str, Any], aim: str, goal: str, *steps: NewStep, place: int, cause: str, weeks: int = 4
) -> UUID:
    """A plan that lacks nothing."""
    plan_id = begin_plan(**on, aim=aim)
    write_goal(**on, words=goal)
    part_id = PlanPart.objects.get(plan_id=plan_id).pk
    for new in steps:
        add_step(**on, part_id=part_id, new=new)
    new_start = NewBaseline(place, clock.today(), cause, 5)
    set_baseline(**on, plan_id=plan_id, new=new_start)
    set_rhythm(**on, plan_id=plan_id, weeks=weeks)
    return plan_id


def offered(on: dict[str, Any], plan_id: UUID, because: str = "") -> PlanVersion:
    """The version that lies before who has to agree."""
    version_id = offer_plan(**on, plan_id=plan_id, because=because, expected_version=None)
    return PlanVersion.objects.get(pk=version_id)


def at_the_table(on: dict[str, Any], version: PlanVersion) -> None:
    """The client signs on paper, with who acts as witness."""
    witness_signature(**on, new=NewWitness(version.number, "table", clock.today()))


def _concept(story: Story) -> None:
    with at_work(story, "marloes", "peter", -3) as on:
        begin_plan(**on, aim="Wij zoeken met Peter naar werk met hout.")
        write_goal(**on, words="Ik wil weer met mijn handen werken.")


def _waiting_for_amina(story: Story) -> None:
    with at_work(story, "marloes", "amina", -1) as on:
        plan_id = written(
            on,
            "Wij helpen Amina aan werk in een magazijn, en regelen de training.",
            "Ik wil overdag werken, met vaste collega's.",
            _step("Training heftruck in eenvoudig Nederlands", "zo kan zij meer banen aan", "ours", 12),
            _step("Twee magazijnen bezoeken", "dan weet Amina of het werk past", "client", 18, "verslag"),
            place=3,
            cause="Doet onbetaald werk in het buurthuis.",
        )
        offered(on, plan_id)


def _signed_by_ruud(story: Story) -> None:
    with at_work(story, "pieter", "ruud", -40) as on:
        plan_id = written(
            on,
            "Wij helpen Ruud om zijn vakkennis te laten zien.",
            "Ik wil mijn vak niet kwijt. Jongeren het lassen leren lijkt mij mooi.",
            _step("Gesprek met een leerbedrijf", "daar zoeken zij begeleiders", "ours", 50),
            _step("Werkverleden op papier zetten", "Ruud heeft geen cv", "client", 45),
            place=4,
            cause="Werkt soms een dag mee.",
        )
        version = offered(on, plan_id)
    dossier_id = story.dossiers["ruud"]
    actor = client_actor(story, dossier_id, "Ruud")
    with clock.travel(moment(-38, "19:30", story.today)), as_actor(actor, Purpose.OWN_DATA.value):
        sign_plan(actor=actor, dossier_id=dossier_id, number=version.number, digest=version.digest)


def _changed(story: Story) -> None:
    """Mandy grows from volunteer to work with help; a step deviates, and the plan is signed again."""
    with at_work(story, "bas", "mandy", -90) as on:
        course = PlanTemplate.objects.get(organisation_id=on["actor"].organisation_id)
        because = "Mandy is nieuw hier en wil eerst weten wie wat doet"
        aim = "De gemeente begeleidt Mandy naar werk."
        plan_id = begin_plan(**on, aim=aim, template_id=course.pk, because=because)
        write_goal(**on, words="Ik wil mijn eigen geld verdienen.")
        new_start = NewBaseline(2, clock.today(), "Helpt twee ochtenden op school.", 6)
        set_baseline(**on, plan_id=plan_id, new=new_start)
        set_rhythm(**on, plan_id=plan_id, weeks=2)
        at_the_table(on, offered(on, plan_id))
    with at_work(story, "bas", "mandy", -50) as on:
        for row in Agreement.objects.filter(plan_step__plan_id=plan_id).order_by("plan_step__place")[:3]:
            check_agreement(**on, agreement_id=row.pk, status="done")
        take_rung(**on, new=NewRung(3, clock.today(), "Vrijwilliger in de kringloop, drie dagen."))
    with at_work(story, "bas", "mandy", -12) as on:
        take_rung(**on, new=NewRung(4, clock.today(), "Begon met een jobcoach in de kringloop."))
        last = PlanStep.objects.filter(plan_id=plan_id).order_by("place").last()
        assert last is not None  # the course has steps
        new = NewStep(
            "Gesprek over een vast contract bij de kringloop",
            "daar werkt Mandy al",
            "ours",
            clock.today() + timedelta(days=20),
            deviation="Solliciteren hoeft niet: zij kan blijven waar zij werkt.",
        )
        change_step(**on, step_id=last.pk, new=new, expected_version=last.version)
        at_the_table(on, offered(on, plan_id, "Mandy kan bij de kringloop blijven."))
        wanted = NewWish("Begeleiding op de werkplek na zes maanden", "contract", "contract stopt dan", True)
        block_wish(**on, new=wanted)


def _disputed(story: Story) -> None:
    with at_work(story, "bas", "shirley", -5) as on:
        plan_id = written(
            on,
            "De gemeente helpt Shirley naar werk, ook in de zorg.",
            "Ik wil weer aan een balie staan.",
            _step("Meelopen in een verzorgingshuis", "zo leert zij het werk kennen", "client", 20),
            place=3,
            cause="Helpt in de keuken van de kerk.",
        )
        version = offered(on, plan_id)
        said = "Ik ben receptionist. Ik wil eerst bij hotels solliciteren."
        witness_objection(**on, number=version.number, words=said)


def _ended(story: Story) -> None:
    with at_work(story, "bas", "ahmet", -80) as on:
        plan_id = written(
            on,
            "De gemeente helpt Ahmet aan een baan in de techniek.",
            "Ik wil weer met machines werken.",
            _step("Proefdag in een werkplaats", "de baas wil hem zien werken", "client", 20),
            place=3,
            cause="Repareert fietsen als vrijwilliger.",
        )
        at_the_table(on, offered(on, plan_id))
    with at_work(story, "bas", "ahmet", -2) as on:
        take_rung(**on, new=NewRung(6, clock.today(), "Begonnen in een werkplaats, 32 uur."))
        answers = NewAnswers("De proefdag gaf de doorslag.", "Eerder werkgevers bellen.")
        close_plan(**on, plan_id=plan_id, closure="work", words="", answers=answers, expected_version=None)
