"""The days until a handover is taken up tell the interval of their middle too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_SQL = import_module("schakel.ground.dossiers.migrations.0302_handover_security").FIGURES
_TAKEN = "filter (where h.sent_at >= p_since and h.status = 'taken_up')"
_RECKONED = f"percentile_cont(0.5) within group (order by h.working_days_taken)\n           {_TAKEN},"
_MIDDLE = f"kernel_middle(array_agg(h.working_days_taken::double precision)\n           {_TAKEN}),"
_WITH = _SQL.replace("median_days double precision,", "middle double precision[],").replace(
    _RECKONED, _MIDDLE
)
_DROP = "drop function dossiers_handover_figures(timestamptz);"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1343_join_request_security"), ("kernel", "1401_middle")]
    operations = [migrations.RunSQL(_DROP, _SQL), migrations.RunSQL(_WITH, _DROP)]
