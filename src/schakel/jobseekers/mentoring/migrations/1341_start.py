"""Talks that a mentor attends, what the client said of it, and feedback in pieces."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0601_mandates"),
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="MentorVisit",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("watch_for", models.CharField(max_length=600)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "gepland"), ("off", "gaat niet door")],
                        default="planned",
                        max_length=7,
                    ),
                ),
                ("feedback_on", models.DateField(null=True)),
                ("erase_on", models.DateField()),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.location",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeedbackPiece",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("coach_name", models.CharField(max_length=120)),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("listens", "luistert, vat samen en vraagt door"),
                            ("explains", "legt uit wat er gebeurt en waarom, in gewone woorden"),
                            ("together", "maakt afspraken samen met de cliënt"),
                            ("duties", "is duidelijk over rechten en plichten"),
                            ("closes", "sluit af met wie wat doet en wanneer"),
                            ("words", "in eigen woorden"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "seen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "gezien"),
                            ("partly", "deels gezien"),
                            ("no", "niet gezien"),
                            ("none", "kwam niet aan de orde"),
                        ],
                        max_length=6,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("shared_on", models.DateField(null=True)),
                ("erase_on", models.DateField()),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "shared_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.reader",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="mentoring.mentorvisit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitedClient",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("mentor_name", models.CharField(max_length=120)),
                ("coach_name", models.CharField(max_length=120)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "de cliënt vindt het goed"),
                            ("told", "de cliënt weet het en mag nog nee zeggen"),
                            ("no", "de cliënt wil het niet"),
                        ],
                        max_length=4,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("is_off", models.BooleanField(default=False)),
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
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="client",
                        to="mentoring.mentorvisit",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="mentorvisit",
            index=models.Index(fields=["coach", "-held_on", "-id"], name="mentoring_visit_coach"),
        ),
        migrations.AddIndex(
            model_name="mentorvisit",
            index=models.Index(fields=["mentor", "held_on", "starts_at"], name="mentoring_visit_mentor"),
        ),
        migrations.AddIndex(
            model_name="mentorvisit",
            index=models.Index(fields=["erase_on"], name="mentoring_visit_due"),
        ),
        migrations.AddConstraint(
            model_name="mentorvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("erase_on__gt", models.F("held_on"))), name="mentoring_visit_erased_later"
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackpiece",
            index=models.Index(
                condition=models.Q(("shared_with__isnull", False)),
                fields=["shared_with", "-shared_on", "-id"],
                name="mentoring_piece_shared",
            ),
        ),
        migrations.AddIndex(
            model_name="feedbackpiece",
            index=models.Index(fields=["erase_on"], name="mentoring_piece_due"),
        ),
        migrations.AddConstraint(
            model_name="feedbackpiece",
            constraint=models.UniqueConstraint(fields=("visit", "point"), name="mentoring_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="feedbackpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_on__isnull", True), ("shared_with__isnull", True)),
                    models.Q(("shared_on__isnull", False), ("shared_with__isnull", False)),
                    _connector="OR",
                ),
                name="mentoring_piece_shared_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("point", "words"), ("seen", ""), models.Q(("words", ""), _negated=True)),
                    models.Q(
                        models.Q(("point", "words"), _negated=True), models.Q(("seen", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="mentoring_piece_says_something",
            ),
        ),
        migrations.AddIndex(
            model_name="visitedclient",
            index=models.Index(fields=["dossier", "-held_on", "-id"], name="mentoring_client_dossier"),
        ),
    ]
