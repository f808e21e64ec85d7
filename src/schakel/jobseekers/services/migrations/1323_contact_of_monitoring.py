"""The signal that a service with an agreed contact has had none for too long."""

from __future__ import annotations

from django.db import migrations

# The catalogue says how often (p_days->'contacts', a term by the key of a service). The last contact is that of the
# dossier, whoever had it; before there was one since the service began, its first day counts.
CONTACT = """
create function signals_find_service_contact(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (x.dossier_id, x.organisation_id)
         x.dossier_id, x.organisation_id, w.reader_id, x.since, x.due_on,
         jsonb_build_array(signals_criterion('contact_by', true, x.due_on),
                           signals_criterion('contacted', false, x.since))
    from (select u.dossier_id, u.organisation_id, u.id, greatest(u.starts_on, d.last_contact_on) as since,
                 (greatest(u.starts_on, d.last_contact_on)
                   + (p_days->'contacts'->>u.service_key)::interval)::date as due_on
            from services_serviceuse u
            join dossiers_dossier d on d.client_id = u.dossier_id and d.status = 'open'
            join people_client c on c.id = u.dossier_id and c.deceased_on is null
           where u.dossier_id = any (p_dossiers) and u.state = 'running'
             and p_days->'contacts' ? u.service_key) x
    cross join lateral (
      select services_asked_of(x.dossier_id, x.organisation_id, (p_days->>'today')::date) as reader_id) w
   where w.reader_id is not null and x.due_on < (p_days->>'today')::date
   order by x.dossier_id, x.organisation_id, x.due_on, x.id
$$;
revoke all on function signals_find_service_contact(uuid[], jsonb) from public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "1322_figures_functions"),
        ("dossiers", "0401_listed"),
        ("signals", "0201_own_figures"),
    ]
    operations = [
        migrations.RunSQL(CONTACT, "drop function signals_find_service_contact(uuid[], jsonb);"),
    ]
