"""What client and organisations agreed in the plan goes before the rhythm of the house."""

from __future__ import annotations

from django.db import migrations

DUE = """
create or replace function signals_find_contact_due(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id, r.organisation_id, r.reader_id, d.last_contact_on, null::date,
         jsonb_build_array(signals_criterion('last', true, d.last_contact_on),
                           signals_criterion({criterion}, true, null))
    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null
    join dossiers_regie r on r.dossier_id = d.client_id and r.scope = 'chain'
         and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
    join contacts_rhythms(p_dossiers, (p_days->>'today')::date) h on h.dossier_id = d.client_id
    {plan}
   where d.client_id = any (p_dossiers) and d.status = 'open'
     and {late}
$$;
"""

BY_HOUSE = (
    "d.last_contact_on <= signals_house_day(p_days, 'contact_' || h.rhythm || '_before', r.organisation_id)"
)
# The version that was agreed, not what somebody is changing meanwhile.
PLAN = """left join lateral (
      select (v.content->>'contact_weeks')::int as weeks from plans_plan p
        join plans_planversion v on v.plan_id = p.id and v.number = p.agreed_number
       where p.dossier_id = d.client_id and p.status = 'running') a on true"""
LATE = f"""case when a.weeks is null then {BY_HOUSE}
              else d.last_contact_on + a.weeks * 7 < (p_days->>'today')::date end"""

WITH_PLAN = DUE.format(
    criterion="case when a.weeks is null then h.rhythm else 'plan' end", plan=PLAN, late=LATE
)
WITHOUT = DUE.format(criterion="h.rhythm", plan="", late=BY_HOUSE)


class Migration(migrations.Migration):
    dependencies = [("contacts", "1101_signals"), ("plans", "1002_plan_security")]
    operations = [migrations.RunSQL(WITH_PLAN, WITHOUT)]
