"""Passkeys; the batch and whoever only reads have nothing to do with them."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schakel.ground.kernel.ids

CLOSE = "revoke all on accounts_passkey from schakel_batch, schakel_readonly"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "1231_tries_by_place"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("host", models.CharField(max_length=255)),
                ("credential_id", models.BinaryField(max_length=1023, unique=True)),
                ("credential", models.BinaryField()),
                ("sign_count", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passkeys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
