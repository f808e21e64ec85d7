"""What municipalities make of what the law leaves open: entered with its source, shown and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.norms.actions import NewLocalNorm, end_local_norm, enter_local_norm
from schakel.ground.norms.local import compared, local_norms, open_term, open_terms
from schakel.ground.norms.models import LocalNorm
from schakel.ground.organisations.actions import create_organisation
from schakel.ground.people.models import Regime
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire, right_to

pytestmark = MARKS
NORM = "PW-8a-2-d"
START = date(2026, 1, 1)
NEW = NewLocalNorm(
    NORM,
    "ordinance",
    "Verordening werk 2026",
    "12",
    "De proefplaats duurt twee maanden.",
    date(2025, 12, 10),
    START,
    plain="U werkt twee maanden op proef.",
)
FORM = {
    "kind": "ordinance",
    "title": NEW.title,
    "article": "12",
    "text": NEW.text,
    "plain": NEW.plain,
    "adopted_on": "2025-12-10",
    "valid_from": "2026-01-01",
}


@pytest.fixture
def world() -> World:
    return World()


def _enter(world: World, person: Person | None = None, city: UUID | None = None, **other: Any) -> UUID:
    with (person or world.city_admin).at_work(Purpose.ADMINISTRATION) as actor:
        new = replace(NEW, **other)
        return enter_local_norm(actor=actor, organisation_id=city or world.city, new=new)


def _neighbour() -> tuple[UUID, Person]:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        city = create_organisation(
            actor=actor, name="Gemeente Westerveen", kind=OrganisationKind.MUNICIPALITY
        )
        return city, hire(actor, city, "Wim Beleid", Role.POLICY_ADVISER, None)


def test_the_law_leaves_things_to_municipalities_and_none_to_uwv() -> None:
    found = {one.id for one in open_terms(clock.today())}
    assert {NORM, "PW-8a-1", "PW-8-1-a", "PW-9-2", "PW-44a-2", "WGS-4a"} <= found
    assert not [name for name in found if name.startswith(("WW-", "WIA-", "AWB-"))]
    assert open_term("PW-9a-7", clock.today()) is None


def test_an_article_holds_in_its_period_for_its_own_municipality(world: World) -> None:
    other, _wim = _neighbour()
    _enter(world, valid_to=date(2027, 1, 1))
    assert [row.article for row in local_norms([world.city], START)[world.city]] == ["12"]
    assert local_norms([world.city], date(2027, 1, 1)) == {world.city: []}
    assert local_norms([other], START) == {other: []}


def test_an_article_is_in_the_journal_of_the_municipality(world: World) -> None:
    _enter(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Entry.objects.get(verb="local_norm.enter").organisation_id == world.city


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "gewoonte"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"article": ""}, "article"),
        ({"text": "\n"}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"plain": "x" * 501}, "plain"),
        ({"adopted_on": date(2999, 1, 1)}, "adopted_on"),
        ({"valid_from": date(1, 1, 1)}, "valid_from"),
        ({"valid_to": START}, "valid_to"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "https://["}, "address"),
        ({"address": "http://voorbeeld.nl"}, "address"),
    ],
)
def test_what_an_article_lacks_is_told_at_its_field(world: World, wrong: Any, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        _enter(world, **wrong)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("norm_id", ["PW-9a-7", "WW-25", "BESTAAT-niet"])
def test_a_norm_that_leaves_nothing_open_takes_no_article(world: World, norm_id: str) -> None:
    with pytest.raises(NotFoundError):
        _enter(world, norm_id=norm_id)


def test_the_same_article_holds_once_a_day(world: World) -> None:
    _enter(world)
    with pytest.raises(ConflictError, match="staat er al"):
        _enter(world, text="Anders.")


def test_only_administrators_and_advisers_of_a_municipality_enter_articles(world: World) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        ulla = hire(actor, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)
    with pytest.raises(ForbiddenError):
        _enter(world, world.bas)
    with pytest.raises(NotFoundError):
        _enter(world, ulla, world.uwv)
    with pytest.raises(NotFoundError):
        _enter(world, ulla)


def test_a_policy_adviser_enters_and_ends_an_article(world: World) -> None:
    city, wim = _neighbour()
    local_norm_id = _enter(world, wim, city)
    _end(wim, city, local_norm_id, date(2026, 6, 1))
    assert local_norms([city], date(2026, 6, 1)) == {city: []}
    assert len(local_norms([city], date(2026, 5, 31))[city]) == 1


def _end(person: Person, city: UUID, local_norm_id: UUID, end: date, **said: Any) -> None:
    values = {"reason": "nieuwe verordening", "expected_version": 1} | said
    with person.at_work(Purpose.STEERING) as actor:
        end_local_norm(actor=actor, organisation_id=city, local_norm_id=local_norm_id, end=end, **values)


def test_an_article_entered_by_mistake_never_held_and_can_be_entered_again(world: World) -> None:
    first = _enter(world)
    _end(world.city_admin, world.city, first, START)
    assert local_norms([world.city], START) == {world.city: []}
    _enter(world, text="De proefplaats duurt vier maanden.")
    assert LocalNorm.objects.count() == 2


@pytest.mark.parametrize(
    ("end", "said", "field"),
    [
        (START - timedelta(days=1), {}, "end"),
        (date(3000, 1, 1), {}, "end"),
        (date(2026, 6, 1), {"reason": ""}, "reason"),
        (date(2026, 6, 1), {"reason": "x" * 301}, "reason"),
    ],
)
def test_an_end_that_cannot_be_is_told_at_its_field(world: World, end: date, said: Any, field: str) -> None:
    local_norm_id = _enter(world)
    with pytest.raises(InvalidError) as refused:
        _end(world.city_admin, world.city, local_norm_id, end, **said)
    assert set(refused.value.fields) == {field}


def test_two_people_do_not_end_an_article_over_each_other(world: World) -> None:
    local_norm_id = _enter(world)
    _end(world.city_admin, world.city, local_norm_id, date(2027, 1, 1))
    with pytest.raises(StaleVersionError):
        _end(world.city_admin, world.city, local_norm_id, date(2026, 6, 1))


def test_another_municipality_ends_nothing_of_ours(world: World) -> None:
    city, wim = _neighbour()
    local_norm_id = _enter(world)
    with pytest.raises(NotFoundError):
        _end(wim, city, local_norm_id, date(2027, 1, 1))
    assert signed_in(wim).get(f"/norms/local/rules/{local_norm_id}/").status_code == 404


def test_a_comparison_keeps_what_is_not_registered_apart(world: World) -> None:
    city, wim = _neighbour()
    for said in ({}, {"norm_id": "PW-8a-1"}, {"norm_id": "PW-10-1"}):
        _enter(world, **said)
    _enter(world, wim, city, text="Vier maanden.")
    _enter(world, wim, city, norm_id="PW-8a-1", title="Andere naam", text=NEW.text.upper())
    found = compared(world.city, city, clock.today())
    assert [one.open.id for one in found.different] == [NORM]
    assert [one.open.id for one in found.same] == ["PW-8a-1"]
    assert [one.open.id for one in found.one_sided] == ["PW-10-1"]
    assert "PW-9-2" in {one.id for one in found.unregistered}


def test_the_comparison_is_a_page_for_staff_and_clients(world: World) -> None:
    city, wim = _neighbour()
    _enter(world)
    _enter(world, wim, city, text="Vier maanden.")
    dossier_id = world.open(world.bas, world.city)
    for person in (world.marloes, world.client_of(dossier_id, world.bas)):
        asked = {"here": str(world.city), "there": str(city), "on": "2026-06-01"}
        text = signed_in(person).get("/norms/local/compare/", asked).content.decode()
        assert "Dit wordt anders" in text
        assert "Vier maanden." in text


@pytest.mark.parametrize(
    "asked",
    [
        {"here": "x", "there": "y"},
        {"on": "morgen"},
        {"on": "0001-01-01"},
        {"here": "01990000-0000-7000-8000-000000000000"},
    ],
)
def test_a_comparison_of_nonsense_is_refused_in_words(world: World, asked: Any) -> None:
    answer = signed_in(world.bas).get("/norms/local/compare/", asked)
    assert answer.status_code == 422
    assert "Dit wordt anders" not in answer.content.decode()


def test_a_municipality_is_not_compared_with_itself(world: World) -> None:
    asked = {"here": str(world.city), "there": str(world.city)}
    answer = signed_in(world.bas).get("/norms/local/compare/", asked)
    assert "twee verschillende gemeenten" in answer.content.decode()


def test_an_article_is_entered_and_ended_on_the_pages(world: World) -> None:
    client = signed_in(world.city_admin)
    assert client.post(f"/norms/local/{NORM}/", FORM).status_code == 302
    row = LocalNorm.objects.get()
    assert "Verordening werk 2026" in client.get("/norms/local/").content.decode()
    end = {"end": "2027-01-01", "reason": "nieuwe verordening", "version": "1"}
    assert client.post(f"/norms/local/rules/{row.id}/", end).status_code == 302
    assert client.post(f"/norms/local/rules/{row.id}/", end).status_code == 422


@pytest.mark.parametrize("wrong", [{"text": ""}, {"valid_from": "ooit"}, {"address": "ftp://x"}])
def test_a_refused_article_keeps_what_was_typed(world: World, wrong: Any) -> None:
    answer = signed_in(world.city_admin).post(f"/norms/local/{NORM}/", FORM | wrong)
    assert answer.status_code == 422
    assert "Verordening werk 2026" in answer.content.decode()
    assert not LocalNorm.objects.exists()


def test_the_same_article_again_is_told_on_the_page(world: World) -> None:
    _enter(world)
    answer = signed_in(world.city_admin).post(f"/norms/local/{NORM}/", FORM)
    assert answer.status_code == 422
    assert "staat er al" in answer.content.decode()


def test_the_norm_shows_what_municipalities_made_of_it(world: World) -> None:
    _enter(world)
    text = signed_in(world.marloes).get(f"/norms/{NORM}/").content.decode()
    assert "Gemeente Oosterwaard" in text
    assert NEW.text in text


def test_who_works_elsewhere_reads_the_page_and_enters_nothing(world: World) -> None:
    client = signed_in(world.marloes)
    text = client.get("/norms/local/").content.decode()
    assert "Wat de wet aan gemeenten overlaat" in text
    assert "Leg een artikel vast" not in text
    assert client.get(f"/norms/local/{NORM}/").status_code == 404


def test_the_rules_of_the_municipality_that_pays_stand_in_the_dossier(world: World) -> None:
    _enter(world)
    right = right_to(Regime.PARTICIPATIEWET, date(2026, 1, 1))
    dossier_id = world.open(world.bas, world.city, entitlement=right)
    text = signed_in(world.bas).get(f"/dossiers/{dossier_id}/rules/").content.decode()
    assert NEW.text in text
    assert "betaalt de uitkering" in text


def test_the_client_reads_the_rules_of_the_municipality_in_plain_words(world: World) -> None:
    _enter(world)
    right = right_to(Regime.PARTICIPATIEWET, date(2026, 1, 1))
    dossier_id = world.open(world.bas, world.city, entitlement=right)
    text = signed_in(world.client_of(dossier_id, world.bas)).get("/me/rules/").content.decode()
    assert NEW.plain in text
    assert NEW.text not in text


def test_no_municipality_is_named_for_who_has_nothing_to_do_with_one(world: World) -> None:
    _enter(world)
    dossier_id = world.open(world.marloes, world.uwv, entitlement=right_to(Regime.WW, date(2026, 1, 1)))
    text = signed_in(world.marloes).get(f"/dossiers/{dossier_id}/rules/").content.decode()
    assert NEW.text not in text


def test_the_list_reads_all_articles_at_once(world: World, django_assert_max_num_queries: Any) -> None:
    for norm_id in ("PW-8a-1", "PW-10-1", NORM):
        _enter(world, norm_id=norm_id)
    client = signed_in(world.city_admin)
    client.get("/norms/local/")
    with django_assert_max_num_queries(12):
        client.get("/norms/local/")
