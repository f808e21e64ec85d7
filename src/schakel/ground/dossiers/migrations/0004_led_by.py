"""Counting the dossiers that somebody leads, for the administrator who opens none."""

from __future__ import annotations

from django.db import migrations

LED_BY = """
create function dossiers_led_by(p_reader int) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct r.dossier_id) from dossiers_regie r
   where r.reader_id = p_reader and r.valid_from <= kernel_today()
     and (r.valid_to is null or r.valid_to > kernel_today())
     and r.organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid
$$;
revoke all on function dossiers_led_by(int) from public;
grant execute on function dossiers_led_by(int) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_known_at")]
    operations = [migrations.RunSQL(LED_BY, "drop function dossiers_led_by(int)")]
