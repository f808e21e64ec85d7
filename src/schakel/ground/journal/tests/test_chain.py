"""The hash chain holds after acts, and verify finds whatever was changed behind them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from schakel.ground.journal.models import Entry, StreamHead
from schakel.ground.journal.verification import Verdict, verify
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture
def dossier_id() -> UUID:
    world = World()
    return world.open(world.marloes, world.uwv, number="A-1")


def _broken(verdict: Verdict) -> str:
    assert not verdict.ok
    assert verdict.first_broken is not None
    return verdict.first_broken.what


def test_a_journal_written_by_acts_verifies(owner: Any, dossier_id: UUID) -> None:
    verdict = verify(owner)
    assert verdict.ok, verdict
    assert verdict.dossiers == 1
    assert verdict.entries > 10


def test_one_changed_byte_of_content_is_found(owner: Any, dossier_id: UUID) -> None:
    owner.execute(
        "update journal_content set body = set_byte(body, 3, get_byte(body, 3) # 1) where entry_id ="
        " (select entry_id from journal_link where stream_id = %s and sequence = 2)",
        [dossier_id],
    )
    verdict = verify(owner)
    assert _broken(verdict) == "hash"
    assert verdict.first_broken is not None
    assert verdict.first_broken.stream == str(dossier_id)
    assert verdict.first_broken.sequence == 2


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("update journal_entry set header = replace(header, 'dossier.open', 'dossier.rest')", "hash"),
        (
            "update journal_entry set verb = 'dossier.rest' where verb = 'dossier.open'",
            "columns differ from header",
        ),
        ("update journal_streamhead set sequence = sequence + 1", "head"),
        ("delete from journal_content", "missing content"),
        ("delete from journal_link where sequence = 1", "missing entry"),
        ("update journal_link set hash = sha256(hash) where sequence = 1", "hash"),
        (
            "delete from journal_link l using journal_streamhead h"
            " where h.stream_id = l.stream_id and h.sequence = l.sequence and l.sequence > 1",
            "head",
        ),
    ],
)
def test_each_kind_of_tampering_is_found(owner: Any, dossier_id: UUID, change: str, what: str) -> None:
    assert verify(owner).ok
    owner.execute(change)
    assert _broken(verify(owner)) == what


@pytest.mark.parametrize("table", ["journal_entry", "journal_content", "journal_link", "journal_streamhead"])
@pytest.mark.parametrize("verb", ["delete from {}", "update {} set {} = null"])
def test_the_application_may_not_change_or_remove(dossier_id: UUID, table: str, verb: str) -> None:
    column = {"journal_entry": "task", "journal_content": "salt"}.get(table, "hash")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connections["default"].cursor().execute(verb.format(table, column))


def test_entries_of_one_act_share_its_id_and_a_head_counts_them(dossier_id: UUID) -> None:
    entries = Entry.objects.using("owner").filter(dossier_id=dossier_id)
    assert len(set(entries.values_list("act_id", flat=True))) == 1
    assert StreamHead.objects.using("owner").get(pk=dossier_id).sequence == entries.count()
