"""Asking to take part in a dossier that another organisation has."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("dossiers", "1341_handovers_to"),
        ("organisations", "1341_follow_teams"),
    ]

    operations = [
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("because", models.CharField(max_length=300)),
                ("asked_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "wacht op antwoord"),
                            ("accepted", "doet mee"),
                            ("refused", "niet nu"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("answered_on", models.DateField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
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
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "state"], name="dossiers_join_of_dossier"),
                    models.Index(fields=["organisation", "-id"], name="dossiers_join_asked_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membership__isnull", True), ("team__isnull", True), _connector="XOR"
                        ),
                        name="dossiers_join_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_join_answered_whole",
                    ),
                ],
            },
        ),
    ]
