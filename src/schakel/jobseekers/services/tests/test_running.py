"""The life of a service: decided, started, extended, logged, ended and looked back on, or dropped."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.people.actions import record_death
from schakel.jobseekers.services.actions import (
    drop_use,
    extend_use,
    give_own_view,
    log_step,
    start_use,
)
from schakel.jobseekers.services.actions.running import Start
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceExtension, ServiceUse
from schakel.jobseekers.services.queries.uses import (
    awaiting_own_view,
    in_my_dossiers,
    log_of,
    use_visible,
)
from schakel.jobseekers.services.tests.scene import (
    GUIDED,
    choose,
    decided,
    ended,
    in_days,
    on_ww,
    running,
    started,
    tell,
    written,
)
from tests.browsing import signed_in
from tests.world import Person, World

OWN = Purpose.OWN_DATA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def use(person: Person, dossier_id: UUID, use_id: UUID) -> ServiceUse:
    with person.at_work():
        return use_visible(dossier_id, use_id)


def extend(person: Person, dossier_id: UUID, use_id: UUID, **changes: Any) -> None:
    values: dict[str, Any] = {
        "until": in_days(90),
        "because": "nog twee gesprekken",
        "expected_version": None,
    }
    with person.at_work() as actor:
        extend_use(actor=actor, dossier_id=dossier_id, use_id=use_id, **values | changes)


def bought(world: World, dossier_id: UUID) -> UUID:
    tell(world.marloes, dossier_id, mist_zoekvaardigheden=True)
    return choose(world.marloes, dossier_id, "module-sollicitatie")


def test_buying_asks_who_pays_and_whether_this_is_the_shortest_way() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = bought(world, dossier_id)
    with pytest.raises(InvalidError) as refused:
        decided(world.marloes, dossier_id, use_id, payer_id=None, is_shortest="")
    assert set(refused.value.fields) == {"payer", "is_shortest"}
    decided(world.marloes, dossier_id, use_id, price=Decimal("1180.50"))
    found = use(world.marloes, dossier_id, use_id)
    assert (found.state, found.price, found.is_shortest) == ("decided", Decimal("1180.50"), "yes")


def test_only_an_organisation_in_the_dossier_can_decide_pay_or_guide() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = bought(world, dossier_id)
    with pytest.raises(InvalidError) as refused:
        decided(world.marloes, dossier_id, use_id, guide_id=world.provider)
    assert set(refused.value.fields) == {"guide"}


def test_a_service_is_decided_on_once() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = bought(world, dossier_id)
    decided(world.marloes, dossier_id, use_id)
    with pytest.raises(ConflictError, match="al beslist"):
        decided(world.marloes, dossier_id, use_id)


def test_a_service_does_not_start_before_it_is_decided_on() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = bought(world, dossier_id)
    with pytest.raises(ConflictError):
        started(world.marloes, dossier_id, use_id)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(1, 60, "starts_on"), (-1, 60, "starts_on"), (0, -1, "ends_on"), (0, 200, "ends_on"),
     (0, None, "ends_on")],
)  # fmt: skip
def test_days_that_can_not_be_are_refused(first: int, last: int | None, field: str) -> None:
    world = World()
    dossier_id = on_ww(world)
    with pytest.raises(InvalidError) as refused:
        running(world, dossier_id, starts_on=in_days(first), ends_on=None if last is None else in_days(last))
    assert field in refused.value.fields


def test_a_stale_page_starts_nothing() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, zeer_kleine_kans=True)
    use_id = choose(world.marloes, dossier_id, "monitoring")
    with pytest.raises(StaleVersionError), world.marloes.at_work() as actor:
        start_use(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            new=Start(clock.today(), None, "hopeless"),
            expected_version=99,
        )


def test_monitoring_asks_which_of_its_two_groups() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, zeer_kleine_kans=True)
    use_id = choose(world.marloes, dossier_id, "monitoring")
    with pytest.raises(InvalidError) as refused:
        started(world.marloes, dossier_id, use_id, ends_on=None)
    assert "group" in refused.value.fields
    started(world.marloes, dossier_id, use_id, ends_on=None, group="hopeless")
    assert use(world.marloes, dossier_id, use_id).group == "hopeless"


def test_training_asks_the_questions_of_its_protocol() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, scholing_noodzakelijk=True)
    use_id = choose(world.marloes, dossier_id, "scholing")
    decided(world.marloes, dossier_id, use_id)
    with pytest.raises(InvalidError) as refused:
        started(world.marloes, dossier_id, use_id, answers={"baan": True})
    assert set(refused.value.fields) == {"q_kort", "q_kan", "q_vraag"}


def test_recognised_volunteer_work_asks_by_what_it_is_recognised() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, doet_vrijwilligerswerk=True)
    use_id = choose(world.marloes, dossier_id, "vrijwilligerswerk")
    decided(world.marloes, dossier_id, use_id)
    with pytest.raises(InvalidError) as refused:
        started(world.marloes, dossier_id, use_id, ends_on=None)
    assert set(refused.value.fields) == {"proof"}
    started(world.marloes, dossier_id, use_id, ends_on=None, proof="brief van 3 mei")
    assert use(world.marloes, dossier_id, use_id).proof == "brief van 3 mei"


def test_a_service_that_stands_by_itself_does_not_run_beside_another() -> None:
    world = World()
    dossier_id = on_ww(world)
    running(world, dossier_id)
    tell(world.marloes, dossier_id, mist_zoekvaardigheden=True)
    second = choose(world.marloes, dossier_id, "module-sollicitatie")
    decided(world.marloes, dossier_id, second)
    with world.marloes.at_work():
        ServiceUse.objects.filter(pk=second).update(is_exclusive=True)
    with pytest.raises(ConflictError, match="Intensieve begeleiding loopt"):
        started(world.marloes, dossier_id, second)


def test_more_time_asks_a_sentence_and_is_kept() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(InvalidError):
        extend(world.marloes, dossier_id, use_id, because=" ")
    extend(world.marloes, dossier_id, use_id)
    assert use(world.marloes, dossier_id, use_id).ends_on == in_days(90)
    with world.marloes.at_work():
        assert ServiceExtension.objects.get(use_id=use_id).until_before == in_days(60)


def test_more_time_is_really_later_and_at_most_one_more_of_the_same() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    for days in (60, 59, 400):
        with pytest.raises(InvalidError) as refused:
            extend(world.marloes, dossier_id, use_id, until=in_days(days))
        assert "until" in refused.value.fields


def test_after_its_last_day_a_service_gets_no_more_time() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id, ends_on=in_days(10))
    with clock.travel(clock.now() + timedelta(days=11)), pytest.raises(ConflictError, match="voorbij"):
        extend(world.marloes, dossier_id, use_id, until=in_days(40))


def test_a_trial_placement_of_ww_gets_no_more_time() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, deed_dit_werk_daar=False, werkgever_wil_contract=True)
    use_id = choose(world.marloes, dossier_id, "proefplaatsing-ww")
    decided(world.marloes, dossier_id, use_id)
    answers = {"verzekerd": True, "geschikt": True}
    started(world.marloes, dossier_id, use_id, answers=answers)
    with pytest.raises(ConflictError, match="niet te verlengen"):
        extend(world.marloes, dossier_id, use_id)


def test_a_service_does_not_end_without_looking_back() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(InvalidError) as refused:
        ended(world.marloes, dossier_id, use_id, reached="", helped="", reason="")
    assert set(refused.value.fields) == {"reached", "helped", "reason"}
    ended(world.marloes, dossier_id, use_id, words="vond zelf werk")
    with world.marloes.at_work():
        assert ServiceEvaluation.objects.get(use_id=use_id).words == "vond zelf werk"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_service_does_not_end_before_its_start_or_in_the_future(days: int) -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(InvalidError) as refused:
        ended(world.marloes, dossier_id, use_id, ended_on=in_days(days))
    assert "ended_on" in refused.value.fields


def test_a_log_line_lies_within_the_service() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(InvalidError), world.marloes.at_work() as actor:
        log_step(actor=actor, dossier_id=dossier_id, use_id=use_id, done_on=in_days(-1), what="gebeld")
    with world.marloes.at_work() as actor:
        log_step(actor=actor, dossier_id=dossier_id, use_id=use_id, done_on=in_days(0), what="gebeld")
        assert [line.what for line in log_of(use_id)] == ["gebeld"]


def test_what_began_can_not_be_dropped_and_what_did_not_begin_can() -> None:
    world = World()
    dossier_id = on_ww(world)
    first, second = running(world, dossier_id), bought(world, dossier_id)
    for use_id, is_refused in ((first, True), (second, False)):
        with world.marloes.at_work() as actor:
            arguments: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "use_id": use_id}
            arguments |= {"because": "wil niet meer", "expected_version": None}
            if is_refused:
                with pytest.raises(ConflictError):
                    drop_use(**arguments)
            else:
                drop_use(**arguments)
    assert use(world.marloes, dossier_id, second).state == "dropped"


def test_the_client_says_once_what_an_ended_service_brought() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    client = world.client_of(dossier_id, world.marloes)
    said: dict[str, Any] = {"dossier_id": dossier_id, "use_id": use_id, "reached": "yes", "helped": "much"}
    with pytest.raises(ConflictError), client.at_work(OWN) as actor:
        give_own_view(actor=actor, **said)
    ended(world.marloes, dossier_id, use_id)
    with client.at_work(OWN) as actor:
        assert [one.pk for one in awaiting_own_view(dossier_id)] == [use_id]
        give_own_view(actor=actor, **said)
        assert awaiting_own_view(dossier_id) == []
    with pytest.raises(ConflictError), client.at_work(OWN) as actor:
        give_own_view(actor=actor, **said)


def test_nobody_else_speaks_for_the_client() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    ended(world.marloes, dossier_id, use_id)
    with pytest.raises((NotFoundError, ForbiddenError)), world.marloes.at_work() as actor:
        give_own_view(actor=actor, dossier_id=dossier_id, use_id=use_id, reached="yes", helped="much")


def test_my_list_shows_what_runs_for_my_clients_only() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id, ends_on=in_days(20))
    with world.marloes.at_work() as actor:
        assert [one.pk for one in in_my_dossiers(actor, kind="soon")] == [use_id]
        assert in_my_dossiers(actor, kind="over") == []
    with world.bas.at_work() as actor:
        assert in_my_dossiers(actor) == []


@pytest.mark.parametrize("reason", ["work", "seconded", "useful"])
def test_each_outcome_beside_work_ends_a_service(reason: str) -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    ended(world.marloes, dossier_id, use_id, reason=reason)
    with world.marloes.at_work():
        assert ServiceUse.objects.get(pk=use_id).end_reason == reason


def test_an_unknown_reason_to_end_is_no_reason() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(InvalidError):
        ended(world.marloes, dossier_id, use_id, reason="zomaar")


def test_a_death_ends_what_runs_and_drops_what_was_to_come() -> None:
    world = World()
    dossier_id = on_ww(world)
    first, second = running(world, dossier_id), bought(world, dossier_id)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="involved",
            because="uitkering",
            membership_id=world.uwv_office.membership_id,
        )
    with world.uwv_office.at_work(Purpose.INCOME_DECISION) as actor:
        record_death(actor=actor, dossier_id=dossier_id, died_on=clock.today(), source="family")
    states = [use(world.marloes, dossier_id, one).state for one in (first, second)]
    assert states == ["ended", "dropped"]
    with pytest.raises((InvalidError, ConflictError)):
        choose(world.marloes, dossier_id, "monitoring", **written())


@pytest.mark.parametrize("told", [{}, {"zelfredzaam": False}])
def test_intensive_guidance_excludes_nobody_and_asks_what_for(told: dict[str, bool]) -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED | told)
    use_id = choose(world.marloes, dossier_id, **written("coachen tot hij zelf kan zoeken"))
    with pytest.raises(InvalidError) as refused:
        started(world.marloes, dossier_id, use_id, group="")
    assert refused.value.fields == {"group": "Kies een antwoord."}
    started(world.marloes, dossier_id, use_id, group="coaching")
    found = signed_in(world.marloes).get(reverse("services:use", args=[dossier_id, use_id])).content.decode()
    assert "Waarvoor zet u deze dienst in?" in found
    assert "coachen van wie dat nog niet kan" in found


@pytest.mark.parametrize("key", ["intensieve-begeleiding", "ww08-intensieve-begeleiding"])
def test_both_editions_of_intensive_guidance_know_three_purposes_and_no_firm_rule(key: str) -> None:
    service = the_catalogue().services[key]
    assert list(service.groups) == ["self_reliant", "coaching", "diagnosis"]
    assert not [rule for rule in service.rules if rule.is_firm]
