"""A run and its rows are for the organisation whose file it was."""

from __future__ import annotations

from django.db import migrations

OWN = """
alter table imports_importrun enable row level security;
create policy imports_importrun_own on imports_importrun to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
alter table imports_importrow enable row level security;
create policy imports_importrow_own on imports_importrow to schakel_app using (
  exists (select 1 from imports_importrun r where r.id = imports_importrow.run_id));
"""

UNDO = """
drop policy imports_importrow_own on imports_importrow; alter table imports_importrow disable row level security;
drop policy imports_importrun_own on imports_importrun; alter table imports_importrun disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("dossiers", "0002_regie_and_grants")]
    operations = [migrations.RunSQL(OWN, UNDO)]
