"""What municipalities word for themselves where a national norm leaves it to them."""

from __future__ import annotations

import django.contrib.postgres.constraints
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [("norms", "0201_own_figures")]

    operations = [
        migrations.CreateModel(
            name="LocalNorm",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("norm_id", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinance", "verordening"), ("policy", "beleidsregel")], max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("article", models.CharField(max_length=40)),
                ("text", models.CharField(max_length=1000)),
                ("plain", models.CharField(blank=True, max_length=500)),
                ("adopted_on", models.DateField()),
                ("address", models.URLField(blank=True, max_length=300)),
                ("entered_by", models.CharField(max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["norm_id", "organisation_id"], name="norms_local_by_norm")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation_id", "="),
                            ("norm_id", "="),
                            ("kind", "="),
                            ("title", "="),
                            ("article", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="norms_local_norm_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="norms_local_norm_period",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on norms_localnorm from schakel_app, schakel_batch;", migrations.RunSQL.noop
        ),
    ]
