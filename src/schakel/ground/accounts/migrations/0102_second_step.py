"""The second step of logging in; the batch and whoever only reads have nothing to do with its secrets."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schakel.ground.kernel.ids

CLOSE = "revoke all on accounts_authenticator, accounts_recoverycode from schakel_batch, schakel_readonly"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0101_ways_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authenticator",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("secret_cipher", models.BinaryField()),
                ("key_id", models.CharField(max_length=20)),
                ("last_step", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authenticator",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "digest"), name="accounts_recovery_code_once")
                ],
            },
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
