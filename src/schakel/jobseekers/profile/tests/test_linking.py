"""What a client can do is linked to a concept by a person; the own words stay and the client has a say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.vocabulary import queries as vocabulary
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.models import Alias
from schakel.ground.vocabulary.sources.demo import (
    DEMO_BASE,
    SKILL_BASE,
    read_demo,
    read_demo_relations,
    read_demo_skills,
)
from schakel.ground.vocabulary.sources.types import Concept, Replacement
from schakel.jobseekers.profile.actions import (
    NewCompetence,
    add_competence,
    add_proposed,
    agree_with_link,
    confirm_occupation,
    link_competence,
    note_last_occupation,
    note_no_concept,
    unlink_competence,
)
from schakel.jobseekers.profile.models import Competence
from schakel.jobseekers.profile.queries import (
    candidates,
    clients_to_link,
    completeness_of,
    dropped_links,
    last_occupation_of,
    lines_of,
    matching_input,
    proposed,
)
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import Person, World

pytestmark = MARKS
TILL, BREAD, PUNCTUAL = (SKILL_BASE + name for name in ("kassa-bedienen", "brood-bakken", "op-tijd-komen"))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(vocabulary, "default_data", lambda: tmp_path)
    actor = system_actor()
    with as_actor(actor, "administration"):
        load_vocabulary(
            actor=actor,
            concepts=[*read_demo(), *read_demo_skills()],
            mappings=[],
            relations=read_demo_relations(),
        )
    yield
    vocabulary._index_of.cache_clear()


@pytest.fixture
def line_id(world: World, dossier_id: UUID) -> UUID:
    new = NewCompetence("kassa draaien", "subject", "seen")
    with world.marloes.at_work() as actor:
        return add_competence(actor=actor, dossier_id=dossier_id, new=new)


def act(person: Person, dossier_id: UUID, do: Any, **on: Any) -> UUID:
    purpose = Purpose.OWN_DATA if person.membership_id == dossier_id else Purpose.GUIDANCE
    with person.at_work(purpose) as actor:
        return do(actor=actor, dossier_id=dossier_id, **on)


def row_of(world: World, dossier_id: UUID) -> Competence:
    with world.marloes.at_work():
        return lines_of(dossier_id).competences[0]


def last_occupation(world: World, dossier_id: UUID, name: str = "bakker") -> None:
    act(world.marloes, dossier_id, note_last_occupation, title=name)
    act(world.marloes, dossier_id, confirm_occupation, uri=DEMO_BASE + name)


@pytest.mark.usefixtures("loaded")
def test_a_link_keeps_words_concept_version_who_and_when(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL)
    row = row_of(world, dossier_id)
    assert (row.words, row.link, row.concept_id) == ("kassa draaien", "linked", TILL)
    assert (row.concept_label, row.edition.name) == ("een kassa bedienen", "demo/skill/1")
    assert (row.linked_on, row.linked_by_id) == (clock.today(), world.marloes.reader_id)
    with world.marloes.at_work():
        assert matching_input(dossier_id).competence_uris == (TILL,)
        assert Entry.objects.filter(verb="competence.link").count() == 1


@pytest.mark.usefixtures("loaded")
def test_the_same_words_find_the_confirmed_concept_next_time(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=BREAD)
    with world.marloes.at_work():
        first = candidates("Kassa draaien")[0]
    assert (first.concept.uri, str(first.via)) == (BREAD, "bevestigd eerder")


@pytest.mark.usefixtures("loaded")
def test_a_whole_sentence_is_not_remembered_for_others(world: World, dossier_id: UUID) -> None:
    new = NewCompetence("hielp elke dag mijn buurvrouw Fatma met de was", "subject")
    line_id = act(world.marloes, dossier_id, add_competence, new=new)
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL)
    with world.marloes.at_work():
        assert not Alias.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_candidates_are_ranked_by_the_words(world: World, django_assert_max_num_queries: Any) -> None:
    with world.marloes.at_work():
        candidates("brood bakken")
        with django_assert_max_num_queries(6):
            found = candidates("brood bakken")
        assert candidates("qqq") == []
    assert found[0].concept.uri == BREAD
    assert found[0].concept.groups == ("eten en drinken bereiden",)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("uri", ["https://example.org/anders", DEMO_BASE + "bakker", ""])
def test_what_is_no_skill_of_the_list_is_refused(
    world: World, dossier_id: UUID, line_id: UUID, uri: str
) -> None:
    for do, on in ((link_competence, {"line_id": line_id}), (add_proposed, {})):
        with pytest.raises(InvalidError):
            act(world.marloes, dossier_id, do, uri=uri, **on)
    assert row_of(world, dossier_id).link == "open"


@pytest.mark.usefixtures("loaded")
def test_a_link_is_undone_and_nothing_fits_is_an_answer(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    on = {"line_id": line_id}
    with pytest.raises(ConflictError):
        act(world.marloes, dossier_id, unlink_competence, **on)
    act(world.marloes, dossier_id, link_competence, uri=TILL, **on)
    act(world.marloes, dossier_id, unlink_competence, **on)
    assert (row_of(world, dossier_id).link, row_of(world, dossier_id).concept_id) == ("open", None)
    act(world.marloes, dossier_id, note_no_concept, **on)
    row = row_of(world, dossier_id)
    assert (row.link, row.linked_by_id, row.linked_on) == ("none", world.marloes.reader_id, clock.today())
    assert not row.waits_for_concept


@pytest.mark.usefixtures("loaded")
def test_who_was_late_overwrites_nothing(world: World, dossier_id: UUID, line_id: UUID) -> None:
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL, expected_version=1)
    with pytest.raises(StaleVersionError):
        act(world.marloes, dossier_id, note_no_concept, line_id=line_id, expected_version=1)
    assert row_of(world, dossier_id).concept_id == TILL


@pytest.mark.usefixtures("loaded")
def test_the_client_agrees_or_undoes_and_the_words_stay(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    client, on = world.client_of(dossier_id, world.marloes), {"line_id": line_id}
    with pytest.raises(ConflictError):
        act(client, dossier_id, agree_with_link, **on)
    act(world.marloes, dossier_id, link_competence, uri=TILL, **on)
    act(client, dossier_id, agree_with_link, **on)
    assert row_of(world, dossier_id).agreed_on == clock.today()
    act(client, dossier_id, unlink_competence, **on)
    row = row_of(world, dossier_id)
    assert (row.link, row.words, row.agreed_on) == ("declined", "kassa draaien", None)
    assert row.waits_for_concept


@pytest.mark.usefixtures("loaded")
def test_each_does_only_their_own_part(world: World, dossier_id: UUID, line_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    for person, do, more in (
        (client, link_competence, {"uri": TILL}),
        (client, note_no_concept, {}),
        (world.marloes, agree_with_link, {}),
    ):
        with pytest.raises(NotFoundError):
            act(person, dossier_id, do, line_id=line_id, **more)


@pytest.mark.usefixtures("loaded")
def test_what_the_occupation_often_asks_is_proposed_and_added_with_its_source(
    world: World, dossier_id: UUID
) -> None:
    last_occupation(world, dossier_id)
    with world.marloes.at_work():
        found = proposed([], last_occupation_of(dossier_id), "")
    assert {one.uri for one in found} >= {BREAD, PUNCTUAL}
    act(world.marloes, dossier_id, add_proposed, uri=BREAD)
    row = row_of(world, dossier_id)
    assert (row.words, row.shown_by, row.link) == ("brood bakken", "proposed", "linked")
    assert (row.source_organisation_id, row.agreed_on) == (world.uwv, None)
    with world.marloes.at_work():
        rest = proposed([row], last_occupation_of(dossier_id), "")
    assert BREAD not in {one.uri for one in rest}
    with pytest.raises(ConflictError):
        act(world.marloes, dossier_id, add_proposed, uri=BREAD)


@pytest.mark.usefixtures("loaded")
def test_what_a_client_adds_from_the_proposals_they_agree_with(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    act(client, dossier_id, add_proposed, uri=PUNCTUAL)
    row = row_of(world, dossier_id)
    assert (row.kind, row.source_organisation_id, row.agreed_on) == ("behaviour", None, clock.today())


@pytest.mark.usefixtures("loaded")
def test_a_wish_counts_only_when_its_words_are_certain(world: World) -> None:
    with world.marloes.at_work():
        assert BREAD in {one.uri for one in proposed([], None, "bakker")}
        assert proposed([], None, "iets met mensen") == []


@pytest.mark.usefixtures("loaded")
def test_what_a_newer_version_dropped_is_said_and_the_link_stays(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL)
    new = Concept(SKILL_BASE + "afrekenen", "demo", None, {"nl": "afrekenen"}, {}, None, "2", kind="skill")
    with as_actor(system_actor(), "administration"):
        load_vocabulary(
            actor=system_actor(),
            concepts=[new],
            mappings=[],
            replacements=[Replacement("demo", "2", "skill", TILL, new.uri)],
        )
    row = row_of(world, dossier_id)
    with world.marloes.at_work():
        assert dropped_links([row])[TILL].replacement == "afrekenen"
    assert (row.concept_label, row.edition.version) == ("een kassa bedienen", "1")
    page = opened(world.marloes, "profile:occupation", dossier_id)
    assert "Daar heet het: afrekenen." in page


@pytest.mark.usefixtures("loaded")
def test_completeness_counts_what_is_linked(world: World, dossier_id: UUID, line_id: UUID) -> None:
    def missing() -> list[str]:
        with world.marloes.at_work():
            return [str(w) for w in completeness_of(dossier_id, lines_of(dossier_id), None).missing]

    assert "begrip bij wat iemand kan" in missing()
    act(world.marloes, dossier_id, note_no_concept, line_id=line_id)
    assert "begrip bij wat iemand kan" not in missing()


def counted(owner: Any, dossier_id: UUID) -> list[bool]:
    found = owner.execute(
        "select is_known from completeness_of_profile(array[%s]::uuid[], null, current_date)"
        " where field = 'linked_competences'",
        [dossier_id],
    )
    return [row[0] for row in found]


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_the_count_over_dossiers_asks_for_a_concept_where_there_is_something_to_link(
    world: World, dossier_id: UUID, owner: Any
) -> None:
    assert counted(owner, dossier_id) == []
    line_id = act(world.marloes, dossier_id, add_competence, new=NewCompetence("lassen", "subject"))
    assert counted(owner, dossier_id) == [False]
    act(world.marloes, dossier_id, note_no_concept, line_id=line_id)
    assert counted(owner, dossier_id) == [True]


def test_the_list_holds_own_clients_that_wait_and_nobody_else(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    world.open(world.marloes, world.uwv)
    with world.marloes.at_work():
        assert [row.id for row in clients_to_link().rows] == [dossier_id]
    with world.bert.at_work():
        assert clients_to_link().rows == []
    assert str(dossier_id) in opened(world.marloes, "profile:to_link")
    act(world.marloes, dossier_id, note_no_concept, line_id=line_id)
    assert "Alles is gekoppeld" in opened(world.marloes, "profile:to_link")


def opened(person: Person, name: str, *args: UUID) -> str:
    response = signed_in(person).get(reverse(name, args=args))
    assert response.status_code == 200
    return str(response.content.decode())


def post(person: Person, name: str, *args: UUID, **values: str) -> Any:
    return signed_in(person).post(reverse(name, args=args), {"submit_key": str(uuid7())} | values)


def test_without_a_list_the_page_says_so(world: World, dossier_id: UUID, line_id: UUID) -> None:
    page = opened(world.marloes, "profile:link", dossier_id, line_id)
    assert "nog geen woordenlijst met competenties" in page
    assert "nog niet gekoppeld" in opened(world.marloes, "profile:occupation", dossier_id)


@pytest.mark.usefixtures("loaded")
def test_a_professional_searches_links_undoes_and_says_that_nothing_fits(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    on = (dossier_id, line_id)
    assert "een kassa bedienen" in opened(world.marloes, "profile:link", *on)
    found = post(world.marloes, "profile:link", *on, words="brood bakken").content.decode()
    assert "Lijkt op ‘brood bakken’" in found
    assert post(world.marloes, "profile:link", *on, words=" ").status_code == 422
    assert post(world.marloes, "profile:choose", *on, version="1", uri="").status_code == 422
    assert post(world.marloes, "profile:choose", *on, version="7", uri=TILL).status_code == 409
    assert post(world.marloes, "profile:choose", *on, version="1", uri=TILL).status_code == 302
    page = opened(world.marloes, "profile:occupation", dossier_id)
    assert "gekoppeld aan" in page
    assert "voorbeeldlijst 1" in page
    assert post(world.marloes, "profile:undo", *on, version="2").status_code == 302
    assert post(world.marloes, "profile:none_fits", *on, version="3").status_code == 302
    assert "geen passend begrip" in opened(world.marloes, "profile:occupation", dossier_id)


@pytest.mark.usefixtures("loaded")
def test_a_proposal_is_added_with_one_click_and_once(world: World, dossier_id: UUID) -> None:
    last_occupation(world, dossier_id)
    assert "Vaak gevraagd in dit beroep" in opened(world.marloes, "profile:occupation", dossier_id)
    key = str(uuid7())
    for _click in range(2):
        done = post(world.marloes, "profile:proposed", dossier_id, uri=BREAD, submit_key=key)
        assert done.status_code == 302
    again = post(world.marloes, "profile:proposed", dossier_id, uri=BREAD)
    assert again.status_code == 409
    assert "staat al in het werkprofiel" in again.content.decode()


@pytest.mark.usefixtures("loaded")
def test_a_client_sees_the_link_and_answers_it(world: World, dossier_id: UUID, line_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    last_occupation(world, dossier_id)
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL)
    page = opened(client, "profile:own")
    assert "een kassa bedienen" in page
    assert "Vaak gevraagd in dit beroep" in page
    assert post(client, "profile:own_agree", line_id, version="2").status_code == 302
    assert "u zei dat dit klopt" in opened(client, "profile:own")
    assert post(client, "profile:own_undo", line_id, version="3").status_code == 302
    assert "een kassa bedienen" not in opened(client, "profile:own")
    assert post(client, "profile:own_undo", line_id, version="4").status_code == 409
    assert post(client, "profile:own_proposed", uri=BREAD).status_code == 302


@pytest.mark.usefixtures("loaded")
def test_strangers_former_participants_and_other_roles_find_nothing(
    world: World, dossier_id: UUID, line_id: UUID
) -> None:
    former = former_participant(world, dossier_id)
    for person in (world.mia, former, world.joris, world.city_admin):
        response = signed_in(person).get(reverse("profile:link", args=[dossier_id, line_id]))
        assert response.status_code == 404
        choice = {"version": "1", "uri": TILL}
        assert post(person, "profile:choose", dossier_id, line_id, **choice).status_code == 404
    assert row_of(world, dossier_id).link == "open"


@pytest.mark.usefixtures("loaded")
def test_the_pages_take_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, line_id: UUID, django_assert_max_num_queries: Any
) -> None:
    last_occupation(world, dossier_id)
    act(world.marloes, dossier_id, state_fact, new=NewFact("wish", "verkoopmedewerker winkel"))
    act(world.marloes, dossier_id, link_competence, line_id=line_id, uri=TILL)
    for words in ("lassen", "plannen", "koken"):
        act(world.marloes, dossier_id, add_competence, new=NewCompetence(words, "subject"))
    browser = signed_in(world.marloes)
    for name, args, most in (
        ("profile:occupation", [dossier_id], 32),
        ("profile:link", [dossier_id, line_id], 28),
        ("profile:to_link", [], 16),
    ):
        url = reverse(name, args=args)
        browser.get(url)
        with django_assert_max_num_queries(most):
            browser.get(url)
