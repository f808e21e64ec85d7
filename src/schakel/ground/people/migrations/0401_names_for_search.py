"""The words of clients' names, so that a search starts from few rows: who is called so, and what looks alike."""

from __future__ import annotations

from django.db import migrations

# Prefixes that half the country has say nothing; a name of prefixes only keeps them, or it had no words.
# A word is cut at forty signs, since the forms of a word grow with its length.
WORDS = """
create function people_name_words(p_name text) returns text[]
language sql immutable parallel safe set search_path = public, pg_temp as $$
  with words as (
    select left(w, 40) as word, w = any (array['van', 'de', 'der', 'den', 'het', 't']) as is_prefix
      from regexp_split_to_table(lower(p_name), '[^[:alnum:]]+') as w where w <> ''
  )
  select coalesce(array_agg(distinct word) filter (where not is_prefix),
                  array_agg(distinct word), '{}') from words
$$;
"""

# The same sound in several spellings of Dutch names: Meijer and Meyer, Janssen and Jansen, Fransz and Frans.
SOUND = """
create function people_sound(p_word text) returns text
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select regexp_replace(translate(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    p_word, 'sch', 's'), 'ch', 'g'), 'ij', 'y'), 'ei', 'y'), 'ey', 'y'), 'ph', 'f'), 'th', 't'), 'dt', 't'),
    'ou', 'au'), 'ckqzvx', 'kkksfs'), '(.)\\1+', '\\1', 'g')
$$;
"""

# Two words of which each becomes the other by one slip (a letter more, fewer, wrong, or swapped) share
# one of these: no distance has to be computed over the whole vocabulary.
FORMS = """
create function people_word_forms(p_word text) returns text[]
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select array_agg(distinct form) from (
    select p_word as form union all
    select left(p_word, n - 1) || substr(p_word, n + 1) from generate_series(1, length(p_word)) as n
  ) f
$$;
"""

TABLES = """
create table people_word (
  word text collate "C" primary key, sound text collate "C" not null, forms text[] not null
);
create index people_word_sound on people_word (sound);
create index people_word_forms on people_word using gin (forms);
create index people_word_alike on people_word using gin (word gin_trgm_ops);

create table people_nameword (
  word text collate "C" not null,
  client_id uuid not null references people_client on delete cascade,
  name text not null,
  primary key (word, client_id) include (name)
);
create index people_nameword_client on people_nameword (client_id);
revoke all on people_word, people_nameword from schakel_app, schakel_batch, schakel_readonly;
"""

# Set-based, so that an import of a thousand pays once. Words go in by order: two acts that bring the
# same new words wait for each other instead of deadlocking.
KEEP = """
create function people_keep_names(p_clients uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from people_nameword where client_id = any (p_clients);
  insert into people_word (word, sound, forms)
    select w.word, people_sound(w.word), people_word_forms(w.word)
      from (select distinct unnest(people_name_words(search_name)) as word
              from people_client where id = any (p_clients)) w
     where length(w.word) > 1 and not exists (select 1 from people_word known where known.word = w.word)
     order by w.word
    on conflict do nothing;
  insert into people_nameword (word, client_id, name)
    select word, c.id, ' ' || array_to_string(n.words, ' ')
      from people_client c, lateral (select people_name_words(c.search_name) as words offset 0) n,
           unnest(n.words) as word
     where c.id = any (p_clients);
$$;
revoke all on function people_keep_names(uuid[]) from public;

create function people_note_names() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_changed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into v_changed from new_rows;
  else
    select array_agg(n.id) into v_changed
      from new_rows n join old_rows o on o.id = n.id and o.search_name <> n.search_name;
  end if;
  if v_changed is not null then
    perform people_keep_names(v_changed);
  end if;
  return null;
end $$;
create trigger people_client_names_insert after insert on people_client
  referencing new table as new_rows for each statement execute function people_note_names();
create trigger people_client_names_update after update on people_client
  referencing old table as old_rows new table as new_rows
  for each statement execute function people_note_names();

select people_keep_names(array_agg(id)) from people_client having count(*) > 0;
"""

# A telephone number however it is written: its last nine digits are the same with 0, +31 and 0031.
OTHERS = """
create function people_phone_key(p_phone text) returns text
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select nullif(right(regexp_replace(p_phone, '[^0-9]', '', 'g'), 9), '')
$$;
create index people_client_phone on people_client (people_phone_key(phone)) where phone <> '';
create index people_client_birth on people_client (birth_date);
create index people_clientnumber_lower on people_clientnumber (lower(number));
"""

UNDO = """
drop index people_clientnumber_lower; drop index people_client_birth; drop index people_client_phone;
drop function people_phone_key(text);
drop trigger people_client_names_insert on people_client;
drop trigger people_client_names_update on people_client;
drop function people_note_names(); drop function people_keep_names(uuid[]);
drop table people_nameword; drop table people_word;
drop function people_word_forms(text); drop function people_sound(text); drop function people_name_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0104_addressee")]
    operations = [migrations.RunSQL(WORDS + SOUND + FORMS + TABLES + KEEP + OTHERS, UNDO)]
