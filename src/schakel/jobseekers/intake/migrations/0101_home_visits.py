"""Home visits during an intake."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("dossiers", "1003_merged_rights"),
        ("intake", "0004_offers_security"),
        ("organisations", "1001_agreed_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomeVisit",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "wacht op een besluit"),
                            ("refused", "afgewezen"),
                            ("granted", "mag; de cliënt weet het nog niet"),
                            ("told", "de cliënt weet het"),
                            ("done", "geweest; nog niet teruggekeken"),
                            ("closed", "teruggekeken"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("facts", "er zijn feiten die niet kloppen met wat de cliënt zegt"),
                            ("free", "geen twijfel; de cliënt mag zonder gevolgen nee zeggen"),
                        ],
                        max_length=5,
                    ),
                ),
                ("question", models.CharField(max_length=300)),
                ("reason", models.CharField(max_length=600)),
                ("tried", models.CharField(max_length=600)),
                ("asked_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("decided_because", models.CharField(blank=True, max_length=600)),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "per brief"),
                            ("phone", "per telefoon"),
                            ("talk", "in een gesprek"),
                        ],
                        max_length=6,
                    ),
                ),
                ("told_on", models.DateField(null=True)),
                ("planned_on", models.DateField(null=True)),
                ("visited_on", models.DateField(null=True)),
                (
                    "met",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "de cliënt vond het goed"),
                            ("refused", "de cliënt wilde het niet"),
                            ("absent", "er was niemand thuis"),
                        ],
                        max_length=7,
                    ),
                ),
                ("report", models.CharField(blank=True, max_length=2000)),
                ("evaluated_on", models.DateField(null=True)),
                ("was_needed", models.BooleanField(null=True)),
                ("learned", models.CharField(blank=True, max_length=600)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "decided_by",
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
                        related_name="home_visits",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "evaluated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.reader",
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="home_visits",
                        to="intake.intake",
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
                    "reported_by",
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
                    models.Index(fields=["dossier", "-asked_on"], name="intake_visit_dossier"),
                    models.Index(
                        condition=models.Q(("state__in", ["asked", "granted", "told", "done"])),
                        fields=["organisation", "asked_on", "id"],
                        name="intake_visit_waits",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("question", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("tried", ""), _negated=True),
                        ),
                        name="intake_visit_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="intake_visit_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "withdrawn"]),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(("decided_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_visit_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visited_on__isnull", True),
                            models.Q(
                                ("planned_on__isnull", False),
                                ("told_on__isnull", False),
                                ("visited_on__gte", models.F("told_on")),
                            ),
                            _connector="OR",
                        ),
                        name="intake_visit_told_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "closed"]), _negated=True),
                            models.Q(
                                ("reported_by__isnull", False),
                                ("visited_on__isnull", False),
                                models.Q(("met", ""), _negated=True),
                                models.Q(("report", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_visit_reported",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("evaluated_by__isnull", False),
                                ("evaluated_on__isnull", False),
                                ("was_needed__isnull", False),
                                models.Q(("learned", ""), _negated=True),
                                models.Q(("evaluated_by", models.F("reported_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_visit_looked_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="intake_visit_withdrawn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "told"])),
                        fields=("intake",),
                        name="intake_visit_one_at_a_time",
                    ),
                ],
            },
        ),
    ]
