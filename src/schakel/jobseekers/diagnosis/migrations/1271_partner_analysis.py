"""Partners' analyses of a client, each under its own name."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("diagnosis", "1251_completeness"),
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerAnalysis",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("section_bit", models.IntegerField()),
                ("topic", models.CharField(max_length=20)),
                ("question", models.CharField(max_length=300)),
                ("findings", models.CharField(max_length=2000)),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("helps", "helpt bij het vinden van werk"),
                            ("neutral", "staat werk niet in de weg"),
                            ("attention", "vraagt aandacht op weg naar werk"),
                            ("hinders", "staat werk nu in de weg"),
                            ("unsure", "nog niet te zeggen"),
                        ],
                        max_length=9,
                    ),
                ),
                ("based_on", models.CharField(max_length=200)),
                ("unknown", models.CharField(blank=True, max_length=200)),
                ("seen_on", models.DateField()),
                ("occasion", models.CharField(blank=True, max_length=120)),
                ("occasion_id", models.UUIDField(null=True)),
                ("filed_on", models.DateField()),
                ("role", models.CharField(max_length=20)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=300)),
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
                "indexes": [
                    models.Index(fields=["dossier", "-seen_on", "-id"], name="diagnosis_analysis_of"),
                    models.Index(
                        condition=models.Q(("occasion_id__isnull", False)),
                        fields=["occasion_id"],
                        name="diagnosis_analysis_occasion",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("question", ""), _negated=True),
                            models.Q(("findings", ""), _negated=True),
                            models.Q(("based_on", ""), _negated=True),
                        ),
                        name="diagnosis_analysis_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_on__lte", models.F("filed_on"))),
                        name="diagnosis_analysis_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occasion", ""), ("occasion_id__isnull", True)),
                            models.Q(
                                models.Q(("occasion", ""), _negated=True), ("occasion_id__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="diagnosis_analysis_occasion_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_because", ""), ("withdrawn_on__isnull", True)),
                            models.Q(
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="diagnosis_analysis_withdrawn_whole",
                    ),
                ],
            },
        ),
    ]
