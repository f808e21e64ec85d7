"""What stood twice before one person had one right of a statute at a time is marked, not thrown away."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

MARK = import_module("schakel.ground.people.migrations.1001_one_right_at_a_time").MARK
# A temporary table hides the real one, whose constraint no longer lets such rows in.
BEFORE = """
create temp table people_benefitentitlement
  (id uuid, client_id uuid, regime text, valid_from date, valid_to date, is_doubled boolean default false,
   version int default 1)
"""
ADD = "insert into people_benefitentitlement values (%s, %s, %s, %s, %s)"
READ = "select is_doubled from people_benefitentitlement where client_id = %s order by valid_from, valid_to"


@pytest.mark.parametrize(
    ("rights", "marked"),
    [
        ([("ww", "2026-01-01", None), ("ww", "2026-03-01", None)], [False, True]),
        ([("ww", "2026-01-01", "2026-03-01"), ("ww", "2026-03-01", None)], [False, False]),
        ([("ww", "2026-01-01", None), ("wia", "2026-03-01", None)], [False, False]),
        (
            [
                ("ww", "2026-01-01", "2026-04-01"),
                ("ww", "2026-03-01", "2026-06-01"),
                ("ww", "2026-05-01", None),
            ],
            [False, True, False],
        ),
    ],
)
def test_only_what_overlaps_a_right_that_stays_is_marked(owner: Any, rights: Any, marked: list[bool]) -> None:
    with owner.transaction(force_rollback=True):
        owner.execute(BEFORE)
        client, other = uuid4(), uuid4()
        for regime, start, end in rights:
            owner.execute(ADD, [uuid4(), client, regime, start, end])
        owner.execute(ADD, [uuid4(), other, "ww", "2026-03-01", None])
        owner.execute(MARK)
        assert [row[0] for row in owner.execute(READ, [client])] == marked
        assert [row[0] for row in owner.execute(READ, [other])] == [False]
