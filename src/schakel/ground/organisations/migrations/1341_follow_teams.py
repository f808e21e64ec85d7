"""A planned move to another team stands with the membership from its day on."""

from __future__ import annotations

from django.db import migrations

FOLLOW = """
create function organisations_follow_teams() returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with placed as (
    select m.id, (select t.id from access_readerteam r
                    join organisations_team t on t.reader_id = r.team_reader_id
                   where r.reader_id = m.reader_id and t.organisation_id = m.organisation_id
                     and r.valid_from <= kernel_today()
                     and (r.valid_to is null or r.valid_to > kernel_today())
                   order by r.valid_from desc, r.id desc limit 1) as team_id
      from organisations_membership m
     where m.valid_from <= kernel_today() and (m.valid_to is null or m.valid_to > kernel_today())
  ), moved as (
    update organisations_membership m set team_id = p.team_id, version = m.version + 1
      from placed p where p.id = m.id and p.team_id is distinct from m.team_id
    returning 1
  )
  select count(*)::int from moved
$$;
revoke all on function organisations_follow_teams() from public;
grant execute on function organisations_follow_teams() to schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "1102_succeeded_texts"), ("access", "0601_mandates")]
    operations = [migrations.RunSQL(FOLLOW, "drop function organisations_follow_teams()")]
