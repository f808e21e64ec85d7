"""Finding people among the dossiers of a reader: by name as it is heard, birth date, telephone, address or number."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_FIRST = import_module("schakel.ground.dossiers.migrations.0002_regie_and_grants").SEARCH
_PROTECTED = import_module("schakel.ground.dossiers.migrations.0102_protection")
BEFORE = _FIRST + _PROTECTED.SEARCH.format(condition=_PROTECTED.OWN_ONLY)

# A name as words between spaces, so that the beginning of a word is found by its space.
SPACED = """
create function dossiers_spaced(p_key text) returns text
language sql immutable parallel safe as $$ select ' ' || translate(p_key, ',-''./()', '       ') $$;
"""

# Words that may be meant by a word: one slip away or alike in sound, which is a look-up. Only where there is
# none it is compared by its letters, which reads far more of the index: alike in letters, or holding it.
MEANT = """
create function dossiers_meant(p_word text) returns table (word text, weight real)
language plpgsql stable rows 20 set search_path = public, pg_temp as $$
begin
  return query
    select m.word, max(m.weight)::real from (
      select w.word, 0.8 + 0.1 * similarity(w.word, p_word) as weight from people_word w
       where w.forms && people_word_forms(p_word) and length(p_word) > 3
      union all
      select w.word, 0.75 + 0.1 * similarity(w.word, p_word) from people_word w where w.sound = people_sound(p_word)
    ) m group by m.word order by 2 desc, 1 limit 50;
  if found or length(p_word) < 4 then return; end if;
  return query
    select m.word, max(m.weight)::real from (
      select w.word, 0.75 * similarity(w.word, p_word) as weight from people_word w
       where w.word % p_word and similarity(w.word, p_word) >= 0.45
      union all
      select w.word, 0.55 from people_word w where w.word like '%' || p_word || '%'
    ) m group by m.word order by 2 desc, 1 limit 50;
end $$;
revoke all on function dossiers_meant(text) from public;
"""

# Both ways stop at the limit. A reader of few dossiers (most are) walks the names of exactly those, in the
# index that lists use. A reader of many starts from the rarest word and asks for each bearer of it whether
# a grant opens them: one by one, since a join would read every grant of the reader first. The family name
# alone needs neither: it is a range of the list. Words are lower case without accents, at most four. The
# planner cannot know how rare a word is: without its index it would read all names until enough fit.
BEGINS = """
create function dossiers_begins(p_readers int[], p_words text[], p_few boolean, p_limit int)
returns uuid[] language plpgsql stable set search_path = public, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_today date := kernel_today();
  v_own int := kernel_own_reader();
  v_last text := chr(1114111);
  v_found uuid[] := '{}';
  v_rarest text;
  w1 text := p_words[1]; w2 text := p_words[2]; w3 text := p_words[3]; w4 text := p_words[4];
begin
  if p_few then
    return array(
      select l.dossier_id from dossiers_listeddossier l,
          lateral (select dossiers_spaced(l.sort_key) as name) n
       where l.reader_id = any (p_readers) and l.valid_from <= v_today and l.valid_to > v_today
         and (not l.is_personal or l.reader_id = v_own)
         and strpos(n.name, ' ' || w1) > 0
         and (w2 is null or strpos(n.name, ' ' || w2) > 0)
         and (w3 is null or strpos(n.name, ' ' || w3) > 0)
         and (w4 is null or strpos(n.name, ' ' || w4) > 0)
       limit p_limit);
  end if;
  if w2 is null then
    v_found := array(
      select l.id from unnest(p_readers) as r(id), lateral (
        select l.dossier_id as id from dossiers_listeddossier l
         where l.reader_id = r.id and l.sort_key >= w1 and l.sort_key < w1 || v_last
           and l.valid_from <= v_today and l.valid_to > v_today
         and (not l.is_personal or l.reader_id = v_own)
         order by l.sort_key, l.dossier_id limit p_limit) l);
    if length(w1) < 3 or cardinality(v_found) >= p_limit then
      return v_found;
    end if;
  end if;
  select w.word into v_rarest from unnest(p_words) as w(word)
   order by (select count(*) from (
     select from people_nameword t where t.word >= w.word and t.word < w.word || v_last limit 5000) c)
   limit 1;
  return v_found || array(
    select t.client_id from people_nameword t
      cross join lateral (
        select from access_grant g
         where g.dossier_id = t.client_id and g.reader_id = any (p_readers) and g.sections & 1 <> 0
           and g.valid_from <= v_today and g.valid_to > v_today
           and (not g.is_personal or g.reader_id = v_own) limit 1) g
     where t.word >= v_rarest and t.word < v_rarest || v_last
       and (w2 is null or strpos(t.name, ' ' || w1) > 0 and strpos(t.name, ' ' || w2) > 0)
       and (w3 is null or strpos(t.name, ' ' || w3) > 0)
       and (w4 is null or strpos(t.name, ' ' || w4) > 0)
     limit p_limit);
end $$;
revoke all on function dossiers_begins(int[], text[], boolean, int) from public;
"""

# p_meant are the words that may be meant, each with the place in p_words of the word it stands for. Somebody
# may come out twice: asking for each once would make the planner walk all names in order of their client.
ALIKE = """
create function dossiers_alike(
  p_readers int[], p_words text[], p_of int[], p_meant text[], p_few boolean, p_limit int)
returns uuid[] language plpgsql stable set search_path = public, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_today date := kernel_today();
  v_own int := kernel_own_reader();
  v_rarest int;
  v_bearers bigint;
  w1 text := p_words[1]; w2 text := p_words[2]; w3 text := p_words[3]; w4 text := p_words[4];
  m1 text[] := array(select word from unnest(p_of, p_meant) as m(place, word) where place = 1);
  m2 text[] := array(select word from unnest(p_of, p_meant) as m(place, word) where place = 2);
  m3 text[] := array(select word from unnest(p_of, p_meant) as m(place, word) where place = 3);
  m4 text[] := array(select word from unnest(p_of, p_meant) as m(place, word) where place = 4);
begin
  select w.place, b.count into v_rarest, v_bearers from unnest(p_words) with ordinality as w(word, place),
      lateral (select count(*) from (
        select from people_nameword t
         where t.word = any (array(select word from unnest(p_of, p_meant) as m(place, word) where m.place = w.place))
         limit 5000) c) b
   order by length(w.word) < 4, b.count limit 1;
  if p_few and v_bearers > 1000 then
    return array(
      select l.dossier_id from dossiers_listeddossier l,
          lateral (select dossiers_spaced(l.sort_key) as name) n,
          lateral (select string_to_array(n.name, ' ') as words) s
       where l.reader_id = any (p_readers) and l.valid_from <= v_today and l.valid_to > v_today
         and (not l.is_personal or l.reader_id = v_own)
         and (s.words && m1 or strpos(n.name, ' ' || w1) > 0)
         and (w2 is null or s.words && m2 or strpos(n.name, ' ' || w2) > 0)
         and (w3 is null or s.words && m3 or strpos(n.name, ' ' || w3) > 0)
         and (w4 is null or s.words && m4 or strpos(n.name, ' ' || w4) > 0)
       limit p_limit);
  end if;
  return array(
    select t.client_id from people_nameword t
      cross join lateral (
        select from access_grant g
         where g.dossier_id = t.client_id and g.reader_id = any (p_readers) and g.sections & 1 <> 0
           and g.valid_from <= v_today and g.valid_to > v_today
           and (not g.is_personal or g.reader_id = v_own) limit 1) g
     where t.word = any (case v_rarest when 1 then m1 when 2 then m2 when 3 then m3 else m4 end)
       and (v_rarest = 1 or strpos(t.name, ' ' || w1) > 0 or string_to_array(t.name, ' ') && m1)
       and (w2 is null or v_rarest = 2 or strpos(t.name, ' ' || w2) > 0 or string_to_array(t.name, ' ') && m2)
       and (w3 is null or v_rarest = 3 or strpos(t.name, ' ' || w3) > 0 or string_to_array(t.name, ' ') && m3)
       and (w4 is null or v_rarest = 4 or strpos(t.name, ' ' || w4) > 0 or string_to_array(t.name, ' ') && m4)
     limit p_limit);
end $$;
revoke all on function dossiers_alike(int[], text[], int[], text[], boolean, int) from public;
"""

# How well each word of the question is met by the name; said is what was typed, prefixes included.
SCORED = """
create function dossiers_scored(
  p_clients uuid[], p_words text[], p_said text, p_of int[], p_meant text[], p_weights real[])
returns table (client_id uuid, why text, score real, sort_key text)
language sql stable set search_path = public, pg_temp as $$
  select c.id,
      case when s.least < 0.89 then 'sounds' when s.least < 1 then 'begins' else 'name' end,
      (s.mean + case when starts_with(c.sort_key, p_said) or starts_with(c.search_name, p_said) then 0.1
                     when strpos(c.search_name, p_said) > 0 then 0.05 else 0 end)::real,
      c.sort_key
    from people_client c, lateral (
      select avg(x.met) as mean, min(x.met) as least
        from unnest(p_words) with ordinality as a(word, place), lateral (
          select case when strpos(n.name || ' ', ' ' || a.word || ' ') > 0 then 1
                      when strpos(n.name, ' ' || a.word) > 0 then 0.9
                      else coalesce((select max(m.weight) from unnest(p_of, p_meant, p_weights) as m(place, word, weight)
                                      where m.place = a.place and strpos(n.name || ' ', ' ' || m.word || ' ') > 0),
                                    0) end as met
            from (select dossiers_spaced(c.search_name) as name) n) x) s
   where c.id = any (p_clients)
$$;
revoke all on function dossiers_scored(uuid[], text[], text, int[], text[], real[]) from public;
"""

# Exact keys: each is few rows. A secret address is not found, whoever asks.
KEYED = """
create function dossiers_keyed(
  p_number text, p_phone text, p_birth date, p_postcode text, p_house int)
returns table (client_id uuid, why text)
language sql stable set search_path = public, pg_temp as $$
  select d.client_id, 'number' from dossiers_dossier d where d.number = p_number
  union all
  select n.client_id, 'client_number' from people_clientnumber n where lower(n.number) = p_number
  union all
  select c.id, 'phone' from people_client c where c.phone <> '' and people_phone_key(c.phone) = p_phone
  union all
  select a.client_id, 'address' from people_address a
   where a.postcode = p_postcode and (p_house is null or a.house_number = p_house)
     and a.valid_from <= kernel_today() and (a.valid_to is null or a.valid_to > kernel_today())
     and people_address_open(a.client_id)
  union all
  select c.id, 'birth' from people_client c where c.birth_date = p_birth
$$;
revoke all on function dossiers_keyed(text, text, date, text, int) from public;
"""

FIND = """
create function dossiers_find(
  p_words text[], p_said text, p_number text, p_phone text, p_birth date, p_postcode text, p_house int,
  p_readers int[], p_limit int)
returns table (client_id uuid, why text, score real)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  v_readers int[];
  v_words text[] := coalesce(p_words[1:4], '{}');
  v_limit int := least(p_limit, 200);
  v_criteria int := num_nonnulls(p_phone, p_birth, p_postcode);
  v_found uuid[] := '{}';
  v_few boolean;
  v_of int[]; v_meant text[]; v_weights real[];
begin
  -- Never more readers than the actor has; p_readers may ask for fewer.
  v_readers := array(select unnest(kernel_readers()) intersect select unnest(coalesce(p_readers, kernel_readers())));
  if cardinality(v_readers) = 0 then return; end if;

  return query
    select k.client_id, min(k.why), 3::real
      from dossiers_keyed(p_number, p_phone, p_birth, p_postcode, p_house) k
      cross join lateral (
        select from access_grant g
         where g.dossier_id = k.client_id and g.reader_id = any (v_readers) and g.sections & 1 <> 0
           and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
           and (not g.is_personal or g.reader_id = kernel_own_reader()) limit 1) g
     group by 1
    having bool_or(k.why in ('number', 'client_number')) or (
             count(distinct k.why) = v_criteria and dossiers_is_named(k.client_id, v_words))
     limit v_limit;
  if found or cardinality(v_words) = 0 or v_criteria > 0 then return; end if;

  select count(*) <= 2500 into v_few
    from (select from access_grant g where g.reader_id = any (v_readers) limit 2501) g;
  if not exists (
    select from unnest(v_words) as w(word) where length(w.word) > 1 and not exists (
      select from people_word v where v.word >= w.word and v.word < w.word || chr(1114111)))
  then
    v_found := dossiers_begins(v_readers, v_words, v_few, v_limit);
  end if;
  if cardinality(v_found) < least(20, v_limit) then
    select array_agg(w.place), array_agg(m.word), array_agg(m.weight) into v_of, v_meant, v_weights
      from unnest(v_words) with ordinality as w(word, place), lateral dossiers_meant(w.word) m;
    v_found := v_found || dossiers_alike(v_readers, v_words, v_of, v_meant, v_few, v_limit);
  end if;
  return query
    select s.client_id, s.why, s.score
      from dossiers_scored(v_found, v_words, p_said, v_of, v_meant, v_weights) s
     order by s.score desc, s.sort_key, s.client_id limit v_limit;
end $$;
revoke all on function dossiers_find(text[], text, text, text, date, text, int, int[], int) from public;
grant execute on function dossiers_find(text[], text, text, text, date, text, int, int[], int) to schakel_app;
"""

# Of the few that a birth date or address found: whether each word of the question is met by the name.
IS_NAMED = """
create function dossiers_is_named(p_client uuid, p_words text[]) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(bool_and(strpos(dossiers_spaced(c.search_name), ' ' || w.word) > 0 or exists (
           select from dossiers_meant(w.word) m
            where strpos(dossiers_spaced(c.search_name) || ' ', ' ' || m.word || ' ') > 0)), true)
    from people_client c, unnest(p_words) as w(word) where c.id = p_client
$$;
revoke all on function dossiers_is_named(uuid, text[]) from public;
"""

UNDO = """
drop function dossiers_find(text[], text, text, text, date, text, int, int[], int);
drop function dossiers_keyed(text, text, date, text, int);
drop function dossiers_is_named(uuid, text[]);
drop function dossiers_scored(uuid[], text[], text, int[], text[], real[]);
drop function dossiers_alike(int[], text[], int[], text[], boolean, int);
drop function dossiers_begins(int[], text[], boolean, int);
drop function dossiers_meant(text); drop function dossiers_spaced(text);
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0401_listed"), ("people", "0401_names_for_search")]
    operations = [
        migrations.RunSQL(SPACED + MEANT + BEGINS + ALIKE + SCORED + KEYED + IS_NAMED + FIND, UNDO),
        migrations.RunSQL("drop function dossiers_search(text, int)", BEFORE),
    ]
