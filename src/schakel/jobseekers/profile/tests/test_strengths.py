"""The lines of a work profile: added with source, taken off with a reason, and what matching may read."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.profile.actions import (
    NewCompetence,
    NewLimit,
    NewPeriod,
    add_competence,
    add_limit,
    add_work_period,
    note_last_occupation,
    remove_line,
)
from schakel.jobseekers.profile.models import Competence, WorkLimit
from schakel.jobseekers.profile.queries import MatchingInput, completeness_of, lines_of, matching_input
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import Person, World

pytestmark = MARKS
START = date(2020, 3, 1)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def can(person: Person, dossier_id: UUID, words: str = "kassa draaien", **values: str) -> UUID:
    purpose = Purpose.OWN_DATA if person.membership_id == dossier_id else Purpose.GUIDANCE
    new = NewCompetence(**({"words": words, "kind": "subject", "shown_by": "seen"} | values))
    with person.at_work(purpose) as actor:
        return add_competence(actor=actor, dossier_id=dossier_id, new=new)


def test_a_competence_keeps_its_source_and_day(world: World, dossier_id: UUID) -> None:
    can(world.marloes, dossier_id)
    with world.marloes.at_work():
        row = lines_of(dossier_id).competences[0]
    assert (row.source_organisation_id, row.obtained_on) == (world.uwv, clock.today())


def test_what_a_client_says_of_themselves_is_told(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    can(client, dossier_id, shown_by="diploma")
    with world.marloes.at_work():
        row = lines_of(dossier_id).competences[0]
    assert (row.source_organisation_id, row.shown_by) == (None, "told")


@pytest.mark.parametrize(
    "values", [{"words": " "}, {"kind": "x"}, {"shown_by": "x"}, {"shown_by": "proposed"}]
)
def test_a_competence_that_says_nothing_is_refused(
    world: World, dossier_id: UUID, values: dict[str, str]
) -> None:
    with pytest.raises(InvalidError) as error:
        can(world.marloes, dossier_id, **values)
    assert set(error.value.fields) == set(values)


def test_the_same_competence_stands_once(world: World, dossier_id: UUID) -> None:
    can(world.marloes, dossier_id)
    with pytest.raises(ConflictError):
        can(world.marloes, dossier_id, "Kassa draaien")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"occupation": ""}, "occupation"),
        ({"began_on": date(2999, 1, 1)}, "began_on"),
        ({"ended_on": START - timedelta(days=1)}, "ended_on"),
        ({"left_because": "x"}, "left_because"),
        ({"left_because": "illness"}, "left_because"),
    ],
)
def test_work_that_cannot_be_is_refused(
    world: World, dossier_id: UUID, values: dict[str, Any], field: str
) -> None:
    new = NewPeriod(**({"occupation": "bakker", "began_on": START} | values))
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as error:
        add_work_period(actor=actor, dossier_id=dossier_id, new=new)
    assert field in error.value.fields


def test_a_line_is_taken_off_with_a_reason_and_kept(world: World, dossier_id: UUID) -> None:
    line_id = can(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "line_id": line_id}
        with pytest.raises(InvalidError):
            remove_line(**on, because=" ")
        with pytest.raises(StaleVersionError):
            remove_line(**on, because="klopt niet", expected_version=7)
        remove_line(**on, because="klopt niet", expected_version=1)
        assert lines_of(dossier_id).competences == []
        assert Competence.objects.get().removed_because == "klopt niet"
        with pytest.raises(NotFoundError):
            remove_line(**on, because="nog eens")


def test_a_client_takes_off_only_what_they_added(world: World, dossier_id: UUID) -> None:
    theirs = can(world.marloes, dossier_id)
    client = world.client_of(dossier_id, world.marloes)
    own = can(client, dossier_id, "plannen")
    with client.at_work(Purpose.OWN_DATA) as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": "klopt niet"}
        remove_line(**on, line_id=own)
        with pytest.raises(NotFoundError):
            remove_line(**on, line_id=theirs)


def test_a_limit_is_written_by_who_diagnoses_and_by_no_client(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    new = NewLimit("lifting", "tot 10 kilo")
    with world.marloes.at_work() as actor:
        add_limit(actor=actor, dossier_id=dossier_id, new=new)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(ForbiddenError):
        add_limit(actor=actor, dossier_id=dossier_id, new=new)


def test_an_illness_is_no_kind_of_limit(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor, pytest.raises(InvalidError):
        add_limit(actor=actor, dossier_id=dossier_id, new=NewLimit("burnout", "rust"))


def test_the_back_office_sees_no_profile(world: World, dossier_id: UUID) -> None:
    can(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        add_limit(actor=actor, dossier_id=dossier_id, new=NewLimit("pace", "rustig tempo"))
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="rekent",
            membership_id=world.city_office.membership_id,
        )
    with world.city_office.at_work(Purpose.INCOME_DECISION):
        assert not WorkLimit.objects.exists()
        with pytest.raises(ForbiddenError):
            lines_of(dossier_id)


ALLOWED = {
    "last_occupation", "occupation_uri", "wish", "hours_per_week", "travel_minutes", "available_from",
    "work_times", "education", "dutch_level", "languages", "has_driving_licence", "has_transport",
    "certificates", "competences", "competence_uris", "occupations_before", "limits",
}  # fmt: skip


def test_matching_can_read_nothing_of_age_sex_origin_benefit_or_illness() -> None:
    """Only these fields, and of no type that can hold a row, a person or a birth date by the way."""
    assert {field.name for field in fields(MatchingInput)} == ALLOWED
    hints = get_type_hints(MatchingInput)
    plain = {str, int | None, bool | None, tuple[str, ...], tuple[tuple[str, str], ...]}
    assert {name for name, kind in hints.items() if kind not in plain} == {"available_from"}


def test_matching_reads_what_holds_today(world: World, dossier_id: UUID) -> None:
    gone = can(world.marloes, dossier_id, "vergeten")
    can(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        remove_line(**on, line_id=gone, because="klopt niet")
        note_last_occupation(**on, title="bakker")
        add_work_period(**on, new=NewPeriod("bakker", START, employer="De Korst"))
        add_limit(**on, new=NewLimit("night", "niet na 22 uur"))
        for name, value in (("hours_available", "32"), ("transport", "no"), ("travel_minutes", "veel")):
            state_fact(**on, new=NewFact(name, value))
        found = matching_input(dossier_id)
    assert (found.hours_per_week, found.has_transport, found.travel_minutes) == (32, False, None)
    assert found.competences == ("kassa draaien",)
    assert found.occupations_before == ("bakker",)
    assert found.limits == (("night", "niet na 22 uur"),)


def test_matching_of_another_dossier_finds_nothing(world: World, dossier_id: UUID) -> None:
    can(world.marloes, dossier_id)
    with world.bert.at_work():
        assert matching_input(dossier_id).competences == ()


def test_completeness_names_what_is_missing(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work():
        before = completeness_of(dossier_id, lines_of(dossier_id), None)
    can(world.marloes, dossier_id)
    with world.marloes.at_work():
        after = completeness_of(dossier_id, lines_of(dossier_id), None)
    assert (before.filled, after.filled) == (0, 1)
    assert "wat iemand kan" not in [str(label) for label in after.missing]
    assert before.total == after.total == 12


def post(person: Person, url: str, **values: str) -> Any:
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


def test_a_line_is_added_and_taken_off_on_the_tab(world: World, dossier_id: UUID) -> None:
    url = reverse("profile:add", args=[dossier_id, "competence"])
    values = {"words": "lassen", "kind": "subject", "shown_by": "diploma"}
    assert post(world.marloes, url, **values).status_code == 302
    with world.marloes.at_work():
        row = lines_of(dossier_id).competences[0]
    gone = reverse("profile:remove", args=[dossier_id, row.pk])
    assert post(world.marloes, gone, version="1", because="").status_code == 422
    assert post(world.marloes, gone, version="1", because="verlopen").status_code == 302


def test_a_wrong_line_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    url = reverse("profile:add", args=[dossier_id, "period"])
    response = post(world.marloes, url, occupation="bakker", began_on="gisteren")
    assert response.status_code == 422
    assert 'value="bakker"' in response.content.decode()
    assert post(world.marloes, reverse("profile:add", args=[dossier_id, "alles"])).status_code == 404


def test_a_client_keeps_their_own_profile(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    url = reverse("profile:own_add", args=["competence"])
    assert post(client, url, words="plannen", kind="behaviour").status_code == 302
    page = signed_in(client).get(reverse("profile:own")).content.decode()
    assert "plannen" in page
    assert "door u verteld" in page
    assert "cliënt" not in page.split("<main")[1]
    with client.at_work(Purpose.OWN_DATA):
        row = lines_of(dossier_id).competences[0]
    gone = reverse("profile:own_remove", args=[row.pk])
    twice = {"version": "1", "because": "klopt niet", "submit_key": str(uuid7())}
    assert [post(client, gone, **twice).status_code for _click in range(2)] == [302, 302]


def test_strangers_and_former_participants_add_nothing(world: World, dossier_id: UUID) -> None:
    url = reverse("profile:add", args=[dossier_id, "competence"])
    values = {"words": "lassen", "kind": "subject", "shown_by": "diploma"}
    for person in (world.mia, former_participant(world, dossier_id), world.city_admin):
        assert post(person, url, **values).status_code == 404
