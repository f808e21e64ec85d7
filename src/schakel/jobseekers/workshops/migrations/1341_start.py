"""Group meetings of a service, and the clients who are invited to one."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0601_mandates"),
        ("dossiers", "1341_handovers_to"),
        ("organisations", "1341_follow_teams"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkshopSession",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("service_key", models.CharField(max_length=60)),
                ("service_name", models.CharField(max_length=120)),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("ends_at", models.TimeField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("seats", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "gepland"), ("cancelled", "gaat niet door")],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=300)),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkshopInvitation",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("door_name", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "uitgenodigd"),
                            ("came", "was er"),
                            ("absent", "was er niet"),
                            ("declined", "afgemeld"),
                            ("cancelled", "gaat niet door"),
                        ],
                        default="invited",
                        max_length=9,
                    ),
                ),
                (
                    "absence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ill", "ziek"),
                            ("work", "aan het werk"),
                            ("care", "zorg voor een ander"),
                            ("travel", "kon er niet komen"),
                            ("silent", "zonder bericht"),
                            ("other", "iets anders"),
                        ],
                        max_length=6,
                    ),
                ),
                ("contact_id", models.UUIDField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "leader",
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="workshops.workshopsession",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="workshopsession",
            index=models.Index(fields=["organisation", "-held_on", "-id"], name="workshops_session_list"),
        ),
        migrations.AddConstraint(
            model_name="workshopsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="workshops_session_hours"
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("seats"))), name="workshops_session_full"
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("because", ""), ("state", "planned")),
                    models.Q(("state", "cancelled"), models.Q(("because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="workshops_session_cancelled_because",
            ),
        ),
        migrations.AddIndex(
            model_name="workshopinvitation",
            index=models.Index(fields=["session", "id"], name="workshops_of_session"),
        ),
        migrations.AddIndex(
            model_name="workshopinvitation",
            index=models.Index(fields=["dossier", "-id"], name="workshops_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="workshopinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("absent", "declined")), models.Q(("absence", ""), _negated=True)),
                    models.Q(models.Q(("state__in", ("absent", "declined")), _negated=True), ("absence", "")),
                    _connector="OR",
                ),
                name="workshops_absent_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshopinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact_id__isnull", False), ("state__in", ("came", "absent"))),
                    models.Q(
                        ("contact_id__isnull", True), ("state__in", ("invited", "declined", "cancelled"))
                    ),
                    _connector="OR",
                ),
                name="workshops_held_is_a_contact",
            ),
        ),
    ]
