"""A row is set against all rights in the dossier: one person has one right of a statute, whoever pays it."""

from __future__ import annotations

from typing import Any

from django.db import migrations

OWN = "where b.client_id = c.id and b.organisation_id = own.id"
ALL = "where b.client_id = c.id)"


def _rewrite(schema_editor: Any, old: str, new: str) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('imports_standing(uuid[])'::regprocedure)")
        (definition,) = cursor.fetchone()
        assert definition.count(old) == 1, "imports_standing reads rights in another way than this expects"
        cursor.execute(definition.replace(old, new))


def widen(_apps: Any, schema_editor: Any) -> None:
    """Read the rights of every organisation in a dossier in which the asking one takes part."""
    _rewrite(schema_editor, OWN + ")", ALL)


def narrow(_apps: Any, schema_editor: Any) -> None:
    """Read the rights of the asking organisation only."""
    _rewrite(schema_editor, ALL, OWN + ")")


class Migration(migrations.Migration):
    dependencies = [("imports", "0302_deliveries"), ("people", "1001_one_right_at_a_time")]
    operations = [migrations.RunPython(widen, narrow)]
