"""A dossier that only points to another is in no list, and search finds by its name and number where it went."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_LISTED = import_module("schakel.ground.dossiers.migrations.0401_listed")
_FIND = import_module("schakel.ground.dossiers.migrations.0402_find")

_KEEP = _LISTED.KEEP.partition("create function dossiers_list_gone()")[0]


def _changed(sql: str, *changes: tuple[str, str]) -> str:
    """The SQL of an earlier migration with these places changed, each of which must be there once."""
    for old, new in changes:
        if sql.count(old) != 1:
            raise ValueError(f"not there once: {old}")
        sql = sql.replace(old, new)
    return sql


LIST = _changed(
    _KEEP,
    ("create function", "create or replace function"),
    ("where g.sections & 1 <> 0;", "where g.sections & 1 <> 0 and c.merged_into_id is null;"),
)

# Names that stand in no list any more are few: of a reader of few dossiers each is asked for by itself.
FIND = _changed(
    _FIND.FIND,
    ("create function", "create or replace function"),
    (
        "  if cardinality(v_found) < least(20, v_limit) then",
        """  if v_few then
    v_found := v_found || array(
      select c.id from access_grant g join people_client c on c.id = g.dossier_id
       where g.reader_id = any (v_readers) and g.sections & 1 <> 0 and c.merged_into_id is not null
         and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
         and (not g.is_personal or g.reader_id = kernel_own_reader())
         and dossiers_is_named(c.id, v_words)
       limit v_limit);
  end if;
  if cardinality(v_found) < least(20, v_limit) then""",
    ),
)

UNDO = _KEEP.replace("create function", "create or replace function") + _FIND.FIND.replace(
    "create function", "create or replace function"
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0902_merging")]
    operations = [migrations.RunSQL(LIST + FIND, UNDO)]
