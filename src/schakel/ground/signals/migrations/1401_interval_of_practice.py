"""How long signals lasted tells the interval of the middle too."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_SQL = import_module("schakel.ground.signals.migrations.1102_practice").COUNTS
_LASTED, _GONE = "extract(epoch from s.gone_at - s.found_at) / 86400", "filter (where s.gone_at is not null)"
_RECKONED = f"percentile_cont(0.5) within group (order by {_LASTED})\n           {_GONE}"
_MIDDLE = f"kernel_middle(array_agg(({_LASTED})::double precision) {_GONE})"
_WITH = _SQL.replace("days double precision)", "middle double precision[])").replace(_RECKONED, _MIDDLE)
_DROP = "drop function signals_practice(timestamptz);"


class Migration(migrations.Migration):
    dependencies = [("signals", "1102_practice"), ("kernel", "1401_middle")]
    operations = [migrations.RunSQL(_DROP, _SQL), migrations.RunSQL(_WITH, _DROP)]
