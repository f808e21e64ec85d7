"""What stood in a row that was refused or taken in is forgotten with what undoing needs, after one term."""

from __future__ import annotations

from django.db import migrations

# Refused rows are kept so that people can mend them. A run that is done, and that nobody can undo any more,
# has no other use for them; the reason stays, which repeats nothing of the row.
FORGETTING = """
create or replace function imports_forget_before(p_before timestamptz) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with emptied as (
    update imports_importrow r set cipher = '', key_id = ''
      from imports_importrun u
     where u.id = r.run_id and u.status in ('applied', 'undone') and octet_length(r.cipher) > 0
       and coalesce(u.undone_at, u.finished_at, u.taken_up_at, u.started_at) < p_before
  ), gone as (
    delete from imports_importbefore b using imports_importrow r, imports_importrun u
     where r.id = b.row_id and u.id = r.run_id and u.status <> 'undoing'
       and coalesce(u.finished_at, u.taken_up_at, u.started_at) < p_before
    returning b.id
  ) select count(*)::int from gone
$$;
"""

BEFORE = """
create or replace function imports_forget_before(p_before timestamptz) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from imports_importbefore b using imports_importrow r, imports_importrun u
     where r.id = b.row_id and u.id = r.run_id and u.status <> 'undoing'
       and coalesce(u.finished_at, u.taken_up_at, u.started_at) < p_before
    returning b.id
  ) select count(*)::int from gone
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "1102_checking")]
    operations = [migrations.RunSQL(FORGETTING, BEFORE)]
