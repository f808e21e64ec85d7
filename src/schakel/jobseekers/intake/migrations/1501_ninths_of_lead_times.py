"""What nine of ten intakes stayed under tells its interval too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.jobseekers.intake.migrations.1274_lead_times")
_MIDDLES = import_module("schakel.jobseekers.intake.migrations.1401_interval_of_lead_times")
_RECKONED = "(percentile_cont(0.9) within group (order by c.took) filter (where c.day is not null))::numeric"
_NINTH = "kernel_ninth(array_agg(c.took::double precision) filter (where c.day is not null))"
_WITH = _MIDDLES._WITH.replace("ninth numeric,", "ninth double precision[],").replace(_RECKONED, _NINTH)


class Migration(migrations.Migration):
    dependencies = [("intake", "1401_interval_of_lead_times"), ("kernel", "1501_ninth")]
    operations = [
        migrations.RunSQL(_BEFORE.UNDO, _MIDDLES._WITH),
        migrations.RunSQL(_WITH, _BEFORE.UNDO),
    ]
