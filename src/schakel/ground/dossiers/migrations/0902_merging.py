"""Taking two dossiers together and apart: the owner points their rows, and remembers how they stood."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

REGISTRARS = import_module("schakel.ground.people.migrations.0501_bsn_keys").REGISTRARS

# A dossier that only points to another is read by who reads the other, and nobody works in it.
GRANTS = """
alter function dossiers_derive_grants(uuid[]) rename to dossiers_derive_own_grants;
revoke all on function dossiers_derive_own_grants(uuid[]) from public, schakel_app, schakel_batch;

create function dossiers_derive_grants(p_dossiers uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_merged uuid[];
begin
  v_merged := array(select c.id from people_client c
    where c.merged_into_id is not null and (c.id = any (p_dossiers) or c.merged_into_id = any (p_dossiers)));
  perform dossiers_derive_own_grants(array(select unnest(p_dossiers) except select unnest(v_merged)));
  if cardinality(v_merged) = 0 then return; end if;
  perform from dossiers_dossier where client_id = any (v_merged) order by client_id for no key update;
  delete from access_grant where dossier_id = any (v_merged);
  insert into access_grant
      (dossier_id, reader_id, sections, valid_from, valid_to, is_personal, is_read_only)
    select c.id, g.reader_id, g.sections, g.valid_from, g.valid_to, g.is_personal, true
      from people_client c join access_grant g on g.dossier_id = c.merged_into_id
     where c.id = any (v_merged);
end $$;
revoke all on function dossiers_derive_grants(uuid[]) from public;
grant execute on function dossiers_derive_grants(uuid[]) to schakel_app, schakel_batch;
"""

# How rows stood before: at the end of the act only what differs is left of it, and nothing once it is of no
# use. A row that was made meanwhile has nothing before it. The application reads none of this.
IMAGE = """
create table dossiers_mergeimage (
  merge_id uuid not null, relation text not null, row_key text not null, before jsonb,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (merge_id, relation, row_key)
);
revoke all on dossiers_mergeimage from schakel_app, schakel_batch, schakel_readonly;
"""

# Every column that says of which client or dossier a row is. A table that somebody adds later is among them;
# what is left out follows from something else, or says of two dossiers how they are to each other.
COLUMNS = """
create function dossiers_merge_columns() returns table (relation text, row_key text, pointer text)
language sql stable set search_path = public, pg_temp as $$
  select c.relname::text, k.attname::text, a.attname::text
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
    join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
    join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'journal%'
     and c.relname <> all (array['access_grant', 'dossiers_listeddossier', 'dossiers_touched', 'people_client',
       'dossiers_dossier', 'people_nameword', 'people_bsnhash', 'dossiers_distinctpair', 'dossiers_clientmerge'])
     and (a.attname in ('dossier_id', 'client_id') or exists (
       select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
          and f.confrelid in ('people_client'::regclass, 'dossiers_dossier'::regclass)))
$$;
revoke all on function dossiers_merge_columns() from public;
"""

# Bytes and the names of their keys stay out: they may be encrypted anew meanwhile.
ROWS = """
create function dossiers_merge_rows(p_ids uuid[]) returns table (relation text, row_key text, content jsonb)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  v record;
  v_columns text;
begin
  for v in
    select m.relation, m.row_key, string_agg(format('t.%I = any ($1)', m.pointer), ' or ') as condition
      from dossiers_merge_columns() m group by 1, 2
    union all values ('people_client', 'id', 't.id = any ($1)'),
      ('dossiers_dossier', 'client_id', 't.client_id = any ($1)'),
      ('access_reader', 'id', 't.kind = ''client'' and t.subject_id = any ($1)')
  loop
    select string_agg(format('t.%I', a.attname), ', ') into v_columns from pg_attribute a
     where a.attrelid = v.relation::regclass and a.attnum > 0 and not a.attisdropped
       and a.atttypid <> 'bytea'::regtype and a.attname not in ('key_id', 'bsn_key');
    return query execute format(
      'select %L, t.%I::text, (select to_jsonb(x) from (select %s) x) from %I t where %s',
      v.relation, v.row_key, v_columns, v.relation, v.condition) using p_ids;
  end loop;
end $$;
revoke all on function dossiers_merge_rows(uuid[]) from public;
"""

MAY = f"""
create function dossiers_may_merge(p_dossier uuid, p_works boolean) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select current_setting('schakel.role', true) in ({REGISTRARS}) and exists (
    select from access_grant g
     where g.dossier_id = p_dossier and g.reader_id = any (kernel_readers()) and g.sections & 1 <> 0
       and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
       and (not g.is_personal or g.reader_id = kernel_own_reader()) and not (p_works and g.is_read_only))
$$;
revoke all on function dossiers_may_merge(uuid, boolean) from public;
"""

# Two that can't stand in one dossier: the newer value of one source holds, the weighing of the dossier that
# goes on holds, and of two questions in one life domain the one goes on under the other.
SETTLE_PAIRS = """
create function dossiers_merge_pairs(p_into uuid, p_from uuid, p_takes_address boolean) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  update dossiers_fact f set is_current = false
   where f.dossier_id in (p_into, p_from) and f.is_current and exists (
     select from dossiers_fact o
      where o.dossier_id = case f.dossier_id when p_into then p_from else p_into end and o.is_current
        and o.name = f.name and o.source_organisation_id is not distinct from f.source_organisation_id
        and (o.obtained_on, o.id) > (f.obtained_on, f.id));
  update dossiers_factchoice c set is_current = false
   where c.dossier_id = p_from and c.is_current and exists (
     select from dossiers_factchoice o where o.dossier_id = p_into and o.is_current and o.name = c.name);
  update dossiers_lifedomain d
     set state = 'closed', closed_on = kernel_today(), outcome = 'elsewhere', version = version + 1
   where d.dossier_id = p_from and d.state <> 'closed' and exists (
     select from dossiers_lifedomain o
      where o.dossier_id = p_into and o.state <> 'closed' and o.domain = d.domain);
  if p_takes_address then
    update people_address a set valid_to = kernel_today(), version = version + 1
     where a.client_id = p_into and (a.valid_to is null or a.valid_to > kernel_today())
       and a.valid_from <= kernel_today() and exists (
         select from people_address o where o.client_id = p_from and o.valid_from <= kernel_today()
            and (o.valid_to is null or o.valid_to > kernel_today()));
    update people_address a set valid_from = kernel_today(), version = version + 1
     where a.client_id = p_from and (a.valid_to is null or a.valid_to > kernel_today())
       and a.valid_from <= kernel_today() and exists (
         select from people_address o where o.client_id = p_into
            and daterange(o.valid_from, o.valid_to) && daterange(a.valid_from, a.valid_to));
  end if;
end $$;
revoke all on function dossiers_merge_pairs(uuid, uuid, boolean) from public;
"""

# What goes along only with what it belongs to: a protection that stays behind keeps its readers and addresses.
MOVE = """
create function dossiers_merge_move(p_into uuid, p_from uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  v record;
  v_key text;
  v_only text;
begin
  for v in
    select m.* from dossiers_merge_columns() m
     where m.relation not in ('dossiers_participation', 'dossiers_regie')
     order by m.relation not in ('people_protection', 'dossiers_shield'), m.relation, m.pointer
  loop
    v_only := case
      when v.relation in ('people_addressreader', 'people_representative') then
        'and protection_id in (select id from people_protection where client_id = $1)'
      when v.relation = 'dossiers_namedreader' then
        'and shield_id in (select id from dossiers_shield where dossier_id = $1)'
      when v.relation = 'people_address' then
        'and not exists (select from people_protection p where p.client_id = $2
           and p.kind = ''secret_address'' and p.valid_to is null)'
      else '' end;
    begin
      execute format('update %1$I set %2$I = $1 where %2$I = $2 %3$s', v.relation, v.pointer, v_only)
        using p_into, p_from;
    exception when unique_violation or exclusion_violation then
      -- One by one: what the other dossier has already stays where it is.
      for v_key in execute format('select %I::text from %I where %I = $1', v.row_key, v.relation, v.pointer)
        using p_from
      loop
        begin
          execute format('update %1$I set %2$I = $1 where %2$I = $2 and %4$I::text = $3 %3$s',
            v.relation, v.pointer, v_only, v.row_key) using p_into, p_from, v_key;
        exception when unique_violation or exclusion_violation then
          continue;
        end;
      end loop;
    end;
  end loop;
end $$;
revoke all on function dossiers_merge_move(uuid, uuid) from public;
"""

# Of who the person is, what the actor chose; of what protects them, always the most.
PERSON = """
create function dossiers_merge_person(p_into uuid, p_from uuid, p_take text[]) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  o people_client%rowtype;
begin
  select * into o from people_client where id = p_from;
  update people_client c
     set merged_into_id = p_into, reader_id = null, version = c.version + 1,
         has_secret_address = c.has_secret_address or i.has_secret_address
    from people_client i where c.id = p_from and i.id = p_into;
  update people_client c
     set family_name = case when 'name' = any (p_take) then o.family_name else c.family_name end,
         prefix = case when 'name' = any (p_take) then o.prefix else c.prefix end,
         given_names = case when 'name' = any (p_take) then o.given_names else c.given_names end,
         initials = case when 'name' = any (p_take) then o.initials else c.initials end,
         sort_key = case when 'name' = any (p_take) then o.sort_key else c.sort_key end,
         search_name = case when 'name' = any (p_take) then o.search_name else c.search_name end,
         birth_date = case when 'birth_date' = any (p_take) then o.birth_date else c.birth_date end,
         phone = case when 'phone' = any (p_take) then o.phone else c.phone end,
         email = case when 'email' = any (p_take) then o.email else c.email end,
         place = coalesce((select a.place from people_address a where a.client_id = p_into
             and a.valid_from <= kernel_today() and (a.valid_to is null or a.valid_to > kernel_today())),
           case when 'address' = any (p_take) then o.place else c.place end),
         channel = coalesce(nullif(c.channel, ''), o.channel),
         second_channel = coalesce(nullif(c.second_channel, ''), o.second_channel),
         reachable = coalesce(nullif(c.reachable, ''), o.reachable),
         language = coalesce(nullif(c.language, ''), o.language),
         written_language = coalesce(nullif(c.written_language, ''), o.written_language),
         needs_reading_help = c.needs_reading_help or o.needs_reading_help,
         has_secret_address = c.has_secret_address or o.has_secret_address,
         deceased_on = coalesce(c.deceased_on, o.deceased_on),
         interpreter = coalesce(nullif(c.interpreter, ''), o.interpreter),
         has_safety_agreement = c.has_safety_agreement or o.has_safety_agreement,
         is_represented = c.is_represented or o.is_represented,
         reader_id = coalesce(c.reader_id, o.reader_id), version = c.version + 1
   where c.id = p_into;
  -- One login is enough: the one of the dossier that goes on, and without one the other's goes along.
  update access_reader r
     set subject_id = case when c.reader_id = r.id then p_into else r.subject_id end,
         valid_to = case when c.reader_id = r.id then r.valid_to else kernel_today() end
    from people_client c
   where c.id = p_into and r.kind = 'client' and r.subject_id = p_from
     and (r.valid_to is null or r.valid_to > kernel_today());
  update people_client set merged_into_id = p_into where merged_into_id = p_from;
end $$;
revoke all on function dossiers_merge_person(uuid, uuid, text[]) from public;
"""

# Everything of both stands still until the end of the act: their dossiers, and the heads of their streams.
MERGE = """
create function dossiers_merge_hold(p_into uuid, p_from uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from dossiers_dossier where client_id in (p_into, p_from) order by client_id for no key update;
  if not (dossiers_may_merge(p_into, false) and dossiers_may_merge(p_from, false)) then
    raise exception 'these dossiers may not be merged here' using errcode = 'insufficient_privilege';
  end if;
  perform journal_hold(array[p_into, p_from]);
end $$;
revoke all on function dossiers_merge_hold(uuid, uuid) from public;
grant execute on function dossiers_merge_hold(uuid, uuid) to schakel_app;

create function dossiers_merge(p_merge uuid, p_into uuid, p_from uuid, p_act uuid, p_take text[])
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform dossiers_merge_hold(p_into, p_from);
  if exists (select from people_client where id in (p_into, p_from) and merged_into_id is not null) then
    raise exception 'one of these was merged before' using errcode = 'SK092';
  end if;
  if p_into = p_from or not (dossiers_may_merge(p_into, true) and dossiers_may_merge(p_from, true)) then
    raise exception 'these dossiers may not be merged here' using errcode = 'insufficient_privilege';
  end if;
  insert into dossiers_mergeimage (merge_id, relation, row_key, before)
    select p_merge, r.relation, r.row_key, r.content from dossiers_merge_rows(array[p_into, p_from] || array(
      select id from people_client where merged_into_id in (p_into, p_from))) r;
  perform dossiers_merge_pairs(p_into, p_from, 'address' = any (p_take));
  perform dossiers_merge_move(p_into, p_from);
  perform dossiers_merge_person(p_into, p_from, p_take);
  perform journal_retie(c.id, p_into) from people_client c where c.merged_into_id = p_into and c.id <> p_from;
  perform journal_tie(p_from, p_into, p_act);
end $$;
revoke all on function dossiers_merge(uuid, uuid, uuid, uuid, text[]) from public;
grant execute on function dossiers_merge(uuid, uuid, uuid, uuid, text[]) to schakel_app;
"""

# In the transaction of the merge and no other: later it would take the work of others for its own.
SETTLE = """
create function dossiers_merge_settle(p_merge uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_into uuid;
begin
  select m.dossier_id into v_into from dossiers_clientmerge m
   where m.id = p_merge and dossiers_may_merge(m.dossier_id, true);
  if v_into is null or not exists (select from dossiers_mergeimage i
      where i.merge_id = p_merge and i.transaction_id = pg_current_xact_id()) then
    raise exception 'this merge is not under way' using errcode = 'insufficient_privilege';
  end if;
  with now_there as materialized (
    select * from dossiers_merge_rows(v_into || array(select id from people_client where merged_into_id = v_into))
  ), made as (
    insert into dossiers_mergeimage (merge_id, relation, row_key)
      select p_merge, n.relation, n.row_key from now_there n
    on conflict do nothing
  )
  update dossiers_mergeimage i
     set before = coalesce((select jsonb_object_agg(b.key, b.value) from jsonb_each(i.before) b
                             where b.value is distinct from n.content -> b.key), '{}')
    from now_there n
   where i.merge_id = p_merge and i.relation = n.relation and i.row_key = n.row_key;
  delete from dossiers_mergeimage where merge_id = p_merge and before = '{}';
end $$;
revoke all on function dossiers_merge_settle(uuid) from public;
grant execute on function dossiers_merge_settle(uuid) to schakel_app;
"""

# The first entry that came after those of the merge itself, in either stream.
LATER = """
create function dossiers_merge_later(p_merge uuid) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select l.entry_id
    from dossiers_clientmerge m join journal_streamtie t on t.stream_id = m.merged_id
    cross join lateral (values (m.dossier_id), (m.merged_id)) as s(id)
    join journal_link l on l.stream_id = s.id
   where m.id = p_merge and l.sequence > (
     select max(k.sequence) from journal_link k join journal_entry e on e.id = k.entry_id
      where k.stream_id = s.id and e.act_id = t.act_id)
   order by l.sequence limit 1
$$;
revoke all on function dossiers_merge_later(uuid) from public;

create function dossiers_merge_state(p_merge uuid) returns table (later_entry uuid, is_kept boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select dossiers_merge_later(m.id), exists (select from dossiers_mergeimage i where i.merge_id = m.id)
    from dossiers_clientmerge m where m.id = p_merge and dossiers_may_merge(m.dossier_id, false)
$$;
revoke all on function dossiers_merge_state(uuid) from public;
grant execute on function dossiers_merge_state(uuid) to schakel_app;

create function dossiers_merge_tidy() returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with of_no_use as (
    select m.id from dossiers_clientmerge m
     where m.id in (select merge_id from dossiers_mergeimage) and dossiers_merge_later(m.id) is not null
  ), gone as (
    delete from dossiers_mergeimage where merge_id in (select id from of_no_use) returning merge_id
  ) select count(distinct merge_id)::int from gone
$$;
revoke all on function dossiers_merge_tidy() from public;
grant execute on function dossiers_merge_tidy() to schakel_batch;
"""

# What went along goes back first, so that nothing stands in the way of what stayed. Of the two persons it is
# the other way round: the one that goes on gives back what can be in one place only.
RESTORE = """
create function dossiers_merge_restore(p_merge uuid, p_into uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  v record;
  v_set text;
begin
  for v in
    select i.relation, i.row_key, i.before, coalesce(c.row_key, case i.relation
             when 'dossiers_dossier' then 'client_id' else 'id' end) as key_column
      from dossiers_mergeimage i
      left join (select relation, row_key, array_agg(pointer) as pointers
                   from dossiers_merge_columns() group by 1, 2) c on c.relation = i.relation
     where i.merge_id = p_merge
     order by i.before is not null, i.relation = 'people_client' and i.row_key <> p_into::text,
       not coalesce(i.before ?| c.pointers::text[], false), i.relation, i.row_key
  loop
    if v.before is null then
      execute format('delete from %I where %I::text = $1', v.relation, v.key_column) using v.row_key;
      continue;
    end if;
    select string_agg(format('%1$I = r.%1$I', k), ', ') into v_set from jsonb_object_keys(v.before) k;
    execute format('update %1$I t set %2$s from jsonb_populate_record(null::%1$I, $1) r where t.%3$I::text = $2',
      v.relation, v_set, v.key_column) using v.before, v.row_key;
  end loop;
  delete from dossiers_mergeimage where merge_id = p_merge;
end $$;
revoke all on function dossiers_merge_restore(uuid, uuid) from public;
"""

UNMERGE = """
create function dossiers_unmerge(p_merge uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m dossiers_clientmerge%rowtype;
begin
  select * into m from dossiers_clientmerge where id = p_merge;
  if m.id is null or not dossiers_may_merge(m.dossier_id, true) then
    raise exception 'this merge may not be undone here' using errcode = 'insufficient_privilege';
  end if;
  perform dossiers_merge_hold(m.dossier_id, m.merged_id);
  select * into m from dossiers_clientmerge where id = p_merge for update;
  if m.ended_at is not null then
    raise exception 'this merge was undone before' using errcode = 'SK094';
  end if;
  if dossiers_merge_later(p_merge) is not null
     or not exists (select from dossiers_mergeimage i where i.merge_id = p_merge) then
    raise exception 'the dossier was touched since' using errcode = 'SK093';
  end if;
  perform dossiers_merge_restore(p_merge, m.dossier_id);
  perform journal_untie(m.merged_id);
  perform journal_retie(c.id, c.merged_into_id) from people_client c where c.merged_into_id = m.merged_id;
end $$;
revoke all on function dossiers_unmerge(uuid) from public;
grant execute on function dossiers_unmerge(uuid) to schakel_app;
"""

UNDO = """
drop function dossiers_unmerge(uuid); drop function dossiers_merge_restore(uuid, uuid);
drop function dossiers_merge_tidy(); drop function dossiers_merge_state(uuid); drop function dossiers_merge_later(uuid);
drop function dossiers_merge_settle(uuid);
drop function dossiers_merge(uuid, uuid, uuid, uuid, text[]); drop function dossiers_merge_hold(uuid, uuid);
drop function dossiers_merge_person(uuid, uuid, text[]); drop function dossiers_merge_move(uuid, uuid);
drop function dossiers_merge_pairs(uuid, uuid, boolean); drop function dossiers_may_merge(uuid, boolean);
drop function dossiers_merge_rows(uuid[]); drop function dossiers_merge_columns();
drop table dossiers_mergeimage;
drop function dossiers_derive_grants(uuid[]);
alter function dossiers_derive_own_grants(uuid[]) rename to dossiers_derive_grants;
grant execute on function dossiers_derive_grants(uuid[]) to schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0901_client_merge")]
    operations = [
        migrations.RunSQL(
            GRANTS
            + IMAGE
            + COLUMNS
            + ROWS
            + MAY
            + SETTLE_PAIRS
            + MOVE
            + PERSON
            + MERGE
            + SETTLE
            + LATER
            + RESTORE
            + UNMERGE,
            UNDO,
        )
    ]
