"""At which organisations a dossier is open today: what someone learns who may register but not look."""

from __future__ import annotations

from django.db import migrations

KNOWN_AT = """
create function dossiers_known_at(p_dossier uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.organisation_id from dossiers_participation p
   where p.dossier_id = p_dossier and p.kind = 'involved' and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today())
$$;
revoke all on function dossiers_known_at(uuid) from public;
grant execute on function dossiers_known_at(uuid) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_regie_and_grants")]
    operations = [migrations.RunSQL(KNOWN_AT, "drop function dossiers_known_at(uuid)")]
