"""Figures on services and choices, counted in the database over the whole organisation, with nobody's name."""

from __future__ import annotations

from django.db import migrations

OWN = """
alter table services_mixtarget enable row level security;
create policy services_mixtarget_own on services_mixtarget to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
alter table services_steeringevent enable row level security;
create policy services_steeringevent_own on services_steeringevent to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
alter table services_councilconsent enable row level security;
create policy services_councilconsent_own on services_councilconsent to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
revoke delete on services_mixtarget, services_councilconsent from schakel_app, schakel_batch;
revoke update, delete on services_steeringevent from schakel_app, schakel_batch;
"""
UNDO_OWN = """
drop policy services_councilconsent_own on services_councilconsent;
drop policy services_steeringevent_own on services_steeringevent;
drop policy services_mixtarget_own on services_mixtarget;
"""

# The catalogue names the group of a service; an own service of an organisation follows from what it consists of.
GROUP = """
create function services_mix_group(p_groups jsonb, p_key text, p_content text, p_is_bought boolean) returns text
language sql immutable set search_path = public, pg_temp as $$
  select coalesce(p_groups->>p_key,
    case when p_content = 'trajectory' then 'trajectory' when p_content = 'following' then 'monitoring'
         when p_is_bought then 'modular' when p_content = 'guidance' then 'intensive' else 'other' end)
$$;
revoke all on function services_mix_group(jsonb, text, text, boolean) from public;
grant execute on function services_mix_group(jsonb, text, text, boolean) to schakel_app;
"""

# Whose clients they are is told by the holder of the own organisation's regie, and by the team of that holder.
HELD = """
create function services_held(p_on date) returns table (dossier_id uuid, team_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.dossier_id, coalesce(r.team_id, m.team_id)
    from dossiers_regie r left join organisations_membership m on m.reader_id = r.reader_id
   where r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and r.scope = 'organisation' and r.valid_from <= p_on and (r.valid_to is null or r.valid_to > p_on)
$$;
revoke all on function services_held(date) from public;
"""

# Of the last day the teams are told too; of those before, the whole organisation only.
MIX = """
create function services_mix(p_days date[], p_groups jsonb)
returns table (day date, is_whole boolean, team_id uuid, mix text, uses bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with ran as materialized (
    select d.day, u.dossier_id, services_mix_group(p_groups, u.service_key, u.content, u.is_bought) as mix
      from services_serviceuse u
      join unnest(p_days) d(day) on u.starts_on <= d.day and (u.ended_on is null or u.ended_on >= d.day)
     where u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and u.state in ('running', 'ended')
  )
  select r.day, true, null::uuid, r.mix, count(*) from ran r group by 1, 4
  union all
  select r.day, false, h.team_id, r.mix, count(*)
    from ran r left join services_held(p_days[cardinality(p_days)]) h on h.dossier_id = r.dossier_id
   where r.day = p_days[cardinality(p_days)] group by 1, 3, 4
$$;
revoke all on function services_mix(date[], jsonb) from public;
grant execute on function services_mix(date[], jsonb) to schakel_app;

create function services_population(p_on date) returns table (team_id uuid, distance text, clients bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.team_id, case when x.is_near then 'near' when not x.is_near then 'far' else 'unknown' end, count(*)
    from services_held(p_on) h
    left join lateral (
      select q.is_near from diagnosis_diagnosisresult q join diagnosis_diagnosis d on d.id = q.diagnosis_id
       where q.dossier_id = h.dossier_id and d.concluded_on <= p_on
       order by d.concluded_on desc, d.id desc limit 1) x on true
   group by 1, 2
$$;
revoke all on function services_population(date) from public;
grant execute on function services_population(date) to schakel_app;
"""

STARTS = """
create function services_starts(p_since date)
returns table (month date, service_key text, name text, content text, starts bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select date_trunc('month', u.starts_on)::date, u.service_key, max(u.name), max(u.content), count(*)
    from services_serviceuse u
   where u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and u.starts_on >= p_since and u.starts_on <= kernel_today()
   group by 1, 2
$$;
revoke all on function services_starts(date) from public;
grant execute on function services_starts(date) to schakel_app;
"""

# One outcome for each client whose service ended or plan closed: the latest that is work or a useful function, else
# another. A plan knows of work only, so a service that ended with secondment says more. Six months count from the
# last day of the benefit that ran at the end, or from the end itself. Employment is known from the work history.
OUTCOMES = """
create function services_outcomes(p_first date, p_last date)
returns table (team_id uuid, outcome text, lasting text, clients bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with ended as (
    select u.dossier_id, u.ended_on as day, u.end_reason as why, 'service' as kind, u.id
      from services_serviceuse u
     where u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and u.state = 'ended' and u.ended_on between p_first and p_last
    union all
    select p.dossier_id, p.closed_on, p.closure, 'plan', p.id from plans_plan p
     where p.lead_organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and p.status = 'closed' and p.closed_on between p_first and p_last
       and p.closure not in ('replaced', 'death')
  ), seconded as (
    select distinct e.dossier_id from ended e where e.why = 'seconded'
  ), named as (
    select e.*, case
        when e.why = 'work' and e.kind = 'plan' and s.dossier_id is not null then 'seconded'
        when e.why in ('work', 'seconded', 'useful') then e.why else 'other' end as outcome
      from ended e left join seconded s on s.dossier_id = e.dossier_id
  ), latest as (
    select distinct on (n.dossier_id) n.dossier_id, n.day, n.outcome from named n
     order by n.dossier_id, n.outcome = 'other', n.day desc, n.id desc
  ), counted as (
    select l.*, coalesce((
        select max(coalesce(e.valid_to, 'infinity')) from people_benefitentitlement e
         where e.client_id = l.dossier_id and e.valid_from <= l.day and coalesce(e.valid_to, 'infinity') > l.day),
      l.day) as free_from
      from latest l
  ), judged as (
    select c.*, case
        when c.outcome not in ('work', 'seconded') then ''
        when c.free_from = 'infinity' then 'no'
        when exists (select from people_benefitentitlement e
                      where e.client_id = c.dossier_id and e.valid_from >= c.free_from
                        and e.valid_from < c.free_from + interval '6 months') then 'no'
        when c.free_from + interval '6 months' > kernel_today() then 'early'
        when exists (select from profile_workperiod w
                      where w.dossier_id = c.dossier_id and w.removed_on is null
                        and w.began_on <= c.free_from + 31 and coalesce(w.ended_on, 'infinity') >= c.free_from)
         and exists (select from profile_workperiod w
                      where w.dossier_id = c.dossier_id and w.removed_on is null
                        and w.began_on <= c.free_from + interval '6 months'
                        and coalesce(w.ended_on, 'infinity') >= c.free_from + interval '6 months') then 'yes'
        when exists (select from profile_workperiod w
                      where w.dossier_id = c.dossier_id and w.removed_on is null
                        and w.began_on <= c.free_from + 31 and w.ended_on >= c.free_from) then 'no'
        else 'unknown' end as lasting
      from counted c
  )
  select h.team_id, j.outcome, j.lasting, count(*)
    from judged j left join lateral (
      select coalesce(r.team_id, m.team_id) as team_id
        from dossiers_regie r left join organisations_membership m on m.reader_id = r.reader_id
       where r.dossier_id = j.dossier_id and r.scope = 'organisation' and r.valid_from <= j.day
         and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       order by r.valid_from desc, r.id desc limit 1) h on true
   group by 1, 2, 3
$$;
revoke all on function services_outcomes(date, date) from public;
grant execute on function services_outcomes(date, date) to schakel_app;
"""

# A client with two rights counts under both. The place of the ends of the interval of a median follows from the
# binomial distribution, by its normal approximation.
SCHEMES = """
create function services_by_scheme(p_on date, p_since date, p_groups jsonb)
returns table (regime text, clients bigint, helped bigint, groups jsonb, waited bigint,
               median int, low int, high int)
language sql stable security definer set search_path = public, pg_temp as $$
  with rights as (
    select h.dossier_id, coalesce(e.regime, '') as regime
      from services_held(p_on) h left join people_benefitentitlement e
        on e.client_id = h.dossier_id and e.valid_from <= p_on and (e.valid_to is null or e.valid_to > p_on)
     group by 1, 2
  ), used as (
    select distinct u.dossier_id, services_mix_group(p_groups, u.service_key, u.content, u.is_bought) as mix
      from services_serviceuse u
     where u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and u.state in ('running', 'ended') and u.starts_on <= p_on
       and (u.ended_on is null or u.ended_on >= p_since)
  ), waits as (
    select i.dossier_id, min(u.starts_on) - i.begun as days
      from (select distinct on (x.dossier_id) x.dossier_id, x.first_contact_on as begun
              from intake_intake x
             where x.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
               and x.first_contact_on between p_since and p_on
             order by x.dossier_id, x.first_contact_on desc, x.id desc) i
      join services_serviceuse u on u.dossier_id = i.dossier_id and u.starts_on between i.begun and p_on
     group by i.dossier_id, i.begun
  ), totals as (
    select r.regime, count(*) as clients, count(s.dossier_id) as helped
      from rights r left join (select distinct dossier_id from used) s on s.dossier_id = r.dossier_id
     group by 1
  ), mixed as (
    select x.regime, jsonb_object_agg(x.mix, x.n) as groups
      from (select r.regime, s.mix, count(*) as n from rights r join used s on s.dossier_id = r.dossier_id
             group by 1, 2) x group by 1
  ), waited as (
    select r.regime, count(*)::int as n, array_agg(w.days order by w.days) as days
      from rights r join waits w on w.dossier_id = r.dossier_id group by 1
  )
  select t.regime::text, t.clients, t.helped, coalesce(m.groups, '{}'), coalesce(w.n, 0)::bigint,
         w.days[(w.n + 1) / 2], w.days[greatest(1, floor((w.n - 1.96 * sqrt(w.n)) / 2)::int)],
         w.days[least(w.n, ceil(1 + (w.n + 1.96 * sqrt(w.n)) / 2)::int)]
    from totals t left join mixed m on m.regime = t.regime left join waited w on w.regime = t.regime
$$;
revoke all on function services_by_scheme(date, date, jsonb) from public;
grant execute on function services_by_scheme(date, date, jsonb) to schakel_app;
"""

LADDER = """
create function services_ladder(p_on date) returns table (team_id uuid, at_start int, at_now int, clients bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.team_id, p.baseline_rung, coalesce(s.rung, p.baseline_rung), count(*)
    from services_held(p_on) h
    left join plans_plan p on p.dossier_id = h.dossier_id and p.status <> 'closed'
    left join lateral (
      select x.rung from plans_rungstep x where x.dossier_id = h.dossier_id and x.from_day <= p_on
       order by x.from_day desc, x.id desc limit 1) s on true
   group by 1, 2, 3
$$;
revoke all on function services_ladder(date) from public;
grant execute on function services_ladder(date) to schakel_app;

create function services_trajectories(p_on date, p_soon date, p_groups jsonb)
returns table (team_id uuid, due text, uses bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.team_id, case when u.ends_on is null then 'open' when u.ends_on < p_on then 'over'
                         when u.ends_on <= p_soon then 'soon' else 'later' end, count(*)
    from services_held(p_on) h
    join services_serviceuse u on u.dossier_id = h.dossier_id and u.state = 'running'
     and u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and services_mix_group(p_groups, u.service_key, u.content, u.is_bought) = 'trajectory'
   group by 1, 2
$$;
revoke all on function services_trajectories(date, date, jsonb) from public;
grant execute on function services_trajectories(date, date, jsonb) to schakel_app;
"""

# Off until a works council agreed: then nothing is counted at all. A choice that was taken back or erased says
# nothing; neither does what a machine recorded. A team is told by how many people chose, so that nobody is.
CHOICES = """
create function services_bare_choices(p_since date)
returns table (team_id uuid, people bigint, choices bigint, bare bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select c.organisation_id from services_councilconsent c
     where c.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and c.valid_from <= kernel_today() and (c.valid_to is null or c.valid_to > kernel_today())
  ), made as (
    select m.team_id, m.professional_id, convert_from(k.body, 'UTF8')::jsonb as said
      from own o join journal_entry e on e.organisation_id = o.organisation_id and e.verb = 'decision.record'
       and e.occurred_at >= p_since::timestamp at time zone 'Europe/Amsterdam'
      join journal_content k on k.entry_id = e.id
      join organisations_membership m on m.reader_id = e.reader_id and m.organisation_id = o.organisation_id
     where not exists (select from journal_entry l where l.dossier_id = e.dossier_id and l.supersedes_id = e.id)
  )
  select x.team_id, count(distinct x.professional_id), count(*),
         count(*) filter (where x.said->>'reason_origin' = 'offered' or coalesce(x.said->>'reason_text', '') = '')
    from made x group by 1
$$;
revoke all on function services_bare_choices(date) from public;
grant execute on function services_bare_choices(date) to schakel_app;
"""

UNDO = """
drop function services_bare_choices(date); drop function services_trajectories(date, date, jsonb);
drop function services_ladder(date); drop function services_by_scheme(date, date, jsonb);
drop function services_outcomes(date, date); drop function services_starts(date);
drop function services_population(date); drop function services_mix(date[], jsonb); drop function services_held(date);
drop function services_mix_group(jsonb, text, text, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "1321_figures"),
        ("journal", "1321_index_of_choices"),
        ("dossiers", "1251_completeness"),
        ("diagnosis", "1273_estimate_review"),
        ("intake", "1274_lead_times"),
        ("plans", "1293_wish_counts"),
        ("people", "1001_one_right_at_a_time"),
        ("profile", "0103_no_illness"),
    ]
    operations = [
        migrations.RunSQL(OWN, UNDO_OWN),
        migrations.RunSQL(GROUP + HELD + MIX + STARTS + OUTCOMES + SCHEMES + LADDER + CHOICES, UNDO),
    ]
