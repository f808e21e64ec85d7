"""Grants when others work at the same moment, and when the access table changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests.world import Person, World

from schakel.ground.access import loading
from schakel.ground.access.loading import load_table
from schakel.ground.access.table import cells
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.models import Dossier

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


def test_two_who_let_somebody_take_part_at_once_both_succeed(world: World, owner: Any) -> None:
    dossier_id = world.open(world.bas, world.city)
    failures: list[BaseException] = []

    def second() -> None:
        try:
            _ask(world.bas, dossier_id, world.joris)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    with world.bas.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because=BECAUSE,
            membership_id=world.bert.membership_id,
        )
        other = Thread(target=second)
        other.start()
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert failures == []
    assert _sees(world.bert, dossier_id)
    assert _sees(world.joris, dossier_id, Purpose.SERVICE_DELIVERY)


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
