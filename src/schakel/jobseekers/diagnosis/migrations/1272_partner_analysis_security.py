"""Row-level security over analyses: who reads the section reads all, an organisation reads what it filed."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

TABLE = "diagnosis_partneranalysis"
READS = granted(TABLE, bit=f"{TABLE}.section_bit")
TAKES_PART = granted(TABLE, bit=1)
CONTACTS = granted(TABLE, bit=32)
OURS = f"{TABLE}.organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid"

# A partner that may not read the diagnosis tells its own part of it: the row goes to who guides, and back to the
# organisation that wrote it, never to another partner.
POLICIES = f"""
alter table {TABLE} enable row level security;
create policy {TABLE}_read on {TABLE} for select to schakel_app
  using (({READS}) or ({OURS} and {TAKES_PART}));
create policy {TABLE}_add on {TABLE} for insert to schakel_app with check ({OURS} and {CONTACTS});
create policy {TABLE}_change on {TABLE} for update to schakel_app
  using ({OURS} and {CONTACTS}) with check ({OURS} and {CONTACTS});
create policy {TABLE}_remove on {TABLE} for delete to schakel_app
  using (({READS}) or ({OURS} and {CONTACTS}));
"""
UNDO = f"""
drop policy {TABLE}_read on {TABLE}; drop policy {TABLE}_add on {TABLE};
drop policy {TABLE}_change on {TABLE}; drop policy {TABLE}_remove on {TABLE};
alter table {TABLE} disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "1271_partner_analysis")]
    operations = [migrations.RunSQL(POLICIES, UNDO)]
