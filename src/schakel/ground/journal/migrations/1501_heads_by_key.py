"""Heads of streams are found and moved one by one by their key, however few rows the database believes in."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

before = import_module("schakel.ground.journal.migrations.1401_append_at_once")

JOINED = """
      join journal_streamhead h on h.stream_id = p.stream
"""
BY_KEY = """
     cross join lateral (
       select s.sequence, s.hash from journal_streamhead s where s.stream_id = p.stream offset 0) h
"""
UPDATED = """
  update journal_streamhead h set sequence = x.sequence, hash = x.hash
    from (select distinct on (stream) stream, sequence, hash from linked order by stream, sequence desc) x
   where h.stream_id = x.stream;
"""
# An upsert has no plan to get wrong: a join that was planned for few streams compares each head with each of
# them, and makes the next thousand clients of a file cost more than the thousand before.
UPSERTED = """
  insert into journal_streamhead as h (stream_id, sequence, hash)
    select distinct on (stream) stream, sequence, hash from linked order by stream, sequence desc
    on conflict (stream_id) do update set sequence = excluded.sequence, hash = excluded.hash;
"""
TIED = """
  if exists (
    select from journal_streamtie t
      join journal_pairs(p_id, p_header, p_salt, p_body, l_entry, l_stream) p on p.stream = t.stream_id
     where t.stream_id = any (l_stream) and t.act_id is distinct from (p.header::jsonb->>'act')::uuid)
  then
"""
# Ties are few: they are looked up first, and only then set against the entries.
TIES_FIRST = """
  if exists (
    with ties as materialized (select stream_id, act_id from journal_streamtie where stream_id = any (l_stream))
    select from ties t
     cross join lateral (
       select from unnest(l_entry, l_stream) l(entry, stream)
         join unnest(p_id, p_header) e(id, header) on e.id = l.entry
        where l.stream = t.stream_id and (e.header::jsonb->>'act')::uuid is distinct from t.act_id offset 0) x)
  then
"""
SETTING = "set search_path = public, pg_temp as"
APPEND = (
    before.APPEND.replace(JOINED, BY_KEY)
    .replace(TIED, TIES_FIRST)
    .replace(UPDATED, UPSERTED)
    .replace(SETTING, f"set enable_seqscan = off {SETTING}")
)


class Migration(migrations.Migration):
    dependencies = [("journal", "1401_append_at_once")]
    operations = [migrations.RunSQL(APPEND, before.APPEND)]
