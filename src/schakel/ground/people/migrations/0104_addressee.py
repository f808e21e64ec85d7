"""Whom a letter about a client goes to: for who may see the client, and for the service that sends."""

from __future__ import annotations

from django.db import migrations

# A secret address never leaves this function. Who receives the client's post is asked before where they live.
FIND = """
create function people_find_addressee(p_client uuid)
returns table (client_name text, client_email text, is_deceased boolean, has_secret_address boolean,
               name text, email text, street text, house_number int, house_suffix text, postcode text, place text)
language sql stable security definer set search_path = public, pg_temp as $$
  select concat_ws(' ', nullif(coalesce(nullif(c.given_names, ''), c.initials), ''), nullif(c.prefix, ''), c.family_name),
         c.email, c.deceased_on is not null, c.has_secret_address,
         r.name, r.email,
         coalesce(r.street, a.street), coalesce(r.house_number, a.house_number),
         coalesce(r.house_suffix, a.house_suffix), coalesce(r.postcode, a.postcode), coalesce(r.place, a.place)
    from people_client c
    left join lateral (
      select r.* from people_representative r join people_protection p on p.id = r.protection_id
       where r.client_id = c.id and p.valid_to is null
       order by array_position(array['curator', 'guardian', 'administrator', 'mentor'], r.capacity::text),
                r.document_on desc
       limit 1) r on true
    left join people_address a on a.client_id = c.id and not c.has_secret_address and a.street <> ''
      and a.valid_from <= kernel_today() and (a.valid_to is null or a.valid_to > kernel_today())
   where c.id = p_client
$$;
revoke all on function people_find_addressee(uuid) from public;
"""

_COLUMNS = """table (client_name text, client_email text, is_deceased boolean, has_secret_address boolean,
               name text, email text, street text, house_number int, house_suffix text, postcode text, place text)"""

ASK = f"""
create function people_addressee(p_client uuid) returns {_COLUMNS}
language sql stable security definer set search_path = public, pg_temp as $$
  select * from people_find_addressee(p_client)
   where exists (select 1 from access_grant g
                  where g.dossier_id = p_client and g.reader_id = any (kernel_readers()) and g.sections & 1 <> 0
                   and (not g.is_personal or g.reader_id = kernel_own_reader())
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
$$;
revoke all on function people_addressee(uuid) from public;
grant execute on function people_addressee(uuid) to schakel_app;

create function people_addressee_to_send(p_client uuid) returns {_COLUMNS}
language sql stable security definer set search_path = public, pg_temp as $$
  select f.* from people_find_addressee(p_client) f
   where exists (select 1 from notices_notice n where n.dossier_id = p_client and n.state = 'queued')
$$;
revoke all on function people_addressee_to_send(uuid) from public;
grant execute on function people_addressee_to_send(uuid) to schakel_batch;
"""

UNDO = """
drop function people_addressee_to_send(uuid); drop function people_addressee(uuid);
drop function people_find_addressee(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0103_benefits_and_preferences"),
        ("notices", "0002_security"),
        ("access", "0301_personal_grants"),
    ]
    operations = [migrations.RunSQL(FIND + ASK, UNDO)]
