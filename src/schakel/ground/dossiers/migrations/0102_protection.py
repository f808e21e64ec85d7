"""Grants follow from shields and urgent looks too; and what crosses row-level security minds a shield."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Days are sets, so that a shield in the middle of a participation leaves the days around it as they were.
# An urgent look adds nothing on days on which its reader takes part: it would make those read-only.
DERIVE = """
create or replace function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;
  delete from access_grant where dossier_id = any (p_dossiers);
  insert into access_grant
      (dossier_id, reader_id, sections, valid_from, valid_to, is_personal, is_read_only)
  with taking_part as (
    select p.dossier_id, p.reader_id, r.organisation_kind as kind, p.role,
           daterange(p.valid_from, p.valid_to) as days, r.kind = 'client' as is_client
      from dossiers_participation p join access_reader r on r.id = p.reader_id
     where p.dossier_id = any (p_dossiers)
    union all
    select r.subject_id, r.id, r.organisation_kind, r.role, daterange(r.valid_from, r.valid_to), true
      from access_reader r where r.kind = 'client' and r.subject_id = any (p_dossiers)
  ), present as (
    select dossier_id, reader_id, range_agg(days) as days from taking_part group by 1, 2
  ), shielded as (
    select dossier_id, range_agg(daterange(valid_from, valid_to)) as days
      from dossiers_shield where dossier_id = any (p_dossiers) group by 1
  ), named as (
    select n.dossier_id, n.reader_id, range_agg(daterange(n.valid_from, n.valid_to)) as days
      from dossiers_namedreader n join dossiers_shield s on s.id = n.shield_id
     where n.dossier_id = any (p_dossiers) and n.professional_id is distinct from s.colleague_id
     group by 1, 2
  ), opened as (
    select x.dossier_id, x.reader_id, x.is_client, c.section_bit,
           range_agg(x.days * daterange(c.valid_from, c.valid_to)) as days
      from taking_part x
      join access_cell c on c.organisation_kind = x.kind and c.role = x.role and c.level <> 'none'
     group by 1, 2, 3, 4
  ), urgent as (
    select u.dossier_id, u.reader_id, c.section_bit,
           range_agg(daterange(u.valid_from, u.valid_to) * daterange(c.valid_from, c.valid_to)) as days
      from dossiers_urgentlook u join access_reader r on r.id = u.reader_id
      join access_cell c on c.organisation_kind = r.organisation_kind and c.role = r.role
                        and c.level <> 'none' and c.section_bit & u.sections <> 0
     where u.dossier_id = any (p_dossiers)
     group by 1, 2, 3
  ), judged as (
    select o.dossier_id, o.reader_id, o.section_bit, false as is_personal, false as is_read_only,
           case when o.is_client then o.days else o.days - coalesce(s.days, '{}') end as days
      from opened o left join shielded s using (dossier_id)
    union all
    select o.dossier_id, o.reader_id, o.section_bit, true, false, o.days * s.days * n.days
      from opened o join shielded s using (dossier_id) join named n using (dossier_id, reader_id)
     where not o.is_client
    union all
    select u.dossier_id, u.reader_id, u.section_bit, false, true,
           u.days - coalesce(s.days, '{}') - coalesce(p.days, '{}')
      from urgent u left join shielded s using (dossier_id) left join present p using (dossier_id, reader_id)
  )
  select dossier_id, reader_id, bit_or(section_bit), lower(d), coalesce(upper(d), 'infinity'),
         is_personal, is_read_only
    from judged, unnest(days) as d
   group by dossier_id, reader_id, d, is_personal, is_read_only
$$;
"""

BEFORE = """
create or replace function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;
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

# For registrars: with these a file or a BSN leads nowhere. Whether the own organisation takes part decides
# what a file is told: its own client did not change, a stranger's is refused.
CLOSED = """
create function dossiers_closed(p_dossiers uuid[]) returns table (dossier_id uuid, is_ours boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.dossier_id, exists (
      select 1 from dossiers_participation p
       where p.dossier_id = s.dossier_id and p.valid_from <= kernel_today()
         and (p.valid_to is null or p.valid_to > kernel_today())
         and p.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid)
    from dossiers_shield s
   where s.dossier_id = any (p_dossiers) and s.valid_from <= kernel_today()
     and (s.valid_to is null or s.valid_to > kernel_today())
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and not exists (select 1 from access_grant g
                      where g.dossier_id = s.dossier_id and g.reader_id = kernel_own_reader() and g.is_personal
                        and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
$$;
revoke all on function dossiers_closed(uuid[]) from public;
grant execute on function dossiers_closed(uuid[]) to schakel_app;
"""

KNOWN_AT = """
create or replace function dossiers_known_at(p_dossier uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.organisation_id from dossiers_participation p
   where p.dossier_id = p_dossier and p.kind = 'involved' and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today())
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     {condition}
$$;
"""

NOT_CLOSED = "and not exists (select 1 from dossiers_closed(array[p_dossier]))"

SEARCH = """
create or replace function dossiers_search(p_words text, p_limit int)
returns table (client_id uuid, why text, score real)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select distinct g.dossier_id from access_grant g
     where g.reader_id = any (kernel_readers()) and g.sections & 1 <> 0 {condition}
       and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
  ), words as (select trim(lower(unaccent(p_words))) as q)
  select c.id,
      case when d.number = w.q then 'number'
           when n.client_id is not null then 'client_number'
           when c.search_name like w.q || '%' then 'begins'
           when c.sort_key like w.q || '%' then 'begins'
           when c.search_name like '%' || w.q || '%' then 'contains'
           else 'sounds' end,
      case when d.number = w.q or n.client_id is not null then 3
           when c.search_name like w.q || '%' or c.sort_key like w.q || '%' then 2
           when c.search_name like '%' || w.q || '%' then 1.5
           else word_similarity(w.q, c.search_name) end::real as score
    from mine m
    join people_client c on c.id = m.dossier_id
    join dossiers_dossier d on d.client_id = c.id
    cross join words w
    left join lateral (select k.client_id from people_clientnumber k
                        where k.client_id = c.id and lower(k.number) = w.q limit 1) n on true
   where w.q <> '' and (d.number = w.q or n.client_id is not null
      or c.sort_key like w.q || '%' or c.search_name like '%' || w.q || '%'
      or word_similarity(w.q, c.search_name) >= 0.45)
   order by score desc, c.sort_key limit least(p_limit, 200)
$$;
"""

OWN_ONLY = "and (not g.is_personal or g.reader_id = kernel_own_reader())"

# What a file adds reaches no shielded dossier, and nobody's urgent look makes their organisation take part.
REFRESH = """
create or replace function people_refresh_contacts(
  p_clients uuid[], p_phones text[], p_emails text[], p_places text[])
returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  update people_client c
     set phone = coalesce(x.phone, c.phone), email = coalesce(x.email, c.email),
         place = coalesce(x.place, c.place), version = c.version + 1
    from unnest(p_clients, p_phones, p_emails, p_places) as x(id, phone, email, place)
   where c.id = x.id
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and exists (select 1 from access_grant g join access_reader r on r.id = g.reader_id
                  where g.dossier_id = c.id and g.sections & 1 <> 0 {condition}
                    and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
  returning c.id
$$;
"""

ADD = """
create or replace function people_add_bsns(p_clients uuid[], p_hashes bytea[], p_ciphers bytea[], p_key text)
returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  update people_client c
     set bsn_hash = x.hash, bsn_cipher = x.cipher, bsn_key = p_key, version = c.version + 1
    from unnest(p_clients, p_hashes, p_ciphers) as x(id, hash, cipher)
   where c.id = x.id and c.bsn_hash is null
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and exists (select 1 from access_grant g join access_reader r on r.id = g.reader_id
                  where g.dossier_id = c.id and g.sections & 1 <> 0 {condition}
                    and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
  returning c.id
$$;
"""

OF_ALL = "and not g.is_personal and not g.is_read_only"

# The way in: never into a shielded dossier, nor into one that nobody leads, and with a number only where
# the own organisation takes part. Answers with an id or with nothing, and never says why.
URGENT = """
create function dossiers_urgent(p_number text, p_hash bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id from dossiers_dossier d join people_client c on c.id = d.client_id
   where ((p_hash is not null and c.bsn_hash = p_hash
           and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office'))
       or (p_hash is null and d.number = p_number
           and current_setting('schakel.role', true)
               in ('work_coach', 'client_manager', 'back_office', 'trajectory_guide')
           and exists (select 1 from dossiers_participation p
                        where p.dossier_id = d.client_id and p.valid_from <= kernel_today()
                          and (p.valid_to is null or p.valid_to > kernel_today())
                          and p.organisation_id
                              = nullif(current_setting('schakel.organisation', true), '')::uuid)))
     and exists (select 1 from dossiers_regie r
                  where r.dossier_id = d.client_id and r.scope = 'chain' and r.valid_from <= kernel_today()
                    and (r.valid_to is null or r.valid_to > kernel_today()))
     and not exists (select 1 from dossiers_shield s
                      where s.dossier_id = d.client_id and s.valid_from <= kernel_today()
                        and (s.valid_to is null or s.valid_to > kernel_today()))
$$;
revoke all on function dossiers_urgent(text, bytea) from public;
grant execute on function dossiers_urgent(text, bytea) to schakel_app;
"""

# Who looked learns what came of it after the look is over, without the dossier.
OWN_LOOKS = """
create function dossiers_own_urgent_looks(p_limit int)
returns table (opened_at timestamptz, urgency text, reason text, outcome text, review text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.opened_at, u.urgency, u.reason, u.outcome, u.review from dossiers_urgentlook u
   where u.reader_id = kernel_own_reader() order by u.opened_at desc limit least(p_limit, 100)
$$;
revoke all on function dossiers_own_urgent_looks(int) from public;
grant execute on function dossiers_own_urgent_looks(int) to schakel_app;
"""

PRIVILEGES = """
revoke delete on dossiers_shield, dossiers_namedreader, dossiers_urgentlook from schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0101_shield_and_urgent_look"),
        ("access", "0301_personal_grants"),
        ("people", "0005_any_bsn"),
    ]
    operations = [
        protect("dossiers_shield", bit=1),
        protect("dossiers_namedreader", bit=1),
        protect("dossiers_urgentlook", bit=1),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        migrations.RunSQL(DERIVE, BEFORE),
        migrations.RunSQL(CLOSED, "drop function dossiers_closed(uuid[])"),
        migrations.RunSQL(KNOWN_AT.format(condition=NOT_CLOSED), KNOWN_AT.format(condition="")),
        migrations.RunSQL(SEARCH.format(condition=OWN_ONLY), SEARCH.format(condition="")),
        migrations.RunSQL(REFRESH.format(condition=OF_ALL), REFRESH.format(condition="")),
        migrations.RunSQL(ADD.format(condition=OF_ALL), ADD.format(condition="")),
        migrations.RunSQL(URGENT, "drop function dossiers_urgent(text, bytea)"),
        migrations.RunSQL(OWN_LOOKS, "drop function dossiers_own_urgent_looks(int)"),
    ]
