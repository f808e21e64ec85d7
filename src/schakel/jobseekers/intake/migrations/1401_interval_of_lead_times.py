"""Lead times tell the interval of the middle too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.jobseekers.intake.migrations.1274_lead_times")
_COLUMN, _RECKONED = "waiting bigint, median numeric,", "(percentile_cont(0.5) within group (order by c.took)"
_MIDDLE = "kernel_middle(array_agg(c.took::double precision) filter (where c.day is not null)),\n         "
_WITH = _BEFORE.FIGURES.replace(_COLUMN, "waiting bigint, middle double precision[],").replace(
    _RECKONED + " filter (where c.day is not null))::numeric,\n         ", _MIDDLE
)


class Migration(migrations.Migration):
    dependencies = [("intake", "1311_work_offered"), ("kernel", "1401_middle")]
    operations = [
        migrations.RunSQL(_BEFORE.UNDO, _BEFORE.FIGURES),
        migrations.RunSQL(_WITH, _BEFORE.UNDO),
    ]
