"""Which choices in which dossiers rest on which norm; seen by who sees the plan."""

from __future__ import annotations

from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect

PLAN = 16


class Migration(migrations.Migration):
    dependencies = [("access", "0002_privileges"), ("norms", "0202_local_norms")]

    operations = [
        migrations.CreateModel(
            name="RestingChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("dossier_id", models.UUIDField()),
                ("entry_id", models.UUIDField()),
                ("norm_id", models.CharField(max_length=40)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["norm_id", "dossier_id"], name="norms_resting_by_norm"),
                    models.Index(fields=["dossier_id"], name="norms_resting_by_dossier"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("entry_id", "norm_id"), name="norms_resting_choice_once")
                ],
            },
        ),
        protect("norms_restingchoice", bit=PLAN),
    ]
