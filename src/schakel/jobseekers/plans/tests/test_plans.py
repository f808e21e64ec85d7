"""Writing a plan, laying it before its signers, and what a signature makes true."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import leave_dossier
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.decisions import ClientView
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.jobseekers.plans.actions import (
    NewBaseline,
    NewPart,
    NewWitness,
    add_part,
    add_step,
    begin_plan,
    change_agreement,
    change_step,
    check_agreement,
    object_to_plan,
    offer_plan,
    remove_goal,
    remove_step,
    set_baseline,
    set_rhythm,
    settle_disagreement,
    sign_for_organisation,
    sign_plan,
    take_lead,
    withdraw_plan,
    witness_signature,
    write_goal,
)
from schakel.jobseekers.plans.content import digest_of
from schakel.jobseekers.plans.models import (
    Agreement,
    Plan,
    PlanGoal,
    PlanPart,
    PlanSignature,
    PlanStep,
    PlanVersion,
)
from schakel.jobseekers.plans.queries import plan_standing
from schakel.jobseekers.plans.tests.scene import (
    AIM,
    begun,
    both,
    in_days,
    let_in,
    offer,
    offered,
    ready,
    running,
    signed_by,
    step,
)
from tests.browsing import MARKS
from tests.world import Person, World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both(world)


@pytest.fixture
def client(world: World, dossier_id: UUID) -> Person:
    return world.client_of(dossier_id, world.marloes)


def standing(world: World, dossier_id: UUID) -> Any:
    with world.marloes.at_work():
        return plan_standing(dossier_id)


def test_a_plan_goes_from_concept_to_offered_to_running(
    world: World, dossier_id: UUID, client: Person
) -> None:
    assert standing(world, dossier_id) is None
    plan_id = ready(world.marloes, dossier_id)
    now = standing(world, dossier_id)
    assert (now.plan_id, now.status, now.has_baseline, now.version, now.rung) == (
        plan_id,
        "concept",
        True,
        0,
        4,
    )
    version = offer(world.marloes, dossier_id, plan_id)
    assert standing(world, dossier_id).status == "offered"
    signed_by(client, dossier_id, version)
    now = standing(world, dossier_id)
    assert (now.status, now.version, now.lead_organisation_id) == ("running", 1, world.uwv)


def test_a_second_plan_is_refused(world: World, dossier_id: UUID) -> None:
    begun(world.marloes, dossier_id)
    with world.bas.at_work() as actor, pytest.raises(ConflictError, match="al een plan"):
        begin_plan(actor=actor, dossier_id=dossier_id, aim=AIM)
    with world.marloes.at_work():
        known = Plan.objects.get()
        lead = {"lead_organisation_id": known.lead_organisation_id, "lead_id": known.lead_id}
        second = Plan(dossier_id=dossier_id, begun_on=clock.today(), **lead)
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)


def test_a_plan_lacks_nothing_before_it_is_laid_before_anybody(world: World, dossier_id: UUID) -> None:
    plan_id = begun(world.marloes, dossier_id)
    with world.marloes.at_work() as actor, pytest.raises(ConflictError) as refused:
        offer_plan(actor=actor, dossier_id=dossier_id, plan_id=plan_id, expected_version=None)
    for lacking in ("doel van de cliënt", "stap naar werk", "op de ladder", "hoe vaak er contact is"):
        assert lacking in str(refused.value)


def test_what_the_client_signs_is_kept_with_its_digest(
    world: World, dossier_id: UUID, client: Person
) -> None:
    version = offered(world.marloes, dossier_id)
    signed_by(client, dossier_id, version)
    with world.marloes.at_work():
        row = PlanSignature.objects.get(party="client")
        assert (row.how, row.signed_digest) == ("own_page", version.digest)
        assert digest_of(PlanVersion.objects.get().content) == version.digest
        assert [goal["words"] for goal in version.content["goals"]] == ["Ik wil weer werken."]


def test_a_plan_is_not_signed_twice(world: World, dossier_id: UUID, client: Person) -> None:
    version = offered(world.marloes, dossier_id, provider_id=world.city)
    signed_by(client, dossier_id, version)
    with pytest.raises(ConflictError, match="al ondertekend"):
        signed_by(client, dossier_id, version)
    with world.marloes.at_work() as actor, pytest.raises(ConflictError, match="al ondertekend"):
        witness_signature(actor=actor, dossier_id=dossier_id, new=NewWitness(1, "paper", clock.today()))


def test_another_version_than_the_one_read_is_not_signed(
    world: World, dossier_id: UUID, client: Person
) -> None:
    version = offered(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with client.at_work(Purpose.OWN_DATA) as actor:
        with pytest.raises(StaleVersionError):
            sign_plan(actor=actor, **on, number=1, digest="0" * 64)
        with pytest.raises(NotFoundError):
            sign_plan(actor=actor, **on, number=2, digest=version.digest)


def test_nobody_signs_for_the_client_on_the_clients_own_page(
    world: World, dossier_id: UUID, client: Person
) -> None:
    version = offered(world.marloes, dossier_id)
    other = world.client_of(world.open(world.bert, world.city), world.bert)
    with world.marloes.at_work() as actor, pytest.raises(NotFoundError):
        sign_plan(actor=actor, dossier_id=dossier_id, number=1, digest=version.digest)
    with other.at_work(Purpose.OWN_DATA) as actor, pytest.raises(NotFoundError):
        sign_plan(actor=actor, dossier_id=dossier_id, number=1, digest=version.digest)


def test_the_steps_about_work_become_agreements_when_all_have_signed(
    world: World, dossier_id: UUID, client: Person
) -> None:
    version = offered(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert not Agreement.objects.exists()
    signed_by(client, dossier_id, version)
    with world.marloes.at_work():
        made = list(Agreement.objects.order_by("what").values_list("what", "duty"))
        assert made == [("Twee keer per week bellen", "client"), ("Vacatures zoeken", "ours")]


def test_a_plan_waits_for_every_organisation_that_is_asked(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = ready(world.marloes, dossier_id)
    with world.bas.at_work() as actor:
        add_part(
            actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=NewPart("Wij regelen kinderopvang.")
        )
    version = offer(world.marloes, dossier_id, plan_id)
    signed_by(client, dossier_id, version)
    assert standing(world, dossier_id).status == "offered"
    with world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor, pytest.raises(NotFoundError):
        sign_for_organisation(actor=actor, dossier_id=dossier_id, number=1)
    with world.bas.at_work() as actor:
        sign_for_organisation(actor=actor, dossier_id=dossier_id, number=1)
    assert standing(world, dossier_id).status == "running"


def test_only_an_organisation_that_takes_part_is_asked_to_sign(world: World, dossier_id: UUID) -> None:
    plan_id = ready(world.marloes, dossier_id)
    with pytest.raises(InvalidError) as refused:
        offer(world.marloes, dossier_id, plan_id, provider_id=world.provider)
    assert list(refused.value.fields) == ["provider_id"]


def test_a_client_who_agreed_at_the_table_is_witnessed_with_the_day(world: World, dossier_id: UUID) -> None:
    offered(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        for new in (NewWitness(1, "own_page", clock.today()), NewWitness(1, "table", in_days(1))):
            with pytest.raises(InvalidError):
                witness_signature(actor=actor, dossier_id=dossier_id, new=new)
        witness_signature(actor=actor, dossier_id=dossier_id, new=NewWitness(1, "paper", clock.today()))
        row = PlanSignature.objects.select_related("professional").get(party="client")
        assert (row.how, row.professional.name) == ("paper", "Marloes van Dijk")


def test_nothing_changes_while_somebody_is_about_to_sign(world: World, dossier_id: UUID) -> None:
    version = offered(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        part = PlanPart.objects.get()
        with pytest.raises(ConflictError, match="wie het ondertekent"):
            add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=step())
        with pytest.raises(ConflictError, match="wie het ondertekent"):
            write_goal(actor=actor, dossier_id=dossier_id, words="Iets anders.")
        with pytest.raises(InvalidError):
            withdraw_plan(actor=actor, dossier_id=dossier_id, plan_id=version.plan_id, number=1, because=" ")
        withdraw_plan(
            actor=actor, dossier_id=dossier_id, plan_id=version.plan_id, number=1, because="Vergeten."
        )
        add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=step())


def test_a_running_plan_that_changes_is_signed_again_and_keeps_every_version(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = running(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with world.marloes.at_work() as actor:
        with pytest.raises(ConflictError, match="niets nieuws"):
            offer_plan(actor=actor, **on, plan_id=plan_id, because="x", expected_version=None)
        first, second = PlanStep.objects.order_by("place")
        changed = step(what="Vacatures zoeken met de auto")
        change_step(actor=actor, **on, step_id=first.pk, new=changed, expected_version=first.version)
        remove_step(
            actor=actor, **on, step_id=second.pk, because="Durft nog niet.", expected_version=second.version
        )
        assert Agreement.objects.filter(status="open").count() == 2
        with pytest.raises(InvalidError):
            offer_plan(actor=actor, **on, plan_id=plan_id, because=" ", expected_version=None)
    version = offer(world.marloes, dossier_id, plan_id, because="Zij heeft nu een auto.")
    now = standing(world, dossier_id)
    assert (now.status, now.version) == ("running", 1)
    signed_by(client, dossier_id, version)
    assert standing(world, dossier_id).version == 2
    with world.marloes.at_work():
        states = dict(Agreement.objects.values_list("what", "status"))
        assert states == {"Vacatures zoeken met de auto": "open", "Twee keer per week bellen": "dropped"}
        old = PlanVersion.objects.get(number=1).content
        assert [s["what"] for s in old["parts"][0]["steps"]] == [
            "Vacatures zoeken",
            "Twee keer per week bellen",
        ]


def test_an_agreement_that_was_signed_changes_in_the_plan_only(world: World, dossier_id: UUID) -> None:
    running(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        row = Agreement.objects.first()
        assert row is not None
        with pytest.raises(ConflictError, match="stap van het plan"):
            change_agreement(
                actor=actor,
                dossier_id=dossier_id,
                agreement_id=row.pk,
                what="x",
                due_on=in_days(3),
                because="y",
                expected_version=row.version,
            )
        check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=row.pk, status="done")


def test_a_disagreement_keeps_both_views_and_who_decided(
    world: World, dossier_id: UUID, client: Person
) -> None:
    offered(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id, "number": 1}
    with client.at_work(Purpose.OWN_DATA) as actor:
        with pytest.raises(InvalidError):
            object_to_plan(actor=actor, **on, words=" ")
        object_to_plan(actor=actor, **on, words="Ik wil eerst de taal leren.")
    decided: dict[str, Any] = {"because": "Werk en taal kunnen samen.", "alternative": "eerst taalles"}
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        settle_disagreement(actor=actor, **on, goes_on=True, **decided)
    with world.marloes.at_work() as actor:
        entry_id = settle_disagreement(actor=actor, **on, goes_on=True, **decided)
        [entry] = [e for e in timeline(dossier_id) if e.id == entry_id]
        assert entry.content["client_view"] == ClientView.DISAGREES
        assert entry.content["client_words"] == "Ik wil eerst de taal leren."
        assert entry.content["reason_text"] == "Werk en taal kunnen samen."
        assert Plan.objects.get().status == "running"
        assert PlanSignature.objects.get(party="client").signed_on is None


def test_a_plan_that_is_adapted_to_the_client_goes_back_to_concept(
    world: World, dossier_id: UUID, client: Person
) -> None:
    offered(world.marloes, dossier_id)
    with client.at_work(Purpose.OWN_DATA) as actor:
        object_to_plan(actor=actor, dossier_id=dossier_id, number=1, words="Eerst taal.")
    with world.marloes.at_work() as actor:
        settle_disagreement(
            actor=actor,
            dossier_id=dossier_id,
            number=1,
            goes_on=False,
            because="Dat past beter.",
            alternative="eerst taalles",
        )
        assert Plan.objects.get().status == "concept"


def test_a_client_who_thinks_again_can_still_sign(world: World, dossier_id: UUID, client: Person) -> None:
    version = offered(world.marloes, dossier_id)
    with client.at_work(Purpose.OWN_DATA) as actor:
        object_to_plan(actor=actor, dossier_id=dossier_id, number=1, words="Nee.")
    signed_by(client, dossier_id, version)
    with world.marloes.at_work() as actor, pytest.raises(ConflictError):
        settle_disagreement(
            actor=actor, dossier_id=dossier_id, number=1, goes_on=True, because="x", alternative="y"
        )


def test_a_goal_of_the_client_is_taken_off_by_the_client(
    world: World, dossier_id: UUID, client: Person
) -> None:
    begun(world.marloes, dossier_id)
    with client.at_work(Purpose.OWN_DATA) as actor:
        goal_id = write_goal(actor=actor, dossier_id=dossier_id, words="  Een vaste baan.  ")
    with world.marloes.at_work() as actor, pytest.raises(ConflictError, match="schreef de cliënt zelf"):
        remove_goal(
            actor=actor, dossier_id=dossier_id, goal_id=goal_id, because="past niet", expected_version=1
        )
    with client.at_work(Purpose.OWN_DATA) as actor:
        assert PlanGoal.objects.get().words == "Een vaste baan."
        remove_goal(actor=actor, dossier_id=dossier_id, goal_id=goal_id, because="", expected_version=1)


def test_an_organisation_changes_its_own_part_and_the_lead_changes_all(
    world: World, dossier_id: UUID
) -> None:
    plan_id = ready(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with world.bas.at_work() as actor:
        theirs = PlanStep.objects.first()
        assert theirs is not None
        part_id = add_part(actor=actor, **on, plan_id=plan_id, new=NewPart("Wij regelen opvang."))
        own_id = add_step(actor=actor, **on, part_id=part_id, new=step())
        with pytest.raises(ForbiddenError):
            change_step(actor=actor, **on, step_id=theirs.pk, new=step(), expected_version=1)
        with pytest.raises(ConflictError, match="heeft dit deel al"):
            add_part(actor=actor, **on, plan_id=plan_id, new=NewPart("Nog eens."))
        with pytest.raises(ForbiddenError):
            set_rhythm(actor=actor, **on, plan_id=plan_id, weeks=4)
    with world.marloes.at_work() as actor:
        change_step(actor=actor, **on, step_id=own_id, new=step(what="Opvang zoeken"), expected_version=1)


def test_contact_is_never_less_often_than_the_house_allows(world: World, dossier_id: UUID) -> None:
    plan_id = begun(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        for weeks in (0, 14):
            with pytest.raises(InvalidError):
                set_rhythm(actor=actor, dossier_id=dossier_id, plan_id=plan_id, weeks=weeks)
        set_rhythm(actor=actor, dossier_id=dossier_id, plan_id=plan_id, weeks=13)


def test_where_a_plan_began_is_fixed_once_it_was_signed(world: World, dossier_id: UUID) -> None:
    plan_id = running(world.marloes, dossier_id)
    new = NewBaseline(2, clock.today(), "Toch lager.")
    with world.marloes.at_work() as actor, pytest.raises(ConflictError, match="ligt vast"):
        set_baseline(actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=new)


def test_a_start_is_a_rung_of_the_ladder_on_a_day_that_was(world: World, dossier_id: UUID) -> None:
    plan_id = begun(world.marloes, dossier_id)
    new = NewBaseline(9, in_days(1), " ", target=2)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        set_baseline(actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=new)
    assert sorted(refused.value.fields) == ["cause", "on", "place", "target"]


def test_a_step_is_whole_or_refused(world: World, dossier_id: UUID) -> None:
    begun(world.marloes, dossier_id)
    wrong = step(what=" ", because="x" * 201, duty="nobody", due_on=in_days(-1))
    with world.marloes.at_work():
        part = PlanPart.objects.get()
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        add_step(actor=actor, dossier_id=dossier_id, part_id=part.pk, new=wrong)
    assert sorted(refused.value.fields) == ["because", "due_on", "duty", "what"]


def test_a_colleague_takes_the_lead_and_another_organisation_only_when_it_is_left(
    world: World, dossier_id: UUID
) -> None:
    plan_id = ready(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id, "plan_id": plan_id, "because": "Marloes is weg."}
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        take_lead(actor=actor, **on, expected_version=None)
    let_in(world, dossier_id, world.mia)
    with world.mia.at_work() as actor:
        take_lead(actor=actor, **on, expected_version=None)
        assert Plan.objects.select_related("lead").get().lead.name == "Mia Jansen"


def test_who_does_not_take_part_sees_no_plan(world: World, dossier_id: UUID) -> None:
    plan_id = ready(world.marloes, dossier_id)
    with world.bert.at_work() as actor:
        assert not Plan.objects.exists()
        assert plan_standing(dossier_id) is None
        with pytest.raises(NotFoundError):
            set_rhythm(actor=actor, dossier_id=dossier_id, plan_id=plan_id, weeks=4)


def test_an_organisation_that_left_is_not_asked_to_sign(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    let_in(world, dossier_id, world.bas, kind="helping")
    plan_id = ready(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with world.bas.at_work() as actor:
        add_part(actor=actor, **on, plan_id=plan_id, new=NewPart("Wij regelen opvang."))
        row = Participation.objects.get(dossier_id=dossier_id, reader_id=actor.reader_id)
        leave_dossier(actor=actor, **on, participation_id=row.pk, because="klaar")
    version = offer(world.marloes, dossier_id, plan_id)
    with world.marloes.at_work():
        asked = PlanSignature.objects.filter(plan_version=version).values_list("party", flat=True)
        assert sorted(asked) == ["client", "lead"]
