"""The hash chain holds after acts, and verify finds whatever was changed behind them."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from itertools import pairwise
from typing import Any, cast
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.journal import chains as chains_module
from schakel.ground.journal.chains import Chains, Link
from schakel.ground.journal.models import Entry, StreamHead
from schakel.ground.journal.verdicts import Broken, Verdict
from schakel.ground.journal.verification import verify
from schakel.ground.kernel.canonical import canonical_text
from schakel.ground.kernel.ids import uuid7
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


def test_headers_and_contents_are_written_in_their_one_way(owner: Any, dossier_id: UUID) -> None:
    written = owner.execute(
        "select convert_to(header, 'UTF8') from journal_entry union all select body from journal_content"
    ).fetchall()
    assert len(written) > 20
    for (text,) in written:
        assert canonical_text(json.loads(bytes(text))).encode() == bytes(text)


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


def test_a_link_missing_in_the_middle_is_named(owner: Any, dossier_id: UUID) -> None:
    owner.execute("delete from journal_link where stream_id = %s and sequence = 3", [dossier_id])
    broken = verify(owner).first_broken
    assert broken == Broken(str(dossier_id), 3, "missing entry")


def _append(owner: Any, entries: list[UUID], streams: dict[UUID, UUID]) -> None:
    """Entries in one call, each in the stream named; entries go by the order in which they are given."""
    header = Entry.objects.using("owner").values_list("header", flat=True)[0]
    headers = [re.sub(r'"id":"[^"]+","objects"', f'"id":"{entry}","objects"', header) for entry in entries]
    owner.execute(
        "select journal_append(%s::uuid[], %s::text[], %s::bytea[], %s::bytea[], %s::uuid[], %s::uuid[])",
        [entries, headers, [b"salt"] * len(entries), [b"{}"] * len(entries), entries, [*streams.values()]],
    )


def test_entries_that_came_before_their_predecessor_verify(owner: Any, dossier_id: UUID) -> None:
    early, middle, late = uuid7(), uuid7(), uuid7()
    for entry in (late, early, middle):
        _append(owner, [entry], {entry: dossier_id})
    assert verify(owner).ok


def test_an_older_entry_linked_to_a_second_stream_verifies(owner: Any, dossier_id: UUID) -> None:
    """As when two dossiers turn out to be of one client."""
    owner.execute(
        "with old as (select e.id, e.header, c.salt, c.body from journal_entry e"
        "   join journal_content c on c.entry_id = e.id where e.dossier_id is null order by e.id limit 1),"
        " head as (update journal_streamhead h set sequence = h.sequence + 1,"
        "   hash = sha256(h.hash || convert_to(old.header, 'UTF8') || sha256(old.salt || old.body))"
        "   from old where h.stream_id = %s returning h.sequence, h.hash)"
        " insert into journal_link select %s, head.sequence, old.id, head.hash from head, old",
        [dossier_id, dossier_id],
    )
    assert verify(owner).ok


def test_a_chain_without_its_head_is_found(owner: Any, dossier_id: UUID) -> None:
    owner.execute("delete from journal_streamhead where stream_id = %s", [dossier_id])
    assert _broken(verify(owner)) == "stream without head"


def _links(count: int, stream: int = 0) -> list[Link]:
    """One stream as it is read: stream, number, hash, header, content and no erased digest."""
    links: list[Link] = []
    previous = b""
    for number in range(1, count + 1):
        header, content = f"header {number}".encode(), f"content {number}".encode()
        previous = sha256(previous + header + sha256(content).digest()).digest()
        links.append((bytes([stream]) * 16, number, previous, header, content, None))
    return links


@st.composite
def _parts(draw: st.DrawFn) -> list[list[Link]]:
    """The links of two streams in any order, read in up to four parts."""
    links = draw(st.permutations(_links(7) + _links(4, stream=1)))
    cuts = sorted(draw(st.lists(st.integers(0, len(links)), max_size=3)))
    return [links[begin:end] for begin, end in pairwise([0, *cuts, len(links)])]


def _followed(parts: list[list[Link]]) -> tuple[Chains, Broken | None]:
    """The parts followed apart and then joined; links on trust are looked up again among all of them."""
    everything = {(link[0], link[1]): link for part in parts for link in part}
    chains = Chains()
    broken = chains.follow(parts[0])
    for part in parts[1:]:
        later = Chains(starts_at_beginning=False)
        broken = (
            broken
            or later.follow(part)
            or chains.join(later, lambda asked: (everything[place] for place in asked.items()))
        )
    return chains, broken or chains.first_gap()


@given(_parts())
def test_links_verify_in_whatever_order_and_parts_they_come(parts: list[list[Link]]) -> None:
    chains, broken = _followed(parts)
    assert broken is None
    assert chains.ends == {link[0]: (link[1], link[2]) for link in (_links(7)[-1], _links(4, stream=1)[-1])}


@given(_parts(), st.integers(1, 7))
def test_a_link_that_never_comes_is_named(parts: list[list[Link]], missing: int) -> None:
    left = [[link for link in part if link[:2] != (bytes(16), missing)] for part in parts]
    chains, gap = _followed(left)
    if missing < 7:
        assert gap is not None
        assert (gap.stream, gap.sequence) == (str(UUID(int=0)), missing)
    else:
        assert gap is None
        assert chains.ends[bytes(16)][0] == 6


@given(_parts(), st.integers(1, 7), st.sampled_from([2, 3, 4]))
def test_a_changed_link_is_found_in_whatever_part_it_is(
    parts: list[list[Link]], changed: int, field: int
) -> None:
    for part in parts:
        for place, link in enumerate(part):
            if link[:2] == (bytes(16), changed):
                part[place] = cast(Link, (*link[:field], b"other", *link[field + 1 :]))
    _chains, broken = _followed(parts)
    assert broken is not None
    assert broken.what == "hash"


def test_a_large_journal_is_read_in_parts_at_once(
    owner: Any, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains_module, "_SAMPLE", "select entry_id from journal_link order by entry_id")
    monkeypatch.setattr(chains_module, "_WORTH_DIVIDING", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert len(chains_module._parts(owner)) == 2
    assert verify(owner).ok
    owner.execute(
        "update journal_content set salt = sha256(salt) where entry_id = ("
        " select entry_id from journal_content order by entry_id desc limit 1)"
    )
    assert _broken(verify(owner)) == "hash"
