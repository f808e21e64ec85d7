"""Two running diagnoses that meet when dossiers are merged: the one that stands there goes on."""

from __future__ import annotations

from django.db import migrations

# The one that comes in keeps what was filled in, and counts nowhere. Taking the merge back restores it.
MEETING = """
create function diagnosis_withdraw_second() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.concluded_on is null and new.withdrawn_on is null and exists (
    select from diagnosis_diagnosis o where o.dossier_id = new.dossier_id
       and o.concluded_on is null and o.withdrawn_on is null and o.id <> new.id)
  then
    new.withdrawn_on := (select kernel_today());
    new.withdrawn_because := 'samengevoegd met een dossier waarin al een diagnose liep';
    new.version := new.version + 1;
  end if;
  return new;
end $$;
create trigger diagnosis_meets before update of dossier_id on diagnosis_diagnosis
  for each row when (new.dossier_id <> old.dossier_id) execute function diagnosis_withdraw_second();
"""
PARTING = "drop trigger diagnosis_meets on diagnosis_diagnosis; drop function diagnosis_withdraw_second();"


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0101_withdrawing")]
    operations = [migrations.RunSQL(MEETING, PARTING)]
