"""Several hands at one large file: each row once, whole or not at all, and nobody finishes it meanwhile."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.access.types import Purpose
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.errors import ConflictError
from schakel.information.imports import applying, hands, running
from schakel.information.imports.actions import NoneFreeError, apply_beside, apply_chunk, queue_run, stop_run
from schakel.information.imports.hands import together
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.running import take_in_some
from schakel.information.imports.tests.files import people_file, previewed
from schakel.information.imports.tests.test_command import printed, run_with
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
ROWS = 30


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("schakel.information.imports.actions.files.CHUNK", 4)
    for module in ("running", "command"):
        monkeypatch.setattr(f"schakel.information.imports.{module}.LARGE", 16)
    monkeypatch.setattr(hands, "HANDS", 2)
    yield World()
    connections["batch"].close()


def queued(world: World) -> UUID:
    run_id = previewed(world.city_office, world.city, people_file(ROWS))
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        return queue_run(actor=actor, organisation_id=world.city, run_id=run_id)


def state(run_id: UUID) -> tuple[str, int]:
    run = ImportRun.objects.using("owner").get(pk=run_id)
    return run.status, ImportRow.objects.using("owner").filter(run_id=run_id, is_applied=True).count()


def test_the_worker_takes_a_large_file_in_with_two_hands_each_row_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id, by = queued(world), Counter[str]()
    apply_rows = applying.apply_rows

    def noted(actor: Any, run: ImportRun, rows: list[ImportRow]) -> None:
        by[threading.current_thread().name] += len(rows)
        apply_rows(actor, run, rows)

    monkeypatch.setattr("schakel.information.imports.actions.files.apply_rows", noted)
    assert take_in_some() == ROWS
    assert sum(by.values()) == ROWS
    assert threading.main_thread().name not in by
    assert state(run_id) == ("queued", ROWS)
    assert take_in_some() == 1
    assert state(run_id) == ("applied", ROWS)
    opened = Entry.objects.using("owner").filter(verb="dossier.open").values_list("dossier_id", flat=True)
    rows = ImportRow.objects.using("owner").filter(run_id=run_id).values_list("client_id", flat=True)
    assert sorted(opened) == sorted(rows)
    assert take_in_some() == 0


def test_two_at_one_file_take_different_rows_and_nobody_finishes_it_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id, taken = queued(world), list[list[int]]()
    both, locks = threading.Barrier(2, timeout=20), list[bool]()

    def held(_actor: Any, _run: ImportRun, rows: list[ImportRow]) -> None:
        taken.append([row.number for row in rows])
        both.wait()
        locks.append(_is_held(run_id))
        both.wait()
        raise NoneFreeError

    monkeypatch.setattr("schakel.information.imports.actions.files.apply_rows", held)

    def portion() -> int:
        with world.city_office.at_work(Purpose.INTAKE) as actor:
            return apply_beside(actor=actor, organisation_id=world.city, run_id=run_id)

    assert together(portion) == 0
    assert [len(numbers) for numbers in taken] == [4, 4]
    assert not set(taken[0]) & set(taken[1])
    assert locks == [True, True]
    assert state(run_id) == ("queued", 0)


def _is_held(run_id: UUID) -> bool:
    """Whether an act that stops or finishes the run would have to wait."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select id from imports_importrun where id = %s for no key update skip locked", [run_id]
        )
        return cursor.fetchone() is None


def test_a_hand_that_fails_stops_the_file_with_a_reason_and_keeps_whole_portions(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id, marked, mark = queued(world), list[int](), applying._mark

    def fails_once(rows: list[ImportRow], verdicts: Any) -> None:
        marked.append(len(rows))
        if len(marked) == 3:
            raise ZeroDivisionError
        mark(rows, verdicts)

    with monkeypatch.context() as broken:
        broken.setattr(applying, "_mark", fails_once)
        assert take_in_some() == 1
    status, done = state(run_id)
    assert status == "stopped"
    assert done in {8, 12}
    with world.bas.at_work(Purpose.INTAKE) as actor:
        queue_run(actor=actor, organisation_id=world.city, run_id=run_id)
    while take_in_some():
        pass
    assert state(run_id) == ("applied", ROWS)


def test_when_the_time_is_up_others_have_their_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = queued(world)
    monkeypatch.setattr(running, "together", lambda portion: together(portion, seconds=0))
    assert take_in_some() == 4
    assert state(run_id) == ("queued", 4)


def test_nobody_takes_in_rows_beside_of_a_run_that_is_stopped(world: World) -> None:
    run_id = queued(world)
    on = {"organisation_id": world.city, "run_id": run_id}
    with world.bas.at_work(Purpose.INTAKE) as actor:
        stop_run(actor=actor, **on, because="Gestopt door Bas.")
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        apply_beside(actor=actor, **on)
    with world.bas.at_work(Purpose.INTAKE) as actor:
        while apply_chunk(actor=actor, **on):
            pass
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(ConflictError):
        apply_beside(actor=actor, **on)


def test_the_command_takes_a_large_file_in_with_both_hands(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "klanten.csv"
    path.write_bytes(people_file(ROWS))
    assert run_with("clients", str(path), "--as", world.city_office.username, "--json") == 0
    result = printed(capsys)
    assert (result["applied"], result["outcomes"]["new"]) == (ROWS, ROWS)
    assert state(UUID(result["run"])) == ("applied", ROWS)


def test_the_database_looks_at_tables_that_it_knows_nothing_of(world: World) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("create table public.unlooked (a int)")
        cursor.execute("insert into unlooked select generate_series(1, 1000)")
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute("select 1")
        try:
            hands.freshen_statistics("batch")
            cursor.execute("select reltuples from pg_class where relname = 'unlooked'")
            assert cursor.fetchone()[0] == 1000
        finally:
            cursor.execute("drop table unlooked")
