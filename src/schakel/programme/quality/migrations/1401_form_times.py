"""Times of forms as counts without anybody, and the agreement on which they are counted."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "1341_follow_teams"),
        ("quality", "0002_counting"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                ("week", models.DateField()),
                ("kind", models.CharField(max_length=80)),
                ("bin", models.PositiveSmallIntegerField()),
                ("forms", models.PositiveIntegerField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "week", "role", "bin"), name="quality_form_time_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormTimeConsent",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("document", models.CharField(max_length=200)),
                ("noted_by", models.CharField(max_length=120)),
                ("noted_at", models.DateTimeField()),
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
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="quality_form_consent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="quality_form_consent_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="quality_form_consent_names_a_document",
                    ),
                ],
            },
        ),
    ]
