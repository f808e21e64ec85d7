"""Row-level security: who asks reads the own question, and who may see the dossier reads and answers it."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

_GRANTED = granted("dossiers_joinrequest", bit=1)
_OURS = "organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid"
POLICIES = f"""
alter table dossiers_joinrequest enable row level security;
create policy dossiers_joinrequest_read on dossiers_joinrequest for select to schakel_app
  using ({_OURS} or {_GRANTED});
create policy dossiers_joinrequest_change on dossiers_joinrequest for update to schakel_app
  using ({_GRANTED}) with check ({_GRANTED});
create policy dossiers_joinrequest_add on dossiers_joinrequest for insert to schakel_app
  with check (reader_id = (select kernel_own_reader()) and {_OURS});
revoke all on dossiers_joinrequest from schakel_batch, schakel_readonly;
"""

UNDO = """
drop policy dossiers_joinrequest_add on dossiers_joinrequest;
drop policy dossiers_joinrequest_change on dossiers_joinrequest;
drop policy dossiers_joinrequest_read on dossiers_joinrequest;
alter table dossiers_joinrequest disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1342_join_request"), ("access", "0301_personal_grants")]
    operations = [migrations.RunSQL(POLICIES, UNDO)]
