"""Row-level security over clients, and the one look-up that may cross it: is this BSN or number known?"""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Answers with ids only. Who asks has checked the right to register, and writes the look in the read log.
KNOWN = """
create function people_known(p_hashes bytea[], p_organisation uuid, p_numbers text[])
returns table (client_id uuid, bsn_hash bytea, number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.bsn_hash, null::text from people_client c where c.bsn_hash = any (p_hashes)
  union all
  select n.client_id, null::bytea, n.number from people_clientnumber n
   where n.organisation_id = p_organisation and n.number = any (p_numbers)
$$;
revoke all on function people_known(bytea[], uuid, text[]) from public;
grant execute on function people_known(bytea[], uuid, text[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("journal", "0002_append_only")]
    operations = [
        protect("people_client", bit=1, dossier="id"),
        protect("people_clientnumber", bit=1, dossier="client_id"),
        protect("people_benefitentitlement", bit=2, dossier="client_id"),
        migrations.RunSQL(KNOWN, "drop function people_known(bytea[], uuid, text[])"),
    ]
