"""On a small snapshot: search finds the same people both ways, and lists read what they show and no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.queries.listing import Sort, Wanted, find_dossiers
from schakel.ground.kernel.actors import as_actor
from schakel.simulation.snapshot import Sizes, build

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

ALL = 10_000
_BEGINS = "select unnest(dossiers_begins(%s, %s, %s, %s))"
_ALIKE = """
select unnest(dossiers_alike(%s, %s, array_agg(w.place)::int[], array_agg(m.word), %s, %s))
  from unnest(%s::text[]) with ordinality as w(word, place), lateral dossiers_meant(w.word) m
"""
_OFFICES = """
select m.reader_id, count(*) from access_readerteam m
  join organisations_team t on t.reader_id = m.team_reader_id
  join dossiers_listeddossier l on l.reader_id = t.reader_id where t.role = 'back_office'
 group by 1 order by 2 desc, 1
"""
# Grants are not among them: while they are so few, the planner rightly reads them all at once.
_WHOLE_TABLES = (
    "dossiers_listeddossier", "people_client", "dossiers_dossier", "dossiers_regie",
    "people_benefitentitlement",
)  # fmt: skip


@pytest.fixture
def filled(owner: Any) -> Any:
    """The owner's connection to a database with a snapshot of 4,000 dossiers."""
    build(Sizes(4000, 12_000, seed=2), report=lambda _what, _done, _total: None)
    yield owner
    owner.execute("comment on table dossiers_dossier is null")


def test_search_finds_the_same_people_from_the_rarest_word_as_from_the_reader_s_own_names(
    filled: Any,
) -> None:
    readers = [[row[0]] for row in filled.execute("select reader_id from organisations_team").fetchall()]
    hits = 0
    for reader in readers[:6]:
        for words in (["jansen"], ["jan", "vries"], ["maria", "jansen"], ["berg"], ["oosterveld"]):
            few, many = (
                set(filled.execute(_BEGINS, [reader, words, is_few, ALL]).fetchall())
                for is_few in (True, False)
            )
            assert few == many, words
            hits += len(few)
        for words in (["jasnen"], ["meyer", "anna"], ["haddu"]):
            few, many = (
                set(filled.execute(_ALIKE, [reader, words, is_few, ALL, words]).fetchall())
                for is_few in (True, False)
            )
            assert few == many, words
    assert hits > 20


@pytest.mark.parametrize("place", [0, -1], ids=["large", "small"])
def test_a_list_walks_its_index_for_large_and_small_readers(filled: Any, place: int) -> None:
    reader_id, size = filled.execute(_OFFICES).fetchall()[place]
    assert size > 1000 if place == 0 else size < 400
    actor = actor_for(Reader.objects.get(pk=reader_id))
    for sort in Sort.values:
        with as_actor(actor, Purpose.INCOME_DECISION.value):
            with CaptureQueriesContext(connection) as captured:
                assert len(find_dossiers(Wanted(who="queue", sort=sort)).rows) == 50
            for query in captured.captured_queries:
                assert _read_whole(query["sql"], size) == []


def _read_whole(sql: str, size: int) -> list[str]:
    """The large tables that a statement reads whole, or of which it reads most of what the reader has."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, format json) {sql}")
        plan = cursor.fetchone()[0][0]["Plan"]
    return [
        f"{node['Node Type']} on {node['Relation Name']}: {node['Actual Rows']}"
        for node in _nodes(plan)
        if node.get("Relation Name") in _WHOLE_TABLES
        and (node["Node Type"] == "Seq Scan" or node["Actual Rows"] > max(400, size // 3))
    ]


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in _nodes(part))]
