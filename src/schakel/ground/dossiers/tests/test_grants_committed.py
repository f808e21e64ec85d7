"""Grants when others work at the same moment, and when the access table changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access import loading
from schakel.ground.access.loading import load_table
from schakel.ground.access.table import cells
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, take_regie
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import ConflictError
from tests.world import Person, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

BECAUSE = "want zo is het afgesproken"


@pytest.fixture
def world() -> World:
    return World()


def _ask(by: Person, dossier_id: UUID, whom: Person) -> None:
    with by.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because=BECAUSE,
            membership_id=whom.membership_id,
        )


def _sees(person: Person, dossier_id: UUID, purpose: Purpose = Purpose.GUIDANCE) -> bool:
    with person.at_work(purpose):
        return Dossier.objects.filter(pk=dossier_id).exists()


def _wait_for_a_lock(owner: Any) -> None:
    until = monotonic() + 10
    while monotonic() < until:
        if owner.execute("select 1 from pg_locks where not granted limit 1").fetchone():
            return
        sleep(0.02)
    raise AssertionError("nobody waited")


def _meanwhile(act: Callable[[], None]) -> tuple[Thread, list[BaseException]]:
    """The act in a thread with a connection of its own, and what it was refused with."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, failures


def test_two_who_let_somebody_take_part_at_once_both_succeed(world: World, owner: Any) -> None:
    dossier_id = world.open(world.bas, world.city)
    with world.bas.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because=BECAUSE,
            membership_id=world.bert.membership_id,
        )
        other, failures = _meanwhile(lambda: _ask(world.bas, dossier_id, world.joris))
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert failures == []
    assert _sees(world.bert, dossier_id)
    assert _sees(world.joris, dossier_id, Purpose.SERVICE_DELIVERY)


def _take(by: Person, dossier_id: UUID) -> None:
    with in_words(), by.at_work() as actor:
        take_regie(actor=actor, dossier_id=dossier_id, scope="organisation", because=BECAUSE)


def test_of_two_who_take_a_client_from_the_queue_one_is_told_of_the_other(world: World, owner: Any) -> None:
    dossier_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    with world.mia.at_work() as actor:
        take_regie(actor=actor, dossier_id=dossier_id, scope="organisation", because=BECAUSE)
        other, failures = _meanwhile(lambda: _take(world.marloes, dossier_id))
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert [type(error) for error in failures] == [ConflictError]
    assert "Een collega was u voor" in str(failures[0])


@pytest.fixture
def without_guides(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table in which trajectory guides may see nothing any longer; put back afterwards."""
    changed = tuple(replace(c, level="none") if c.role == "trajectory_guide" else c for c in cells())
    monkeypatch.setattr(loading, "cells", lambda: changed)
    yield
    monkeypatch.undo()
    load_table(using="owner")


def test_a_changed_table_changes_what_was_granted_before(world: World, without_guides: None) -> None:
    dossier_id = world.open(world.bas, world.city)
    _ask(world.bas, dossier_id, world.joris)
    assert _sees(world.joris, dossier_id, Purpose.SERVICE_DELIVERY)
    load_table(using="owner")
    assert not _sees(world.joris, dossier_id, Purpose.SERVICE_DELIVERY)
    assert _sees(world.bas, dossier_id)


def test_a_table_that_did_not_change_derives_nothing(world: World) -> None:
    derived: list[object] = []
    note = lambda **signal: derived.append(signal)  # noqa: E731 - a receiver must be kept by name
    loading.table_changed.connect(note)
    try:
        load_table(using="owner")
    finally:
        loading.table_changed.disconnect(note)
    assert derived == []
