"""Opening what rested, leaving with one's role, and deriving grants one act at a time."""

from __future__ import annotations

from django.db import migrations

# Open is whatever has a holder of the chain's regie: no caller can open a dossier that nobody leads.
REOPEN = """
create function dossiers_reopen(p_dossiers uuid[]) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  update dossiers_dossier d set status = 'open', version = d.version + 1
   where d.client_id = any (p_dossiers) and d.status = 'resting'
     and exists (select 1 from dossiers_regie r
                  where r.dossier_id = d.client_id and r.scope = 'chain' and r.valid_from <= kernel_today()
                    and (r.valid_to is null or r.valid_to > kernel_today()))
  returning d.client_id
$$;
revoke all on function dossiers_reopen(uuid[]) from public;
grant execute on function dossiers_reopen(uuid[]) to schakel_app;
"""

# Two acts that change who takes part wait for each other: unlocked, the second would derive from what it
# could not see yet, and insert what the first had inserted.
DERIVE = """
create or replace function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  {lock}
  delete from access_grant where dossier_id = any (p_dossiers);
  insert into access_grant (dossier_id, reader_id, sections, valid_from, valid_to)
    select x.dossier_id, x.reader_id, bit_or(c.section_bit),
           greatest(x.valid_from, c.valid_from) as f,
           least(coalesce(x.valid_to, 'infinity'), coalesce(c.valid_to, 'infinity')) as t
      from (
        select p.dossier_id, p.reader_id, r.organisation_kind as kind, p.role, p.valid_from, p.valid_to
          from dossiers_participation p join access_reader r on r.id = p.reader_id
         where p.dossier_id = any (p_dossiers)
        union all
        select r.subject_id, r.id, r.organisation_kind, r.role, r.valid_from, r.valid_to
          from access_reader r where r.kind = 'client' and r.subject_id = any (p_dossiers)
      ) x
      join access_cell c on c.organisation_kind = x.kind and c.role = x.role and c.level <> 'none'
     where greatest(x.valid_from, c.valid_from)
         < least(coalesce(x.valid_to, 'infinity'), coalesce(c.valid_to, 'infinity'))
     group by x.dossier_id, x.reader_id, f, t
$$;
"""

LOCK = """select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;"""

LEAVE_ALL = """
create function dossiers_leave_all(p_reader int) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  update dossiers_participation p set valid_to = kernel_today(), version = p.version + 1
   where p.reader_id = p_reader and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today())
     and p.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and current_setting('schakel.role', true) = 'administrator'
  returning p.dossier_id
$$;
revoke all on function dossiers_leave_all(int) from public;
grant execute on function dossiers_leave_all(int) to schakel_app;
"""

# Whom to ask for access is for who may register: nobody else learns where a client is known.
KNOWN_AT = """
create or replace function dossiers_known_at(p_dossier uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.organisation_id from dossiers_participation p
   where p.dossier_id = p_dossier and p.kind = 'involved' and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today()) {condition}
$$;
"""

REGISTRARS = "and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_led_by")]
    operations = [
        migrations.RunSQL(REOPEN, "drop function dossiers_reopen(uuid[])"),
        migrations.RunSQL(LEAVE_ALL, "drop function dossiers_leave_all(int)"),
        migrations.RunSQL(DERIVE.format(lock=LOCK), DERIVE.format(lock="")),
        migrations.RunSQL(KNOWN_AT.format(condition=REGISTRARS), KNOWN_AT.format(condition="")),
    ]
