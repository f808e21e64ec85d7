"""Targets for the mix of services, changes in steering, and the works council's agreement."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
        ("services", "1311_group_picture"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilConsent",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("document", models.CharField(max_length=200)),
                ("noted_by", models.CharField(max_length=120)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MixTarget",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("shares", models.JSONField()),
                ("planned", models.JSONField(default=dict)),
                ("population", models.JSONField(default=dict)),
                ("population_on", models.DateField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_by", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SteeringEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("happened_on", models.DateField()),
                ("what", models.CharField(max_length=200)),
                ("noted_by", models.CharField(max_length=120)),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="serviceuse",
            index=models.Index(fields=["organisation", "starts_on"], name="services_use_started_on"),
        ),
        migrations.AddField(
            model_name="councilconsent",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="mixtarget",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="mixtarget",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.team",
            ),
        ),
        migrations.AddField(
            model_name="steeringevent",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="councilconsent",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="services_council_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="services_council_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="services_council_names_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="mixtarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    ("team", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="services_mix_once_for_a_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="mixtarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("team__isnull", True)),
                expressions=[
                    ("organisation", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="services_mix_once_for_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="mixtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="services_mix_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="mixtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="services_mix_has_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="steeringevent",
            index=models.Index(fields=["organisation", "-happened_on", "-id"], name="services_steering_list"),
        ),
        migrations.AddConstraint(
            model_name="steeringevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="services_steering_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="steeringevent",
            constraint=models.UniqueConstraint(
                fields=("organisation", "happened_on", "what"), name="services_steering_once"
            ),
        ),
    ]
