"""How many handovers wait for a team, for the administrator who would end it and opens no dossier."""

from __future__ import annotations

from django.db import migrations

HANDOVERS = """
create function dossiers_handovers_to(p_team uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from dossiers_handover h join organisations_team t on t.id = h.to_team_id
   where h.to_team_id = p_team and h.status = 'sent'
     and t.organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid
$$;
revoke all on function dossiers_handovers_to(uuid) from public;
grant execute on function dossiers_handovers_to(uuid) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1251_completeness")]
    operations = [migrations.RunSQL(HANDOVERS, "drop function dossiers_handovers_to(uuid)")]
