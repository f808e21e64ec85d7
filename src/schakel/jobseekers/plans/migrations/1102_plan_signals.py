"""The signals that a client has no plan yet, and that a plan was not looked at together for too long."""

from __future__ import annotations

from django.db import migrations

# Once a plan was agreed, a next one is a choice and no omission.
SIGNALS = """
create function signals_find_plan_missing(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id, r.organisation_id, r.reader_id, d.opened_on, null::date,
         jsonb_build_array(signals_criterion('opened', true, d.opened_on),
                           signals_criterion('agreed', false, null))
    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null
    join dossiers_regie r on r.dossier_id = d.client_id and r.scope = 'chain'
         and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where d.client_id = any (p_dossiers) and d.status = 'open'
     and d.opened_on <= signals_house_day(p_days, 'plan_made_before', r.organisation_id)
     and not exists (select 1 from plans_plan p where p.dossier_id = d.client_id and p.agreed_on is not null)
$$;
revoke all on function signals_find_plan_missing(uuid[], jsonb) from public;

create function signals_find_plan_review_due(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select p.dossier_id, p.lead_organisation_id, coalesce(r.reader_id, w.reader_id), p.agreed_on, null::date,
         jsonb_build_array(signals_criterion('agreed', true, p.agreed_on))
    from plans_plan p
    join dossiers_dossier d on d.client_id = p.dossier_id and d.status = 'open'
    cross join lateral (select x.reader_id from dossiers_participation x
                         where x.dossier_id = p.dossier_id and x.organisation_id = p.lead_organisation_id
                           and x.valid_from <= (p_days->>'today')::date
                           and (x.valid_to is null or x.valid_to > (p_days->>'today')::date)
                         order by x.valid_from, x.id limit 1) w
    left join dossiers_regie r on r.dossier_id = p.dossier_id and r.scope = 'organisation'
         and r.organisation_id = p.lead_organisation_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where p.dossier_id = any (p_dossiers) and p.status = 'running'
     and p.agreed_on <= signals_house_day(p_days, 'plan_review_before', p.lead_organisation_id)
$$;
revoke all on function signals_find_plan_review_due(uuid[], jsonb) from public;
"""

UNDO = """
drop function signals_find_plan_review_due(uuid[], jsonb); drop function signals_find_plan_missing(uuid[], jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "1101_agreement_signal")]
    operations = [migrations.RunSQL(SIGNALS, UNDO)]
