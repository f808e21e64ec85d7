"""The answer to a dispute, and the choice between sources that differ."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0102_protection"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("section_bit", models.IntegerField()),
                ("weighed", models.JSONField()),
                ("reason", models.CharField(max_length=400)),
                ("chosen_on", models.DateField()),
                ("is_current", models.BooleanField(default=True)),
            ],
        ),
        migrations.AddField(
            model_name="fact",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.professional",
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="answered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="fact",
            name="dispute_answer",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="fact",
            name="dispute_outcome",
            field=models.CharField(
                blank=True,
                choices=[("upheld", "de cliënt heeft gelijk"), ("rejected", "het gegeven blijft staan")],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dispute_outcome", ""),
                    models.Q(
                        models.Q(("dispute", ""), _negated=True),
                        models.Q(("dispute_answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dossiers_fact_answer_to_a_dispute",
            ),
        ),
        migrations.AddField(
            model_name="factchoice",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.professional"
            ),
        ),
        migrations.AddField(
            model_name="factchoice",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="factchoice",
            name="fact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="choices", to="dossiers.fact"
            ),
        ),
        migrations.AddConstraint(
            model_name="factchoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("dossier", "name"),
                name="dossiers_factchoice_one",
            ),
        ),
        protect("dossiers_factchoice", bit="dossiers_factchoice.section_bit"),
    ]
