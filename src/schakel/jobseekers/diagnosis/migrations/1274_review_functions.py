"""Row-level security over reviews, asking for one from above, and how estimates came out per team."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Whoever closes a plan or a service may see no diagnosis: this asks of who does, and tells nothing back.
ASK = """
create function diagnosis_ask_to_compare(p_dossier uuid, p_because text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into diagnosis_estimatereview (diagnosis_id, dossier_id, prompted_on, prompted_by, outcome)
    select d.id, d.dossier_id, kernel_today(), p_because, ''
      from diagnosis_diagnosis d
     where d.dossier_id = p_dossier and d.concluded_on is not null
       and p_because in ('plan_closed', 'work')
       and exists (
         select from access_grant g
          where g.dossier_id = p_dossier and g.reader_id = any (kernel_readers()) and g.sections & 16 <> 0
            and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
            and (not g.is_personal or g.reader_id = kernel_own_reader()) and not g.is_read_only)
     order by d.concluded_on desc, d.begun_at desc, d.id desc limit 1
  on conflict (diagnosis_id) do update
    set prompted_on = excluded.prompted_on, prompted_by = excluded.prompted_by
$$;
revoke all on function diagnosis_ask_to_compare(uuid, text) from public;
grant execute on function diagnosis_ask_to_compare(uuid, text) to schakel_app;
"""

# Per team of the professional on the day of the estimate; a team of fewer than five has no row of its own, so that
# nobody's own estimates can be told from it.
CAME_OUT = """
create function diagnosis_estimates_came_out()
returns table (team_id uuid, team text, band int, estimated numeric, yes bigint, partly bigint, no bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with judged as (
    select r.concluded_by_id, r.chance, v.outcome, d.concluded_on, least(r.chance / 20, 4) as band
      from diagnosis_estimatereview v
      join diagnosis_diagnosisresult r on r.diagnosis_id = v.diagnosis_id
      join diagnosis_diagnosis d on d.id = r.diagnosis_id
     where r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and v.outcome in ('came_true', 'partly', 'not')
  ), placed as (
    select j.*, (select m.team_id from organisations_membership m
                  where m.professional_id = j.concluded_by_id and m.valid_from <= j.concluded_on
                    and (m.valid_to is null or m.valid_to > j.concluded_on) and m.team_id is not null
                    and m.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                  order by m.valid_from desc, m.id limit 1) as team_id
      from judged j
  ), large as (
    select p.team_id from placed p where p.team_id is not null
     group by 1 having count(distinct p.concluded_by_id) >= 5
  )
  select l.team_id, t.name::text, p.band, avg(p.chance)::numeric, count(*) filter (where p.outcome = 'came_true'),
         count(*) filter (where p.outcome = 'partly'), count(*) filter (where p.outcome = 'not')
    from placed p join large l on l.team_id = p.team_id join organisations_team t on t.id = l.team_id
   group by 1, 2, 3
  union all
  select null, '', p.band, avg(p.chance)::numeric, count(*) filter (where p.outcome = 'came_true'),
         count(*) filter (where p.outcome = 'partly'), count(*) filter (where p.outcome = 'not')
    from placed p group by 3
$$;
revoke all on function diagnosis_estimates_came_out() from public;
grant execute on function diagnosis_estimates_came_out() to schakel_app;
"""
UNDO = "drop function diagnosis_estimates_came_out(); drop function diagnosis_ask_to_compare(uuid, text);"


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "1273_estimate_review"), ("access", "0301_personal_grants")]
    operations = [protect("diagnosis_estimatereview", bit=8), migrations.RunSQL(ASK + CAME_OUT, UNDO)]
