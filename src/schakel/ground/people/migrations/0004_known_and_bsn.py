"""The look-up of BSNs answers registrars about their own organisation's numbers only; and a BSN added later."""

from __future__ import annotations

from django.db import migrations

# A caller that forgets its own check, or is curious, learns nothing of other organisations' numbers.
KNOWN = """
create or replace function people_known(p_hashes bytea[], p_organisation uuid, p_numbers text[])
returns table (client_id uuid, bsn_hash bytea, number text)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select nullif(current_setting('schakel.organisation', true), '')::uuid as id
     where current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
  )
  select c.id, c.bsn_hash, null::text from people_client c, own
   where c.bsn_hash = any (p_hashes) and own.id = p_organisation
  union all
  select n.client_id, null::bytea, n.number from people_clientnumber n, own
   where n.organisation_id = p_organisation and own.id = p_organisation and n.number = any (p_numbers)
$$;
"""

BEFORE = """
create or replace function people_known(p_hashes bytea[], p_organisation uuid, p_numbers text[])
returns table (client_id uuid, bsn_hash bytea, number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.bsn_hash, null::text from people_client c where c.bsn_hash = any (p_hashes)
  union all
  select n.client_id, null::bytea, n.number from people_clientnumber n
   where n.organisation_id = p_organisation and n.number = any (p_numbers)
$$;
"""

# For registrars who hold no grant themselves, as with contact fields; a BSN that is there is never changed.
ADD = """
create function people_add_bsns(p_clients uuid[], p_hashes bytea[], p_ciphers bytea[], p_key text)
returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  update people_client c
     set bsn_hash = x.hash, bsn_cipher = x.cipher, bsn_key = p_key, version = c.version + 1
    from unnest(p_clients, p_hashes, p_ciphers) as x(id, hash, cipher)
   where c.id = x.id and c.bsn_hash is null
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and exists (select 1 from access_grant g join access_reader r on r.id = g.reader_id
                  where g.dossier_id = c.id and g.sections & 1 <> 0
                    and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
  returning c.id
$$;
revoke all on function people_add_bsns(uuid[], bytea[], bytea[], text) from public;
grant execute on function people_add_bsns(uuid[], bytea[], bytea[], text) to schakel_app;
"""


# An own number can be given out again: its client of before is another person when the BSN is another.
OTHER = """
create function people_with_other_bsn(p_clients uuid[], p_hashes bytea[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from unnest(p_clients, p_hashes) as x(id, hash) join people_client c on c.id = x.id
   where c.bsn_hash is distinct from x.hash and c.bsn_hash is not null
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and exists (select 1 from people_clientnumber n where n.client_id = c.id
                    and n.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid)
$$;
revoke all on function people_with_other_bsn(uuid[], bytea[]) from public;
grant execute on function people_with_other_bsn(uuid[], bytea[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_refresh_contacts")]
    operations = [
        migrations.RunSQL(KNOWN, BEFORE),
        migrations.RunSQL(OTHER, "drop function people_with_other_bsn(uuid[], bytea[])"),
        migrations.RunSQL(ADD, "drop function people_add_bsns(uuid[], bytea[], bytea[], text)"),
    ]
