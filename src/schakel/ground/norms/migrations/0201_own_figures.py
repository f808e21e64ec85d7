"""What organisations use instead of a figure of the house."""

from __future__ import annotations

import django.contrib.postgres.constraints
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_privileges"),
        ("norms", "0101_law_judgements"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnFigure",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("key", models.CharField(max_length=40)),
                ("value", models.PositiveIntegerField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_by", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation_id", "="),
                            ("key", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="norms_own_figure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="norms_own_figure_period",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on norms_ownfigure from schakel_app, schakel_batch;", migrations.RunSQL.noop
        ),
    ]
