"""Route rules of an organisation itself; they are for everyone to read."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0103_steps"),
        ("organisations", "1001_agreed_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnRouteRule",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("integrated_team", "geïntegreerd team"),
                            ("uwv", "UWV"),
                            ("municipality", "gemeente"),
                            ("school_or_work", "school of werk"),
                            ("work_to_work", "van werk naar werk"),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", models.CharField(max_length=200)),
                ("age_from", models.PositiveSmallIntegerField(null=True)),
                ("age_below", models.PositiveSmallIntegerField(null=True)),
                ("months_from", models.PositiveSmallIntegerField(null=True)),
                ("months_below", models.PositiveSmallIntegerField(null=True)),
                ("benefits", models.JSONField(default=list)),
                ("entries", models.JSONField(default=list)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "place"], name="intake_rule_organisation")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="intake_rule_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="intake_rule_because"
                    ),
                ],
            },
        ),
    ]
