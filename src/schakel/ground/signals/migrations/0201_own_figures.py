"""Signals follow the house norm that the organisation they are for set for itself."""

from __future__ import annotations

from django.db import migrations

DAY = """
create function signals_house_day(p_days jsonb, p_name text, p_organisation uuid) returns date
language sql immutable as $$
  select coalesce(p_days #>> array['own', p_name, p_organisation::text], p_days->>p_name)::date
$$;
"""

FOLLOWING = """
create or replace function signals_find_nobody_responsible(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select r.dossier_id, r.organisation_id, r.reader_id, r.valid_from, null::date,
         case when r.team_id is not null then jsonb_build_array(
                signals_criterion('in_queue', true, r.valid_from), signals_criterion('over_norm', true, null))
              else jsonb_build_array(signals_criterion('absent', true, null),
                signals_criterion('in_queue', false, null)) end
    from dossiers_regie r
   where r.dossier_id = any (p_dossiers) and r.scope = 'organisation'
     and r.valid_from <= (p_days->>'today')::date
     and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
     and ((r.team_id is not null and r.valid_from <= signals_house_day(p_days, 'queue_before', r.organisation_id))
       or (r.professional_id is not null and p_days->'absent' @> to_jsonb(r.reader_id)))
$$;

create or replace function signals_find_return_unattended(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (h.dossier_id, h.from_organisation_id)
         h.dossier_id, h.from_organisation_id, h.from_reader_id, x.back_on, null::date,
         jsonb_build_array(signals_criterion('returned', true, x.back_on),
                           signals_criterion('settled', false, null))
    from dossiers_handover h
    join dossiers_dossier d on d.client_id = h.dossier_id and d.status = 'open'
    cross join lateral (select (h.answered_at at time zone 'Europe/Amsterdam')::date as back_on) x
   where h.dossier_id = any (p_dossiers) and h.status = 'returned' and h.settled_at is null
     and x.back_on <= signals_house_day(p_days, 'returned_before', h.from_organisation_id)
     and exists (select 1 from dossiers_participation p
                  where p.dossier_id = h.dossier_id and p.organisation_id = h.from_organisation_id
                    and p.kind = 'involved' and p.valid_from <= (p_days->>'today')::date
                    and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
   order by h.dossier_id, h.from_organisation_id, x.back_on, h.id
$$;

create or replace function signals_find_ww_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (e.client_id, e.organisation_id)
         e.client_id, e.organisation_id, r.reader_id, e.valid_to - 1, e.valid_to - 1,
         jsonb_build_array(
           signals_criterion('ends', true, e.valid_to - 1), signals_criterion('other_right', false, null),
           signals_criterion('municipality', false, null), signals_criterion('handover', false, null))
    from people_benefitentitlement e
    join dossiers_regie r on r.dossier_id = e.client_id and r.scope = 'organisation'
         and r.organisation_id = e.organisation_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where e.client_id = any (p_dossiers) and e.regime = 'ww' and e.valid_to > e.valid_from
     and e.valid_to - 1 <= signals_house_day(p_days, 'ww_until', e.organisation_id)
     and not exists (select 1 from people_benefitentitlement o
                      where o.client_id = e.client_id and (o.valid_to is null or o.valid_to > e.valid_to))
     and not exists (select 1 from dossiers_participation p
                       join organisations_organisation g on g.id = p.organisation_id
                      where p.dossier_id = e.client_id and p.kind = 'involved' and g.kind = 'municipality'
                        and p.valid_from <= (p_days->>'today')::date
                        and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
     and not exists (select 1 from dossiers_handover h
                       join organisations_organisation g on g.id = h.to_organisation_id
                      where h.dossier_id = e.client_id and h.status = 'sent' and g.kind = 'municipality')
   order by e.client_id, e.organisation_id, e.valid_to desc, e.id
$$;

create or replace function signals_find_trajectory_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (t.dossier_id, t.payer_id)
         t.dossier_id, t.payer_id, r.reader_id, x.ends_on, x.ends_on,
         jsonb_build_array(signals_criterion('ends', true, x.ends_on), signals_criterion('ended', false, null))
    from dossiers_trajectory t
    join dossiers_dossier d on d.client_id = t.dossier_id and d.status = 'open'
    cross join lateral (select least(t.planned_end, t.paid_until) as ends_on) x
    left join dossiers_regie r on r.dossier_id = t.dossier_id and r.scope = 'organisation'
         and r.organisation_id = t.payer_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where t.dossier_id = any (p_dossiers) and t.ended_on is null
     and x.ends_on <= signals_house_day(p_days, 'trajectory_until', t.payer_id)
   order by t.dossier_id, t.payer_id, x.ends_on, t.id
$$;
"""

BEFORE = """
create or replace function signals_find_nobody_responsible(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select r.dossier_id, r.organisation_id, r.reader_id, r.valid_from, null::date,
         case when r.team_id is not null then jsonb_build_array(
                signals_criterion('in_queue', true, r.valid_from), signals_criterion('over_norm', true, null))
              else jsonb_build_array(signals_criterion('absent', true, null),
                signals_criterion('in_queue', false, null)) end
    from dossiers_regie r
   where r.dossier_id = any (p_dossiers) and r.scope = 'organisation'
     and r.valid_from <= (p_days->>'today')::date
     and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
     and ((r.team_id is not null and r.valid_from <= (p_days->>'queue_before')::date)
       or (r.professional_id is not null and p_days->'absent' @> to_jsonb(r.reader_id)))
$$;

create or replace function signals_find_return_unattended(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (h.dossier_id, h.from_organisation_id)
         h.dossier_id, h.from_organisation_id, h.from_reader_id, x.back_on, null::date,
         jsonb_build_array(signals_criterion('returned', true, x.back_on),
                           signals_criterion('settled', false, null))
    from dossiers_handover h
    join dossiers_dossier d on d.client_id = h.dossier_id and d.status = 'open'
    cross join lateral (select (h.answered_at at time zone 'Europe/Amsterdam')::date as back_on) x
   where h.dossier_id = any (p_dossiers) and h.status = 'returned' and h.settled_at is null
     and x.back_on <= (p_days->>'returned_before')::date
     and exists (select 1 from dossiers_participation p
                  where p.dossier_id = h.dossier_id and p.organisation_id = h.from_organisation_id
                    and p.kind = 'involved' and p.valid_from <= (p_days->>'today')::date
                    and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
   order by h.dossier_id, h.from_organisation_id, x.back_on, h.id
$$;

create or replace function signals_find_ww_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (e.client_id, e.organisation_id)
         e.client_id, e.organisation_id, r.reader_id, e.valid_to - 1, e.valid_to - 1,
         jsonb_build_array(
           signals_criterion('ends', true, e.valid_to - 1), signals_criterion('other_right', false, null),
           signals_criterion('municipality', false, null), signals_criterion('handover', false, null))
    from people_benefitentitlement e
    join dossiers_regie r on r.dossier_id = e.client_id and r.scope = 'organisation'
         and r.organisation_id = e.organisation_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where e.client_id = any (p_dossiers) and e.regime = 'ww' and e.valid_to > e.valid_from
     and e.valid_to - 1 <= (p_days->>'ww_until')::date
     and not exists (select 1 from people_benefitentitlement o
                      where o.client_id = e.client_id and (o.valid_to is null or o.valid_to > e.valid_to))
     and not exists (select 1 from dossiers_participation p
                       join organisations_organisation g on g.id = p.organisation_id
                      where p.dossier_id = e.client_id and p.kind = 'involved' and g.kind = 'municipality'
                        and p.valid_from <= (p_days->>'today')::date
                        and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
     and not exists (select 1 from dossiers_handover h
                       join organisations_organisation g on g.id = h.to_organisation_id
                      where h.dossier_id = e.client_id and h.status = 'sent' and g.kind = 'municipality')
   order by e.client_id, e.organisation_id, e.valid_to desc, e.id
$$;

create or replace function signals_find_trajectory_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (t.dossier_id, t.payer_id)
         t.dossier_id, t.payer_id, r.reader_id, x.ends_on, x.ends_on,
         jsonb_build_array(signals_criterion('ends', true, x.ends_on), signals_criterion('ended', false, null))
    from dossiers_trajectory t
    join dossiers_dossier d on d.client_id = t.dossier_id and d.status = 'open'
    cross join lateral (select least(t.planned_end, t.paid_until) as ends_on) x
    left join dossiers_regie r on r.dossier_id = t.dossier_id and r.scope = 'organisation'
         and r.organisation_id = t.payer_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where t.dossier_id = any (p_dossiers) and t.ended_on is null
     and x.ends_on <= (p_days->>'trajectory_until')::date
   order by t.dossier_id, t.payer_id, x.ends_on, t.id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_finding")]
    operations = [
        migrations.RunSQL(DAY + FOLLOWING, BEFORE + "drop function signals_house_day(jsonb, text, uuid);"),
    ]
