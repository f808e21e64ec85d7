"""A diagnosis is taken by one, by two, or in parts by two organisations, and nobody's words are lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import record_consent
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, open_life_domain
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.diagnosis.actions import (
    Filled,
    NewDiagnosis,
    begin_diagnosis,
    choose_style,
    give_own_view,
    save_part,
    sign_part,
)
from schakel.jobseekers.diagnosis.models import Diagnosis, DiagnosisPart, Instrument
from schakel.jobseekers.diagnosis.queries.diagnoses import (
    diagnosis_visible,
    result_of,
    style_of,
    taken,
)
from schakel.jobseekers.diagnosis.tests.scene import (
    OURS,
    begin,
    both_take_part,
    conclude,
    concluded,
    sign,
    style,
)
from tests.browsing import MARKS, former_participant
from tests.world import Person, World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


def save(
    person: Person, dossier_id: UUID, diagnosis_id: UUID, part: str, answers: Any, version: int = 0
) -> UUID:
    with person.at_work() as actor:
        return save_part(
            actor=actor,
            dossier_id=dossier_id,
            diagnosis_id=diagnosis_id,
            part=part,
            filled=Filled(answers),
            expected_version=version,
        )


def test_the_instrument_is_kept_as_it_was_when_first_used(world: World, dossier_id: UUID) -> None:
    begin(world.marloes, dossier_id)
    other = world.open(world.bas, world.city)
    begin(world.bas, other)
    [kept] = Instrument.objects.all()
    assert (kept.digest, kept.content) == (OURS.digest, OURS)
    assert kept.first_used_on is not None


def test_two_organisations_fill_in_and_sign_their_own_parts(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id, "parts")
    sign(world.marloes, dossier_id, diagnosis_id, "wishes", "motivation")
    sign(world.bas, dossier_id, diagnosis_id, "competences")
    with world.bas.at_work():
        found = taken(diagnosis_visible(dossier_id, diagnosis_id))
        signers = {name: row.organisation.name for (_voice, name), row in found.parts.items()}
    assert signers == {
        "wishes": "UWV Oosterwaard",
        "motivation": "UWV Oosterwaard",
        "competences": "Gemeente Oosterwaard",
    }
    assert len(found.unsigned) == 3


def test_what_another_organisation_signed_is_not_changed(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id, "parts")
    sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    with pytest.raises(ConflictError, match="andere organisatie"):
        save(world.bas, dossier_id, diagnosis_id, "wishes", {"clear": 0}, 1)
    save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 0}, 1)
    with world.bas.at_work():
        assert not taken(diagnosis_visible(dossier_id, diagnosis_id)).is_signed("wishes")


def test_two_who_fill_in_different_parts_at_once_do_not_touch_each_other(
    world: World, dossier_id: UUID
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id, "parts")
    save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 1})
    save(world.bas, dossier_id, diagnosis_id, "motivation", {"wants": 2})
    save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 3}, 1)
    with world.bas.at_work():
        answers = taken(diagnosis_visible(dossier_id, diagnosis_id)).answers()
    assert answers == {"wishes": {"clear": 3}, "motivation": {"wants": 2}}


@pytest.mark.parametrize("seen", [0, 1])
def test_of_two_on_one_part_the_later_is_told_and_nothing_is_lost(
    world: World, dossier_id: UUID, seen: int
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 1})
    if seen:
        save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 2}, 1)
    with pytest.raises(StaleVersionError):
        save(world.bas, dossier_id, diagnosis_id, "wishes", {"clear": 3}, seen)
    with world.bas.at_work():
        assert DiagnosisPart.objects.get().answers == {"clear": 1 + seen}


def test_a_duo_names_a_second_professional_of_this_dossier(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        own = Participation.objects.get(dossier_id=dossier_id, reader_id=world.marloes.reader_id).pk
        colleague = Participation.objects.get(dossier_id=dossier_id, reader_id=world.bas.reader_id).pk
        for wrong in (None, own, uuid7()):
            new = NewDiagnosis(OURS.digest, "duo", wrong)
            with pytest.raises(InvalidError) as refused:
                begin_diagnosis(actor=actor, dossier_id=dossier_id, new=new)
            assert "second" in refused.value.fields
    begin(world.marloes, dossier_id, "duo", colleague)
    with world.bas.at_work():
        row = Diagnosis.objects.select_related("second").get()
        assert (row.mode, row.second and row.second.name) == ("duo", "Bas Kuiper")


def test_one_diagnosis_at_a_time(world: World, dossier_id: UUID) -> None:
    begin(world.marloes, dossier_id)
    with pytest.raises(ConflictError, match="loopt al"):
        begin(world.bas, dossier_id)


def test_an_unknown_instrument_or_way_is_refused(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        for new in (NewDiagnosis("0" * 64, "alone"), NewDiagnosis(OURS.digest, "by_mail")):
            with pytest.raises(InvalidError):
                begin_diagnosis(actor=actor, dossier_id=dossier_id, new=new)
        assert not Diagnosis.objects.exists()


def test_answers_outside_their_scale_are_refused_by_name(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    with pytest.raises(InvalidError) as refused:
        save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 9, "steps": 1, "hat": 2})
    assert sorted(refused.value.fields) == ["q_clear", "q_hat"]


def test_an_empty_part_is_not_signed(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError, match="leeg"):
        sign_part(
            actor=actor,
            dossier_id=dossier_id,
            diagnosis_id=diagnosis_id,
            part="wishes",
            filled=Filled({}),
            expected_version=0,
        )


def test_a_life_domain_is_asked_about_only_while_it_is_open(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id, "diagnosis_id": diagnosis_id, "part": "money"}
    client = world.client_of(dossier_id, world.marloes)
    with pytest.raises(NotFoundError):
        save(world.marloes, dossier_id, diagnosis_id, "money", {"hinders": 2})
    with world.marloes.at_work() as actor:
        consent = NewConsent("spoken", "Dat nee zeggen mag.", clock.today() + timedelta(days=30))
        record_consent(actor=actor, dossier_id=dossier_id, new=consent)
    with pytest.raises(ConflictError, match="niet open"):
        save(world.marloes, dossier_id, diagnosis_id, "money", {"hinders": 2})
    with (
        client.at_work(Purpose.OWN_DATA) as actor,
        pytest.raises(ConflictError, match="vragen wij u nu niets"),
    ):
        give_own_view(actor=actor, **on, filled=Filled({"hinders": 1}), expected_version=0)
    with world.marloes.at_work() as actor:
        question = NewLifeDomain("money", "Hoe los ik dit op?", "client", "kost rust om te zoeken")
        open_life_domain(actor=actor, dossier_id=dossier_id, new=question)
    save(world.marloes, dossier_id, diagnosis_id, "money", {"hinders": 2})
    with world.bas.at_work():
        assert not DiagnosisPart.objects.exists()
    with pytest.raises(NotFoundError):
        save(world.bas, dossier_id, diagnosis_id, "money", {"hinders": 0}, 1)


def test_who_left_or_never_took_part_sees_nothing(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    diagnosis_id = begin(world.marloes, dossier_id)
    for person in (former_participant(world, dossier_id), world.bert):
        with person.at_work():
            assert not Diagnosis.objects.exists()
        with pytest.raises(NotFoundError):
            save(person, dossier_id, diagnosis_id, "wishes", {"clear": 1})


def test_the_client_gives_the_own_view_and_changes_nothing_else(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    client = world.client_of(dossier_id, world.marloes)
    on: dict[str, Any] = {"dossier_id": dossier_id, "diagnosis_id": diagnosis_id, "part": "wishes"}
    with client.at_work(Purpose.OWN_DATA) as actor:
        filled = Filled({"clear": 0}, "Ik weet het niet.")
        give_own_view(actor=actor, **on, filled=filled, expected_version=0)
        with pytest.raises(InvalidError):
            give_own_view(actor=actor, **on, filled=Filled({"reachable": 1}), expected_version=1)
        with pytest.raises(ForbiddenError):
            save_part(actor=actor, **on, filled=filled, expected_version=0)
    with world.bas.at_work() as actor:
        found = taken(diagnosis_visible(dossier_id, diagnosis_id))
        assert found.answers("client") == {"wishes": {"clear": 0}}
        assert found.answers()["wishes"]["clear"] == 3
        with pytest.raises(NotFoundError):
            give_own_view(actor=actor, **on, filled=Filled({"clear": 3}), expected_version=1)


def test_it_is_concluded_only_when_every_part_about_work_is_signed(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id, "wishes", "motivation", "possibilities", "competences")
    with pytest.raises(ConflictError, match="Beperkingen voor vacatures, Afstand tot werk"):
        conclude(world.marloes, dossier_id, diagnosis_id)


def test_after_the_conclusion_nothing_of_it_changes(world: World, dossier_id: UUID) -> None:
    diagnosis_id = concluded(world, dossier_id)
    with pytest.raises(ConflictError, match="afgerond"):
        save(world.marloes, dossier_id, diagnosis_id, "wishes", {"clear": 0}, 1)
    with pytest.raises(ConflictError, match="al afgerond"):
        conclude(world.bas, dossier_id, diagnosis_id)


def test_the_scales_follow_from_the_rung_unless_somebody_says_otherwise(
    world: World, dossier_id: UUID
) -> None:
    diagnosis_id = concluded(world, dossier_id, rung=6)
    with world.bas.at_work():
        found = result_of(diagnosis_visible(dossier_id, diagnosis_id))
        assert found
        assert (found.phase, found.is_near, found.is_mapped) == (1, True, True)
    diagnosis_id = concluded(world, dossier_id, rung=6, phase=3)
    with world.bas.at_work():
        found = result_of(diagnosis_visible(dossier_id, diagnosis_id))
        assert found
        assert (found.phase, found.is_near, found.is_mapped) == (3, True, False)


def test_the_advice_is_overruled_only_with_a_reason(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    with pytest.raises(InvalidError) as refused:
        conclude(world.marloes, dossier_id, diagnosis_id, variant="coach")
    assert list(refused.value.fields) == ["reason_text"]
    conclude(world.marloes, dossier_id, diagnosis_id, variant="coach", reason_text="Vroeg zelf om een coach.")
    with world.bas.at_work():
        found = result_of(diagnosis_visible(dossier_id, diagnosis_id))
        assert found
        assert (found.advised, found.variant) == ("advise", "coach")


def test_the_choice_of_guidance_stands_in_the_journal_with_its_expectation(
    world: World, dossier_id: UUID
) -> None:
    concluded(world, dossier_id)
    with world.bas.at_work():
        found = [e for e in timeline(dossier_id, show=Show.CHOICES, limit=5) if e.decision]
    [content] = [entry.content for entry in found]
    assert content["kind"] == "guidance"
    assert content["expected"]["what"] == "Aan het werk binnen 6 maanden"
    assert content["expected"]["chance"] == 7
    assert "geadviseerd (Zelf oplossen: sterk" in str(content["options"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rung": 7}, "rung"),
        ({"phase": 5}, "phase"),
        ({"months": -1}, "months"),
        ({"months": 121}, "months"),
        ({"chance": 101}, "chance"),
        ({"variant": "punish"}, "variant"),
        ({"summary": "  "}, "summary"),
        ({"reason": "because"}, "reason"),
        ({"style": style(style="soft")}, "style"),
        ({"style": style(because=" ")}, "style_because"),
        ({"style": style(review_on=date(2020, 1, 1))}, "style_review_on"),
    ],
)
def test_a_conclusion_that_is_not_whole_names_the_field(
    world: World, dossier_id: UUID, changes: Any, field: str
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    with pytest.raises(InvalidError) as refused:
        conclude(world.marloes, dossier_id, diagnosis_id, **changes)
    assert list(refused.value.fields) == [field]
    with world.bas.at_work():
        assert Diagnosis.objects.get().concluded_on is None


def test_a_style_is_reviewed_and_the_latest_holds(world: World, dossier_id: UUID) -> None:
    diagnosis_id = concluded(world, dossier_id)
    with world.bas.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "diagnosis_id": diagnosis_id}
        with pytest.raises(InvalidError):
            choose_style(**on, new=style(because=""))
        choose_style(**on, new=style(style="directing", because="te vrijblijvend"))
        found = style_of(dossier_id)
    assert found
    assert (found.style, found.because) == ("directing", "te vrijblijvend")


def test_a_new_diagnosis_is_filled_in_beforehand_and_unsigned(world: World, dossier_id: UUID) -> None:
    first = concluded(world, dossier_id)
    again = begin(world.bas, dossier_id)
    with world.marloes.at_work():
        earlier = taken(diagnosis_visible(dossier_id, first))
        later = taken(diagnosis_visible(dossier_id, again))
        assert later.diagnosis.previous_id == first
    assert later.answers() == earlier.answers()
    assert len(later.unsigned) == 6
