"""Whether the estimate of a diagnosis was laid beside what happened."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("diagnosis", "1272_partner_analysis_security"),
        ("dossiers", "1251_completeness"),
    ]

    operations = [
        migrations.CreateModel(
            name="EstimateReview",
            fields=[
                (
                    "diagnosis",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="review",
                        serialize=False,
                        to="diagnosis.diagnosis",
                    ),
                ),
                ("prompted_on", models.DateField(null=True)),
                (
                    "prompted_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plan_closed", "Het plan is afgesloten."),
                            ("work", "De cliënt vond werk."),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("came_true", "uitgekomen"),
                            ("partly", "deels uitgekomen"),
                            ("not", "niet uitgekomen"),
                            ("unknown", "niet te zeggen"),
                        ],
                        max_length=9,
                    ),
                ),
                ("looked_back_on", models.DateField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prompted_by", ""), ("prompted_on__isnull", True)),
                            models.Q(
                                ("prompted_on__isnull", False), models.Q(("prompted_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="diagnosis_review_prompt_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("looked_back_on__isnull", True), ("outcome", "")),
                            models.Q(
                                ("looked_back_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="diagnosis_review_outcome_whole",
                    ),
                ],
            },
        ),
    ]
