"""Life domains: opened for a question only, worked on, noted in, closed and erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    close_life_domain,
    erase_entry,
    note_life_domain,
    take_regie,
    take_up_life_domain,
)
from schakel.ground.dossiers.actions.life_domains import NewLifeDomainNote
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.dossiers.models import LifeDomain, LifeDomainNote
from schakel.ground.dossiers.queries.life_domains import kinds_to_open, life_domains_of
from schakel.ground.dossiers.tests.agreeing import MONEY, Agreeing
from schakel.ground.journal.models import Content, Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Agreeing:
    return Agreeing()


def _note(**changes: Any) -> NewLifeDomainNote:
    values = {"kind": "known", "words": "Twee maanden huurachterstand.", "source": "cliënt"}
    return NewLifeDomainNote(**{"happened_on": clock.today()} | values | changes)


def _do(act: Any, person: Person, scene: Agreeing, life_domain_id: UUID, **values: Any) -> UUID:
    with person.at_work() as actor:
        done: UUID = act(actor=actor, dossier_id=scene.dossier_id, life_domain_id=life_domain_id, **values)
        return done


def _read(scene: Agreeing) -> list[LifeDomain]:
    with scene.amina.at_work(Purpose.OWN_DATA):
        return life_domains_of(scene.dossier_id)


def test_nothing_is_open_before_there_is_a_question(scene: Agreeing) -> None:
    assert _read(scene) == []
    assert kinds_to_open([]) == list(DOMAIN_KINDS.values())


def test_the_client_reads_whose_question_it_is_and_why(scene: Agreeing) -> None:
    scene.open(scene.cor)
    (row,) = _read(scene)
    assert (row.question, row.asked_by, row.because) == (MONEY.question, "client", MONEY.because)
    assert row.state == LifeDomain.State.OPEN
    assert row.consent is None


def test_opened_by_a_coach_it_names_the_consent_it_stands_on(scene: Agreeing) -> None:
    consent_id = scene.agree(scene.world.marloes)
    scene.open(scene.world.marloes)
    assert _read(scene)[0].consent_id == consent_id


def test_a_coach_without_consent_opens_nothing(scene: Agreeing) -> None:
    with pytest.raises(NotFoundError):
        scene.open(scene.world.marloes)


@pytest.mark.parametrize("field", ["domain", "question", "asked_by", "because"])
def test_a_domain_without_its_question_is_refused(scene: Agreeing, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        scene.open(scene.cor, replace(MONEY, **{field: "  "}))
    assert set(refused.value.fields) == {field}


def test_the_same_domain_is_open_once(scene: Agreeing) -> None:
    scene.open(scene.cor)
    with pytest.raises(ConflictError):
        scene.open(scene.cor)


def test_the_database_refuses_a_closed_domain_without_outcome(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    with (
        scene.cor.at_work(),
        pytest.raises(IntegrityError, match="closed_with_an_outcome"),
        transaction.atomic(),
    ):
        LifeDomain.objects.filter(pk=life_domain_id).update(state="closed", closed_on=clock.today())


def test_somebody_works_on_it(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    _do(take_up_life_domain, scene.cor, scene, life_domain_id, worked_on_by="Dia Bank, kredietbank")
    (row,) = _read(scene)
    assert (row.state, row.worked_on_by) == ("worked_on", "Dia Bank, kredietbank")


def test_a_note_carries_source_day_and_who_wrote_it(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    _do(note_life_domain, scene.cor, scene, life_domain_id, new=_note())
    (note,) = _read(scene)[0].notes.all()
    assert (note.source, note.happened_on, note.written_by.name) == ("cliënt", clock.today(), "Cor Zorg")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"words": " "},
        {"source": ""},
        {"happened_on": None},
        {"happened_on": clock.today() + timedelta(days=1)},
    ],
)
def test_a_rotten_note_is_refused_at_its_field(scene: Agreeing, wrong: dict[str, Any]) -> None:
    life_domain_id = scene.open(scene.cor)
    with pytest.raises(InvalidError) as refused:
        _do(note_life_domain, scene.cor, scene, life_domain_id, new=_note(**wrong))
    assert set(refused.value.fields) == set(wrong)


def test_closed_it_keeps_its_outcome_and_a_new_question_opens_it_anew(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    _do(close_life_domain, scene.cor, scene, life_domain_id, outcome="solved", words="Regeling getroffen.")
    scene.open(scene.cor)
    assert [row.is_closed for row in _read(scene)] == [False, True]


def test_what_is_closed_changes_no_more(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    _do(close_life_domain, scene.cor, scene, life_domain_id, outcome="solved", words="Klaar.")
    with pytest.raises(ConflictError):
        _do(note_life_domain, scene.cor, scene, life_domain_id, new=_note())


def test_two_who_change_it_at_once_are_told(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    _do(take_up_life_domain, scene.cor, scene, life_domain_id, worked_on_by="Dia", expected_version=1)
    with pytest.raises(StaleVersionError):
        _do(take_up_life_domain, scene.cor, scene, life_domain_id, worked_on_by="Eva", expected_version=1)


def test_an_id_of_another_dossier_is_not_found(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    other = Agreeing(scene.world)
    with pytest.raises(NotFoundError):
        _do(note_life_domain, other.cor, other, life_domain_id, new=_note())


def _erase(scene: Agreeing, person: Person, verb: str) -> None:
    with person.at_work() as actor:
        on = {"actor": actor, "dossier_id": scene.dossier_id}
        entry = Entry.objects.get(verb=verb, dossier_id=scene.dossier_id)
        decision = "Teamleider, 3 november, W-12"
        erase_entry(**on, entry_id=entry.pk, reason="client_request", decision=decision)


def _hold_regie(scene: Agreeing) -> None:
    with scene.cor.at_work() as actor:
        on = {"actor": actor, "dossier_id": scene.dossier_id}
        take_regie(**on, scope="organisation", because="want zo is het afgesproken")


def test_erasing_a_domain_takes_its_notes_along(scene: Agreeing) -> None:
    _hold_regie(scene)
    life_domain_id = scene.open(scene.cor)
    _do(note_life_domain, scene.cor, scene, life_domain_id, new=_note())
    _erase(scene, scene.cor, "life_domain.open")
    assert _read(scene) == []
    with scene.cor.at_work():
        assert not LifeDomainNote.objects.exists()
        entries = Entry.objects.filter(dossier_id=scene.dossier_id, verb__startswith="life_domain.")
        assert not Content.objects.filter(entry_id__in=entries.values("pk")).exists()


def test_a_note_is_erased_by_itself(scene: Agreeing) -> None:
    _hold_regie(scene)
    life_domain_id = scene.open(scene.cor)
    _do(note_life_domain, scene.cor, scene, life_domain_id, new=_note())
    _erase(scene, scene.cor, "life_domain.note")
    assert list(_read(scene)[0].notes.all()) == []


def test_who_only_worked_on_it_does_not_erase_what_another_opened(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    scene.agree(scene.world.marloes)
    _do(take_up_life_domain, scene.world.marloes, scene, life_domain_id, worked_on_by="Marloes")
    with pytest.raises(ForbiddenError, match="andere organisatie"):
        _erase(scene, scene.world.marloes, "life_domain.take_up")
    assert len(_read(scene)) == 1
