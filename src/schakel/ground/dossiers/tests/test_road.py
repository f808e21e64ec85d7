"""One client, two organisations: opening, joining, handing over, and what each may see and do."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    add_participant,
    dispute_fact,
    leave_dossier,
    return_handover,
    send_handover,
    state_fact,
    take_regie,
    take_up_handover,
)
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Dossier, Fact, Handover, Participation, Regie
from schakel.ground.dossiers.records import check_constraints_now
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import (
    ActorError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    StaleVersionError,
)
from tests.world import Person, World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

BECAUSE = "want zo is het afgesproken"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def holds(dossier_id: UUID, person: Person, scope: str) -> bool:
    today = clock.today()
    held = Regie.objects.on(today).filter(dossier_id=dossier_id, scope=scope, reader_id=person.reader_id)
    return held.exists()


def sees(person: Person, dossier_id: UUID) -> bool:
    with person.at_work():
        return Dossier.objects.filter(pk=dossier_id).exists()


def send_to_city(world: World, dossier_id: UUID, *, ends_own_task: bool) -> UUID:
    with world.marloes.at_work() as actor:
        new = NewHandover(
            world.city_team,
            "file",
            "Plan is klaar.",
            "WW eindigt",
            filled_parts(world.uwv, world.city_team),
            ends_own_task=ends_own_task,
        )
        return send_handover(actor=actor, dossier_id=dossier_id, new=new)


def test_only_participants_see_a_dossier(world: World, dossier_id: UUID) -> None:
    assert sees(world.marloes, dossier_id)
    assert not sees(world.mia, dossier_id)
    assert not sees(world.bas, dossier_id)
    assert not sees(world.city_admin, dossier_id)


def test_without_an_actor_nothing_is_visible(world: World, dossier_id: UUID) -> None:
    assert not Dossier.objects.exists()


def test_after_an_actor_is_done_the_database_forgets_them(world: World, dossier_id: UUID) -> None:
    assert sees(world.marloes, dossier_id)
    assert not Dossier.objects.exists()


def test_who_opens_holds_the_regie_of_organisation_and_chain(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work():
        assert holds(dossier_id, world.marloes, "organisation")
        assert holds(dossier_id, world.marloes, "chain")


def test_a_colleague_takes_a_client_out_of_the_queue_with_both_regies(world: World) -> None:
    dossier_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    with world.mia.at_work() as actor:
        take_regie(actor=actor, dossier_id=dossier_id, scope="organisation", because=BECAUSE)
        assert holds(dossier_id, world.mia, "organisation")
        assert holds(dossier_id, world.mia, "chain")
        queue = Participation.objects.on(clock.today()).filter(dossier_id=dossier_id, team__isnull=False)
        assert not queue.exists()
    assert not sees(world.marloes, dossier_id)


def test_a_helper_never_moves_the_regie(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because=BECAUSE,
            membership_id=world.joris.membership_id,
        )
        assert Regie.objects.on(clock.today()).filter(dossier_id=dossier_id).count() == 2
    assert sees(world.joris, dossier_id)


def test_leaving_with_the_regie_is_refused_in_words(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        row = Participation.objects.get(dossier_id=dossier_id)
        with pytest.raises(ConflictError, match="Weggaan kan nu nog niet"):
            leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because=BECAUSE)


def test_the_database_itself_refuses_an_end_without_successor(world: World, dossier_id: UUID) -> None:
    from schakel.ground.dossiers.access import TAKE_PART
    from schakel.ground.dossiers.verbs import DossierRested
    from schakel.ground.journal.writing import record

    @action(TAKE_PART)
    def forget_successor(*, actor: object, dossier_id: UUID) -> None:
        record(DossierRested("vergeten"), dossier_id=dossier_id)
        Regie.objects.filter(dossier_id=dossier_id, scope="organisation").update(
            valid_to=clock.today() + timedelta(days=1)
        )
        check_constraints_now()

    with world.marloes.at_work(needs_savepoint=True) as actor:
        with pytest.raises(ConflictError, match="niemand bij een organisatie de regie"):
            forget_successor(actor=actor, dossier_id=dossier_id)
        assert holds(dossier_id, world.marloes, "organisation")


def test_a_handover_lets_the_receiving_team_look_and_leaves_the_regie(world: World, dossier_id: UUID) -> None:
    send_to_city(world, dossier_id, ends_own_task=True)
    assert sees(world.bas, dossier_id)
    assert not sees(world.bert, dossier_id)
    with world.marloes.at_work():
        assert holds(dossier_id, world.marloes, "chain")


def test_taking_up_moves_the_regie_and_ends_the_senders_task(world: World, dossier_id: UUID) -> None:
    handover_id = send_to_city(world, dossier_id, ends_own_task=True)
    with world.bas.at_work() as actor:
        take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)
        assert holds(dossier_id, world.bas, "organisation")
        assert holds(dossier_id, world.bas, "chain")
    assert not sees(world.marloes, dossier_id)


def test_taking_up_beside_the_sender_keeps_the_chains_regie_there(world: World, dossier_id: UUID) -> None:
    handover_id = send_to_city(world, dossier_id, ends_own_task=False)
    with world.bas.at_work() as actor:
        take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)
        assert holds(dossier_id, world.bas, "organisation")
        assert holds(dossier_id, world.marloes, "chain")


def test_a_returned_handover_is_told_and_closes_the_receivers_view(world: World, dossier_id: UUID) -> None:
    handover_id = send_to_city(world, dossier_id, ends_own_task=True)
    with world.bas.at_work() as actor:
        return_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id, because="Woont elders.")
    assert not sees(world.bas, dossier_id)
    with world.marloes.at_work():
        assert Handover.objects.get(pk=handover_id).return_reason == "Woont elders."
        assert timeline(dossier_id)[0].verb in {"handover.return", "participant.leave"}


def test_a_handover_is_answered_once(world: World, dossier_id: UUID) -> None:
    handover_id = send_to_city(world, dossier_id, ends_own_task=False)
    with world.bas.at_work() as actor:
        take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)
        with pytest.raises(ConflictError, match="al beantwoord"):
            return_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id, because="te laat")


def test_two_sources_stand_side_by_side_until_resolved(world: World, dossier_id: UUID) -> None:
    send_to_city(world, dossier_id, ends_own_task=False)
    for person, value in ((world.marloes, "yes"), (world.bas, "no")):
        with person.at_work() as actor:
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("driving_licence", value))
    with world.marloes.at_work():
        current = Fact.objects.filter(dossier_id=dossier_id, is_current=True)
        assert sorted(current.values_list("value", flat=True)) == ["no", "yes"]


def test_a_stale_fact_is_refused_with_the_newer_one(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("hours_available", "32"))
        fact = Fact.objects.get(dossier_id=dossier_id)
        with pytest.raises(StaleVersionError) as refused:
            state_fact(
                actor=actor,
                dossier_id=dossier_id,
                new=NewFact("hours_available", "24"),
                expected_version=fact.version + 1,
            )
        assert refused.value.current.value == "32"


def test_the_client_disputes_a_fact_in_own_words(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        fact_id = state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", "yes"))
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor:
        dispute_fact(actor=actor, dossier_id=dossier_id, fact_id=fact_id, words="Mijn auto is verkocht.")
        assert Fact.objects.get(pk=fact_id).dispute == "Mijn auto is verkocht."


def test_a_provider_may_look_at_the_person_and_not_change_who_takes_part(
    world: World, dossier_id: UUID
) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because=BECAUSE,
            membership_id=world.joris.membership_id,
        )
    with world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor, pytest.raises(ForbiddenError):
        take_regie(actor=actor, dossier_id=dossier_id, scope="chain", because=BECAUSE)


def test_a_stranger_gets_the_same_answer_as_for_nothing(world: World, dossier_id: UUID) -> None:
    from uuid import uuid4

    with world.bas.at_work() as actor:
        for unknown in (dossier_id, uuid4()):
            with pytest.raises(NotFoundError, match="niet voor u"):
                take_regie(actor=actor, dossier_id=unknown, scope="chain", because=BECAUSE)


def test_an_act_outside_its_actor_is_a_programming_error(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ActorError):
        take_regie(actor=world.marloes.actor, dossier_id=dossier_id, scope="chain", because=BECAUSE)
    with world.marloes.at_work(), pytest.raises(ActorError):
        take_regie(actor=world.mia.actor, dossier_id=dossier_id, scope="chain", because=BECAUSE)


def test_a_double_click_acts_once_and_gets_the_same_answer(world: World, dossier_id: UUID) -> None:
    from schakel.ground.kernel.ids import uuid7

    key, new = uuid7(), NewFact("wish", "Overdag werken")
    with world.marloes.at_work() as actor:
        first = state_fact(actor=actor, dossier_id=dossier_id, new=new, submit_key=key)
        second = state_fact(actor=actor, dossier_id=dossier_id, new=new, submit_key=key)
        assert first == second
        assert Fact.objects.filter(dossier_id=dossier_id).count() == 1


def test_readers_do_not_leak_into_the_next_actor(world: World, dossier_id: UUID) -> None:
    with as_actor(world.marloes.actor, "guidance"):
        pass
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('schakel.readers', true)")
        assert cursor.fetchone()[0] in ("", None)
