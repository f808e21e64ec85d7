"""Querysets that are put into SQL once, for the few that every page or every dossier asks for.

Django words a queryset anew for each call, which for these takes longer than the database's answer. Here the
words are kept and only the values are bound again; rows are read by Django's own readers. What this stands on
inside Django is small and tested: `as_sql`, `get_compiler` and the row readers of a queryset.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.db import connections
from django.db.models import QuerySet

P = ParamSpec("P")
Row = TypeVar("Row")

_FAR = date(4700, 1, 1)
_BIG = 1_000_000_007
Key = tuple[tuple[str, Any], ...]


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The rows of a queryset whose values are UUIDs, days, whole numbers, or a tuple of these for `in`.

    build must give the same queryset for all values but None and booleans, which may steer it, and may not
    use a value in a slice. Raises TypeError for a value of another kind, or that is nowhere bound.
    """
    known: dict[Key, _Prepared] = {}

    @wraps(build)
    def rows(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        if kwargs:
            raise TypeError("values of a prepared queryset are given by place")
        values = [_even(value) for value in args]
        key = tuple(_kind(value) for value in values)
        found = known.get(key)
        if found is None:
            found = known[key] = _prepare(build, values)
        return list(found.rows(values))

    return rows


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a parameter of the statement comes from: which value, which of its items, and how it is sent."""

    value: int
    item: int | None
    sent_as: type | None

    def of(self, values: list[Any]) -> Any:
        value = values[self.value]
        value = value if self.item is None else value[self.item]
        return value if self.sent_as is None else self.sent_as(value)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The words of a statement, its parameters as constants or places, and what reads its rows."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]

    def rows(self, values: list[Any]) -> Iterator[Any]:
        params = tuple(p.of(values) if isinstance(p, _Place) else p for p in self.params)
        compiler = copy.copy(self.compiler)
        # A connection belongs to a thread, the words do not.
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        reader: Any = self.queryset._iterable_class
        return iter(reader(_Bound(self.queryset, compiler)))


class _Bound:
    """The queryset as its row reader sees it, with the words already there."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: Any) -> None:
        self._queryset = queryset
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queryset, name)

    @property
    def query(self) -> Any:
        return _Worded(self._queryset.query, self._compiler)


class _Worded:
    """A query that answers with the compiler at hand."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query = query
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        return self._compiler


def _prepare(build: Callable[..., QuerySet[Any, Any]], values: list[Any]) -> _Prepared:
    marks = _Marks()
    stand_ins = [marks.value(number, value) for number, value in enumerate(values)]
    queryset = build(*stand_ins)
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    return _Prepared(queryset, compiler, sql, marks.placed(params))


class _Marks:
    """Values that occur nowhere else, by which the parameters they become are recognised."""

    def __init__(self) -> None:
        self._places: dict[Any, tuple[int, int | None]] = {}

    def value(self, number: int, value: Any) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, tuple):
            return tuple(self._mark(number, item, one) for item, one in enumerate(value))
        return self._mark(number, None, value)

    def _mark(self, number: int, item: int | None, value: Any) -> Any:
        mark = _stand_in(value, len(self._places))
        self._places[mark] = (number, item)
        return mark

    def placed(self, params: Any) -> tuple[Any, ...]:
        seen = [self._place(param) for param in params]
        bound = {(p.value, p.item) for p in seen if isinstance(p, _Place)}
        if bound != set(self._places.values()):
            raise TypeError("a value of a prepared queryset is nowhere bound in its statement")
        return tuple(seen)

    def _place(self, param: Any) -> Any:
        place = self._places.get(param) if isinstance(param, int | date | UUID) else None
        if place is None:
            return param
        plain = next(mark for mark in self._places if mark == param)
        return _Place(*place, None if type(param) is type(plain) else type(param))


def _stand_in(value: Any, count: int) -> Any:
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, date) and not isinstance(value, datetime):
        return _FAR + timedelta(days=count)
    if isinstance(value, int):
        return _BIG + count
    raise TypeError(f"a prepared queryset takes no {type(value).__name__}")


def _even(value: Any) -> Any:
    """A tuple filled up with its last item to a power of two, so that few lengths have words of their own."""
    if not isinstance(value, tuple) or len(value) < 2:
        return value
    return value + value[-1:] * ((1 << (len(value) - 1).bit_length()) - len(value))


def _kind(value: Any) -> tuple[str, Any]:
    if value is None or isinstance(value, bool):
        return ("constant", value)
    return ("tuple", len(value)) if isinstance(value, tuple) else ("value", type(value))
