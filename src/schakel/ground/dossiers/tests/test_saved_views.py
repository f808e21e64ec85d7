"""Ways to look that are kept, shared and removed; and a list that is taken out with a reason."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import NewView, export_list, remove_view, save_view
from schakel.ground.dossiers.actions.saved_views import MOST_EXPORTED, MOST_VIEWS
from schakel.ground.dossiers.models import SavedView
from schakel.ground.dossiers.queries.saved_views import views_of_actor
from schakel.ground.dossiers.tests.pages import address, browser, looks_written
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def keep(world: World, person: Person, name: str = "Stil", **values: Any) -> SavedView:
    with person.at_work() as actor:
        new = NewView(name, values.pop("query", "who=mine&quiet=30"), **values)
        view_id = save_view(actor=actor, organisation_id=actor.employer_id, new=new)
        return SavedView.objects.get(pk=view_id)


def views_seen(person: Person) -> list[str]:
    with person.at_work():
        return [view.name for view in views_of_actor()]


def test_a_kept_view_stands_at_the_list_and_shows_its_filters() -> None:
    world = World()
    client = browser(world.marloes)
    response = client.post(address("views"), {"name": "Stil", "query": "who=mine&quiet=30"}, follow=True)
    assert response.context["query"] == "who=mine&quiet=30"
    assert [view["label"] for view in response.context["views"]] == ["Stil"]
    assert response.context["views"][0]["is_current"]


def test_a_view_keeps_no_words_and_no_place_in_the_list() -> None:
    world = World()
    query = f"who=all&q=haddou&after={uuid7()}"
    browser(world.marloes).post(address("views"), {"name": "Alles", "query": query})
    with world.marloes.at_work():
        assert SavedView.objects.get().query == "who=all"


def test_a_view_is_for_its_owner_only_until_it_is_shared_with_the_team() -> None:
    world = World()
    keep(world, world.marloes, "Eigen")
    keep(world, world.marloes, "Samen", team_id=world.uwv_team)
    assert views_seen(world.mia) == ["Samen"]
    assert views_seen(world.bas) == []


def test_a_default_view_opens_with_the_list() -> None:
    world = World()
    keep(world, world.marloes, query="who=all&sort=opened", is_default=True)
    assert browser(world.marloes).get(address("list")).context["query"] == "who=all&sort=opened"


def test_a_second_default_takes_the_place_of_the_first() -> None:
    world = World()
    keep(world, world.marloes, "Een", is_default=True)
    keep(world, world.marloes, "Twee", is_default=True)
    assert list(SavedView.objects.filter(is_default=True).values_list("name", flat=True)) == ["Twee"]


def test_the_same_name_keeps_the_newest_filters() -> None:
    world = World()
    keep(world, world.marloes, query="who=mine")
    keep(world, world.marloes, query="who=all")
    assert list(SavedView.objects.values_list("query", flat=True)) == ["who=all"]


def test_keeping_a_view_is_written_in_the_journal() -> None:
    world = World()
    keep(world, world.marloes)
    with world.marloes.at_work():
        assert Entry.objects.filter(verb="view.save", organisation_id=world.uwv).count() == 1


def test_a_view_cannot_be_shared_with_a_team_of_others() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        keep(world, world.marloes, team_id=world.city_team)


def test_another_s_view_cannot_be_removed() -> None:
    world = World()
    view = keep(world, world.marloes, team_id=world.uwv_team)
    with world.mia.at_work() as actor, pytest.raises(NotFoundError):
        remove_view(actor=actor, organisation_id=world.uwv, view_id=view.pk)
    assert browser(world.mia).post(address("forget_view", view.pk)).status_code == 404


def test_one_s_own_view_can_be_removed() -> None:
    world = World()
    view = keep(world, world.marloes)
    response = browser(world.marloes).post(address("forget_view", view.pk), follow=True)
    assert "is verwijderd" in response.content.decode()
    assert not SavedView.objects.exists()


def test_nobody_keeps_views_without_end() -> None:
    world = World()
    for number in range(MOST_VIEWS):
        keep(world, world.marloes, f"Weergave {number}")
    with pytest.raises(ConflictError, match="al 20 weergaven"):
        keep(world, world.marloes, "Nog een")


def test_a_view_without_a_name_is_refused_with_what_was_typed() -> None:
    world = World()
    response = browser(world.marloes).post(
        address("views"), {"name": "", "query": "who=all", "is_default": "on"}
    )
    assert response.status_code == 422
    assert 'value="who=all"' in response.content.decode()


def exported(person: Person, **values: str) -> Any:
    return browser(person).post(address("export"), {"because": "teamoverleg", "query": "who=mine"} | values)


def test_a_list_is_taken_out_as_a_file_for_a_spreadsheet() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou", given_names="Zoë")
    response = exported(world.marloes)
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "Zoë Haddou"
    assert rows[0][:3] == ["Naam", "Geboren", "Dossier"]
    assert response["Cache-Control"] == "no-store"


def test_taking_out_is_read_logged_and_journalled_with_its_reason() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with looks_written() as rows:
        exported(world.marloes)
    assert [dossier_id.hex in row and "dossiers:export" in row for row in rows] == [True]
    with world.marloes.at_work():
        assert Entry.objects.filter(verb="list.export").count() == 1


def test_a_name_that_looks_like_a_formula_is_text_in_the_file() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Cmd", given_names="=1+1")
    assert "'=1+1 Cmd" in exported(world.marloes).content.decode("utf-8-sig")


def test_a_file_needs_a_reason() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    response = exported(world.marloes, because="")
    assert response.status_code == 422
    assert "Haddou" not in response.content.decode()


def test_an_empty_list_is_not_taken_out() -> None:
    world = World()
    response = exported(world.marloes)
    assert response.status_code == 422
    assert "1 tot 1000" in response.content.decode()


def take_out(actor: Any, ids: list[UUID]) -> None:
    on = {"actor": actor, "organisation_id": actor.organisation_id}
    export_list(**on, dossier_ids=ids, sections=Section.IDENTITY, because="zomaar")


def test_a_list_that_is_too_long_is_refused_and_not_cut() -> None:
    world, ids = World(), [uuid7() for _ in range(MOST_EXPORTED + 1)]
    with world.marloes.at_work() as actor, pytest.raises(InvalidError):
        take_out(actor, ids)


def test_a_provider_has_no_right_to_take_a_list_out() -> None:
    world = World()
    assert exported(world.joris).status_code == 404
    with world.joris.at_work() as actor, pytest.raises(ForbiddenError):
        take_out(actor, [uuid7()])


def test_a_list_on_paper_is_noted_as_a_list_in_a_file_is() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou", phone="06 11 22 33 44")
    with looks_written() as rows:
        response = exported(world.marloes, paper="yes")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/html")
    assert "Haddou" in text
    assert "06 11 22 33 44" not in text
    assert [dossier_id.hex in row and "dossiers:export" in row for row in rows] == [True]
    with world.marloes.at_work():
        assert Entry.objects.filter(verb="list.export").count() == 1


def test_a_list_on_paper_needs_a_reason_too() -> None:
    world = World()
    world.open(world.marloes, world.uwv)
    assert exported(world.marloes, because="", paper="yes").status_code == 422
