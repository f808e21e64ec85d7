"""Counts of completeness, the gaps they found, and what an organisation aims at."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CompletenessRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("counted_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht"),
                            ("counting", "wordt geteld"),
                            ("done", "geteld"),
                            ("stopped", "gestopt"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_by", models.CharField(blank=True, max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("after", models.UUIDField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CompletenessGap",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("section_bit", models.IntegerField()),
                ("subject_id", models.UUIDField()),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gaps",
                        to="quality.completenessrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CompletenessCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("asked", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="quality.completenessrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CompletenessTarget",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_by", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="completenessrun",
            index=models.Index(fields=["organisation", "-counted_on", "-id"], name="quality_run_newest"),
        ),
        migrations.AddConstraint(
            model_name="completenessrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["waiting", "counting"])),
                fields=("organisation",),
                name="quality_run_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="completenessrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "done"), _negated=True),
                    ("finished_at__isnull", False),
                    _connector="OR",
                ),
                name="quality_run_done_is_finished",
            ),
        ),
        migrations.AddConstraint(
            model_name="completenessgap",
            constraint=models.UniqueConstraint(
                fields=("run", "field", "subject_id"), name="quality_gap_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="completenesscount",
            constraint=models.UniqueConstraint(
                fields=("run", "team", "field"), name="quality_count_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="completenesscount",
            constraint=models.CheckConstraint(
                condition=models.Q(("known__lte", models.F("asked"))), name="quality_count_known_of_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="completenesstarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    ("field", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="quality_target_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="completenesstarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="quality_target_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="completenesstarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__isnull", True), ("percent__range", (1, 100)), _connector="OR"),
                name="quality_target_percent",
            ),
        ),
    ]
