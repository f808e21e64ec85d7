"""Trajectories with who pays until when, the talk at the end of a right, and moves."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_privileges"),
        ("dossiers", "0302_handover_security"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="moves_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="moves_to",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.CreateModel(
            name="EndTalk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("summary", models.TextField()),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("handover", "verder bij de gemeente"),
                            ("rest", "geen hulp meer"),
                            ("work", "heeft werk"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end_talks",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "-held_on"], name="dossiers_endtalk_dossier")],
            },
        ),
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("began_on", models.DateField()),
                ("planned_end", models.DateField()),
                ("paid_until", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=400)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajectories",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "next_payer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "planned_end"], name="dossiers_trajectory_dossier")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_until__gte", models.F("began_on")),
                            ("planned_end__gte", models.F("began_on")),
                        ),
                        name="dossiers_trajectory_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_trajectory_end_why",
                    ),
                ],
            },
        ),
        protect("dossiers_trajectory", bit=16),
        protect("dossiers_endtalk", bit=32),
    ]
