"""Nobody but the reader sees when they last looked."""

from __future__ import annotations

from django.db import migrations

OWN = """
alter table journal_lastlook enable row level security;
create policy journal_lastlook_own on journal_lastlook for all to schakel_app
  using (reader_id = any (((select nullif(current_setting('schakel.readers', true), '')))::int[]))
  with check (reader_id = any (((select nullif(current_setting('schakel.readers', true), '')))::int[]));
"""
UNDO = """
drop policy journal_lastlook_own on journal_lastlook;
alter table journal_lastlook disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0201_last_look")]
    operations = [migrations.RunSQL(OWN, UNDO)]
