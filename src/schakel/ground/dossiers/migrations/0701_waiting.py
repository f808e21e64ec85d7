"""How many clients wait in the queues of one's own organisation: a number, and nothing of who they are."""

from __future__ import annotations

from django.db import migrations

# At most 1,000 are counted of each queue, so that a page about teams costs the same in a large region.
WAITING = """
create function dossiers_waiting(p_readers int[]) returns table (reader_id int, waiting bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, (select count(*) from (
      select 1 from dossiers_participation p
       where p.reader_id = r.id and p.valid_from <= kernel_today()
         and (p.valid_to is null or p.valid_to > kernel_today()) limit 1000) x)
    from access_reader r
   where r.id = any (p_readers) and r.kind = 'team'
     and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
$$;
revoke all on function dossiers_waiting(int[]) from public;
grant execute on function dossiers_waiting(int[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0501_duplicates"), ("organisations", "0501_joint_teams")]
    operations = [migrations.RunSQL(WAITING, "drop function dossiers_waiting(int[]);")]
