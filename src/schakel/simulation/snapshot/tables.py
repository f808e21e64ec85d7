"""The tables and functions that a snapshot is made with, and that are gone when it is there."""

from __future__ import annotations

STAGE = """
create unlogged table snapshot_person (
  n int primary key, id uuid, family_name text, prefix text, given_names text, sort_key text,
  search_name text, birth_date date, place text, phone text, postcode text, house int, bsn_hash bytea,
  bsn_cipher bytea, occupation text, opened date, is_open bool, turns int
);
create unlogged table snapshot_spell (
  n int, spell int, registered date, lead int, office int, is_numbered int, regime int, begins date,
  until date, hours int, next_regime int, next_begins date, right_ends int, sent timestamp, due date,
  team int, taken_up timestamp, days_taken int, taker int, taker_office int, is_numbered_next int,
  service int, provider int, started date, planned_end date, finished date, closed timestamp, ending int,
  primary key (n, spell)
);
create unlogged table snapshot_entry (
  n int, k int, kind int, event int, spell int, at timestamp, seat int, whom int, word int
);
create unlogged table snapshot_seat (
  seat int primary key, reader_id int, role text, organisation_id uuid, professional_id uuid,
  team_id uuid, name text, organisation text
);
create unlogged table snapshot_organisation (number int primary key, id uuid, name text);
create unlogged table snapshot_word (word int primary key, channel text, kind text, summary text);
create unlogged table snapshot_kind (
  kind int primary key, verb text, section_bit int, section text, task text, purpose text, act int
);
create function snapshot_link(state bytea, header text, inner_hash bytea) returns bytea
language sql immutable parallel safe as $$
  select sha256(state || convert_to(header, 'UTF8') || inner_hash)
$$;
create aggregate snapshot_chain(text, bytea) (sfunc = snapshot_link, stype = bytea, initcond = '');
create function snapshot_uuid(millis bigint, digest text) returns uuid
language sql immutable parallel safe as $$
  select (lpad(to_hex(millis), 12, '0') || '7' || substr(digest, 1, 3) || '8' || substr(digest, 4, 15))::uuid
$$;
create function snapshot_thing(n int, kind text, number int) returns uuid
language sql immutable parallel safe as $$
  select snapshot_uuid(1577836800000 + n::bigint * 1024 + number, md5(kind || ':' || n || ':' || number))
$$;
create function snapshot_number(n int, opened date) returns text
language sql immutable parallel safe as $$
  select extract(year from opened)::int || '-' || lpad(n::text, 6, '0')
$$;
"""

UNSTAGE = """
drop table if exists snapshot_person, snapshot_spell, snapshot_entry, snapshot_seat, snapshot_organisation,
  snapshot_word, snapshot_kind;
drop aggregate if exists snapshot_chain(text, bytea);
drop function if exists snapshot_link(bytea, text, bytea);
drop function if exists snapshot_thing(int, text, int);
drop function if exists snapshot_number(int, date);
drop function if exists snapshot_uuid(bigint, text);
"""

EMPTY = "truncate snapshot_person, snapshot_spell, snapshot_entry"
ANALYSE = "analyze snapshot_person; analyze snapshot_spell; analyze snapshot_entry"
DERIVE = "select dossiers_derive_grants(array(select p.id from snapshot_person p))"
