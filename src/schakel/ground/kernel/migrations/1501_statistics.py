"""Statistics of tables that grew before the database looked at them for the first time."""

from __future__ import annotations

from django.db import migrations

# The database gathers them by itself, a minute later at the earliest. Until then it plans for tables of a few rows,
# and in that minute the first file of a new organisation has been taken in, ten times slower than it needs to be.
ANALYSE = """
create function kernel_analyse_new() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_table text;
  v_count int := 0;
begin
  for v_table in
    select format('%I.%I', schemaname, relname) from pg_stat_user_tables
     where schemaname = 'public' and last_analyze is null and last_autoanalyze is null and n_mod_since_analyze > 500
     order by relname
  loop
    execute 'analyze ' || v_table;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
revoke all on function kernel_analyse_new() from public;
grant execute on function kernel_analyse_new() to schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "1501_ninth")]
    operations = [migrations.RunSQL(ANALYSE, "drop function kernel_analyse_new();")]
