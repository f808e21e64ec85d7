"""Two plans that meet when dossiers are merged: the one of the dossier that goes on goes on."""

from __future__ import annotations

from django.db import migrations

# The one that comes in is closed and stays readable, with its steps and versions. Taking the merge back restores it.
MEETING = """
create function plans_close_second() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.status <> 'closed' and exists (
    select from plans_plan o where o.dossier_id = new.dossier_id and o.status <> 'closed' and o.id <> new.id)
  then
    new.status := 'closed';
    new.closure := 'replaced';
    new.closure_words := 'samengevoegd met een dossier waarin al een plan was';
    new.closed_on := (select kernel_today());
    new.is_waiting := false;
    new.version := new.version + 1;
  end if;
  return new;
end $$;
create trigger plans_meets before update of dossier_id on plans_plan
  for each row when (new.dossier_id <> old.dossier_id) execute function plans_close_second();
"""
PARTING = "drop trigger plans_meets on plans_plan; drop function plans_close_second();"


class Migration(migrations.Migration):
    dependencies = [("plans", "1102_plan_signals")]
    operations = [migrations.RunSQL(MEETING, PARTING)]
