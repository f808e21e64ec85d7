"""Numbers about subscribers that their own policies would hide: only how many, never which."""

from __future__ import annotations

from django.db import migrations

NUMBERS = """
create function journal_lag(p_name text, p_most int) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from (
    select 1 from journal_cursor c
      join journal_entry e on (e.transaction_id, e.id) > (c.transaction_id, c.entry_id) and e.verb = any (c.verbs)
     where c.name = p_name limit least(p_most, 10001)) as waiting
$$;
create function journal_parked(p_name text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from journal_parkedentry p where p.subscriber = p_name
$$;
revoke all on function journal_lag(text, int), journal_parked(text) from public;
grant execute on function journal_lag(text, int), journal_parked(text) to schakel_app, schakel_batch;
"""
UNDO = "drop function journal_lag(text, int); drop function journal_parked(text);"


class Migration(migrations.Migration):
    dependencies = [("journal", "0103_seals")]
    operations = [migrations.RunSQL(NUMBERS, UNDO)]
