"""Choosing a service: what fits, what needs a sentence, what is refused, and what is kept of it."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.journal.models import Content, Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.norms.models import RestingChoice
from schakel.ground.norms.uses import uses_of
from schakel.jobseekers.services.actions import tell_facts
from schakel.jobseekers.services.models import ServiceFact, ServiceUse
from schakel.jobseekers.services.queries.eligibility import Standing, standing_of, whole_months
from schakel.jobseekers.services.queries.uses import use_visible
from schakel.jobseekers.services.tests.scene import (
    GUIDED,
    choose,
    ended,
    in_days,
    on_ww,
    running,
    tell,
    written,
)
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def standing(person: Person, dossier_id: UUID) -> Standing:
    with person.at_work():
        found = standing_of(dossier_id, sections_visible(dossier_id))
        assert found.judged
        return found


def use(person: Person, dossier_id: UUID, use_id: UUID) -> ServiceUse:
    with person.at_work():
        return use_visible(dossier_id, use_id)


def test_before_anything_is_told_a_service_waits_for_facts_and_says_which() -> None:
    world = World()
    found = standing(world.marloes, on_ww(world))
    judged = found.judged["intensieve-begeleiding"]
    assert judged.verdict == "unknown"
    assert judged.missing == ("zelfredzaam", "bemiddelbaar", "komt_na")


def test_months_and_hours_of_ww_come_from_the_right_itself() -> None:
    world = World()
    found = standing(world.marloes, on_ww(world, months=8, hours=10))
    assert found.facts.values["maanden_ww"] in (7, 8)
    assert found.facts.values["uren_ww"] == 10


def test_a_right_without_hours_tells_no_hours() -> None:
    world = World()
    assert "uren_ww" not in standing(world.marloes, on_ww(world, hours=None)).facts.values


def test_whole_months_count_only_when_the_day_has_come() -> None:
    today = in_days(0).replace(year=2026, month=5, day=14)
    assert whole_months(today.replace(month=3, day=15), today) == 1
    assert whole_months(today.replace(month=3, day=14), today) == 2
    assert whole_months(today.replace(month=6), today) == 0


def test_what_is_told_makes_a_service_fit() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    assert standing(world.marloes, dossier_id).judged["intensieve-begeleiding"].verdict == "yes"


def test_the_latest_word_counts_and_an_answer_can_be_taken_back() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, zelfredzaam=False)
    tell(world.marloes, dossier_id, zelfredzaam=True)
    assert standing(world.marloes, dossier_id).facts.values["zelfredzaam"] is True
    tell(world.marloes, dossier_id, zelfredzaam=None)
    assert "zelfredzaam" not in standing(world.marloes, dossier_id).facts.values


def test_telling_the_same_again_is_said_to_change_nothing() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, zelfredzaam=True)
    with pytest.raises(InvalidError, match="niets veranderd"):
        tell(world.marloes, dossier_id, zelfredzaam=True)


def test_a_fact_that_no_service_asks_is_refused() -> None:
    world = World()
    dossier_id = on_ww(world)
    with pytest.raises(InvalidError):
        tell(world.marloes, dossier_id, leeftijd=30)


def test_who_may_not_write_health_tells_no_fact_about_it() -> None:
    world = World()
    dossier_id = on_ww(world)
    with pytest.raises((NotFoundError, ForbiddenError)), world.marloes.at_work() as actor:
        tell_facts(actor=actor, dossier_id=dossier_id, told={"structurele_beperking": True})


def test_a_fact_about_debts_stands_in_the_section_that_protects_it() -> None:
    world = World()
    dossier_id = on_ww(world)
    found = standing(world.marloes, dossier_id)
    if not found.sections & Section.LIFE_DOMAINS:
        with pytest.raises((NotFoundError, ForbiddenError)):
            tell(world.marloes, dossier_id, schulden=True)
    else:
        tell(world.marloes, dossier_id, schulden=True)
        with world.marloes.at_work():
            assert ServiceFact.objects.get(dossier_id=dossier_id).section_bit == Section.LIFE_DOMAINS


def test_a_service_that_fits_is_chosen_with_an_offered_reason() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    found = use(world.marloes, dossier_id, choose(world.marloes, dossier_id))
    assert (found.state, found.verdict, found.because) == ("decided", "yes", "WW loopt af")


def test_the_choice_rests_on_norms_and_the_norm_names_the_service() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    choose(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert RestingChoice.objects.filter(norm_id="SUWI-30a-1").count() == 1
        assert any(one.label == "Intensieve begeleiding" for one in uses_of("SUWI-30a-1"))


def test_the_receipt_keeps_the_facts_that_were_used() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    choose(world.marloes, dossier_id)
    with world.marloes.at_work():
        entry = Entry.objects.get(dossier_id=dossier_id, verb="service.test")
        kept = json.loads(bytes(Content.objects.get(entry_id=entry.pk).body))
    assert kept["verdict"] == "yes"
    assert ["zelfredzaam", "ja"] in [fact[:2] for fact in kept["facts"]]


def test_a_service_that_is_not_known_to_fit_asks_a_sentence() -> None:
    world = World()
    dossier_id = on_ww(world)
    with pytest.raises(InvalidError) as refused:
        choose(world.marloes, dossier_id)
    assert "reason_text" in refused.value.fields
    assert choose(world.marloes, dossier_id, **written())


def test_a_service_that_fits_only_with_a_reason_is_kept_as_a_deviation() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **{**GUIDED, "bemiddelbaar": False})
    with pytest.raises(InvalidError):
        choose(world.marloes, dossier_id)
    choose(world.marloes, dossier_id, **written("hij begint over een week"))
    with world.marloes.at_work():
        kinds = [e.content["kind"] for e in timeline(dossier_id) if e.verb == "decision.record" and e.content]
    assert kinds == ["deviation"]


def test_a_service_that_the_law_refuses_can_not_be_chosen_and_says_what_must_hold() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, deed_dit_werk_daar=True, werkgever_wil_contract=True)
    with pytest.raises(ConflictError, match="niet eerder bij deze werkgever"):
        choose(world.marloes, dossier_id, "proefplaatsing-ww", **written())


def test_a_service_for_another_scheme_is_refused() -> None:
    world = World()
    with pytest.raises(ConflictError):
        choose(world.marloes, on_ww(world), "proefplaatsing-pw", **written())


def test_a_service_of_2008_is_no_option_today() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        choose(world.marloes, on_ww(world), "ww08-monitoring", **written())


def test_no_service_is_a_choice_too() -> None:
    world = World()
    dossier_id = on_ww(world)
    choose(world.marloes, dossier_id, "none", considered=["monitoring"])
    with world.marloes.at_work():
        assert not ServiceUse.objects.exists()
        assert [e.verb for e in timeline(dossier_id)][:1] == ["decision.record"]


def test_the_same_service_is_not_chosen_twice_at_once() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    choose(world.marloes, dossier_id)
    with pytest.raises(ConflictError, match="al open"):
        choose(world.marloes, dossier_id)


def test_a_bought_service_waits_for_a_decision() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, mist_zoekvaardigheden=True)
    found = use(world.marloes, dossier_id, choose(world.marloes, dossier_id, "module-sollicitatie"))
    assert (found.state, found.payer_id) == ("proposed", world.uwv)


def test_the_same_content_under_another_name_after_a_limit_asks_a_sentence_and_is_marked() -> None:
    world = World()
    dossier_id = on_ww(world)
    first = running(world, dossier_id, ends_on=in_days(0))
    ended(world.marloes, dossier_id, first)
    tell(world.marloes, dossier_id, baan_in_zicht=True)
    with pytest.raises(InvalidError, match="nog niet compleet"):
        choose(world.marloes, dossier_id, "start-aan-de-kop")
    second = choose(world.marloes, dossier_id, "start-aan-de-kop", **written("er is nu een vacature"))
    assert use(world.marloes, dossier_id, second).relabels_id == first


def test_a_service_that_ended_long_before_its_last_day_is_no_relabelling() -> None:
    world = World()
    dossier_id = on_ww(world)
    first = running(world, dossier_id, ends_on=in_days(100))
    ended(world.marloes, dossier_id, first, reason="work")
    tell(world.marloes, dossier_id, baan_in_zicht=True)
    second = choose(world.marloes, dossier_id, "start-aan-de-kop")
    assert use(world.marloes, dossier_id, second).relabels_id is None


def test_who_takes_no_part_chooses_nothing_and_sees_no_service() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    with pytest.raises(NotFoundError):
        choose(world.bas, dossier_id, "monitoring", **written())
    with pytest.raises(NotFoundError), world.bas.at_work():
        use_visible(dossier_id, use_id)


def test_the_client_chooses_no_service() -> None:
    world = World()
    dossier_id = on_ww(world)
    client = world.client_of(dossier_id, world.marloes)
    with pytest.raises((ForbiddenError, NotFoundError)):
        choose(client, dossier_id, "none")
