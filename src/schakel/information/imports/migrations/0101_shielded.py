"""A file is compared with no shielded dossier, nor with one that somebody only looks at urgently."""

from __future__ import annotations

from django.db import migrations

STANDING = """
create or replace function imports_standing(p_clients uuid[])
returns table (client_id uuid, search_name text, birth_date date, bsn_hash bytea, phone text, email text,
  place text, replaceable text[], title text, numbers text[], rights jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select nullif(current_setting('schakel.organisation', true), '')::uuid as id
     where current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
  ), mine as (
    select distinct g.dossier_id as id from access_grant g join access_reader r on r.id = g.reader_id
      join own on r.organisation_id = own.id
     where g.dossier_id = any (p_clients) and g.sections & 1 <> 0 {condition}
       and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
  ), told as (
    select distinct on (e.dossier_id, f.name) e.dossier_id, f.name,
           e.verb <> 'client.change' and e.organisation_id = (select id from own) as is_ours
      from journal_entry e join mine on mine.id = e.dossier_id
      left join journal_content c on c.entry_id = e.id
      cross join unnest(array['phone', 'email', 'place']) as f(name)
     where e.verb = 'client.register'
        or (e.verb in ('client.change', 'client.refresh')
            and coalesce((convert_from(c.body, 'UTF8')::jsonb -> 'fields') ? f.name, true))
     order by e.dossier_id, f.name, e.recorded_at desc, e.id desc
  )
  select c.id, c.search_name, c.birth_date, c.bsn_hash, c.phone, c.email, c.place,
         coalesce((select array_agg(t.name) from told t where t.dossier_id = c.id and t.is_ours), '{{}}'),
         (select o.title from profile_lastoccupation o where o.dossier_id = c.id),
         coalesce((select array_agg(n.number) from people_clientnumber n, own
                    where n.client_id = c.id and n.organisation_id = own.id), '{{}}'),
         coalesce((select jsonb_agg(jsonb_build_object('regime', b.regime, 'valid_from', b.valid_from,
                      'valid_to', b.valid_to, 'hours', b.hours_per_week))
                     from people_benefitentitlement b, own
                    where b.client_id = c.id and b.organisation_id = own.id), '[]')
    from people_client c join mine on mine.id = c.id
$$;
"""

OF_ALL = "and not g.is_personal and not g.is_read_only"


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_standing"), ("dossiers", "0102_protection")]
    operations = [
        migrations.RunSQL(STANDING.format(condition=OF_ALL), STANDING.format(condition="")),
    ]
