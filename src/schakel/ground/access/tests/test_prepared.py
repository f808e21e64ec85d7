"""Prepared querysets: the same rows as the queryset itself, whatever the values, on whichever thread."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import make_reader
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role
from schakel.ground.kernel.prepared import prepared

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

DAYS = [date(2026, 1, day) for day in (1, 10, 20)]


def of_account(account_id: UUID | None, day: date) -> QuerySet[Reader]:
    found = Reader.objects.on(day)
    return found.filter(account_id=account_id) if account_id else found.filter(account_id__isnull=True)


def among(ids: tuple[int, ...], day: date) -> QuerySet[Reader]:
    return Reader.objects.on(day).filter(pk__in=ids).annotate(whose=F("role")).order_by("-pk")


def numbers(ids: tuple[int, ...]) -> QuerySet[Any, Any]:
    return Reader.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "role")


PREPARED = {build: prepared(build) for build in (of_account, among, numbers)}


@pytest.fixture
def readers() -> list[Reader]:
    return [
        make_reader(
            kind=ReaderKind.PROFESSIONAL,
            role=Role.WORK_COACH,
            subject_id=uuid4(),
            organisation_id=uuid4(),
            organisation_kind=OrganisationKind.UWV,
            account_id=uuid4(),
            valid_from=day,
        )
        for day in DAYS
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_rows_are_those_of_the_queryset(readers: list[Reader], data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from([*(r.pk for r in readers), 2**31 - 1]), min_size=1, max_size=9))
    day = data.draw(st.sampled_from([*DAYS, date(2025, 12, 31)]))
    found = PREPARED[among](tuple(ids), day)
    expected = list(among(tuple(ids), day))
    assert [(r.pk, r.role, r.valid_from, r.whose) for r in found] == [
        (r.pk, r.role, r.valid_from, r.whose) for r in expected
    ]
    assert PREPARED[numbers](tuple(ids)) == list(numbers(tuple(ids)))


def test_none_has_words_of_its_own(readers: list[Reader]) -> None:
    own = readers[0].account_id
    assert own is not None
    rows = PREPARED[of_account]
    assert rows(own, DAYS[0]) == [readers[0]]
    assert rows(None, DAYS[0]) == list(of_account(None, DAYS[0]))
    assert rows(own, DAYS[0]) == [readers[0]]


def test_each_call_is_one_statement_and_few_lengths_have_words(
    readers: list[Reader], django_assert_num_queries: Any
) -> None:
    ids = tuple(r.pk for r in readers)
    with django_assert_num_queries(2) as captured:
        PREPARED[numbers](ids)
        PREPARED[numbers]((*ids, 5))
    first, second = (query["sql"] for query in captured.captured_queries)
    assert first.count(",") == second.count(",")


def test_a_value_that_is_nowhere_bound_is_refused() -> None:
    @prepared
    def cut(limit: int) -> QuerySet[Reader]:
        return Reader.objects.all()[:limit]

    with pytest.raises(TypeError, match="nowhere bound"):
        cut(3)


@pytest.mark.parametrize("value", ["words", 1.5, datetime(2026, 1, 1, tzinfo=UTC)])
def test_other_kinds_of_values_are_refused(value: Any) -> None:
    @prepared
    def by(value: Any) -> QuerySet[Reader]:
        return Reader.objects.filter(role=value)

    with pytest.raises(TypeError, match="takes no"):
        by(value)


def test_another_thread_uses_its_own_connection(readers: list[Reader]) -> None:
    PREPARED[numbers]((readers[0].pk,))
    seen: list[Any] = []

    def elsewhere() -> None:
        try:
            # This test's rows are not committed, and so not there on another connection.
            seen.append(PREPARED[numbers]((readers[0].pk,)))
        finally:
            connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [[]]
