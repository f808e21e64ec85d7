"""Programs that come in by themselves; others may read how they are called, and nothing of their tokens."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

CLOSE = """
revoke all on accounts_serviceidentity from schakel_batch, schakel_readonly;
grant select (id, organisation_id, reader_id, name, task) on accounts_serviceidentity
   to schakel_batch, schakel_readonly
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("accounts", "1233_sign_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceIdentity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(db_index=True)),
                ("name", models.CharField(max_length=80)),
                ("task", models.CharField(max_length=20)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("hint", models.CharField(max_length=4)),
                ("made_at", models.DateTimeField()),
                ("renewed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
