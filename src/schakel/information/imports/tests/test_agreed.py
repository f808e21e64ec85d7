"""Once others said yes, what a file says of their client is taken in by itself, and can go back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import answer_join_request
from schakel.ground.dossiers.models import Dossier, JoinRequest, Participation, Regie
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.models import BenefitEntitlement, ClientNumber
from schakel.ground.people.models import Client as PersonRow
from schakel.information.imports.actions import begin_undo, take_in_agreed, undo_chunk
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.queries import undo_preview
from schakel.information.imports.running import let_in_some
from schakel.information.imports.tests.files import applied, bsns, file_of, outcomes, previewed, progress, row
from tests.world import Person, World

COMMITTED = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
pytestmark = COMMITTED
BECAUSE = "Het was de lijst van een andere gemeente."


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bsn() -> str:
    return next(bsns())


@pytest.fixture
def dossier_id(world: World, bsn: str) -> UUID:
    """A dossier that UWV guides, without a place of residence."""
    return world.open(world.marloes, world.uwv, bsn=bsn, phone="0611111111", place="")


def line(bsn: str, **more: str) -> str:
    facts = {
        "plaats": "Lingemond",
        "telefoon": "0699999999",
        "regeling": "bijstand",
        "begindatum": "1-6-2026",
    }
    return row(1, bsn, **(facts | more))


def imported(world: World, *lines: str) -> UUID:
    run_id = previewed(world.city_office, world.city, file_of(*lines))
    applied(world.city_office, world.city, run_id)
    return run_id


def answered(world: World, dossier_id: UUID, *, is_accepted: bool = True) -> None:
    with world.marloes.at_work() as actor:
        request_id = JoinRequest.objects.get(dossier_id=dossier_id, state="asked").pk
        on = {"dossier_id": dossier_id, "request_id": request_id, "because": "bel mij even"}
        answer_join_request(actor=actor, **on, is_accepted=is_accepted)


def undone(world: World, run_id: UUID, person: Person | None = None) -> dict[tuple[str, str], int]:
    with (person or world.city_office).at_work(Purpose.INTAKE) as actor:
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because=BECAUSE)
        while undo_chunk(actor=actor, organisation_id=world.city, run_id=run_id):
            continue
        rows = list(ImportRow.objects.filter(run_id=run_id).values_list("undo", "undo_why"))
        return {state: rows.count(state) for state in set(rows)}


def page(person: Person, run_id: UUID) -> str:
    browser = Client()
    browser.force_login(Account.objects.get(pk=person.account_id))
    return str(browser.get(f"/imports/{run_id}/").content.decode())


def takes_part(world: World, dossier_id: UUID) -> bool:
    rows = Participation.objects.using("owner").on(clock.today())
    return rows.filter(dossier_id=dossier_id, organisation_id=world.city).exists()


def test_after_a_yes_the_worker_takes_the_row_in(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    assert let_in_some() == 0
    answered(world, dossier_id)
    assert [let_in_some(), let_in_some()] == [1, 0]
    assert outcomes(progress(world.city_office, run_id)) == {"known": 1}
    with world.bas.at_work():
        client = PersonRow.objects.get(pk=dossier_id)
        assert (client.place, client.phone) == ("Lingemond", "0611111111")
        assert ClientNumber.objects.get(client_id=dossier_id).number == "K000001"
        assert BenefitEntitlement.objects.get(client_id=dossier_id).valid_from == date(2026, 6, 1)
    with world.city_office.at_work(Purpose.INTAKE):
        assert not bytes(ImportRow.objects.get(run_id=run_id).cipher)


def test_the_same_file_after_that_changes_nothing(world: World, bsn: str, dossier_id: UUID) -> None:
    imported(world, line(bsn))
    answered(world, dossier_id)
    let_in_some()
    again = imported(world, line(bsn))
    assert outcomes(progress(world.city_office, again)) == {"same": 1}


def test_a_yes_between_checking_and_taking_in_is_no_second_question(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    imported(world, line(bsn))
    second = previewed(world.city_office, world.city, file_of(line(bsn, telefoon="")))
    answered(world, dossier_id)
    applied(world.city_office, world.city, second)
    while let_in_some():
        pass
    assert outcomes(progress(world.city_office, second)) == {"known": 1}
    assert JoinRequest.objects.using("owner").count() == 1


def test_somebody_can_press_instead_of_waiting(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    assert "Verwerk nu" in page(world.city_office, run_id)
    browser = Client()
    browser.force_login(Account.objects.get(pk=world.bas.account_id))
    assert browser.post(f"/imports/{run_id}/agreed/").status_code == 302
    assert "Verwerk nu" not in page(world.city_office, run_id)
    assert outcomes(progress(world.city_office, run_id)) == {"known": 1}
    with world.bas.at_work(Purpose.INTAKE, needs_savepoint=True) as actor, pytest.raises(ConflictError):
        take_in_agreed(actor=actor, organisation_id=world.city, run_id=run_id)


def test_where_who_took_the_file_in_left_a_colleague_presses(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    left = Reader.objects.using("owner").filter(pk=world.city_office.reader_id)
    left.update(valid_to=clock.today())
    assert let_in_some() == 0
    with world.bas.at_work(Purpose.INTAKE) as actor:
        assert take_in_agreed(actor=actor, organisation_id=world.city, run_id=run_id) == 1


def test_a_no_takes_nothing_in_and_says_what_was_answered(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id, is_accepted=False)
    assert let_in_some() == 0
    assert not takes_part(world, dossier_id)
    assert "Antwoord: niet nu. bel mij even" in page(world.city_office, run_id)
    again = imported(world, line(bsn))
    assert outcomes(progress(world.city_office, again)) == {"asked": 1}
    assert JoinRequest.objects.using("owner").count() == 1


def test_a_failure_waits_for_somebody_and_holds_nobody_up(
    world: World, bsn: str, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    from schakel.information.imports import applying

    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _bug)
        assert let_in_some() == 1
    assert let_in_some() == 0
    assert "Er ging iets mis" in page(world.city_office, run_id)
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        assert take_in_agreed(actor=actor, organisation_id=world.city, run_id=run_id) == 1
        assert ImportRun.objects.get(pk=run_id).stopped_because == ""


def _bug(*_arguments: object) -> None:
    raise ZeroDivisionError


def test_undoing_takes_the_question_back(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    with world.city_office.at_work(Purpose.INTAKE):
        assert undo_preview(ImportRun.objects.get(pk=run_id)).back == {"asked": 1}
    assert undone(world, run_id) == {("undone", ""): 1}
    question = JoinRequest.objects.using("owner").get()
    assert (question.state, question.answer) == ("withdrawn", BECAUSE)
    verbs = Entry.objects.using("owner").filter(dossier_id=dossier_id, verb="join.withdraw")
    assert verbs.count() == 1
    browser = Client()
    browser.force_login(Account.objects.get(pk=world.marloes.account_id))
    assert "Niemand wacht op uw antwoord" in browser.get("/join-requests/").content.decode()


def test_a_question_that_another_file_waits_for_stays(world: World, bsn: str, dossier_id: UUID) -> None:
    first, second = imported(world, line(bsn)), imported(world, line(bsn))
    assert undone(world, first) == {("kept", "waits"): 1}
    assert JoinRequest.objects.using("owner").get().state == "asked"
    assert undone(world, second) == {("undone", ""): 1}
    assert JoinRequest.objects.using("owner").get().state == "withdrawn"


def test_undoing_after_a_yes_leaves_the_dossier_as_it_was(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    let_in_some()
    assert undone(world, run_id) == {("undone", ""): 1}
    client = PersonRow.objects.using("owner").get(pk=dossier_id)
    assert (client.place, client.phone) == ("", "0611111111")
    assert not takes_part(world, dossier_id)
    assert not ClientNumber.objects.using("owner").filter(client_id=dossier_id).exists()
    assert not BenefitEntitlement.objects.using("owner").filter(client_id=dossier_id).exists()
    held = Regie.objects.using("owner").on(clock.today()).filter(dossier_id=dossier_id)
    assert {one.organisation_id for one in held} == {world.uwv}
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()


def test_undoing_before_the_worker_came_leaves_it_too(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    assert undone(world, run_id) == {("undone", ""): 1}
    assert not takes_part(world, dossier_id)


@pytest.mark.parametrize("is_before", [True, False])
def test_where_somebody_worked_since_the_yes_the_row_stays(
    world: World, bsn: str, dossier_id: UUID, is_before: bool
) -> None:
    from schakel.ground.people.actions import change_client

    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    if not is_before:
        let_in_some()
    with world.marloes.at_work() as actor:
        changes = {"phone": "0677777777"}
        change_client(actor=actor, dossier_id=dossier_id, expected_version=None, changes=changes)
    while let_in_some():
        pass
    assert undone(world, run_id) == {("kept", "worked"): 1}
    assert takes_part(world, dossier_id)


def test_a_yes_that_comes_when_the_row_is_forgotten_says_to_read_it_in_again(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    run_id = imported(world, line(bsn))
    ImportRow.objects.using("owner").filter(run_id=run_id).update(cipher=b"")
    answered(world, dossier_id)
    assert let_in_some() == 0
    assert "Lees hem opnieuw in" in page(world.city_office, run_id)
    again = imported(world, line(bsn))
    assert outcomes(progress(world.city_office, again)) == {"changed": 1}


def test_a_row_that_is_forgotten_after_the_yes_is_left_alone(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    run_id = imported(world, line(bsn))
    answered(world, dossier_id)
    ImportRow.objects.using("owner").filter(run_id=run_id).update(cipher=b"", key_id="")
    assert let_in_some() == 0
    assert "Verwerk nu" not in page(world.city_office, run_id)


@pytest.mark.parametrize("count", [5, 40])
def test_the_statements_of_a_portion_do_not_grow_with_its_rows(
    world: World, count: int, django_assert_max_num_queries: object
) -> None:
    numbers = [number for number, _ in zip(bsns(), range(count), strict=False)]
    ids = [world.open(world.marloes, world.uwv, bsn=number) for number in numbers]
    run_id = imported(world, *(row(place, number, plaats="Aa") for place, number in enumerate(numbers)))
    for dossier_id in ids:
        answered(world, dossier_id)
    with (
        world.city_office.at_work(Purpose.INTAKE) as actor,
        django_assert_max_num_queries(40),  # type: ignore[operator]
    ):
        assert take_in_agreed(actor=actor, organisation_id=world.city, run_id=run_id) == count
