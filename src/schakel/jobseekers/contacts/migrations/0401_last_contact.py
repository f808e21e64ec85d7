"""The day of the last contact, kept with the dossier for lists."""

from __future__ import annotations

from django.db import migrations

# Each statement once for all its dossiers; somebody who did not turn up was no contact.
KEEP = """
create function contacts_last_contacts(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update dossiers_dossier d set last_contact_on = x.day
    from (select w.id, (select (max(m.occurred_at) at time zone 'Europe/Amsterdam')::date
                          from contacts_contactmoment m where m.dossier_id = w.id and m.kind <> 'absent') as day
            from unnest(p_dossiers) as w(id)) x
   where d.client_id = x.id and d.last_contact_on is distinct from x.day
$$;
revoke all on function contacts_last_contacts(uuid[]) from public;

create function contacts_note_last() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform contacts_last_contacts(array(select distinct dossier_id from new_rows order by 1));
  return null;
end $$;
create trigger contacts_contactmoment_last_insert after insert on contacts_contactmoment
  referencing new table as new_rows for each statement execute function contacts_note_last();
create trigger contacts_contactmoment_last_update after update on contacts_contactmoment
  referencing new table as new_rows for each statement execute function contacts_note_last();

select contacts_last_contacts(array_agg(distinct dossier_id)) from contacts_contactmoment having count(*) > 0;
"""

UNDO = """
drop trigger contacts_contactmoment_last_insert on contacts_contactmoment;
drop trigger contacts_contactmoment_last_update on contacts_contactmoment;
drop function contacts_note_last(); drop function contacts_last_contacts(uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_security"), ("dossiers", "0401_listed")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
