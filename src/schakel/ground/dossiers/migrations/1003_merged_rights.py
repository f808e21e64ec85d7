"""Two dossiers that tell the same right: the one of the dossier that goes on holds, the other stands beside it."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.ground.dossiers.migrations.0902_merging").SETTLE_PAIRS
_AT = "  if p_takes_address then"
# Which of the two is right the machine can't know, and none may stay behind unseen.
_MARK = """
  update people_benefitentitlement e set is_doubled = true, version = version + 1
   where e.client_id = p_from and not e.is_doubled and exists (
     select from people_benefitentitlement o
      where o.client_id = p_into and o.regime = e.regime and not o.is_doubled
        and daterange(o.valid_from, o.valid_to) && daterange(e.valid_from, e.valid_to));
"""


def _replacing(sql: str) -> str:
    return sql.replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1002_passings"), ("people", "1001_one_right_at_a_time")]
    operations = [
        migrations.RunSQL(_replacing(_BEFORE.replace(_AT, _MARK + _AT)), _replacing(_BEFORE)),
    ]
