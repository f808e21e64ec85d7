"""Partners' analyses: filed under their own name, read by who guides and by nobody else, never merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import ROLE_PURPOSE, OrganisationKind, Purpose, Role
from schakel.ground.dossiers.actions import (
    add_participant,
    erase_entry,
    merge_clients,
    open_life_domain,
    record_consent,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain
from schakel.ground.journal.models import Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.actions import create_organisation
from schakel.jobseekers.diagnosis.actions import NewAnalysis, file_analysis, withdraw_analysis
from schakel.jobseekers.diagnosis.analysing import differ, topics_that_differ
from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.queries.analyses import analyses_of
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, in_days, sign
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
FOUND = NewAnalysis(
    topic="possibilities",
    question="Hoeveel uur houdt zij vol?",
    findings="Drie dagen van zes uur ging goed.",
    stance="helps",
    based_on="een proefweek",
    seen_on=date.min,
    unknown="Of vijf dagen ook gaat",
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """UWV and the municipality with a task, and Joris of the provider as a helper."""
    made = both_take_part(world)
    let_in(world, made, world.joris)
    return made


def let_in(world: World, dossier_id: UUID, whom: Person) -> None:
    with world.marloes.at_work() as actor:
        how = {"kind": "helping", "because": "samen", "membership_id": whom.membership_id}
        add_participant(actor=actor, dossier_id=dossier_id, **how)


@contextmanager
def working(person: Person) -> Iterator[Actor]:
    """At work for the purpose of the own role."""
    with person.at_work(ROLE_PURPOSE[Role(person.actor.role)]) as actor:
        yield actor


def joining(world: World, dossier_id: UUID, kind: OrganisationKind, role: Role) -> Person:
    """Somebody of another organisation who takes part as a helper."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        organisation_id = create_organisation(actor=actor, name=f"Partner {kind}", kind=kind)
        person = hire(actor, organisation_id, "Noor Partner", role, None)
    let_in(world, dossier_id, person)
    return person


def filed(person: Person, dossier_id: UUID, **changes: Any) -> UUID:
    with working(person) as actor:
        new = replace(FOUND, seen_on=clock.today(), **changes)
        return file_analysis(actor=actor, dossier_id=dossier_id, new=new)


def seen(person: Person, dossier_id: UUID) -> list[UUID]:
    with working(person):
        return [row.pk for row in analyses_of(dossier_id)]


def test_who_guides_reads_what_a_partner_filed_who_may_not_read_the_diagnosis(
    world: World, dossier_id: UUID
) -> None:
    analysis_id = filed(world.joris, dossier_id)
    for person in (world.marloes, world.bas, world.joris):
        assert seen(person, dossier_id) == [analysis_id]
    for stranger in (world.mia, world.bert):
        assert seen(stranger, dossier_id) == []


def test_a_partner_does_not_read_what_another_filed(world: World, dossier_id: UUID) -> None:
    filed(world.marloes, dossier_id)
    filed(world.bas, dossier_id)
    assert seen(world.joris, dossier_id) == []


def test_who_took_part_before_reads_nothing_any_more(world: World) -> None:
    made = world.open(world.marloes, world.uwv)
    filed(world.marloes, made)
    assert seen(former_participant(world, made), made) == []


def test_the_client_reads_it_in_the_course_and_in_the_portal(world: World, dossier_id: UUID) -> None:
    filed(world.joris, dossier_id)
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA):
        assert "Analyse: Mogelijkheden en houding" in [one.heading for one in timeline(dossier_id)]
    page = signed_in(client).get(reverse("client:diagnosis")).content.decode()
    assert "Drie dagen van zes uur ging goed." in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"topic": "schoenen"}, "topic"),
        ({"question": " "}, "question"),
        ({"findings": ""}, "findings"),
        ({"findings": "x" * 2001}, "findings"),
        ({"stance": "misschien"}, "stance"),
        ({"based_on": " "}, "based_on"),
        ({"unknown": "x" * 201}, "unknown"),
        ({"occasion_id": UUID(int=4)}, "occasion"),
    ],
)
def test_an_analysis_that_cannot_be_is_refused(
    world: World, dossier_id: UUID, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        filed(world.joris, dossier_id, **changes)
    assert set(error.value.fields) == {field}


def test_a_day_to_come_is_refused(world: World, dossier_id: UUID) -> None:
    with working(world.joris) as actor, pytest.raises(InvalidError) as error:
        file_analysis(actor=actor, dossier_id=dossier_id, new=replace(FOUND, seen_on=in_days(1)))
    assert set(error.value.fields) == {"seen_on"}


def test_who_takes_no_part_or_has_another_role_files_nothing(world: World, dossier_id: UUID) -> None:
    with pytest.raises(NotFoundError):
        filed(world.mia, dossier_id)
    holder = joining(world, dossier_id, OrganisationKind.EMPLOYER_SERVICE, Role.ACCOUNT_HOLDER)
    with pytest.raises(ForbiddenError):
        filed(holder, dossier_id)


def opened(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        consent = NewConsent("spoken", "Dat nee zeggen mag.", in_days(30))
        record_consent(actor=actor, dossier_id=dossier_id, new=consent)
    with world.marloes.at_work() as actor:
        question = NewLifeDomain("money", "Hoe los ik dit op?", "client", "kost rust om te zoeken")
        open_life_domain(actor=actor, dossier_id=dossier_id, new=question)


def test_on_a_life_domain_files_who_may_write_there_once_it_is_open(world: World, dossier_id: UUID) -> None:
    opened(world, dossier_id)
    with pytest.raises(ConflictError, match="niet open"):
        filed(world.marloes, dossier_id, topic="health")
    filed(world.marloes, dossier_id, topic="money")
    with pytest.raises(NotFoundError):
        filed(world.joris, dossier_id, topic="money")
    assert seen(world.bas, dossier_id) == []


def test_a_debt_worker_files_on_money_and_reads_no_diagnosis(world: World, dossier_id: UUID) -> None:
    helper = joining(world, dossier_id, OrganisationKind.DEBT_HELP, Role.DEBT_WORKER)
    opened(world, dossier_id)
    analysis_id = filed(helper, dossier_id, topic="money")
    filed(world.marloes, dossier_id)
    assert seen(helper, dossier_id) == [analysis_id]
    assert len(seen(world.marloes, dossier_id)) == 2


def test_only_the_own_organisation_takes_an_analysis_back_once(world: World, dossier_id: UUID) -> None:
    on: dict[str, Any] = {"dossier_id": dossier_id, "analysis_id": filed(world.joris, dossier_id)}
    with world.marloes.at_work() as actor, pytest.raises(NotFoundError):
        withdraw_analysis(actor=actor, **on, because="klopt niet", expected_version=1)
    with working(world.joris) as actor:
        with pytest.raises(InvalidError):
            withdraw_analysis(actor=actor, **on, because=" ", expected_version=1)
        with pytest.raises(StaleVersionError):
            withdraw_analysis(actor=actor, **on, because="andere cliënt", expected_version=7)
        withdraw_analysis(actor=actor, **on, because="andere cliënt", expected_version=1)
        with pytest.raises(ConflictError):
            withdraw_analysis(actor=actor, **on, because="nog eens", expected_version=2)


def analysis(organisation: int, stance: str, topic: str = "motivation") -> PartnerAnalysis:
    return PartnerAnalysis(topic=topic, stance=stance, organisation_id=UUID(int=organisation))


@pytest.mark.parametrize(
    ("stances", "differs"),
    [
        (["helps", "neutral"], False),
        (["helps", "unsure"], False),
        (["attention", "hinders"], False),
        (["neutral", "attention"], True),
        (["hinders", "helps"], True),
        ([], False),
    ],
)
def test_sources_differ_when_they_point_different_ways(stances: list[str], differs: bool) -> None:
    assert differ(analysis(number, stance) for number, stance in enumerate(stances)) is differs


def test_a_source_that_changed_its_own_mind_contradicts_nobody() -> None:
    rows = [analysis(1, "helps"), analysis(1, "hinders")]
    assert topics_that_differ(rows) == []
    assert topics_that_differ([*rows, analysis(2, "hinders")]) == ["Motivatie"]


def test_erasing_takes_the_row_along(world: World, dossier_id: UUID) -> None:
    filed(world.marloes, dossier_id)
    why = {"reason": "wrong_person", "decision": "FG, 3 maart, 2026-1"}
    with world.marloes.at_work() as actor:
        entries = Entry.objects.filter(verb="diagnosis.file_analysis", dossier_id=dossier_id)
        entry_id = entries.values_list("id", flat=True)[0]
        erase_entry(actor=actor, dossier_id=dossier_id, entry_id=entry_id, **why)
    assert seen(world.marloes, dossier_id) == []


def test_of_merged_dossiers_the_analyses_stand_together(world: World) -> None:
    into, ending = (world.open(world.marloes, world.uwv) for _number in range(2))
    both = {filed(world.marloes, into), filed(world.marloes, ending)}
    with world.marloes.at_work() as actor:
        merge_clients(actor=actor, dossier_ids=(into, ending), reason="dezelfde")
    assert set(seen(world.marloes, into)) == both


def at(name: str, *ids: UUID) -> str:
    return reverse(f"diagnosis:{name}", args=ids)


def test_sources_stand_beside_each_other_and_beside_the_diagnosis(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id, "possibilities")
    filed(world.joris, dossier_id)
    filed(world.bas, dossier_id, stance="hinders", findings="Zij kwam twee keer niet.")
    page = signed_in(world.marloes).get(at("analyses", dossier_id)).content.decode()
    for words in (
        "Drie dagen van zes uur",
        "Zij kwam twee keer niet.",
        "bronnen verschillen",
        "in de diagnose",
    ):
        assert words in page
    tab = signed_in(world.marloes).get(at("result", dossier_id)).content.decode()
    assert "bronnen verschillen" in tab


def test_a_partner_comes_by_an_own_tab_and_sees_the_own_only(world: World, dossier_id: UUID) -> None:
    filed(world.joris, dossier_id)
    filed(world.bas, dossier_id, findings="Zij kwam twee keer niet.")
    browser = signed_in(world.joris)
    assert at("analyses", dossier_id) in browser.get(at_dossier(dossier_id)).content.decode()
    page = browser.get(at("analyses", dossier_id)).content.decode()
    assert "Drie dagen van zes uur" in page
    assert "Zij kwam twee keer niet." not in page
    assert at("analyses", dossier_id) not in tabs(signed_in(world.marloes).get(at_dossier(dossier_id)))


def at_dossier(dossier_id: UUID) -> str:
    return reverse("dossiers:dossier", args=[dossier_id])


def tabs(response: Any) -> list[str]:
    return [tab["url"] for tab in (*response.context["tabs"], *response.context["tabs_more"])]


def test_the_form_keeps_what_was_typed_and_files(world: World, dossier_id: UUID) -> None:
    browser, url = signed_in(world.joris), at("file_analysis", dossier_id)
    said = {"question": "Hoeveel uur?", "findings": "Zes uur.", "based_on": "proefweek"}
    said |= {"topic": "possibilities", "seen_on": clock.today().isoformat(), "submit_key": str(uuid7())}
    refused = browser.post(url, said)
    assert (refused.status_code, "Zes uur." in refused.content.decode()) == (422, True)
    assert browser.post(url, said | {"stance": "helps"}).status_code == 302
    assert len(seen(world.marloes, dossier_id)) == 1


def test_it_is_taken_back_on_its_page(world: World, dossier_id: UUID) -> None:
    analysis_id = filed(world.joris, dossier_id)
    url = at("withdraw_analysis", dossier_id, analysis_id)
    assert signed_in(world.marloes).get(url).status_code == 404
    said = {"because": "andere cliënt", "version": "1", "submit_key": str(uuid7())}
    assert signed_in(world.joris).post(url, said).status_code == 302
    page = signed_in(world.marloes).get(at("analyses", dossier_id)).content.decode()
    assert "andere cliënt" in page


def test_what_is_unknown_goes_on_the_list_without_typing(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    analysis_id = filed(world.joris, dossier_id)
    url = at("missing", dossier_id, diagnosis_id)
    page = signed_in(world.marloes).get(f"{url}?analysis={analysis_id}").content.decode()
    assert 'value="Of vijf dagen ook gaat"' in page
    assert signed_in(world.marloes).get(f"{url}?analysis=x").status_code == 200
    assert signed_in(world.marloes).get(f"{url}?analysis={uuid7()}").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_many(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    for topic in ("wishes", "motivation", "possibilities"):
        filed(world.joris, dossier_id, topic=topic)
        filed(world.bas, dossier_id, topic=topic)
    browser = signed_in(world.marloes)
    browser.get(at("analyses", dossier_id))
    with django_assert_max_num_queries(15):
        browser.get(at("analyses", dossier_id))
