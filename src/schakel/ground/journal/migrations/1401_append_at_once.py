"""Appending in whole sets: a header is read once, and the links of all streams are made in one statement."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

CHAIN = """
create function journal_chain_step(p_state bytea, p_head bytea, p_header text, p_inner bytea) returns bytea
language plpgsql immutable parallel safe set search_path = pg_catalog as $$
begin
  return sha256(coalesce(p_state, p_head) || convert_to(p_header, 'UTF8') || p_inner);
end $$;
revoke all on function journal_chain_step(bytea, bytea, text, bytea) from public;
create aggregate journal_chain(p_head bytea, p_header text, p_inner bytea) (
  sfunc = journal_chain_step, stype = bytea);
revoke all on function journal_chain(bytea, text, bytea) from public;
"""

# An array tells the planner nothing of its length: with nested loops a thousand clients would cost millions of
# comparisons. Only this join may do without them; the rest finds its few heads by their key.
PAIRS = """
create function journal_pairs(
  p_id uuid[], p_header text[], p_salt bytea[], p_body bytea[], l_entry uuid[], l_stream uuid[]
) returns table (stream uuid, place bigint, id uuid, header text, content bytea)
language sql immutable set search_path = pg_catalog set enable_nestloop = off as $$
  select l.stream, l.place, e.id, e.header, sha256(e.salt || e.body)
    from unnest(l_entry, l_stream) with ordinality as l(entry, stream, place)
    join unnest(p_id, p_header, p_salt, p_body) as e(id, header, salt, body) on e.id = l.entry
$$;
revoke all on function journal_pairs(uuid[], text[], bytea[], bytea[], uuid[], uuid[]) from public;
"""

# `offset 0` keeps the planner from reading the header's JSON once for every column. New streams get their
# head first, then all heads are locked, both in sorted order whatever the order of the entries: two acts over
# the same dossiers then wait for each other instead of deadlocking. Ties are looked at after that, since the
# answer could change until then.
APPEND = """
create or replace function journal_append(
  p_id uuid[], p_header text[], p_salt bytea[], p_body bytea[], l_entry uuid[], l_stream uuid[]
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with given as materialized (
    select e.id, e.header, e.salt, e.body, h.j->>'verb' as verb, (h.j->>'act')::uuid as act,
        (h.j->>'version')::smallint as version, (h.j->>'reader')::int as reader,
        (h.j->>'organisation')::uuid as organisation, (h.j->>'dossier')::uuid as dossier,
        (h.j->>'about')::uuid as about, access_section_bit(h.j->>'section') as bit, h.j->>'task' as task,
        (h.j->>'occurred')::timestamptz as occurred, (h.j->>'recorded')::timestamptz as recorded,
        (h.j->>'supersedes')::uuid as supersedes
      from unnest(p_id, p_header, p_salt, p_body) as e(id, header, salt, body),
        lateral (select e.header::jsonb offset 0) as h(j)
  ), entries as (
    insert into journal_entry (id, header, act_id, verb, verb_version, reader_id, organisation_id, dossier_id,
        section_bit, task, occurred_at, recorded_at, supersedes_id, transaction_id)
      select id, header, act, verb, version, reader, organisation, dossier, bit, task, occurred, recorded,
          supersedes, pg_current_xact_id()::text::bigint
        from given
  )
  insert into journal_content (entry_id, dossier_id, organisation_id, section_bit, salt, body)
    select id, dossier, about, bit, salt, body from given;

  insert into journal_streamhead (stream_id, sequence, hash)
    select s.stream, 0, '' from (select distinct unnest(l_stream) as stream) s order by s.stream
    on conflict do nothing;
  perform from journal_streamhead where stream_id = any (l_stream) order by stream_id for update;
  if exists (
    select from journal_streamtie t
      join journal_pairs(p_id, p_header, p_salt, p_body, l_entry, l_stream) p on p.stream = t.stream_id
     where t.stream_id = any (l_stream) and t.act_id is distinct from (p.header::jsonb->>'act')::uuid)
  then
    raise exception 'this stream is read together with another' using errcode = 'SK091';
  end if;

  with linked as materialized (
    select p.stream, p.id, h.sequence + row_number() over w as sequence,
        journal_chain(h.hash, p.header, p.content) over w as hash
      from journal_pairs(p_id, p_header, p_salt, p_body, l_entry, l_stream) p
      join journal_streamhead h on h.stream_id = p.stream
    window w as (partition by p.stream order by p.place)
  ), links as (
    insert into journal_link (stream_id, sequence, entry_id, hash) select stream, sequence, id, hash from linked
  )
  update journal_streamhead h set sequence = x.sequence, hash = x.hash
    from (select distinct on (stream) stream, sequence, hash from linked order by stream, sequence desc) x
   where h.stream_id = x.stream;
end $$;
"""

AS_IT_WAS = (
    import_module("schakel.ground.journal.migrations.0901_joined_streams").APPEND
    + """
drop function journal_pairs(uuid[], text[], bytea[], bytea[], uuid[], uuid[]);
drop aggregate journal_chain(bytea, text, bytea);
drop function journal_chain_step(bytea, bytea, text, bytea);
"""
)


class Migration(migrations.Migration):
    dependencies = [("journal", "1321_index_of_choices")]
    operations = [migrations.RunSQL(CHAIN + PAIRS + APPEND, AS_IT_WAS)]
