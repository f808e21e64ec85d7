"""The worker takes a large file in, portion by portion, with the rights of who asked, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import (
    DatabaseError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    connections,
)
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports import applying, undoing
from schakel.information.imports.actions import begin_undo, queue_run, stop_run
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.running import take_in_some, undo_some
from schakel.information.imports.tests.files import people_file, previewed
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for module in ("files", "undoing"):
        monkeypatch.setattr(f"schakel.information.imports.actions.{module}.CHUNK", 4)
    yield World()
    connections["batch"].close()


def queued(world: World, rows: int = 10, start: int = 0) -> UUID:
    run_id = previewed(world.city_office, world.city, people_file(rows, start=start))
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        return queue_run(actor=actor, organisation_id=world.city, run_id=run_id)


def state(run_id: UUID) -> tuple[str, int]:
    run = ImportRun.objects.using("owner").get(pk=run_id)
    return run.status, ImportRow.objects.using("owner").filter(run_id=run_id, is_applied=True).count()


def test_the_worker_takes_a_file_in_by_portions_until_it_is_done(world: World) -> None:
    run_id = queued(world)
    assert [take_in_some() for _ in range(5)] == [4, 4, 2, 1, 0]
    assert state(run_id) == ("applied", 10)


def test_two_files_take_turns(world: World) -> None:
    first, second = queued(world), queued(world, 5, start=10)
    take_in_some()
    take_in_some()
    assert (state(first)[1], state(second)[1]) == (4, 4)


def test_a_worker_killed_within_a_portion_leaves_it_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = queued(world)
    take_in_some()
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            take_in_some()
    assert state(run_id) == ("queued", 4)
    while take_in_some():
        pass
    assert state(run_id) == ("applied", 10)


def _power_cut(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_portion_that_fails_stops_its_file_with_a_reason_and_lets_others_through(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = queued(world)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _bug)
        assert take_in_some() == 1
    assert state(run_id) == ("stopped", 0)
    assert "ging iets mis" in ImportRun.objects.using("owner").get(pk=run_id).stopped_because
    assert take_in_some() == 0


def _bug(*_arguments: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("refusal", [ProgrammingError, InternalError, NotSupportedError])
def test_a_refusal_of_the_database_stops_its_file_too_and_lets_others_through(
    world: World, monkeypatch: pytest.MonkeyPatch, refusal: type[DatabaseError]
) -> None:
    first, second = queued(world, 2), queued(world, 2, start=10)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _raising(refusal))
        take_in_some()
    while take_in_some():
        pass
    assert (state(first), state(second)) == (("stopped", 0), ("applied", 2))


def test_a_database_that_is_away_leaves_the_file_in_the_queue(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = queued(world)
    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", _raising(OperationalError))
        with pytest.raises(OperationalError):
            take_in_some()
    assert state(run_id) == ("queued", 0)


def _raising(error: type[Exception]) -> Callable[..., None]:
    def fail(*_arguments: object) -> None:
        raise error

    return fail


def test_a_stopped_file_keeps_what_was_taken_in_and_can_go_on(world: World) -> None:
    run_id = queued(world)
    take_in_some()
    with world.bas.at_work(Purpose.INTAKE) as actor:
        stop_run(actor=actor, organisation_id=world.city, run_id=run_id, because="Gestopt door Bas.")
    assert take_in_some() == 0
    assert state(run_id) == ("stopped", 4)
    with world.bas.at_work(Purpose.INTAKE) as actor:
        queue_run(actor=actor, organisation_id=world.city, run_id=run_id)
    while take_in_some():
        pass
    assert state(run_id) == ("applied", 10)


def test_who_left_since_takes_nothing_in(world: World) -> None:
    run_id = queued(world)
    reader_id = world.city_office.actor.reader_id
    Reader.objects.using("owner").filter(pk=reader_id).update(valid_to=clock.today())
    assert take_in_some() == 1
    assert state(run_id) == ("stopped", 0)
    assert take_in_some() == 0


def test_a_file_is_queued_once_and_a_finished_one_never(world: World) -> None:
    run_id = queued(world, 1)
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        queue_run(actor=actor, organisation_id=world.city, run_id=run_id)
    while take_in_some():
        pass
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        queue_run(actor=actor, organisation_id=world.city, run_id=run_id)


def test_the_pages_role_can_not_ask_what_waits(world: World) -> None:
    queued(world)
    with world.bas.at_work(Purpose.INTAKE), pytest.raises(Exception, match="permission denied"):
        connections["default"].cursor().execute("select * from imports_next_run()")


def test_the_page_shows_how_far_it_is_reads_no_rows_and_stops_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schakel.information.imports.views.files.CHUNK", 4)
    run_id = previewed(world.bas, world.city, people_file(6))
    client, address = Client(), f"/imports/{run_id}/"
    client.force_login(Account.objects.get(pk=world.bas.account_id))
    page = client.post(f"{address}apply/", {"submit_key": str(uuid7())}, follow=True).content.decode()
    assert "0 van 6 verwerkt" in page
    assert 'http-equiv="refresh"' in page
    assert "Aarts0" not in page
    take_in_some()
    assert "4 van 6 verwerkt" in client.get(address).content.decode()
    stopped = client.post(f"{address}stop/", {"submit_key": str(uuid7())}, follow=True).content.decode()
    assert "Gestopt door" in stopped
    assert "Ga verder" in stopped


def test_the_worker_undoes_a_file_by_portions_and_tells_of_each_row(world: World) -> None:
    run_id = queued(world)
    while take_in_some():
        pass
    with world.bas.at_work(Purpose.INTAKE) as actor:
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because="Verkeerd bestand.")
    assert take_in_some() == 0
    assert [undo_some() for _ in range(5)] == [4, 4, 2, 1, 0]
    rows = ImportRow.objects.using("owner").filter(run_id=run_id, undo="undone")
    assert (state(run_id)[0], rows.count()) == ("undone", 10)


def test_an_undoing_that_fails_stops_with_a_reason_and_can_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = queued(world, 2)
    while take_in_some():
        pass
    for should_fail in (True, False):
        with world.bas.at_work(Purpose.INTAKE) as actor:
            begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because="Verkeerd bestand.")
        with monkeypatch.context() as broken:
            if should_fail:
                broken.setattr(undoing, "_tell", _bug)
            while undo_some():
                pass
        assert state(run_id)[0] == ("applied" if should_fail else "undone")


def test_who_left_since_undoes_nothing(world: World) -> None:
    run_id = queued(world, 2)
    while take_in_some():
        pass
    with world.bas.at_work(Purpose.INTAKE) as actor:
        begin_undo(actor=actor, organisation_id=world.city, run_id=run_id, because="Verkeerd bestand.")
    Reader.objects.using("owner").filter(pk=world.bas.reader_id).update(valid_to=clock.today())
    assert [undo_some(), undo_some()] == [1, 0]
    assert state(run_id) == ("applied", 2)
