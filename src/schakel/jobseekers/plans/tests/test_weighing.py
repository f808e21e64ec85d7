"""What was considered at the choices of a plan: kept, shown, and no standard course without a reason."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.plans.actions import add_step, begin_plan, keep_template, write_goal
from schakel.jobseekers.plans.courses import StandardStep
from schakel.jobseekers.plans.models import Plan, PlanAlternative, PlanPart
from schakel.jobseekers.plans.records import remove_plan
from schakel.jobseekers.plans.tests.scene import AIM, step
from schakel.jobseekers.plans.weighing import Weighed, choices_of
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
ELSE = Weighed("Een opleiding van twee jaar", "zij wil dit jaar nog werken")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city)


def course(world: World, name: str = "Eerste weken") -> UUID:
    steps = [StandardStep("Gesprek", "elkaar leren kennen", "ours", 1)]
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return keep_template(actor=actor, organisation_id=world.city, name=name, steps=steps)


def begin(world: World, dossier_id: UUID, **options: object) -> UUID:
    with world.bas.at_work() as actor:
        return begin_plan(actor=actor, dossier_id=dossier_id, aim=AIM, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("because", ["", "   "])
def test_a_standard_course_without_a_reason_is_refused(world: World, dossier_id: UUID, because: str) -> None:
    with pytest.raises(InvalidError) as refused:
        begin(world, dossier_id, template_id=course(world), because=because)
    assert "because" in refused.value.fields
    with world.bas.at_work():
        assert not Plan.objects.exists()


def test_a_standard_course_is_a_choice_beside_the_others_and_beside_none(
    world: World, dossier_id: UUID
) -> None:
    course(world, "Snel aan het werk")
    begin(world, dossier_id, template_id=course(world), because="hij kent hier nog niemand")
    with world.bas.at_work():
        (choice,) = choices_of(dossier_id)
    assert (choice.chosen, choice.reason) == ("Eerste weken", "hij kent hier nog niemand")
    assert [name for name, _known in choice.others] == ["Snel aan het werk", "zonder standaard"]


def test_a_plan_made_to_measure_asks_no_such_reason(world: World, dossier_id: UUID) -> None:
    assert begin(world, dossier_id)


def test_what_else_was_considered_stands_beside_the_step(world: World, dossier_id: UUID) -> None:
    plan_id = begin(world, dossier_id)
    with world.bas.at_work() as actor:
        part = PlanPart.objects.get(plan_id=plan_id)
        add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=step(weighed=ELSE))
        assert [e.verb for e in timeline(dossier_id)][:2].count("plan.weigh") == 1
    page = signed_in(world.bas).get(reverse("plans:whole", args=[dossier_id])).content.decode()
    assert (
        "Ook overwogen: Een opleiding van twee jaar. Niet gekozen, want zij wil dit jaar nog werken" in page
    )


def test_what_else_was_considered_stands_beside_the_goal(world: World, dossier_id: UUID) -> None:
    begin(world, dossier_id)
    with world.bas.at_work() as actor:
        write_goal(actor=actor, dossier_id=dossier_id, words="Dit jaar werken.", weighed=ELSE)
    page = signed_in(world.bas).get(reverse("plans:whole", args=[dossier_id])).content.decode()
    assert "Een opleiding van twee jaar" in page


@pytest.mark.parametrize(
    ("weighed", "field"), [(Weighed("iets anders", ""), "why_not"), (Weighed("", "te duur"), "instead")]
)
def test_half_an_alternative_is_refused(world: World, dossier_id: UUID, weighed: Weighed, field: str) -> None:
    plan_id = begin(world, dossier_id)
    with world.bas.at_work() as actor:
        part = PlanPart.objects.get(plan_id=plan_id)
        with pytest.raises(InvalidError) as refused:
            add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=step(weighed=weighed))
        assert field in refused.value.fields


def test_the_page_says_when_nothing_was_chosen_yet(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.bas).get(reverse("plans:whole", args=[dossier_id])).content.decode()
    assert "Nog geen keuze vastgelegd" in page


def test_the_form_keeps_what_was_typed_and_asks_the_reason(world: World, dossier_id: UUID) -> None:
    course_id = course(world)
    browser = signed_in(world.bas)
    address = reverse("plans:begin", args=[dossier_id])
    refused = browser.post(address, {"aim": AIM, "template": str(course_id)})
    assert refused.status_code == 422
    assert "Schrijf op waarom deze standaard" in refused.content.decode()
    assert AIM in refused.content.decode()
    sent = {"aim": AIM, "template": str(course_id), "because": "zij is nieuw hier"}
    assert browser.post(address, sent).status_code == 302


def test_alternatives_go_with_their_plan(world: World, dossier_id: UUID) -> None:
    plan_id = begin(world, dossier_id)
    with world.bas.at_work() as actor:
        part = PlanPart.objects.get(plan_id=plan_id)
        add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=step(weighed=ELSE))
        remove_plan(dossier_id, plan_id)
        assert not PlanAlternative.objects.exists()
