"""Invitations to study together, and the cases that organisations hand over for it."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "1341_follow_teams"),
        ("studies", "1501_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="joint_lead",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.CreateModel(
            name="StudyInvitation",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "nog geen antwoord"),
                            ("agreed", "doet mee"),
                            ("declined", "doet niet mee"),
                            ("withdrawn", "teruggetrokken"),
                            ("taken_back", "uitnodiging ingetrokken"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("invited_by_name", models.CharField(max_length=120)),
                ("invited_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("answered_by_name", models.CharField(blank=True, max_length=120)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                    "own_study",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="studies.study",
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="studies.study",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeliveredCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("pseudonym", models.CharField(max_length=12)),
                (
                    "regimes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("age_band", models.CharField(max_length=8)),
                ("months", models.IntegerField()),
                ("steps", models.IntegerField()),
                ("handovers", models.IntegerField()),
                ("contacts", models.IntegerField()),
                ("delivered_on", models.DateField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="studies.studysite",
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="studies.study"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="studies.studyinvitation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="studyinvitation",
            index=models.Index(fields=["organisation", "-invited_at"], name="studies_invited"),
        ),
        migrations.AddConstraint(
            model_name="studyinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["invited", "agreed"])),
                fields=("study", "organisation"),
                name="studies_invited_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead", models.F("organisation")), _negated=True),
                name="studies_invited_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "agreed"), _negated=True),
                    ("own_study__isnull", False),
                    _connector="OR",
                ),
                name="studies_agreed_with_own_study",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveredcase",
            constraint=models.UniqueConstraint(fields=("study", "pseudonym"), name="studies_delivered_once"),
        ),
    ]
