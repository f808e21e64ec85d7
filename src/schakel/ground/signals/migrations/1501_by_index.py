"""Finding goes from the dossiers by index, whatever the database believes about the size of its tables."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

# At most a thousand dossiers are looked at together, each with a few rows a table: going to them by index is
# never far from the best. While a table grows faster than its statistics, the planner reads it whole instead, or
# compares every row with every other.
REFRESH = """
create or replace function signals_refresh(
  p_dossiers uuid[], p_kinds text[], p_bits int[], p_days jsonb, p_cause text, p_now timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found signals_finding[];
begin
  -- Two acts on a dossier wait for each other: the second sees what the first wrote.
  perform 1 from dossiers_dossier where client_id = any (p_dossiers) order by client_id for no key update;
  for i in 1 .. cardinality(p_kinds) loop
    found := signals_found(p_kinds[i], p_dossiers, p_days);
    update signals_signal s set gone_at = p_now, gone_cause = left(p_cause, 60), version = s.version + 1
     where s.dossier_id = any (p_dossiers) and s.kind = p_kinds[i] and s.gone_at is null
       and not exists (select 1 from unnest(found) f where f.dossier_id = s.dossier_id
                          and f.organisation_id = s.organisation_id and f.since = s.since);
    insert into signals_signal as s (id, version, dossier_id, kind, section_bit, organisation_id, reader_id, since,
                                     due_on, criteria, found_at, snooze_reason, snooze_words, gone_cause)
    select gen_random_uuid(), 1, f.dossier_id, p_kinds[i], p_bits[i], f.organisation_id, f.reader_id, f.since,
           f.due_on, f.criteria, p_now, '', '', ''
      from unnest(found) f
    on conflict (dossier_id, kind, organisation_id) where gone_at is null
    do update set reader_id = excluded.reader_id, due_on = excluded.due_on, criteria = excluded.criteria
     where (s.reader_id, s.due_on, s.criteria)
           is distinct from (excluded.reader_id, excluded.due_on, excluded.criteria);
  end loop;
end $$;
"""

FOUND = """
create function signals_found(p_kind text, p_dossiers uuid[], p_days jsonb) returns signals_finding[]
language plpgsql stable set search_path = public, pg_temp
set join_collapse_limit = 1 set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  found signals_finding[];
begin
  execute format('select array_agg(f::signals_finding) from %I($1, $2) f', 'signals_find_' || p_kind)
     into found using p_dossiers, p_days;
  return found;
end $$;
revoke all on function signals_found(text, uuid[], jsonb) from public;
"""

AS_IT_WAS = (
    import_module("schakel.ground.signals.migrations.0002_finding")
    .REFRESH.split("create function signals_dossiers_after")[0]
    .split("revoke all")[0]
    .replace("create function", "create or replace function")
    + "drop function signals_found(text, uuid[], jsonb);"
)


class Migration(migrations.Migration):
    dependencies = [("signals", "1401_join_waits")]
    operations = [migrations.RunSQL(FOUND + REFRESH, AS_IT_WAS)]
