"""Row-level security over this room's tables, and two intakes that meet when dossiers are merged."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# A client has one intake at a time: the one of the dossier that goes on goes on, and the other is ended with
# all its answers. Taking the merge back restores it.
MEETING = """
create function intake_end_second() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.finished_at is null and exists (
    select from intake_intake o where o.dossier_id = new.dossier_id and o.finished_at is null and o.id <> new.id)
  then
    new.finished_at := now();
    new.version := new.version + 1;
  end if;
  return new;
end $$;
create trigger intake_meets before update of dossier_id on intake_intake
  for each row when (new.dossier_id <> old.dossier_id) execute function intake_end_second();
"""
PARTING = "drop trigger intake_meets on intake_intake; drop function intake_end_second();"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("dossiers", "1001_ties")]
    operations = [
        protect("intake_intake", bit=2),
        protect("intake_intakeadviser", bit=2),
        protect("intake_intakepart", bit="intake_intakepart.section_bit"),
        migrations.RunSQL(MEETING, PARTING),
    ]
