"""The pages of merging: what will happen, doing it, where old addresses lead, and undoing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from schakel.ground.dossiers.models import ClientMerge
from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.people.models import Client
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
REASON = {"reason": "zij liet haar paspoort zien"}


@pytest.fixture
def two() -> Two:
    return Two(first={"phone": "0611111111"}, second={"phone": "0622222222"})


def _text(person: Person, url: str, status: int = 200) -> str:
    answer = browser(person).get(url)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def _do(two: Two, name: str, dossier_id: UUID) -> None:
    with two.world.bas.at_work() as actor:
        Acts(two.world).do(name, actor, dossier_id)


def test_the_pair_leads_to_either_way_of_merging(two: Two) -> None:
    text = _text(two.world.marloes, address("duplicate", *two.ids))
    for first, second in (two.ids, two.ids[::-1]):
        assert address("merge_pair", first, second) in text


def test_the_page_says_what_will_happen(two: Two) -> None:
    text = _text(two.world.marloes, address("merge_pair", *two.ids))
    assert "Bas Kuiper" in text
    assert "telefoon: 0622222222" in text
    assert "naam: Petra Janssen" in text
    assert "Marloes van Dijk, UWV Oosterwaard" in text


def test_merging_leads_to_the_dossier_that_goes_on(two: Two) -> None:
    client = browser(two.world.marloes)
    sent = REASON | {"take": ["phone"], "submit_key": str(uuid4())}
    answer = client.post(address("merge_pair", *two.ids), sent)
    assert answer.headers["Location"] == address("dossier", two.into)
    text = _text(two.world.marloes, address("dossier", two.into))
    assert f"samengevoegd met {two.number(two.ending)}" in text
    assert "0622222222" in text


def test_the_same_form_sent_twice_merges_once(two: Two) -> None:
    client, sent = browser(two.world.marloes), REASON | {"submit_key": str(uuid4())}
    client.post(address("merge_pair", *two.ids), sent)
    client.post(address("merge_pair", *two.ids), sent)
    with two.world.marloes.at_work():
        assert ClientMerge.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"reason": " "},
        {"reason": "x" * 401},
        REASON | {"take": ["bsn"]},
        REASON | {"take": ["'; drop table"]},
        REASON | {"submit_key": "geen"},
        {"reason": "\x00"},
    ],
)
def test_a_rotten_form_is_shown_again_and_nothing_is_merged(two: Two, sent: dict[str, Any]) -> None:
    answer = browser(two.world.marloes).post(address("merge_pair", *two.ids), sent)
    assert answer.status_code == 422
    with two.world.marloes.at_work():
        assert not Client.objects.filter(merged_into__isnull=False).exists()


def test_what_stands_in_the_way_is_told_in_place_of_the_form() -> None:
    two = Two(first={"bsn": "999990019"}, second={"bsn": "999990433"})
    text = _text(two.world.marloes, address("merge_pair", *two.ids))
    assert "Dit staat in de weg" in text
    assert "identiteitsbewijs" in text
    assert "Voeg samen<" not in text


@pytest.mark.parametrize("name", ["bas", "bert", "joris", "city_admin"])
def test_who_does_not_see_both_finds_no_page(two: Two, name: str) -> None:
    person = getattr(two.world, name)
    for ids in (two.ids, two.ids[::-1]):
        _text(person, address("merge_pair", *ids), status=404)


def _dossier_pages() -> list[str]:
    """The names of all addresses that take a dossier and nothing else, as far as they answer a look."""

    def walk(patterns: list[Any], space: str) -> list[str]:
        found = []
        for one in patterns:
            if isinstance(one, URLResolver):
                found += walk(one.url_patterns, one.namespace or space)
            elif isinstance(one, URLPattern) and set(one.pattern.converters) == {"dossier_id"}:
                found.append(f"{space}:{one.name}")
        return found

    return walk(get_resolver().url_patterns, "")


def test_every_page_of_the_dossier_that_ended_leads_on_or_is_not_there(two: Two) -> None:
    two.merge()
    client, shown = browser(two.world.marloes), []
    for name in _dossier_pages():
        answer = client.get(reverse(name, args=[two.ending]))
        if answer.status_code == 302:
            assert answer.headers["Location"] == reverse(name, args=[two.into]), name
        elif answer.status_code < 400:
            shown.append(name)
    assert shown == []


def test_the_old_address_is_not_there_for_who_sees_neither(two: Two) -> None:
    two.merge()
    _text(two.world.bert, address("dossier", two.ending), status=404)


def test_a_form_sent_to_the_dossier_that_ended_is_refused_in_words(two: Two) -> None:
    two.merge()
    answer = browser(two.world.bas).post(address("add", two.ending), {"because": "x"})
    assert answer.status_code in {403, 404, 409}
    assert "samengevoegd" in answer.content.decode()


def test_the_page_of_the_merge_undoes_it(two: Two) -> None:
    merge_id = two.merge()
    assert "Maak ongedaan" in _text(two.world.bas, address("merge", two.into, merge_id))
    answer = browser(two.world.bas).post(address("unmerge", two.into, merge_id), REASON)
    assert answer.headers["Location"] == address("dossier", two.into)
    with two.world.marloes.at_work():
        assert not Client.objects.filter(merged_into__isnull=False).exists()
    text = _text(two.world.marloes, address("merge", two.into, merge_id))
    assert "is ongedaan gemaakt" in text
    assert "Maak ongedaan" not in text


@pytest.mark.parametrize("sent", [{}, {"reason": ""}, {"reason": "x" * 401}, {"reason": "\x00"}])
def test_undoing_without_a_reason_is_asked_again(two: Two, sent: dict[str, str]) -> None:
    merge_id = two.merge()
    answer = browser(two.world.marloes).post(address("unmerge", two.into, merge_id), sent)
    assert answer.status_code == 422
    with two.world.marloes.at_work():
        assert Client.objects.get(pk=two.ending).merged_into_id == two.into


def test_the_page_says_what_stands_in_the_way_of_undoing(two: Two) -> None:
    merge_id = two.merge()
    _do(two, "contact", two.into)
    text = _text(two.world.marloes, address("merge", two.into, merge_id))
    assert "Dit kan niet meer" in text
    assert address("entry", two.into, UUID(int=0)).rpartition("/course/")[0] in text
    assert "Maak ongedaan" not in text


def test_a_helper_reads_of_the_merge_and_cannot_undo_it(two: Two) -> None:
    _do(two, "helper", two.ending)
    merge_id = two.merge()
    text = _text(two.world.joris, address("merge", two.into, merge_id))
    assert "Wie cliënten inschrijft" in text
    answer = browser(two.world.joris).post(address("unmerge", two.into, merge_id), REASON)
    assert answer.status_code == 404


def test_the_dossier_page_stays_within_its_statements(two: Two) -> None:
    two.merge()
    assert len(own_statements(two.world.marloes, address("dossier", two.into))) <= 12


def test_the_page_before_merging_asks_a_fixed_number_of_statements(two: Two) -> None:
    few = len(own_statements(two.world.marloes, address("merge_pair", *two.ids)))
    for name in ("contact", "helper", "document", "member"):
        _do(two, name, two.ending)
    assert len(own_statements(two.world.marloes, address("merge_pair", *two.ids))) == few <= 24
