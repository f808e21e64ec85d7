"""Handovers with content of their own, a clock, a joint talk, and arrangements between organisations."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_privileges"),
        ("dossiers", "0204_message_security"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandoverArrangement",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "term_working_days",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ]
                    ),
                ),
                ("items", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="HandoverPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=120)),
                ("section_bit", models.IntegerField()),
                ("text", models.TextField()),
                ("does_not_apply", models.BooleanField(default=False)),
                ("place", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HandoverTalk",
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
                            ("planned", "gepland"),
                            ("held", "gehouden"),
                            ("cancelled", "ging niet door"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("place", models.CharField(max_length=120)),
                ("with_client", models.BooleanField()),
                ("agenda", models.TextField()),
                ("agreed", models.TextField(blank=True)),
                ("client_was_there", models.BooleanField(null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.AddField(
            model_name="handover",
            name="asked",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="handover",
            name="feedback",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="feedback_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="occasion",
            field=models.CharField(
                blank=True,
                choices=[("", "overdracht"), ("ww_end", "einde van de WW"), ("move", "verhuizing")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="term_working_days",
            field=models.PositiveSmallIntegerField(default=5),
        ),
        migrations.AddField(
            model_name="handover",
            name="waits_for",
            field=models.CharField(
                choices=[
                    ("receiver", "wacht op de ontvanger"),
                    ("sender", "wacht op aanvulling door de afzender"),
                ],
                default="receiver",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="working_days_taken",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="handover",
            name="status",
            field=models.CharField(
                choices=[
                    ("sent", "verstuurd"),
                    ("taken_up", "opgepakt"),
                    ("returned", "teruggegeven"),
                    ("withdrawn", "ingetrokken"),
                ],
                default="sent",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["from_organisation", "sent_at"], name="dossiers_handover_from"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["to_organisation", "sent_at"], name="dossiers_handover_to"),
        ),
        migrations.AddField(
            model_name="handoverarrangement",
            name="from_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="handoverarrangement",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="handoverarrangement",
            name="to_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="handoverpart",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="handoverpart",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="dossiers.handover"
            ),
        ),
        migrations.AddField(
            model_name="handovertalk",
            name="confirmed_by_receiver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.professional",
            ),
        ),
        migrations.AddField(
            model_name="handovertalk",
            name="confirmed_by_sender",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.professional",
            ),
        ),
        migrations.AddField(
            model_name="handovertalk",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="handovertalk",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="dossiers.handover"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverarrangement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("from_organisation", "="),
                    ("to_organisation", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="dossiers_arrangement_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="dossiers_arrangement_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_organisation", models.F("to_organisation")), _negated=True),
                name="dossiers_arrangement_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(("term_working_days__gte", 1), ("term_working_days__lte", 60)),
                name="dossiers_arrangement_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverpart",
            constraint=models.UniqueConstraint(
                fields=("handover", "key"), name="dossiers_handover_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="handovertalk",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("handover",),
                name="dossiers_handover_talk_one",
            ),
        ),
    ]
