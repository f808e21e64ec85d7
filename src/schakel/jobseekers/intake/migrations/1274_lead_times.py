"""Figures of lead times over all intakes of an organisation, of which nobody sees every dossier."""

from __future__ import annotations

from django.db import migrations

# Days are working days after the first contact, by the calendar that is handed over. A step is on time when it was
# done on the agreed day or before; one that is not done counts as soon as that day has passed, or only what went
# well would be counted. The agreement is that of the day of the first contact, at the place before everywhere.
# The first plan and the first service are known from the journal, whose rooms stand above this one.
FIGURES = """
create function intake_lead_times(
  p_from date, p_until date, p_working date[], p_packages jsonb, p_later jsonb)
returns table (location_id uuid, step text, done bigint, waiting bigint, median numeric, ninth numeric,
  judged bigint, on_time bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with calendar as materialized (
    select d::date as day, count(w) over (order by d) as place
      from generate_series(p_from - 1, kernel_today(), interval '1 day') d
      left join unnest(p_working) w on w = d::date
  ), held as materialized (
    select i.id, i.dossier_id, i.location_id, i.organisation_id, i.first_contact_on as begun,
           i.identity_checked_on, i.routed_on,
           (i.opened_at at time zone 'Europe/Amsterdam')::date as opened_on,
           (i.finished_at at time zone 'Europe/Amsterdam')::date as finished_on
      from intake_intake i
     where i.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and i.first_contact_on between p_from and least(p_until, kernel_today())
  ), packages as (
    select p.intake_id, k.key as step,
           case when bool_and(p.saved_at is not null)
                then max((p.saved_at at time zone 'Europe/Amsterdam')::date) end as day
      from intake_intakepart p join held h on h.id = p.intake_id
      join jsonb_each(p_packages) k on k.value ? p.key
     group by 1, 2
  ), streams as (
    select h.id, h.begun, h.dossier_id as stream_id from held h
    union all select h.id, h.begun, t.stream_id from held h
      join journal_streamtie t on t.joined_to = h.dossier_id
  ), later as (
    select s.id as intake_id, k.key as step, min((e.occurred_at at time zone 'Europe/Amsterdam')::date) as day
      from streams s join journal_entry e on e.dossier_id = s.stream_id
       and e.occurred_at >= s.begun::timestamp at time zone 'Europe/Amsterdam'
      join jsonb_each_text(p_later) k on k.value = e.verb
     group by 1, 2
  ), stepped as (
    select h.id, h.location_id, h.organisation_id, h.begun, s.step, s.day
      from held h cross join lateral (
        select 'opened' as step, h.opened_on as day
        union all select 'identity', h.identity_checked_on
        union all select 'route', h.routed_on
        union all select 'finished', h.finished_on
        union all select k, (select p.day from packages p where p.intake_id = h.id and p.step = k)
          from jsonb_object_keys(p_packages) k
        union all select k, (select l.day from later l where l.intake_id = h.id and l.step = k)
          from jsonb_object_keys(p_later) k) s
  ), agreed as (
    select x.*, (select a.working_days from intake_intakestep a
                  where a.organisation_id = x.organisation_id and a.step = x.step and a.valid_from <= x.begun
                    and (a.valid_to is null or a.valid_to > x.begun)
                    and (a.location_id is null or a.location_id = x.location_id)
                  order by a.location_id nulls last limit 1) as term
      from stepped x
  ), counted as (
    select a.location_id, a.step, a.day, a.term, dc.place - bc.place as took,
           coalesce(a.day, kernel_today()) > a.begun and oc.place - bc.place >= a.term as is_late
      from agreed a join calendar bc on bc.day = a.begun
      left join calendar dc on dc.day = greatest(a.day, a.begun)
      left join calendar oc on oc.day = coalesce(a.day, kernel_today()) - 1
  )
  select c.location_id, c.step, count(c.day), count(*) - count(c.day),
         (percentile_cont(0.5) within group (order by c.took) filter (where c.day is not null))::numeric,
         (percentile_cont(0.9) within group (order by c.took) filter (where c.day is not null))::numeric,
         count(*) filter (where c.term is not null and (c.day is not null or c.is_late)),
         count(*) filter (where c.term is not null and c.day is not null and not c.is_late)
    from counted c group by 1, 2
$$;
revoke all on function intake_lead_times(date, date, date[], jsonb, jsonb) from public;
grant execute on function intake_lead_times(date, date, date[], jsonb, jsonb) to schakel_app;
"""
UNDO = "drop function intake_lead_times(date, date, date[], jsonb, jsonb);"


class Migration(migrations.Migration):
    dependencies = [("intake", "1273_first_plan_and_service"), ("journal", "0901_joined_streams")]
    operations = [migrations.RunSQL(FIGURES, UNDO)]
