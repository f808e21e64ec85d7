"""Notices under the dossier's contacts; texts for their own organisation; and the service that sends."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

_OWN = "organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid"
_TEXTS = ("notices_letterhead", "notices_noticetemplate", "notices_paragraph")

TEXTS = "".join(
    f"""
alter table {table} enable row level security;
create policy {table}_own on {table} to schakel_app using ({_OWN}) with check ({_OWN});
revoke delete on {table} from schakel_app;
"""
    for table in _TEXTS
)

# The service that sends works through every organisation's queue; it reads notices and letterheads, no more.
SENDING = """
create policy notices_notice_sends on notices_notice to schakel_batch using (true) with check (true);
create policy notices_letterhead_shown on notices_letterhead for select to schakel_app using (true);
create policy notices_letterhead_sends on notices_letterhead for select to schakel_batch using (true);
revoke insert, delete on notices_notice from schakel_batch;
revoke insert, update, delete on notices_letterhead, notices_noticetemplate, notices_paragraph from schakel_batch;
revoke delete on notices_notice from schakel_app;
"""

UNDO = """
drop policy notices_notice_sends on notices_notice;
drop policy notices_letterhead_sends on notices_letterhead;
drop policy notices_letterhead_shown on notices_letterhead;
""" + "".join(
    f"drop policy {table}_own on {table}; alter table {table} disable row level security;\n"
    for table in _TEXTS
)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("access", "0002_privileges")]
    operations = [protect("notices_notice", bit=32), migrations.RunSQL(TEXTS + SENDING, UNDO)]
