"""A label that avoids a step, and in whose period a service runs: by content, not by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.services.actions import NewLocalService, keep_local
from schakel.jobseekers.services.catalogue.labels import alike, avoided_by, is_same_content
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.presenting import service_lines
from schakel.jobseekers.services.queries.uses import relabelled_from, use_visible
from schakel.jobseekers.services.tests.scene import choose, tell, written
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

KEYS = the_catalogue().services


def test_a_stepping_stone_does_what_a_course_behind_the_training_broker_does() -> None:
    found = avoided_by(KEYS["ww08-opstapje"], KEYS.values(), {})
    assert found is not None
    assert (found.service.key, found.steps) == ("ww08-losse-diensten", ("broker",))


def test_who_takes_the_step_avoids_nothing() -> None:
    assert avoided_by(KEYS["ww08-losse-diensten"], KEYS.values(), {}) is None
    assert avoided_by(KEYS["scholing-baangarantie"], KEYS.values(), {}) is None


def test_a_step_that_was_taken_is_not_avoided() -> None:
    course = replace(KEYS["scholing"], key="cursus", steps=())
    assert avoided_by(course, [KEYS["scholing"]], {}) is not None
    assert avoided_by(course, [KEYS["scholing"]], {"scholing_noodzakelijk": True}) is None


def test_language_and_vocational_training_are_not_the_same_content() -> None:
    assert not is_same_content(KEYS["taaltraject"], KEYS["scholing"])
    assert is_same_content(replace(KEYS["taaltraject"], modules=()), KEYS["scholing"])


def test_a_service_for_other_schemes_is_no_way_around() -> None:
    course = replace(KEYS["scholing"], key="cursus", steps=(), schemes=("ZZ",))
    assert avoided_by(course, [KEYS["scholing"]], {}) is None


def test_what_is_read_on_the_page_of_a_service_is_what_is_asked() -> None:
    assert [one.service.key for one in alike(KEYS["ww08-opstapje"], KEYS.values())] == ["ww08-losse-diensten"]


def _own_course(world: World) -> str:
    words = ("Snelle cursus", "Een diploma halen.", "Iedereen.", "", "bought", "municipality", "municipality")
    new = NewLocalService(*words, "training", "training", False, clock.today())
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return f"local-{keep_local(actor=actor, organisation_id=world.city, new=new)}"


def test_an_own_course_without_the_protocol_asks_a_sentence_and_is_marked() -> None:
    world = World()
    key, dossier_id = _own_course(world), world.open(world.bas, world.city)
    with pytest.raises(InvalidError, match="nog niet compleet") as refused:
        choose(world.bas, dossier_id, key)
    assert "het scholingsprotocol" in str(refused.value.fields["reason_text"])
    use_id = choose(world.bas, dossier_id, key, **written("hij begint maandag bij die werkgever"))
    with world.bas.at_work():
        assert use_visible(dossier_id, use_id).avoids == "Scholing (het scholingsprotocol)"


def test_once_the_protocol_was_followed_the_own_course_is_an_ordinary_choice() -> None:
    world = World()
    key, dossier_id = _own_course(world), world.open(world.bas, world.city)
    tell(world.bas, dossier_id, scholing_noodzakelijk=True)
    use_id = choose(world.bas, dossier_id, key)
    with world.bas.at_work():
        assert use_visible(dossier_id, use_id).avoids == ""


@pytest.mark.parametrize("key", sorted(the_catalogue().presets["ww-2008"].services))
def test_each_service_of_2008_names_in_whose_period_it_runs(key: str) -> None:
    service = KEYS[key]
    assert service.period
    assert any(word == "In wiens periode" for word, _text in service_lines(service))


def test_the_stepping_stone_runs_in_the_period_of_the_cwi_and_uwv_pays() -> None:
    step: Service = KEYS["ww08-opstapje"]
    assert (step.period, step.payer) == ("cwi", "uwv")


def test_a_limit_in_another_period_is_no_limit_of_this_one() -> None:
    """A course in the weeks of the CWI ended with those weeks; a course of UWV after it is no relabelling."""
    ended = ServiceUse(service_key="ww08-opstapje", content="training", period="cwi")
    assert relabelled_from([ended], "training", "cursus", "uwv") is None
    assert relabelled_from([ended], "training", "cursus", "cwi") is ended
    assert relabelled_from([ended], "training", "cursus") is ended
