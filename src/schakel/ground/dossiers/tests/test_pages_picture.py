"""The one picture of a dossier: per party what runs and what waits, and what is recorded of the client."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.html import strip_tags

from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.picture import Parties, Recorded, Standing, Step, counted
from schakel.ground.dossiers.tests.agreeing import Agreeing
from schakel.ground.dossiers.tests.pages import address, browser, hand_over, looks_written, own_statements
from schakel.ground.kernel import clock
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _read(person: Person, dossier_id: UUID, name: str = "picture") -> str:
    response = browser(person).get(address(name, dossier_id))
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def _counted(text: str) -> tuple[int, int]:
    found = re.search(r"Wat is vastgelegd (\d+) van (\d+)", text)
    assert found is not None
    return int(found[1]), int(found[2])


def _agree(person: Person, dossier_id: UUID, what: str, duty: str, days: int) -> None:
    due = clock.today() + timedelta(days=days)
    new = NewAgreement(what=what, because="dat brengt werk dichterbij", duty=duty, due_on=due)
    with person.at_work() as actor:
        own = actor.organisation_id
        assert own is not None
        make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=own, new=new)


def test_what_waits_stands_with_whom_it_waits_on_and_its_day() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    _agree(world.marloes, dossier_id, "cv bijwerken", "client", 5)
    _agree(world.marloes, dossier_id, "scholing zoeken", "ours", 9)
    text = _read(world.marloes, dossier_id)
    client, organisation = text.index("de cliënt"), text.index("regie van de keten")
    assert client < text.index("cv bijwerken") < organisation < text.index("scholing zoeken")


def test_an_open_handover_waits_on_who_receives_it_and_runs_at_who_sent_it() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    hand_over(world.marloes, dossier_id, world.city_team)
    text = _read(world.marloes, dossier_id)
    assert "sinds" in text[text.index("Overdracht naar") : text.index("onderweg")]
    assert "De overdracht oppakken of teruggeven" in text


def test_what_is_asked_and_stated_is_no_longer_missing() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    known, asked = _counted(_read(world.marloes, dossier_id))
    with world.marloes.at_work() as actor:
        new = NewFact("driving_licence", "yes", "stated")
        state_fact(actor=actor, dossier_id=dossier_id, new=new, expected_version=0)
    assert _counted(_read(world.marloes, dossier_id)) == (known + 1, asked)


def test_a_life_domain_that_is_not_open_is_not_missing() -> None:
    scene = Agreeing()
    before = _read(scene.cor, scene.dossier_id)
    scene.open(scene.cor)
    after = _read(scene.cor, scene.dossier_id)
    assert "Een leefgebied dat niet open is, ontbreekt niet" in before
    assert "Geld en schulden" not in before
    assert "Geld en schulden" in after
    assert _counted(before) == _counted(after)


def test_what_a_reader_may_not_see_is_neither_shown_nor_counted() -> None:
    scene = Agreeing()
    scene.open(scene.cor)
    marloes, cor = _read(scene.world.marloes, scene.dossier_id), _read(scene.cor, scene.dossier_id)
    assert "Geld en schulden" not in marloes
    assert "Open leefgebieden" not in marloes
    assert "leefgebieden" in marloes[marloes.index("en dus niet meegeteld") :]
    assert "Rijbewijs" in marloes
    assert ("Rijbewijs" in cor) == ("werkprofiel" not in cor[cor.index("en dus niet meegeteld") :])


def test_who_may_not_see_the_dossier_finds_no_picture() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    for name in ("picture", "picture_print"):
        assert browser(world.bas).get(address(name, dossier_id)).status_code == 404


def test_on_paper_no_phone_number_stands_on_it_and_it_is_a_look_of_its_own_kind() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, phone="06 11 22 33 44", place="Veilighem")
    with looks_written() as looks:
        text = _read(world.marloes, dossier_id, "picture_print")
    assert "06 11 22 33 44" not in text
    assert "Veilighem" not in text
    assert len(looks) == 1
    assert "dossiers:picture_print" in looks[0]


def test_it_asks_no_more_however_much_runs() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    few = len(own_statements(world.marloes, address("picture", dossier_id)))
    for days in range(5):
        _agree(world.marloes, dossier_id, f"afspraak {days}", "ours", days + 1)
    hand_over(world.marloes, dossier_id, world.city_team)
    assert len(own_statements(world.marloes, address("picture", dossier_id))) <= few
    assert few <= 14


def test_what_is_withheld_counts_as_neither_recorded_nor_missing() -> None:
    kinds = (Standing.KNOWN, Standing.DIFFERS, Standing.MISSING, Standing.WITHHELD)
    assert counted([Recorded("x", kind, "dossiers:facts") for kind in kinds]) == (2, 3)


def test_a_step_of_an_organisation_that_left_is_still_shown_with_that() -> None:
    parties = Parties("Amina")
    later, sooner = clock.today() + timedelta(days=9), clock.today()
    gone = UUID(int=7)
    parties.wait([Step("later", later, gone, "Weg"), Step("eerst", sooner, gone, "Weg"), Step("cv", sooner)])
    client, left = parties.all()
    assert (client.is_client, client.has_left, [step.text for step in client.steps]) == (True, False, ["cv"])
    assert (left.has_left, [step.text for step in left.steps]) == (True, ["eerst", "later"])
