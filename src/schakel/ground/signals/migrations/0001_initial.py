"""The table of signals."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_privileges"),
        ("dossiers", "0303_trajectories"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("section_bit", models.IntegerField()),
                ("since", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("criteria", models.JSONField()),
                ("found_at", models.DateTimeField()),
                ("snoozed_until", models.DateField(null=True)),
                (
                    "snooze_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waiting", "wacht op antwoord van een ander"),
                            ("planned", "staat gepland"),
                            ("client", "op verzoek van de cliënt"),
                            ("known", "bekend, er is een plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("snooze_words", models.CharField(blank=True, max_length=400)),
                ("gone_at", models.DateTimeField(null=True)),
                ("gone_cause", models.CharField(blank=True, max_length=60)),
                (
                    "assigned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.reader",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.reader",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_at__isnull", True)),
                        fields=["reader", "since", "id"],
                        name="signals_signal_mine",
                    ),
                    models.Index(
                        condition=models.Q(("gone_at__isnull", True)),
                        fields=["organisation", "since", "id"],
                        name="signals_signal_ours",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone_at__isnull", True)),
                        fields=("dossier", "kind", "organisation"),
                        name="signals_signal_one",
                    )
                ],
            },
        ),
    ]
