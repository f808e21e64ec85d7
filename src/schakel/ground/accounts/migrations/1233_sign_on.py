"""Logging in at one's own organisation; the batch and whoever only reads have nothing to do with it."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schakel.ground.access.roles
import schakel.ground.kernel.ids

TABLES = "accounts_signon, accounts_signonrole, accounts_signonsubject"
CLOSE = f"revoke all on {TABLES} from schakel_batch, schakel_readonly"


def _id() -> models.UUIDField:
    return models.UUIDField(default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "1232_passkeys"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignOn",
            fields=[
                ("id", _id()),
                ("organisation_id", models.UUIDField()),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("issuer", models.URLField(max_length=300)),
                ("client_id", models.CharField(max_length=200)),
                ("name_claim", models.CharField(max_length=60)),
                ("role_claim", models.CharField(max_length=60)),
                ("is_two_step", models.BooleanField(default=False)),
                ("is_on", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignOnRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=200)),
                ("role", models.CharField(choices=schakel.ground.access.roles.Role.choices, max_length=20)),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="accounts.signon",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sign_on", "word", "role"), name="accounts_sign_on_role_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOnSubject",
            fields=[
                ("id", _id()),
                ("subject", models.CharField(max_length=255)),
                ("since", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sign_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="accounts.signon",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sign_on", "subject"), name="accounts_sign_on_subject_once"
                    ),
                    models.UniqueConstraint(
                        fields=("sign_on", "account"), name="accounts_sign_on_account_once"
                    ),
                ],
            },
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
