"""The days within which nine of ten handovers were taken up tell their interval too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_MIDDLES = import_module("schakel.ground.dossiers.migrations.1401_interval_of_handovers")
_RECKONED = (
    f"percentile_cont(0.9) within group (order by h.working_days_taken)\n           {_MIDDLES._TAKEN},"
)
_NINTH = f"kernel_ninth(array_agg(h.working_days_taken::double precision)\n           {_MIDDLES._TAKEN}),"
_WITH = _MIDDLES._WITH.replace("p90_days double precision,", "ninth double precision[],").replace(
    _RECKONED, _NINTH
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1501_join_request_source"), ("kernel", "1501_ninth")]
    operations = [
        migrations.RunSQL(_MIDDLES._DROP, _MIDDLES._WITH),
        migrations.RunSQL(_WITH, _MIDDLES._DROP),
    ]
