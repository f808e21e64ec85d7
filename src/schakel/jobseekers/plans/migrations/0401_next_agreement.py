"""The day of the first agreement that is still open, kept with the dossier for lists."""

from __future__ import annotations

from django.db import migrations

KEEP = """
create function plans_next_agreements(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update dossiers_dossier d set next_agreement_on = x.day
    from (select w.id, (select min(a.due_on) from plans_agreement a
                         where a.dossier_id = w.id and a.status = 'open') as day
            from unnest(p_dossiers) as w(id)) x
   where d.client_id = x.id and d.next_agreement_on is distinct from x.day
$$;
revoke all on function plans_next_agreements(uuid[]) from public;

create function plans_note_next() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plans_next_agreements(array(select distinct dossier_id from new_rows order by 1));
  return null;
end $$;
create trigger plans_agreement_next_insert after insert on plans_agreement
  referencing new table as new_rows for each statement execute function plans_note_next();
create trigger plans_agreement_next_update after update on plans_agreement
  referencing new table as new_rows for each statement execute function plans_note_next();

select plans_next_agreements(array_agg(distinct dossier_id)) from plans_agreement having count(*) > 0;
"""

UNDO = """
drop trigger plans_agreement_next_insert on plans_agreement;
drop trigger plans_agreement_next_update on plans_agreement;
drop function plans_note_next(); drop function plans_next_agreements(uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0101_expectation"), ("dossiers", "0401_listed")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
