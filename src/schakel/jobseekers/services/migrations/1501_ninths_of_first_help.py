"""The days within which nine of ten got a first right service tell their interval too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.jobseekers.services.migrations.1211_first_help")
_MIDDLES = import_module("schakel.jobseekers.services.migrations.1401_interval_of_first_help")
_HELPED = _MIDDLES._with_middles(_BEFORE.FIRST_HELP)
_RECKONED = "percentile_cont(0.9) within group (order by days) filter (where starts_on is not null)"
_NINTH = "kernel_ninth(array_agg(days::double precision) filter (where starts_on is not null))"
_WITH = _HELPED.replace("p90_days double precision", "ninth double precision[]").replace(_RECKONED, _NINTH)


class Migration(migrations.Migration):
    dependencies = [("services", "1401_interval_of_first_help"), ("kernel", "1501_ninth")]
    operations = [migrations.RunSQL(_BEFORE.UNDO, _HELPED), migrations.RunSQL(_WITH, _BEFORE.UNDO)]
