"""Many rows of one model in one statement, for acts on a thousand clients at once.

What `bulk_create` does, for models whose key is made before the insert, without its work for each value: the
columns go to the database as binary arrays. See ADR 0067.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, router
from django.db.models import NOT_PROVIDED, Field, Model
from django.db.models.base import ModelState
from psycopg import sql

_AS_THEY_ARE = frozenset({UUID, bool, int, date, datetime, Decimal, bytes, type(None)})
_TEXTS = frozenset({"CharField", "TextField", "EmailField", "SlugField", "URLField"})
_PREPARED = frozenset({"JSONField"})


M = TypeVar("M", bound=Model)


def new_row(model: type[M], **values: Any) -> M:
    """An unsaved row by the names of its columns (`client_id`, not `client`), for `add_rows`.

    What the model's own constructor makes of these values, without its work for each of them: no signals, and
    no related objects. Raises TypeError for a name that the model lacks.
    """
    fixed, made = _defaults(model)
    row = model.__new__(model)
    row._state = ModelState()
    kept = row.__dict__
    kept.update(fixed)
    kept.update(values)
    if len(kept) != len(fixed) + 1 + sum(name in values for name in made):
        unknown = sorted(values.keys() - fixed.keys() - made.keys())
        raise TypeError(f"{model.__name__} has no {', '.join(unknown)}")
    for name, make in made.items():
        if name not in values:
            kept[name] = make()
    return row


@lru_cache(maxsize=256)
def _defaults(model: type[Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """The values that columns have by themselves, and how those are made that differ from row to row."""
    fixed, made = dict[str, Any](), dict[str, Callable[[], Any]]()
    for field in model._meta.concrete_fields:
        if callable(field.default) and field.default is not NOT_PROVIDED:
            made[field.attname] = field.default
        else:
            fixed[field.attname] = field.get_default()
    return fixed, made


def add_rows(rows: Iterable[Model], *, passes_known: bool = False) -> None:
    """Insert unsaved rows of one model in their order.

    passes_known leaves out those that break a unique rule.
    Raises ValueError for a row without a key, and what the database refuses as `bulk_create` would.
    """
    found = list(rows)
    if not found:
        return
    model = type(found[0])
    if any(row.pk is None for row in found):
        raise ValueError(f"{model.__name__}: a key is made before the insert")
    connection = connections[router.db_for_write(model)]
    statement, columns = _statement(model, connection.alias)
    with connection.cursor() as cursor:
        cursor.execute(
            statement + " on conflict do nothing" * passes_known,
            [_column(field, found, connection) for field in columns],
        )
    for row in found:
        row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=256)
def _statement(model: type[Model], alias: str) -> tuple[str, tuple[Field[Any, Any], ...]]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.generated)
    names = ", ".join(sql.Identifier(str(field.column)).as_string() for field in fields)
    # Without their length, so that what is too long is refused and not cut off.
    types = [str(field.db_type(connections[alias])).split("(")[0] for field in fields]
    arrays = ", ".join(f"%b::{name}[]" for name in types)
    table = sql.Identifier(model._meta.db_table).as_string()
    return f"insert into {table} ({names}) select * from unnest({arrays})", fields  # noqa: S608


def _column(field: Field[Any, Any], rows: Sequence[Model], connection: Any) -> list[Any]:
    """The values of a field in all rows, in the types that the database is given."""
    kind = getattr(field, "target_field", field).get_internal_type()
    values = [field.pre_save(row, add=True) for row in rows]
    if kind in _TEXTS:
        return [value if type(value) is str or value is None else str(value) for value in values]
    if kind in _PREPARED or not {type(value) for value in values} <= _AS_THEY_ARE:
        return [field.get_db_prep_save(value, connection=connection) for value in values]
    return values
