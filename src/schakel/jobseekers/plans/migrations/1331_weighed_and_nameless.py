"""What else was considered at choices of a plan, and cases that are discussed without a name."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
        ("plans", "1293_wish_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamelessSubject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NamelessCase",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=400)),
                ("background", models.CharField(blank=True, max_length=600)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "nog te bespreken"),
                            ("discussed", "besproken"),
                            ("postponed", "uitgesteld"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=600)),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nameless",
                        to="plans.casediscussion",
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
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="plans.namelesssubject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("discussion", "number"), name="plans_nameless_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plans_nameless_discussed_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAlternative",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("section_bit", models.IntegerField()),
                ("about", models.CharField(choices=[("goal", "doel"), ("step", "stap")], max_length=4)),
                ("thing_id", models.UUIDField()),
                ("what", models.CharField(max_length=200)),
                ("why_not", models.CharField(max_length=200)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "thing_id"], name="plans_alternative_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True), models.Q(("why_not", ""), _negated=True)
                        ),
                        name="plans_alternative_says_why_not",
                    )
                ],
            },
        ),
    ]
