"""The signal that another organisation waits to hear whether it may take part."""

from __future__ import annotations

from django.db import migrations

# Who holds the regie of the chain answers; who takes part by now, by another road, waits for nothing.
SIGNAL = """
create function signals_find_join_waits(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (j.dossier_id, g.organisation_id)
         j.dossier_id, g.organisation_id, g.reader_id, j.asked_on, null::date,
         jsonb_build_array(signals_criterion('asked', true, j.asked_on),
                           signals_criterion('answered', false, null))
    from dossiers_joinrequest j
    join dossiers_dossier d on d.client_id = j.dossier_id and d.status = 'open'
    join dossiers_regie g on g.dossier_id = j.dossier_id and g.scope = 'chain'
         and g.valid_from <= (p_days->>'today')::date
         and (g.valid_to is null or g.valid_to > (p_days->>'today')::date)
   where j.dossier_id = any (p_dossiers) and j.state = 'asked' and g.organisation_id <> j.organisation_id
     and j.asked_on <= signals_house_day(p_days, 'join_before', g.organisation_id)
     and not exists (select 1 from dossiers_participation t
                      where t.dossier_id = j.dossier_id and t.organisation_id = j.organisation_id
                        and t.valid_from <= (p_days->>'today')::date
                        and (t.valid_to is null or t.valid_to > (p_days->>'today')::date))
   order by j.dossier_id, g.organisation_id, j.asked_on, j.id
$$;
revoke all on function signals_find_join_waits(uuid[], jsonb) from public;
"""

UNDO = "drop function signals_find_join_waits(uuid[], jsonb);"


class Migration(migrations.Migration):
    dependencies = [("signals", "1401_interval_of_practice"), ("dossiers", "1401_join_withdrawn")]
    operations = [migrations.RunSQL(SIGNAL, UNDO)]
