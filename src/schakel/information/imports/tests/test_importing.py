"""Files taken in: new dossiers, dossiers of others joined, and the same file again."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Model

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Team
from schakel.ground.people.actions import change_client
from schakel.ground.people.models import BenefitEntitlement, Client, ClientNumber
from schakel.information.imports import applying
from schakel.information.imports.actions import apply_chunk
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.tests.files import (
    applied,
    bsns,
    file_of,
    imported,
    joined,
    outcomes,
    people_file,
    previewed,
    progress,
    row,
)
from schakel.jobseekers.profile.models import LastOccupation
from tests.world import World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _count(world: World, model: type[Model]) -> int:
    """How many rows the teams of both organisations see together."""
    seen = set()
    for person in (world.bas, world.marloes):
        with person.at_work():
            seen |= set(model._default_manager.values_list("pk", flat=True))
    return len(seen)


def test_a_file_opens_a_dossier_for_each_row(world: World) -> None:
    found = imported(world.bas, world.city, people_file(5))
    assert outcomes(found) == {"new": 5}
    assert (found.applied, found.waiting) == (5, 0)
    with world.bas.at_work():
        assert Dossier.objects.count() == 5


def test_a_row_without_a_name_waits_in_the_queue_of_the_only_team(world: World) -> None:
    imported(world.city_office, world.city, people_file(1))
    with world.bas.at_work():
        assert {regie.team_id for regie in Regie.objects.all()} == {world.city_team}


def test_the_responsible_of_a_row_is_found_by_login_name_and_by_full_name(world: World) -> None:
    lines = [row(1, verantwoordelijke=world.bert.username), row(2, verantwoordelijke="bert de WIT")]
    imported(world.city_office, world.city, file_of(*lines))
    with world.bert.at_work():
        assert Dossier.objects.count() == 2


def test_a_row_keeps_its_own_facts(world: World) -> None:
    line = row(
        1,
        next(bsns()),
        tussenvoegsel="van der",
        plaats="Oosterwaard",
        telefoon="+31 6 00000001",
        regeling="Bijstand",
        begindatum="2026-01-05",
        uren="24",
        **{"e-mail": "a@voorbeeld.test", "laatste beroep": "Schaapherder"},
    )
    imported(world.bas, world.city, file_of(line))
    with world.bas.at_work():
        client = Client.objects.get()
        right = BenefitEntitlement.objects.get()
        assert (client.prefix, client.place, client.phone) == ("van der", "Oosterwaard", "+31 6 00000001")
        assert (right.regime, right.valid_from, right.hours_per_week) == (
            "participatiewet",
            date(2026, 1, 5),
            24,
        )
        assert LastOccupation.objects.get().title == "Schaapherder"


def test_the_same_file_again_changes_nothing(world: World) -> None:
    content = people_file(
        6, regeling="WW", begindatum="1-1-2026", telefoon="0600000001", **{"laatste beroep": "Kok"}
    )
    imported(world.city_office, world.city, content)
    models = (Dossier, BenefitEntitlement, LastOccupation, ClientNumber)
    before = [_count(world, model) for model in models]
    again = imported(world.city_office, world.city, content)
    assert outcomes(again) == {"same": 6}
    assert [_count(world, model) for model in models] == before == [6, 6, 6, 6]


def test_two_organisations_with_the_same_person_share_one_dossier(world: World) -> None:
    content = people_file(3)
    imported(world.uwv_office, world.uwv, content)
    crossed = joined(world.city_office, world.city, content, world.marloes)
    assert outcomes(progress(world.city_office, crossed)) == {"known": 2, "new": 1}
    assert _count(world, Dossier) == 4
    with world.bas.at_work():
        shared = Dossier.objects.filter(participations__organisation_id=world.uwv)
        assert shared.count() == 2
        chains = Regie.objects.filter(scope=Regie.Scope.CHAIN, dossier__in=shared)
        assert {regie.organisation_id for regie in chains} == {world.uwv}
        assert Participation.objects.filter(dossier__in=shared).count() == 4


def test_a_joined_dossier_is_the_same_the_next_time(world: World) -> None:
    known = bsns()
    line = row(1, next(known), telefoon="0600000002", regeling="WW", begindatum="1-1-2026")
    world.open(world.marloes, world.uwv, bsn=line.split(";")[4], phone="0611111111")
    run_id = joined(world.city_office, world.city, file_of(line), world.marloes)
    assert outcomes(progress(world.city_office, run_id)) == {"known": 1}
    assert outcomes(imported(world.city_office, world.city, file_of(line))) == {"same": 1}


def test_what_another_organisation_stated_is_not_overwritten(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn, phone="0611111111", place="")
    line = row(1, bsn, telefoon="0600000002", plaats="Lingemond")
    joined(world.city_office, world.city, file_of(line), world.marloes)
    with world.marloes.at_work():
        client = Client.objects.get(pk=dossier_id)
        assert (client.phone, client.place) == ("0611111111", "Lingemond")
    run_id = previewed(world.city_office, world.city, file_of(line))
    with world.city_office.at_work(Purpose.INTAKE):
        assert any(note.startswith("Telefoon:") for note in ImportRow.objects.get(run_id=run_id).notes)


def test_a_newer_file_of_the_same_organisation_brings_contact_fields_up_to_date(world: World) -> None:
    imported(world.city_office, world.city, people_file(2, telefoon="0600000001"))
    found = imported(world.city_office, world.city, people_file(2, telefoon="0600000002"))
    assert outcomes(found) == {"changed": 2}
    with world.bas.at_work():
        assert set(Client.objects.values_list("phone", flat=True)) == {"0600000002"}


def test_what_a_professional_changed_by_hand_stays(world: World) -> None:
    imported(world.bas, world.city, people_file(1, telefoon="0600000001"))
    with world.bas.at_work() as actor:
        client = Client.objects.get()
        change_client(actor=actor, dossier_id=client.id, expected_version=1, changes={"phone": "0688888888"})
    assert outcomes(imported(world.bas, world.city, people_file(1, telefoon="0600000002"))) == {"same": 1}
    with world.bas.at_work():
        assert Client.objects.get().phone == "0688888888"


def test_a_right_with_other_dates_is_noted_and_not_doubled(world: World) -> None:
    imported(world.bas, world.city, people_file(1, regeling="WW", begindatum="1-1-2026"))
    found = imported(world.bas, world.city, people_file(1, regeling="WW", begindatum="1-2-2026"))
    assert outcomes(found) == {"same": 1}
    assert _count(world, BenefitEntitlement) == 1


@pytest.mark.parametrize("day", ["1-1-2026", "1-2-2026"])
def test_a_right_that_another_organisation_pays_is_not_doubled(world: World, day: str) -> None:
    bsn = next(bsns())
    world.open(world.marloes, world.uwv, bsn=bsn, entitlement=right_to("ww", date(2026, 1, 1)))
    line = row(1, bsn, regeling="WW", begindatum=day)
    run_id = joined(world.city_office, world.city, file_of(line), world.marloes)
    assert outcomes(progress(world.city_office, run_id)) == {"known": 1}
    assert outcomes(imported(world.city_office, world.city, file_of(line))) == {"same": 1}
    with world.marloes.at_work():
        assert BenefitEntitlement.objects.get().organisation_id == world.uwv


def test_a_chunk_is_at_most_a_thousand_rows(world: World) -> None:
    run_id = previewed(world.city_office, world.city, people_file(1001))
    assert applied(world.city_office, world.city, run_id) == [1000, 1, 0]


def test_a_run_killed_half_way_goes_on_where_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schakel.information.imports.actions.files.CHUNK", 4)
    run_id = previewed(world.city_office, world.city, people_file(10))
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _power_cut)
        with pytest.raises(KeyboardInterrupt), world.city_office.at_work(Purpose.INTAKE) as actor:
            apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)
    assert progress(world.city_office, run_id).applied == 4
    with world.bas.at_work():
        assert Dossier.objects.count() == 4
    assert applied(world.city_office, world.city, run_id) == [4, 2, 0]
    with world.bas.at_work():
        assert Dossier.objects.count() == 10


def _power_cut(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_double_submit_applies_one_chunk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schakel.information.imports.actions.files.CHUNK", 4)
    run_id, key = previewed(world.bas, world.city, people_file(10)), uuid7()
    sizes = []
    for _click in range(2):
        with world.bas.at_work(Purpose.INTAKE) as actor:
            sizes.append(apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id, submit_key=key))
    assert sizes == [4, 4]
    assert progress(world.bas, run_id).applied == 4


def test_for_somebody_registered_since_the_preview_is_asked(world: World) -> None:
    bsn = next(bsns())
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn)))
    world.open(world.marloes, world.uwv, bsn=bsn)
    applied(world.city_office, world.city, run_id)
    assert outcomes(progress(world.city_office, run_id)) == {"asked": 1}
    assert _count(world, Dossier) == 1


def test_two_runs_of_one_file_open_each_dossier_once(world: World) -> None:
    runs = [previewed(world.bas, world.city, people_file(3)) for _ in range(2)]
    for run_id in runs:
        applied(world.bas, world.city, run_id)
    assert _count(world, Dossier) == 3
    assert outcomes(progress(world.bas, runs[1])) == {"same": 3}


def test_refused_rows_leave_the_others_alone(world: World) -> None:
    bsn, other = (number for number, _ in zip(bsns(), range(2), strict=False))
    lines = [row(1, bsn), row(2, "999999999"), row(3, bsn), row(4, other), 'Half;"afgebroken']
    found = imported(world.bas, world.city, file_of(*lines))
    assert outcomes(found) == {"new": 2, "wrong": 2, "duplicate": 1}


def test_a_finished_run_keeps_the_texts_of_refused_rows_only(world: World) -> None:
    run_id = previewed(world.bas, world.city, file_of(row(1), row(2, "12345678")))
    applied(world.bas, world.city, run_id)
    with world.bas.at_work(Purpose.INTAKE):
        assert {r.number: bool(r.cipher) for r in ImportRow.objects.all()} == {2: False, 3: True}


def test_a_finished_run_is_not_applied_again(world: World) -> None:
    run_id = previewed(world.bas, world.city, people_file(1))
    applied(world.bas, world.city, run_id)
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)


def test_another_organisation_sees_nothing_of_a_run(world: World) -> None:
    previewed(world.bas, world.city, people_file(1))
    with world.marloes.at_work(Purpose.INTAKE):
        assert not ImportRun.objects.exists()
        assert not ImportRow.objects.exists()


def test_rows_are_unreadable_in_the_database(world: World) -> None:
    previewed(world.bas, world.city, file_of(row(1, achternaam="Geheimpje")))
    with world.bas.at_work():
        assert b"Geheimpje" not in bytes(ImportRow.objects.get().cipher)


def test_an_organisation_without_a_team_is_refused_in_words(world: World) -> None:
    with world.city_office.at_work():
        Team.objects.filter(organisation_id=world.city).update(valid_to=clock.today())
    with pytest.raises(InvalidError) as refusal:
        previewed(world.city_office, world.city, people_file(1))
    assert "team" in refusal.value.what


def test_every_client_that_was_found_is_in_the_read_log(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn)
    previewed(world.city_office, world.city, file_of(row(1, bsn)))
    with world.client_of(dossier_id, world.marloes).at_work(Purpose.OWN_DATA):
        assert [(look.page, look.role) for look in looks_at(dossier_id)] == [
            ("imports.preview", "back_office")
        ]


@pytest.mark.parametrize("second", [50, 500])
def test_the_statements_of_a_chunk_do_not_grow_with_its_rows(
    world: World, second: int, django_assert_max_num_queries: object
) -> None:
    content = people_file(second, regeling="WW", begindatum="1-1-2026", **{"laatste beroep": "Kok"})
    run_id = previewed(world.city_office, world.city, content)
    with (
        world.city_office.at_work(Purpose.INTAKE) as actor,
        django_assert_max_num_queries(60),  # type: ignore[operator]
    ):
        apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)


def test_an_own_number_of_somebody_else_is_refused(world: World) -> None:
    imported(world.bas, world.city, file_of(row(1, achternaam="Aarts", geboortedatum="1-1-1970")))
    found = imported(world.bas, world.city, file_of(row(1, achternaam="Zand", geboortedatum="2-2-1990")))
    assert outcomes(found) == {"wrong": 1}


def test_numbers_of_the_organisation_are_added_once(world: World) -> None:
    bsn = next(bsns())
    world.open(world.bas, world.city, bsn=bsn)
    line = row(1, bsn)
    assert outcomes(imported(world.bas, world.city, file_of(line)))["changed"] == 1
    assert outcomes(imported(world.bas, world.city, file_of(line))) == {"same": 1}
    with world.bas.at_work():
        assert ClientNumber.objects.get().number == "K000001"


def test_a_second_right_of_another_kind_is_added(world: World) -> None:
    bsn = next(bsns())
    world.open(world.bas, world.city, bsn=bsn, number="K000001", entitlement=right_to("ww", date(2026, 1, 1)))
    line = row(1, bsn, regeling="bijstand", begindatum="1-6-2026")
    assert outcomes(imported(world.bas, world.city, file_of(line))) == {"changed": 1}
    with world.bas.at_work():
        assert set(BenefitEntitlement.objects.values_list("regime", flat=True)) == {"ww", "participatiewet"}
