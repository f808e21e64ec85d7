"""The days until the first right service tell the interval of their middle too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.jobseekers.services.migrations.1211_first_help")
_MIDDLES = (
    ("median_days double precision", "middle double precision[]"),
    ("median_from_contact double precision", "from_contact double precision[]"),
    (
        "percentile_cont(0.5) within group (order by days) filter (where starts_on is not null)",
        "kernel_middle(array_agg(days::double precision) filter (where starts_on is not null))",
    ),
    (
        "percentile_cont(0.5) within group (order by starts_on - contact_on) filter (where contact_on is not null)",
        "kernel_middle(array_agg((starts_on - contact_on)::double precision) filter (where contact_on is not null))",
    ),
)


def _with_middles(sql: str) -> str:
    for before, after in _MIDDLES:
        sql = sql.replace(before, after)
    return sql


class Migration(migrations.Migration):
    dependencies = [("services", "1333_answers_by_function_only"), ("kernel", "1401_middle")]
    operations = [
        migrations.RunSQL(_BEFORE.UNDO, _BEFORE.FIRST_HELP),
        migrations.RunSQL(_with_middles(_BEFORE.FIRST_HELP), _BEFORE.UNDO),
    ]
