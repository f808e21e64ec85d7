"""Signals of services: near their last day, past it, not decided on, and no fitting offer in twelve months."""

from __future__ import annotations

from django.db import migrations

# Of several services at one organisation the first to end counts; who left is asked nothing any more.
HOLDER = """
create function services_asked_of(p_dossier uuid, p_organisation uuid, p_today date) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select r.reader_id from dossiers_regie r
      where r.dossier_id = p_dossier and r.scope = 'organisation' and r.organisation_id = p_organisation
        and r.valid_from <= p_today and (r.valid_to is null or r.valid_to > p_today) limit 1),
    (select p.reader_id from dossiers_participation p
      where p.dossier_id = p_dossier and p.organisation_id = p_organisation
        and p.valid_from <= p_today and (p.valid_to is null or p.valid_to > p_today)
      order by p.valid_from, p.id limit 1))
$$;
revoke all on function services_asked_of(uuid, uuid, date) from public;
"""

LIMITS = """
create function signals_find_service_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.dossier_id, u.organisation_id)
         u.dossier_id, u.organisation_id, w.reader_id, u.ends_on, u.ends_on,
         jsonb_build_array(signals_criterion('ends', true, u.ends_on), signals_criterion('next', false, null))
    from services_serviceuse u
    join dossiers_dossier d on d.client_id = u.dossier_id and d.status = 'open'
    cross join lateral (
      select services_asked_of(u.dossier_id, u.organisation_id, (p_days->>'today')::date) as reader_id) w
   where u.dossier_id = any (p_dossiers) and u.state = 'running' and w.reader_id is not null
     and u.ends_on between (p_days->>'today')::date
         and signals_house_day(p_days, 'service_until', u.organisation_id)
   order by u.dossier_id, u.organisation_id, u.ends_on, u.id
$$;
revoke all on function signals_find_service_ends(uuid[], jsonb) from public;

create function signals_find_service_over(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.dossier_id, u.organisation_id)
         u.dossier_id, u.organisation_id, w.reader_id, u.ends_on, u.ends_on,
         jsonb_build_array(signals_criterion('over', true, u.ends_on),
                           signals_criterion('evaluated', false, null))
    from services_serviceuse u
    join dossiers_dossier d on d.client_id = u.dossier_id and d.status = 'open'
    cross join lateral (
      select services_asked_of(u.dossier_id, u.organisation_id, (p_days->>'today')::date) as reader_id) w
   where u.dossier_id = any (p_dossiers) and u.state = 'running' and w.reader_id is not null
     and u.ends_on <= signals_house_day(p_days, 'service_over_before', u.organisation_id)
   order by u.dossier_id, u.organisation_id, u.ends_on, u.id
$$;
revoke all on function signals_find_service_over(uuid[], jsonb) from public;
"""

DECISION = """
create function signals_find_service_undecided(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (u.dossier_id, o.id)
         u.dossier_id, o.id, w.reader_id, u.chosen_on, null::date,
         jsonb_build_array(signals_criterion('chosen', true, u.chosen_on),
                           signals_criterion('decided', false, null))
    from services_serviceuse u
    join dossiers_dossier d on d.client_id = u.dossier_id and d.status = 'open'
    cross join lateral (select coalesce(u.decider_id, u.organisation_id) as id) o
    cross join lateral (
      select services_asked_of(u.dossier_id, o.id, (p_days->>'today')::date) as reader_id) w
   where u.dossier_id = any (p_dossiers) and u.state = 'proposed' and w.reader_id is not null
     and u.chosen_on <= signals_house_day(p_days, 'service_chosen_before', o.id)
   order by u.dossier_id, o.id, u.chosen_on, u.id
$$;
revoke all on function signals_find_service_undecided(uuid[], jsonb) from public;
"""

# The twelve months of the closed approach of 2007 and 2008; after that the house goes on by the same count.
OFFER = """
create function signals_find_offer_missing(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (d.client_id)
         d.client_id, r.organisation_id, r.reader_id, e.valid_from, x.due_on,
         jsonb_build_array(
           signals_criterion('right', true, e.valid_from),
           signals_criterion('offer_by', x.due_on >= (p_days->>'today')::date, x.due_on),
           signals_criterion('offered', false, null))
    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null
    join dossiers_regie r on r.dossier_id = d.client_id and r.scope = 'chain'
         and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
    join people_benefitentitlement e on e.client_id = d.client_id
         and e.valid_from <= signals_house_day(p_days, 'offer_warned_before', r.organisation_id)
         and (e.valid_to is null or e.valid_to > (p_days->>'today')::date)
    cross join lateral (select (e.valid_from + interval '12 months')::date as due_on) x
   where d.client_id = any (p_dossiers) and d.status = 'open'
     and not exists (select 1 from plans_plan p where p.dossier_id = d.client_id and p.agreed_on is not null)
     and not exists (select 1 from services_serviceuse u
                      where u.dossier_id = d.client_id and u.chosen_on >= e.valid_from
                        and u.state in ('decided', 'running', 'ended'))
   order by d.client_id, e.valid_from, e.id
$$;
revoke all on function signals_find_offer_missing(uuid[], jsonb) from public;
"""

UNDO = """
drop function signals_find_offer_missing(uuid[], jsonb);
drop function signals_find_service_undecided(uuid[], jsonb);
drop function signals_find_service_over(uuid[], jsonb); drop function signals_find_service_ends(uuid[], jsonb);
drop function services_asked_of(uuid, uuid, date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "1211_first_help"),
        ("signals", "0201_own_figures"),
        ("plans", "1001_plan"),
        ("people", "0005_any_bsn"),
    ]
    operations = [migrations.RunSQL(HOLDER + LIMITS + DECISION + OFFER, UNDO)]
