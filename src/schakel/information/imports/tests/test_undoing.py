"""Undoing an import: what each row did goes back, unless somebody worked in the dossier since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections

from schakel.ground.access.models import Grant
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.people.actions import change_client
from schakel.ground.people.models import Address, BenefitEntitlement, Client, ClientNumber
from schakel.information.imports.actions import begin_undo, undo_chunk
from schakel.information.imports.models import ImportBefore, ImportRow, ImportRun
from schakel.information.imports.queries import undo_preview
from schakel.information.imports.tests.files import (
    applied,
    bsns,
    file_of,
    joined,
    outcomes,
    people_file,
    previewed,
    row,
)
from schakel.information.imports.tests.files import imported as taken_in
from schakel.jobseekers.profile.models import LastOccupation
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
COMMITTED = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
BECAUSE = "De kolommen waren verwisseld."


@pytest.fixture
def world() -> World:
    return World()


def imported(person: Person, organisation_id: UUID, content: bytes) -> UUID:
    run_id = previewed(person, organisation_id, content)
    applied(person, organisation_id, run_id)
    return run_id


def undone(person: Person, organisation_id: UUID, run_id: UUID, because: str = BECAUSE) -> dict[str, int]:
    """The rows of the run by what became of them."""
    with person.at_work(Purpose.INTAKE) as actor:
        begin_undo(actor=actor, organisation_id=organisation_id, run_id=run_id, because=because)
        while undo_chunk(actor=actor, organisation_id=organisation_id, run_id=run_id):
            continue
        rows = ImportRow.objects.filter(run_id=run_id, is_applied=True).values_list("undo", "undo_why")
        return {state: list(rows).count(state) for state in set(rows)}  # type: ignore[misc]


@COMMITTED
def test_a_dossier_that_the_file_opened_is_taken_back(world: World) -> None:
    line = row(1, next(bsns()), regeling="WW", begindatum="1-1-2026", **{"laatste beroep": "Kok"})
    run_id = imported(world.city_office, world.city, file_of(line))
    assert undone(world.city_office, world.city, run_id) == {("undone", ""): 1}
    client = Client.objects.using("owner").get()
    assert (client.family_name, client.search_name, client.bsn_hash, client.birth_date) == (
        "",
        "",
        None,
        None,
    )
    for model in (ClientNumber, BenefitEntitlement, LastOccupation, Address):
        assert not model.objects.using("owner").exists()
    assert Dossier.objects.using("owner").get().status == Dossier.Status.RESTING
    today = clock.today()
    assert not Participation.objects.using("owner").filter(valid_to=None).exists()
    assert not Regie.objects.using("owner").filter(valid_to=None).exists()
    assert not Grant.objects.using("owner").filter(dossier_id=client.id, valid_to__gt=today).exists()
    with world.bas.at_work():
        assert not Dossier.objects.exists()


@COMMITTED
def test_the_journal_keeps_the_opening_and_says_why_it_does_not_hold(world: World) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    undone(world.bas, world.city, run_id)
    entries = Entry.objects.using("owner")
    back = entries.get(verb="import.undo_row")
    assert entries.get(pk=back.supersedes_id).verb == "dossier.open"
    assert entries.filter(dossier_id=back.dossier_id).count() > 3


def test_the_mended_file_enters_the_same_people_anew(world: World) -> None:
    content = people_file(4, regeling="WW", begindatum="1-1-2026")
    undone(world.bas, world.city, imported(world.bas, world.city, content))
    assert outcomes(taken_in(world.bas, world.city, content)) == {"new": 4}
    with world.bas.at_work():
        assert Dossier.objects.count() == 4


def test_who_was_joined_is_left_as_they_were(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn, phone="0611111111", place="")
    line = row(1, bsn, plaats="Lingemond", telefoon="0699999999")
    run_id = joined(world.city_office, world.city, file_of(line), world.marloes)
    assert undone(world.city_office, world.city, run_id) == {("undone", ""): 1}
    with world.marloes.at_work():
        client, dossier = Client.objects.get(), Dossier.objects.get()
        assert (client.place, client.phone, dossier.status) == ("", "0611111111", "open")
        today = clock.today()
        assert {p.organisation_id for p in Participation.objects.on(today)} == {world.uwv}
        assert {r.organisation_id for r in Regie.objects.on(today)} == {world.uwv}
        assert not ClientNumber.objects.exists()
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()


@COMMITTED
def test_who_was_joined_while_the_dossier_rested_lets_it_rest_again(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn)
    _rest(world, dossier_id)
    run_id = imported(world.city_office, world.city, file_of(row(1, bsn)))
    assert Dossier.objects.using("owner").get(pk=dossier_id).status == "open"
    assert undone(world.city_office, world.city, run_id) == {("undone", ""): 1}
    assert Dossier.objects.using("owner").get(pk=dossier_id).status == "resting"
    assert not Regie.objects.using("owner").filter(valid_to=None).exists()
    assert Client.objects.using("owner").get(pk=dossier_id).bsn_hash is not None


def _rest(world: World, dossier_id: UUID) -> None:
    from schakel.ground.dossiers.actions import rest_dossier

    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="Uit de uitkering.")


@COMMITTED
def test_what_a_file_changed_is_as_it_was(world: World) -> None:
    taken_in(world.bas, world.city, file_of(row(1, telefoon="0600000001", **{"e-mail": "a@voorbeeld.test"})))
    line = row(
        1,
        next(bsns()),
        telefoon="0600000002",
        plaats="Lingemond",
        regeling="WW",
        begindatum="1-1-2026",
        **{"laatste beroep": "Kok", "e-mail": "a@voorbeeld.test"},
    )
    run_id = imported(world.bas, world.city, file_of(line))
    assert undone(world.bas, world.city, run_id) == {("undone", ""): 1}
    with world.bas.at_work():
        client = Client.objects.get()
        assert (client.phone, client.email, client.place) == ("0600000001", "a@voorbeeld.test", "")
        assert client.bsn_hash is None
        assert ClientNumber.objects.count() == 1
        assert not BenefitEntitlement.objects.exists()
        assert not LastOccupation.objects.exists()
    superseding = Entry.objects.using("owner").filter(verb="import.undo_row")
    verbs = Entry.objects.using("owner").filter(pk__in=superseding.values("supersedes_id"))
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "client.change", "client.refresh", "entitlement.start", "occupation.note",
    ]  # fmt: skip


def test_only_the_number_that_the_file_added_goes(world: World) -> None:
    bsn = next(bsns())
    world.open(world.bas, world.city, bsn=bsn, number="OUD-1")
    run_id = imported(world.bas, world.city, file_of(row(1, bsn)))
    undone(world.bas, world.city, run_id)
    with world.bas.at_work():
        assert list(ClientNumber.objects.values_list("number", flat=True)) == ["OUD-1"]


def _change(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        changes = {"phone": "0677777777"}
        change_client(actor=actor, dossier_id=dossier_id, expected_version=None, changes=changes)


def _join(world: World, dossier_id: UUID) -> None:
    joined(world.uwv_office, world.uwv, file_of(row(7, next(bsns()))), world.bas)
    assert dossier_id


@pytest.mark.parametrize(("since", "why"), [(_change, "worked"), (_join, "joined")])
def test_a_row_after_which_somebody_worked_stays_with_its_reason(
    world: World, since: Callable[[World, UUID], None], why: str
) -> None:
    bsn = next(bsns())
    run_id = imported(world.bas, world.city, file_of(row(1, bsn), row(2)))
    with world.bas.at_work():
        dossier_id = Client.objects.exclude(bsn_hash=None).get().id
    since(world, dossier_id)
    assert undone(world.bas, world.city, run_id) == {("undone", ""): 1, ("kept", why): 1}
    with world.bas.at_work():
        kept = Client.objects.get()
        assert (kept.id, kept.family_name) == (dossier_id, "Berg1")
        assert Regie.objects.on(clock.today()).filter(organisation_id=world.city).exists()


def test_the_preview_says_what_would_go_back_and_what_would_stay(world: World) -> None:
    run_id = imported(world.bas, world.city, file_of(row(1, next(bsns())), row(2), row(3)))
    with world.bas.at_work():
        dossier_id = Client.objects.exclude(bsn_hash=None).get().id
    _change(world, dossier_id)
    with world.bas.at_work(Purpose.INTAKE):
        preview = undo_preview(ImportRun.objects.get(pk=run_id))
    assert (preview.back, preview.stays) == ({"new": 2}, {"worked": 1})
    assert [(found.client_id, why) for found, why, _number in preview.first] == [(dossier_id, "worked")]


def test_a_run_stopped_half_way_is_undone_as_far_as_it_came(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from schakel.information.imports.actions import apply_chunk

    monkeypatch.setattr("schakel.information.imports.actions.files.CHUNK", 4)
    run_id = previewed(world.bas, world.city, people_file(10))
    with world.bas.at_work(Purpose.INTAKE) as actor:
        apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)
    assert undone(world.bas, world.city, run_id) == {("undone", ""): 4}
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        apply_chunk(actor=actor, organisation_id=world.city, run_id=run_id)
    with world.bas.at_work():
        assert not any(bytes(r.cipher) for r in ImportRow.objects.all())


@pytest.mark.parametrize("because", ["", "   "])
def test_a_reason_is_needed(world: World, because: str) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(InvalidError):
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=because)


def test_nothing_is_undone_twice_nor_before_it_was_taken_in(world: World) -> None:
    run_id = previewed(world.bas, world.city, people_file(1))
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=BECAUSE)
    applied(world.bas, world.city, run_id)
    undone(world.bas, world.city, run_id)
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=BECAUSE)


def test_after_its_term_a_file_stays(world: World) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    long_ago = clock.now() - timedelta(days=31)
    with world.bas.at_work(Purpose.INTAKE) as actor:
        ImportRun.objects.filter(pk=run_id).update(finished_at=long_ago)
        with pytest.raises(ConflictError):
            begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=BECAUSE)


def test_another_organisation_undoes_nothing(world: World) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    with world.marloes.at_work(Purpose.INTAKE) as actor:
        with pytest.raises(NotFoundError):
            begin_undo(actor=actor, organisation_id=world.uwv, run_id=run_id, because=BECAUSE)
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from imports_undo_judged(%s)", [run_id])
            assert cursor.fetchone()[0] == 0


@COMMITTED
@pytest.mark.parametrize("who", ["marloes", "city_admin", "joris"])
def test_the_owners_function_writes_for_nobody_else(world: World, who: str) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    ImportRun.objects.using("owner").filter(pk=run_id).update(status="undoing")
    rows = list(ImportRow.objects.using("owner").values_list("pk", flat=True))
    with (
        pytest.raises(DatabaseError, match="may not be undone"),
        getattr(world, who).at_work(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("select * from imports_undo_rows(%s, %s::uuid[], '{}')", [run_id, rows])


@COMMITTED
def test_a_run_that_nobody_is_undoing_is_left_alone_by_the_owners_function(world: World) -> None:
    run_id = imported(world.bas, world.city, people_file(1))
    rows = list(ImportRow.objects.using("owner").values_list("pk", flat=True))
    with (
        pytest.raises(DatabaseError, match="may not be undone"),
        world.bas.at_work(Purpose.INTAKE),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("select * from imports_undo_rows(%s, %s::uuid[], '{}')", [run_id, rows])


@COMMITTED
def test_what_stood_before_is_unreadable_in_the_database_and_gone_after(world: World) -> None:
    taken_in(world.bas, world.city, people_file(1, telefoon="0600000001"))
    run_id = imported(world.bas, world.city, people_file(1, telefoon="0600000002"))
    with world.bas.at_work():
        assert b"0600000001" not in bytes(ImportBefore.objects.get().cipher)
    undone(world.bas, world.city, run_id)
    assert not ImportBefore.objects.using("owner").exists()


@pytest.mark.parametrize("count", [20, 200])
def test_the_statements_of_a_portion_do_not_grow_with_its_rows(
    world: World, count: int, django_assert_max_num_queries: object
) -> None:
    run_id = imported(world.city_office, world.city, people_file(count, regeling="WW", begindatum="1-1-2026"))
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=BECAUSE)
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            undo_chunk(actor=actor, organisation_id=world.city, run_id=run_id)


def test_a_right_that_ran_before_stays(world: World) -> None:
    from tests.world import right_to

    bsn = next(bsns())
    world.open(world.bas, world.city, bsn=bsn, entitlement=right_to("ww", date(2026, 1, 1)))
    run_id = imported(world.bas, world.city, file_of(row(1, bsn, regeling="bijstand", begindatum="1-6-2026")))
    undone(world.bas, world.city, run_id)
    with world.bas.at_work():
        assert BenefitEntitlement.objects.get().regime == "ww"
