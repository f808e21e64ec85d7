"""The signal that nobody noted whether an agreement was kept, for the organisation that made it."""

from __future__ import annotations

from django.db import migrations

# Of several agreements the oldest counts; whoever left is asked nothing any more.
SIGNAL = """
create function signals_find_agreement_unchecked(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (a.dossier_id, a.organisation_id)
         a.dossier_id, a.organisation_id, coalesce(r.reader_id, w.reader_id), a.due_on, a.due_on,
         jsonb_build_array(signals_criterion('due', true, a.due_on), signals_criterion('checked', false, null))
    from plans_agreement a
    join dossiers_dossier d on d.client_id = a.dossier_id and d.status = 'open'
    cross join lateral (select p.reader_id from dossiers_participation p
                         where p.dossier_id = a.dossier_id and p.organisation_id = a.organisation_id
                           and p.valid_from <= (p_days->>'today')::date
                           and (p.valid_to is null or p.valid_to > (p_days->>'today')::date)
                         order by p.valid_from, p.id limit 1) w
    left join dossiers_regie r on r.dossier_id = a.dossier_id and r.scope = 'organisation'
         and r.organisation_id = a.organisation_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where a.dossier_id = any (p_dossiers) and a.status = 'open'
     and a.due_on <= signals_house_day(p_days, 'agreement_before', a.organisation_id)
   order by a.dossier_id, a.organisation_id, a.due_on, a.id
$$;
revoke all on function signals_find_agreement_unchecked(uuid[], jsonb) from public;
"""

UNDO = "drop function signals_find_agreement_unchecked(uuid[], jsonb);"


class Migration(migrations.Migration):
    dependencies = [("plans", "1002_plan_security"), ("signals", "0201_own_figures")]
    operations = [migrations.RunSQL(SIGNAL, UNDO)]
