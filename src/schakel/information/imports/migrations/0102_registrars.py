"""The roles that came later, in every function of the owner that names who may register or open urgently."""

from __future__ import annotations

from typing import Any

from django.db import migrations

BEFORE = "'work_coach', 'client_manager', 'back_office'"
LATER = (
    "reintegration_coach",
    "cwi_adviser",
    "client_manager_work",
    "client_manager_care",
    "consultant",
    "reintegration_expert",
    "intake_adviser",
    "front_back_office",
    "income_consultant",
)
NOW = ", ".join([BEFORE, *(f"'{role}'" for role in LATER)])

_NAMING = """
select p.oid, pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = 'public' and p.prokind = 'f' and strpos(p.prosrc, %s) > 0 and strpos(p.prosrc, %s) = 0
"""
FEWEST = 8
"""Of people, dossiers and imports; fewer means that one was overlooked."""


def _rewrite(schema_editor: Any, old: str, new: str, *, without: str) -> int:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_NAMING, [old, without])
        rows = cursor.fetchall()
        for _oid, definition in rows:
            cursor.execute(definition.replace(old, new))
    return len(rows)


def widen(_apps: Any, schema_editor: Any) -> None:
    """Name the new roles beside the old."""
    count = _rewrite(schema_editor, BEFORE, NOW, without=LATER[0])
    assert count >= FEWEST, f"only {count} functions name the registrars"


def narrow(_apps: Any, schema_editor: Any) -> None:
    """Name the old roles only."""
    _rewrite(schema_editor, NOW, BEFORE, without="'none of these'")


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0101_shielded"),
        ("dossiers", "0604_roles_of_all"),
        ("people", "0401_names_for_search"),
    ]
    operations = [migrations.RunPython(widen, narrow)]
