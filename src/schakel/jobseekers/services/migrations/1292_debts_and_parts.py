"""Help with debts, parts of a trajectory, and two more ways in which a service ends."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
        ("services", "1291_service_signals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="serviceuse",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("completed", "volgens plan afgerond"),
                    ("work", "werk gevonden"),
                    ("seconded", "werk via detachering"),
                    ("useful", "een maatschappelijk nuttige functie"),
                    ("no_help", "hielp niet genoeg"),
                    ("other_service", "een andere dienst past beter"),
                    ("client_stopped", "de cliënt stopte"),
                    ("provider_stopped", "de uitvoerder stopte"),
                    ("benefit_ended", "de uitkering eindigde"),
                    ("circumstances", "ging niet meer door omstandigheden"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="DebtHelp",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("asked_on", models.DateField()),
                ("helper", models.CharField(max_length=120)),
                ("counted_from", models.DateField()),
                ("is_threatening", models.BooleanField()),
                ("threat", models.CharField(blank=True, max_length=200)),
                ("guidance", models.CharField(blank=True, max_length=400)),
                ("talk_by", models.DateField(null=True)),
                ("talked_on", models.DateField(null=True)),
                ("plan_by", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plan", "er is een plan van aanpak"),
                            ("refused", "de hulp is geweigerd"),
                            ("withdrawn", "de cliënt ziet ervan af"),
                        ],
                        max_length=9,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("words", models.CharField(blank=True, max_length=400)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "-asked_on", "-id"], name="services_debt_of_dossier")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("dossier",),
                        name="services_debt_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "")),
                            models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="services_debt_ended_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_threatening", False), ("threat", "")),
                            models.Q(("is_threatening", True), models.Q(("threat", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="services_debt_threat_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("talked_on__isnull", True),
                            ("talked_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="services_debt_talk_after_request",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrajectoryPart",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("orientation", "oriëntatie op werk"),
                            ("training", "scholing"),
                            ("applying", "leren solliciteren"),
                            ("experience", "werkervaring"),
                            ("mediation", "bemiddeling"),
                            ("placement_plan", "plaatsingsplan"),
                            ("aftercare", "nazorg"),
                        ],
                        max_length=14,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "reached",
                    models.CharField(
                        blank=True, choices=[("yes", "ja"), ("partly", "deels"), ("no", "nee")], max_length=6
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=400)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="services.serviceuse",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["use", "starts_on", "id"], name="services_part_of_use")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="services_part_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("reached", "")),
                            models.Q(
                                ("ended_on__gte", models.F("starts_on")),
                                models.Q(("reached", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="services_part_ended_with_a_result",
                    ),
                ],
            },
        ),
    ]
