"""The rules of regie at commit, the derivation of grants, row-level security, numbers and person search."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

NUMBER = """
create sequence dossiers_number;
grant usage on sequence dossiers_number to schakel_app, schakel_batch;
"""

# A statement notes which dossiers it touched; one check at commit then judges all of them at once.
TOUCHED = """
create table dossiers_touched (
  dossier_id uuid not null, transaction_id xid8 not null default pg_current_xact_id(),
  primary key (dossier_id, transaction_id)
);
revoke all on dossiers_touched from schakel_app, schakel_batch, schakel_readonly;

create function dossiers_note_touched() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into dossiers_touched (dossier_id) select distinct dossier_id from old_rows on conflict do nothing;
  else
    insert into dossiers_touched (dossier_id) select distinct dossier_id from new_rows on conflict do nothing;
  end if;
  return null;
end $$;
"""

NOTE = "".join(
    f"""
create trigger {table}_note_{event} after {event} on {table}
  referencing {rows} for each statement execute function dossiers_note_touched();
"""
    for table in ("dossiers_participation", "dossiers_regie")
    for event, rows in (
        ("insert", "new table as new_rows"),
        ("update", "old table as old_rows new table as new_rows"),
        ("delete", "old table as old_rows"),
    )
)

# Days of involvement and days of regie must be the same days: for each organisation and for the chain.
# A holder must itself take part, with a task, on every day it holds.
JUDGE = """
create function dossiers_judge_regie() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
  broken uuid;
begin
  with gone as (
    delete from dossiers_touched where transaction_id = pg_current_xact_id() returning dossier_id
  ) select array_agg(dossier_id) into touched from gone;
  if touched is null then return null; end if;

  select coalesce(i.dossier_id, r.dossier_id) into broken
    from (select dossier_id, organisation_id, range_agg(daterange(valid_from, valid_to)) as days
            from dossiers_participation
           where dossier_id = any (touched) and kind = 'involved' group by 1, 2) i
    full join (select dossier_id, organisation_id, range_agg(daterange(valid_from, valid_to)) as days
            from dossiers_regie
           where dossier_id = any (touched) and scope = 'organisation' group by 1, 2) r
      on r.dossier_id = i.dossier_id and r.organisation_id = i.organisation_id
   where coalesce(i.days, '{}') <> coalesce(r.days, '{}') limit 1;
  if broken is not null then
    raise exception 'regie of an organisation does not cover its task' using errcode = 'SK001';
  end if;

  select coalesce(i.dossier_id, r.dossier_id) into broken
    from (select dossier_id, range_agg(daterange(valid_from, valid_to)) as days
            from dossiers_participation
           where dossier_id = any (touched) and kind = 'involved' group by 1) i
    full join (select dossier_id, range_agg(daterange(valid_from, valid_to)) as days
            from dossiers_regie
           where dossier_id = any (touched) and scope = 'chain' group by 1) r
      on r.dossier_id = i.dossier_id
   where coalesce(i.days, '{}') <> coalesce(r.days, '{}') limit 1;
  if broken is not null then
    raise exception 'regie of the chain does not cover the tasks' using errcode = 'SK002';
  end if;

  select r.dossier_id into broken
    from dossiers_regie r
   where r.dossier_id = any (touched) and not isempty(daterange(r.valid_from, r.valid_to))
     and not coalesce((select range_agg(daterange(p.valid_from, p.valid_to)) @> daterange(r.valid_from, r.valid_to)
           from dossiers_participation p
          where p.dossier_id = r.dossier_id and p.organisation_id = r.organisation_id
            and p.reader_id = r.reader_id and p.kind = 'involved'), false)
   limit 1;
  if broken is not null then
    raise exception 'a regie holder does not take part' using errcode = 'SK003';
  end if;
  return null;
end $$;

create constraint trigger dossiers_touched_judge after insert on dossiers_touched
  deferrable initially deferred for each row execute function dossiers_judge_regie();
"""

DERIVE = """
create function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
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
revoke all on function dossiers_derive_grants(uuid[]) from public;
grant execute on function dossiers_derive_grants(uuid[]) to schakel_app, schakel_batch;
"""

CHAIN = """
create function dossiers_without_chain_regie(p_dossiers uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select d from unnest(p_dossiers) as d
   where not exists (select 1 from dossiers_regie r
                      where r.dossier_id = d and r.scope = 'chain' and r.valid_from <= kernel_today()
                        and (r.valid_to is null or r.valid_to > kernel_today()))
$$;
revoke all on function dossiers_without_chain_regie(uuid[]) from public;
grant execute on function dossiers_without_chain_regie(uuid[]) to schakel_app;
"""

SEARCH = """
create function dossiers_search(p_words text, p_limit int)
returns table (client_id uuid, why text, score real)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select distinct g.dossier_id from access_grant g
     where g.reader_id = any (kernel_readers()) and g.sections & 1 <> 0
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
revoke all on function dossiers_search(text, int) from public;
grant execute on function dossiers_search(text, int) to schakel_app;
"""

UNDO = """
drop function dossiers_without_chain_regie(uuid[]);
drop function dossiers_search(text, int);
drop function dossiers_derive_grants(uuid[]);
drop table dossiers_touched cascade; drop function dossiers_judge_regie(); drop function dossiers_note_touched() cascade;
drop sequence dossiers_number;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial"), ("people", "0002_security")]
    operations = [
        migrations.RunSQL(NUMBER + TOUCHED + NOTE + JUDGE + DERIVE + CHAIN + SEARCH, UNDO),
        protect("dossiers_dossier", bit=1, dossier="client_id"),
        protect("dossiers_participation", bit=1),
        protect("dossiers_regie", bit=1),
        protect("dossiers_fact", bit="dossiers_fact.section_bit"),
        protect("dossiers_handover", bit=1),
    ]
