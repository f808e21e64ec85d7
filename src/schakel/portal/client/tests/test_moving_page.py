"""What a client reads about where they move to: what differs, what is the same, what nobody wrote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.handover_terms import OccasionTerms
from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.dossiers.tests.pages import browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.norms.municipalities import Municipality
from schakel.ground.organisations.actions import (
    NewWay,
    create_organisation,
    create_team,
    publish_way,
    set_client_management,
)
from schakel.ground.organisations.queries.local_rules import local_rules
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


class Moving:
    """Amina of Oosterwaard, who moves to Hoogmeer; both have an administrator who can write."""

    def __init__(self) -> None:
        self.world, system = World(), system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.there = create_organisation(
                actor=system, name="Gemeente Hoogmeer", kind=OrganisationKind.MUNICIPALITY
            )
            self.team = create_team(
                actor=system, organisation_id=self.there, name="Team Hoogmeer", role=Role.CLIENT_MANAGER
            )
            self.admin = hire(system, self.there, "Otto Beheer", Role.ADMINISTRATOR, None)
            self.hanna = hire(system, self.there, "Hanna Prins", Role.CLIENT_MANAGER, self.team)
        self.dossier_id = self.world.open(self.world.bas, self.world.city)
        self.amina = self.world.client_of(self.dossier_id, self.world.bas)

    def move(self) -> UUID:
        terms = OccasionTerms(moves_to="Hoogmeer", moves_on=clock.today() + timedelta(days=14))
        on = {"by": self.world.bas, "occasion": "move", "ends_own_task": True, "terms": terms}
        return send(self.world, self.dossier_id, self.team, **on)

    def write(self, person: Person, **parts: str) -> None:
        with person.at_work(Purpose.ADMINISTRATION) as actor:
            own = actor.employer_id
            publish_way(actor=actor, organisation_id=own, new=NewWay(**parts), expected_number=0)

    def divide(self, person: Person, split: str, decides: Role) -> None:
        with person.at_work(Purpose.ADMINISTRATION) as actor:
            on = {"actor": actor, "organisation_id": actor.employer_id, "reason": "besluit"}
            set_client_management(**on, split=split, sanctions_by=decides)

    def page(self) -> Any:
        return browser(self.amina).get("/me/moving/")


@pytest.fixture
def moving() -> Moving:
    return Moving()


def labels(answer: Any, name: str) -> list[str]:
    return [str(rule["label"]) for rule in answer.context[name]]


def test_who_does_not_move_has_no_such_page(moving: Moving) -> None:
    assert moving.page().status_code == 404
    assert "/me/moving/" not in browser(moving.amina).get("/me/").content.decode()


def test_the_start_page_leads_to_it(moving: Moving) -> None:
    moving.move()
    assert "/me/moving/" in browser(moving.amina).get("/me/").content.decode()
    assert "/me/moving/" in browser(moving.amina).get("/me/rules/").content.decode()


def test_what_nobody_wrote_down_is_said_to_be_unknown(moving: Moving) -> None:
    moving.move()
    answer = moving.page()
    assert (labels(answer, "other"), labels(answer, "same")) == ([], [])
    assert len(labels(answer, "unknown")) == 7
    assert "Niet opgeschreven." in answer.content.decode()


def test_what_both_wrote_stands_side_by_side(moving: Moving) -> None:
    moving.write(moving.world.city_admin, method="Eén vast gezicht.", opening_times="elke ochtend")
    moving.write(moving.admin, method="Eerst een groep.\n\n- taal\n- cv", opening_times="elke  ochtend")
    moving.move()
    answer = moving.page()
    assert labels(answer, "other") == ["Hoe u hulp krijgt"]
    assert labels(answer, "same") == ["Wanneer zij open zijn"]
    text = answer.content.decode()
    assert text.index("Eén vast gezicht.") < text.index("Eerst een groep.")
    assert "<li>taal</li>" in text


def test_how_work_is_divided_and_who_decides_are_compared(moving: Moving) -> None:
    moving.divide(moving.world.city_admin, "integral", Role.CLIENT_MANAGER)
    moving.divide(moving.admin, "integral", Role.INCOME_CONSULTANT)
    moving.move()
    answer = moving.page()
    assert labels(answer, "other") == ["Wie beslist als de uitkering lager wordt"]
    assert labels(answer, "same") == ["Hoe het werk is verdeeld"]


def test_it_stays_for_a_while_after_the_new_municipality_took_over(moving: Moving) -> None:
    handover_id = moving.move()
    do(moving.hanna, "take_up_handover", moving.dossier_id, handover_id=handover_id)
    assert moving.page().status_code == 200
    with clock.travel(clock.today() + timedelta(days=91)):
        assert moving.page().status_code == 404


def test_a_handover_for_another_reason_shows_nothing(moving: Moving) -> None:
    send(moving.world, moving.dossier_id, moving.team, by=moving.world.bas)
    assert moving.page().status_code == 404


def test_subjects_that_only_municipalities_have_are_left_out_elsewhere(moving: Moving) -> None:
    rules = local_rules(moving.world.uwv, moving.there)
    assert len(rules) == 5
    assert not any(rule.differs for rule in rules)


def test_the_page_asks_little(moving: Moving) -> None:
    moving.move()
    assert len(own_statements(moving.amina, "/me/moving/")) <= 9


def test_it_leads_to_what_both_made_of_the_law_on_the_day_of_the_move(moving: Moving) -> None:
    moving.move()
    url = moving.page().context["compare_url"]
    answer = browser(moving.amina).get(url)
    assert answer.status_code == 200
    assert "Van Gemeente Oosterwaard naar Gemeente Hoogmeer" in " ".join(answer.content.decode().split())
    assert answer.context["on"] == clock.today() + timedelta(days=14)


def test_where_one_is_no_municipality_there_is_nothing_to_compare(
    moving: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.move()
    here = Municipality(moving.world.city, "Gemeente Oosterwaard")
    monkeypatch.setattr("schakel.portal.client.views.moving.municipalities_on", lambda _day: [here])
    answer = moving.page()
    assert answer.context["compare_url"] == ""
    assert "Vergelijk de regels" not in answer.content.decode()
