"""Tables without the indexes and checks that are cheaper to make once than to keep row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import sql

TABLES = (
    "journal_entry", "journal_content", "journal_link", "dossiers_participation", "dossiers_regie",
    "dossiers_listeddossier", "people_address", "people_clientnumber", "people_benefitentitlement",
    "contacts_contactmoment", "profile_lastoccupation",
)  # fmt: skip
"""What gets most rows."""

READ = ("dossiers_participation", "dossiers_regie", "contacts_contactmoment")
"""Of these the rows of a dossier are read while the snapshot is built, so what finds them stays."""

# Foreign keys and exclusions of each table, and its indexes that no constraint needs. Primary keys stay:
# triggers find rows by them.
_CONSTRAINTS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
 where conrelid = any (%s::text[]::regclass[]) and contype in ('f', 'x') order by contype desc, conname
"""
_INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index i
 where indrelid = any (%s::text[]::regclass[])
   and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
   and not (indrelid = any (%s::text[]::regclass[]) and indkey[0] = (
     select attnum from pg_attribute a where a.attrelid = indrelid and a.attname = 'dossier_id'))
 order by 1
"""


@contextmanager
def bare(cursor: Any, *, made: Callable[[int, int], None]) -> Iterator[None]:
    """Take the tables' indexes and checks away, and make them again over all rows at once.

    made hears how many are made again out of how many. What a row breaks is refused there, as it would
    have been at its insert. Not undone after an error: the caller throws the database away.
    """
    constraints = _asked(cursor, _CONSTRAINTS, TABLES)
    indexes = _asked(cursor, _INDEXES, TABLES, READ)
    for table, name, _definition in constraints:
        cursor.execute(f"alter table {table} drop constraint {sql.Identifier(name).as_string()}")
    left = {name for name, _definition in _asked(cursor, _INDEXES, TABLES, READ)}
    indexes = [row for row in indexes if row[0] in left]
    for name, _definition in indexes:
        cursor.execute(f"drop index {name}")
    yield
    again = [definition for _name, definition in indexes]
    again += [
        f"alter table {table} add constraint {sql.Identifier(name).as_string()} {definition}"
        for table, name, definition in constraints
    ]
    for number, statement in enumerate(again, start=1):
        cursor.execute(statement)
        made(number, len(again))


def _asked(cursor: Any, question: str, *tables: tuple[str, ...]) -> list[tuple[str, ...]]:
    cursor.execute(question, [list(names) for names in tables])
    return list(cursor.fetchall())
