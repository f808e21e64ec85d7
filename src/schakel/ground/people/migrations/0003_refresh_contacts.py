"""How clients are reached, brought up to date from a file by an organisation that takes part."""

from __future__ import annotations

from django.db import migrations

# Set-based, and for registrars who hold no grant themselves: the condition is that a reader of their
# organisation holds one. A null leaves the field as it is.
REFRESH = """
create function people_refresh_contacts(p_clients uuid[], p_phones text[], p_emails text[], p_places text[])
returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  update people_client c
     set phone = coalesce(x.phone, c.phone), email = coalesce(x.email, c.email),
         place = coalesce(x.place, c.place), version = c.version + 1
    from unnest(p_clients, p_phones, p_emails, p_places) as x(id, phone, email, place)
   where c.id = x.id
     and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
     and exists (select 1 from access_grant g join access_reader r on r.id = g.reader_id
                  where g.dossier_id = c.id and g.sections & 1 <> 0
                    and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
  returning c.id
$$;
revoke all on function people_refresh_contacts(uuid[], text[], text[], text[]) from public;
grant execute on function people_refresh_contacts(uuid[], text[], text[], text[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_security")]
    operations = [
        migrations.RunSQL(REFRESH, "drop function people_refresh_contacts(uuid[], text[], text[], text[])")
    ]
