"""The signal that a question of another organisation waits for an answer."""

from __future__ import annotations

from django.db import migrations

# Of several questions the oldest counts; one that was asked again counts from then.
SIGNAL = """
create function signals_find_partner_waits(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (m.dossier_id, a.organisation_id)
         m.dossier_id, a.organisation_id, a.id, x.asked_on, null::date,
         jsonb_build_array(signals_criterion('asked', true, x.asked_on),
                           signals_criterion('answered', false, null))
    from dossiers_casemessage m
    join dossiers_dossier d on d.client_id = m.dossier_id and d.status = 'open'
    join dossiers_casemessageparty p on p.message_id = m.id and not p.is_sender
    join access_reader a on a.id = p.reader_id and a.organisation_id <> m.organisation_id
    cross join lateral (select (m.moved_at at time zone 'Europe/Amsterdam')::date as asked_on) x
   where m.dossier_id = any (p_dossiers) and m.thread_id is null and m.status = 'open'
     and x.asked_on <= signals_house_day(p_days, 'partner_before', a.organisation_id)
     and exists (select 1 from dossiers_participation t
                  where t.dossier_id = m.dossier_id and t.reader_id = p.reader_id
                    and t.valid_from <= (p_days->>'today')::date
                    and (t.valid_to is null or t.valid_to > (p_days->>'today')::date))
   order by m.dossier_id, a.organisation_id, x.asked_on, m.id
$$;
revoke all on function signals_find_partner_waits(uuid[], jsonb) from public;
"""

UNDO = "drop function signals_find_partner_waits(uuid[], jsonb);"


class Migration(migrations.Migration):
    dependencies = [("signals", "0201_own_figures"), ("dossiers", "0204_message_security")]
    operations = [migrations.RunSQL(SIGNAL, UNDO)]
