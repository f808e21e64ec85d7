"""Rules at commit: nobody works outside an organisation's life, none goes up in itself; who may move dossiers."""

from __future__ import annotations

from django.db import migrations

# An empty period (ended on its first day) lies in every life.
LIFE = """
create function organisations_judge_life() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  about uuid;
begin
  if tg_table_name = 'organisations_organisation' then about := new.id; else about := new.organisation_id; end if;
  perform 1 from organisations_organisation o
    join (select organisation_id, valid_from, valid_to from organisations_membership
           where organisation_id = about
          union all
          select organisation_id, valid_from, valid_to from organisations_team
           where organisation_id = about) w on w.organisation_id = o.id
   where not isempty(daterange(w.valid_from, w.valid_to))
     and not daterange(o.valid_from, o.valid_to) @> daterange(w.valid_from, w.valid_to);
  if found then
    raise exception 'somebody works outside the life of an organisation' using errcode = 'SK101';
  end if;
  return null;
end $$;

create constraint trigger organisations_life after update of valid_from, valid_to on organisations_organisation
  deferrable initially deferred for each row execute function organisations_judge_life();
create constraint trigger organisations_life after insert or update of valid_from, valid_to
  on organisations_membership
  deferrable initially deferred for each row execute function organisations_judge_life();
create constraint trigger organisations_life after insert or update of valid_from, valid_to on organisations_team
  deferrable initially deferred for each row execute function organisations_judge_life();
"""

CIRCLE = """
create function organisations_judge_circle() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from (
    with recursive later (id) as (
      select new.successor_id
      union
      select t.successor_id from organisations_successiontie t
        join organisations_succession s on s.id = t.succession_id and s.status <> 'cancelled'
        join later l on l.id = t.predecessor_id
    ) select id from later) x where x.id = new.predecessor_id;
  if found then
    raise exception 'an organisation would go up in itself' using errcode = 'SK102';
  end if;
  return null;
end $$;
create constraint trigger organisations_circle after insert on organisations_successiontie
  deferrable initially deferred for each row execute function organisations_judge_circle();
"""

MAY = """
create function organisations_may_succeed(p_succession uuid, p_status text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_setting('schakel.role', true) = 'administrator' and exists (
    select 1 from organisations_successiontie t
      join organisations_succession s on s.id = t.succession_id
     where s.id = p_succession and s.status = p_status
       and nullif(current_setting('schakel.organisation', true), '')::uuid in (t.predecessor_id, t.successor_id))
$$;
revoke all on function organisations_may_succeed(uuid, text) from public;
grant execute on function organisations_may_succeed(uuid, text) to schakel_app;
"""

UNDO = """
drop function organisations_may_succeed(uuid, text);
drop function organisations_judge_circle() cascade;
drop function organisations_judge_life() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0102_names_successions_locations"), ("kernel", "0001_functions")]
    operations = [migrations.RunSQL(LIFE + CIRCLE + MAY, UNDO)]
