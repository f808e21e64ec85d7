"""Missing information, ambitions, circumstances and requests for advice, with their security."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("diagnosis", "0002_security"),
        ("dossiers", "1001_ties"),
        ("organisations", "1001_agreed_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ambition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("written_on", models.DateField()),
                ("words", models.CharField(max_length=400)),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("client", "de cliënt zelf"),
                            ("relative", "een naaste"),
                            ("professional", "een medewerker"),
                            ("provider", "een aanbieder of opleider"),
                            ("employer", "een werkgever"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.diagnosis",
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("written_on", models.DateField()),
                ("section_bit", models.IntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=400)),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("client", "de cliënt zelf"),
                            ("relative", "een naaste"),
                            ("professional", "een medewerker"),
                            ("provider", "een aanbieder of opleider"),
                            ("employer", "een werkgever"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(null=True)),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.diagnosis",
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdviceRequest",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=1000)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("can", models.CharField(blank=True, max_length=1000)),
                ("can_with", models.CharField(blank=True, max_length=1000)),
                ("cannot", models.CharField(blank=True, max_length=1000)),
                ("advice", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_requests",
                        to="diagnosis.diagnosis",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "expert_reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
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
                    models.Index(fields=["diagnosis", "asked_at"], name="diagnosis_advice_of"),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["expert_reader", "answer_by", "id"],
                        name="diagnosis_advice_waits",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("advice", ""),
                                ("answered_at__isnull", True),
                                ("can", ""),
                                ("can_with", ""),
                                ("cannot", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("can", ""), _negated=True),
                                models.Q(("advice", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="diagnosis_advice_answer_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MissingItem",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("written_on", models.DateField()),
                ("what", models.CharField(max_length=200)),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("ours", "de organisatie"),
                            ("client", "de cliënt"),
                            ("other", "een andere organisatie"),
                        ],
                        max_length=6,
                    ),
                ),
                ("due_on", models.DateField()),
                ("answer", models.CharField(blank=True, max_length=400)),
                ("done_on", models.DateField(null=True)),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.diagnosis",
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("done_on__isnull", True)),
                            models.Q(("done_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="diagnosis_missing_done_with_an_answer",
                    )
                ],
            },
        ),
        protect("diagnosis_missingitem", bit=8),
        protect("diagnosis_ambition", bit=8),
        protect("diagnosis_circumstance", bit="diagnosis_circumstance.section_bit"),
        protect("diagnosis_advicerequest", bit=8),
    ]
