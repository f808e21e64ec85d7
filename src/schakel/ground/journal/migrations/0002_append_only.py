"""The journal's one way in, who may read it, and the read log that only its client can ask for."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

PRIVILEGES = """
revoke insert, update, delete on journal_entry, journal_content, journal_link, journal_streamhead
  from schakel_app, schakel_batch;
revoke select, update, delete on journal_readevent from schakel_app, schakel_batch, schakel_readonly;
revoke delete on journal_submission from schakel_app, schakel_batch;
"""

# `offset 0` keeps the planner from reading the header's JSON once for every column. Streams are locked in sorted order, whatever the order of the entries: two acts over the same
# dossiers then wait for each other instead of deadlocking.
APPEND = """
create function journal_append(
  p_id uuid[], p_header text[], p_salt bytea[], p_body bytea[], l_entry uuid[], l_stream uuid[]
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  link record;
  v_stream uuid;
  v_sequence bigint;
  v_hash bytea;
begin
  insert into journal_entry (id, header, act_id, verb, verb_version, reader_id, organisation_id, dossier_id,
      section_bit, task, occurred_at, recorded_at, supersedes_id, transaction_id)
    select e.id, e.header, (h.j->>'act')::uuid, h.j->>'verb', (h.j->>'version')::smallint,
        (h.j->>'reader')::int, (h.j->>'organisation')::uuid, (h.j->>'dossier')::uuid,
        access_section_bit(h.j->>'section'), h.j->>'task', (h.j->>'occurred')::timestamptz,
        (h.j->>'recorded')::timestamptz, (h.j->>'supersedes')::uuid, pg_current_xact_id()::text::bigint
      from unnest(p_id, p_header) as e(id, header), lateral (select e.header::jsonb offset 0) as h(j);
  insert into journal_content (entry_id, dossier_id, organisation_id, section_bit, salt, body)
    select e.id, (h.j->>'dossier')::uuid, (h.j->>'about')::uuid, access_section_bit(h.j->>'section'), e.salt, e.body
      from unnest(p_id, p_header, p_salt, p_body) as e(id, header, salt, body),
        lateral (select e.header::jsonb offset 0) as h(j);
  for link in
    select l.stream, e.id, e.header, e.salt, e.body
      from unnest(l_entry, l_stream) with ordinality as l(entry, stream, place)
      join unnest(p_id, p_header, p_salt, p_body) as e(id, header, salt, body) on e.id = l.entry
     order by l.stream, l.place
  loop
    if link.stream is distinct from v_stream then
      if v_stream is not null then
        update journal_streamhead set sequence = v_sequence, hash = v_hash where stream_id = v_stream;
      end if;
      v_stream := link.stream;
      select sequence, hash into v_sequence, v_hash from journal_streamhead where stream_id = v_stream for update;
      if not found then
        insert into journal_streamhead (stream_id, sequence, hash) values (v_stream, 0, '') on conflict do nothing;
        select sequence, hash into v_sequence, v_hash from journal_streamhead where stream_id = v_stream for update;
      end if;
    end if;
    v_sequence := v_sequence + 1;
    v_hash := sha256(v_hash || convert_to(link.header, 'UTF8') || sha256(link.salt || link.body));
    insert into journal_link (stream_id, sequence, entry_id, hash) values (v_stream, v_sequence, link.id, v_hash);
  end loop;
  if v_stream is not null then
    update journal_streamhead set sequence = v_sequence, hash = v_hash where stream_id = v_stream;
  end if;
end $$;
revoke all on function journal_append(uuid[], text[], bytea[], bytea[], uuid[], uuid[]) from public;
grant execute on function journal_append(uuid[], text[], bytea[], bytea[], uuid[], uuid[])
  to schakel_app, schakel_batch;
"""

_OWN = """(dossier_id is null
  and organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid)"""

POLICIES = "".join(
    f"""
alter table {table} enable row level security;
create policy {table}_read on {table} for select to schakel_app
  using ({granted(table, bit=f"{table}.section_bit")} or {_OWN});
"""
    for table in ("journal_entry", "journal_content")
)

LOOKS = """
create function journal_looks_at(p_dossier uuid, p_before timestamptz, p_limit int)
returns table (at timestamptz, reader_id int, organisation_id uuid, role text, purpose text, page text, sections int)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.at, r.reader_id, r.organisation_id, r.role, r.purpose, r.page, r.sections
    from journal_readevent r
   where r.dossier_ids @> array[p_dossier]
     and (p_before is null or r.at < p_before)
     and r.role <> 'client'
     and exists (select 1 from access_reader own
                  where own.kind = 'client' and own.subject_id = p_dossier and own.id = any (kernel_readers()))
   order by r.at desc limit least(p_limit, 500)
$$;
revoke all on function journal_looks_at(uuid, timestamptz, int) from public;
grant execute on function journal_looks_at(uuid, timestamptz, int) to schakel_app;
"""

UNDO = """
drop function journal_looks_at(uuid, timestamptz, int);
drop policy journal_entry_read on journal_entry; alter table journal_entry disable row level security;
drop policy journal_content_read on journal_content; alter table journal_content disable row level security;
drop function journal_append(uuid[], text[], bytea[], bytea[], uuid[], uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("access", "0002_privileges")]
    operations = [
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND + POLICIES + LOOKS, UNDO),
    ]
