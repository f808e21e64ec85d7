"""Which rhythm of contact a dossier follows, and the signals that a first talk or a next contact is late."""

from __future__ import annotations

from django.db import migrations

# Who works and has no benefit left is in aftercare; else the last diagnosis says how somebody is guided.
RHYTHMS = """
create function contacts_rhythms(p_dossiers uuid[], p_today date) returns table (dossier_id uuid, rhythm text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id,
         case when exists (select 1 from profile_workperiod w
                            where w.dossier_id = d.client_id and w.removed_on is null and w.ended_on is null
                              and w.began_on >= d.opened_on)
               and not exists (select 1 from people_benefitentitlement e
                                where e.client_id = d.client_id and e.valid_from <= p_today
                                  and (e.valid_to is null or e.valid_to > p_today)) then 'aftercare'
              when g.variant in ('coach', 'enforce') then 'intensive'
              when g.variant = 'monitor' then 'monitoring'
              else 'regular' end
    from dossiers_dossier d
    left join lateral (select x.variant from diagnosis_diagnosisresult x
                         join diagnosis_diagnosis y on y.id = x.diagnosis_id
                        where x.dossier_id = d.client_id
                        order by y.concluded_on desc, y.id desc limit 1) g on true
   where d.client_id = any (p_dossiers)
$$;
revoke all on function contacts_rhythms(uuid[], date) from public;
"""

SIGNALS = """
create function signals_find_first_talk_waits(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id, r.organisation_id, r.reader_id, d.opened_on, null::date,
         jsonb_build_array(signals_criterion('opened', true, d.opened_on),
                           signals_criterion('talked', false, null))
    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null
    join dossiers_regie r on r.dossier_id = d.client_id and r.scope = 'chain'
         and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where d.client_id = any (p_dossiers) and d.status = 'open'
     and d.opened_on <= signals_house_day(p_days, 'first_talk_before', r.organisation_id)
     and not exists (select 1 from contacts_contactmoment m
                      where m.dossier_id = d.client_id and m.kind <> 'absent'
                        and m.channel in ('office', 'phone', 'video', 'visit'))
$$;
revoke all on function signals_find_first_talk_waits(uuid[], jsonb) from public;

create function signals_find_contact_due(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id, r.organisation_id, r.reader_id, d.last_contact_on, null::date,
         jsonb_build_array(signals_criterion('last', true, d.last_contact_on),
                           signals_criterion(h.rhythm, true, null))
    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null
    join dossiers_regie r on r.dossier_id = d.client_id and r.scope = 'chain'
         and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
    join contacts_rhythms(p_dossiers, (p_days->>'today')::date) h on h.dossier_id = d.client_id
   where d.client_id = any (p_dossiers) and d.status = 'open'
     and d.last_contact_on <= signals_house_day(p_days, 'contact_' || h.rhythm || '_before', r.organisation_id)
$$;
revoke all on function signals_find_contact_due(uuid[], jsonb) from public;
"""

UNDO = """
drop function signals_find_contact_due(uuid[], jsonb); drop function signals_find_first_talk_waits(uuid[], jsonb);
drop function contacts_rhythms(uuid[], date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0401_last_contact"),
        ("diagnosis", "0002_security"),
        ("profile", "0103_no_illness"),
        ("people", "1001_one_right_at_a_time"),
        ("signals", "0201_own_figures"),
    ]
    operations = [migrations.RunSQL(RHYTHMS + SIGNALS, UNDO)]
