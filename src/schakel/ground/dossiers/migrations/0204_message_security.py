"""Row-level security over consultations: the section of contacts."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

KEPT = """
revoke delete on dossiers_casemessage from schakel_app, schakel_batch;
revoke update, delete on dossiers_casemessageparty from schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0203_messages")]
    operations = [
        protect("dossiers_casemessage", bit=32),
        protect("dossiers_casemessageparty", bit=32),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
