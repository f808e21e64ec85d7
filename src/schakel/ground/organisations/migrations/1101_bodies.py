"""Governing bodies: seats, meetings, agendas, decisions and tasks."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "1001_agreed_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoverningBody",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("management", "managementteam van een Werkplein"),
                            ("chain", "ketenoverleg"),
                            ("board", "regionaal bestuurlijk overleg"),
                            ("region", "regionaal beraad van de arbeidsmarktregio"),
                            ("national", "landelijk overleg"),
                            ("clients", "cliëntenraad"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("task", models.CharField(max_length=300)),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BodySeat",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("party", models.CharField(blank=True, max_length=80)),
                ("person", models.CharField(max_length=80)),
                ("post", models.CharField(blank=True, max_length=80)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "voorzitter"),
                            ("secretary", "secretaris"),
                            ("member", "lid"),
                            ("adviser", "adviserend lid"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="organisations.governingbody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BodyMeeting",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("report", models.TextField(blank=True, max_length=4000)),
                ("cancelled_because", models.CharField(blank=True, max_length=200)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="organisations.governingbody",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BodyItem",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
                ("asked", models.CharField(blank=True, max_length=300)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "nog niet behandeld"),
                            ("decided", "besloten"),
                            ("noted", "besproken, geen besluit"),
                            ("postponed", "uitgesteld"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=600)),
                ("because", models.CharField(blank=True, max_length=400)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="organisations.bodymeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "decided"), _negated=True),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="organisations_body_decision_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyTask",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("result", models.CharField(blank=True, max_length=300)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="organisations.bodymeeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.bodyseat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("result", "")),
                            models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="organisations_body_task_done_with_a_result",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="governingbody",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("keeper", "="),
                    ("name", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_body_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="governingbody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_body_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyseat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("part", "chair")),
                expressions=[
                    ("body", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_body_chair_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_body_seat_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("party", "")),
                    models.Q(("organisation__isnull", True), models.Q(("party", ""), _negated=True)),
                    _connector="OR",
                ),
                name="organisations_body_seat_for_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodymeeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_because", "")),
                fields=("body", "held_on"),
                name="organisations_body_meeting_once",
            ),
        ),
        # What a body decided is never taken away, and a seat ends by its day.
        migrations.RunSQL(
            "revoke delete on organisations_governingbody, organisations_bodyseat, organisations_bodymeeting, "
            "organisations_bodyitem, organisations_bodytask from schakel_app, schakel_batch;",
            migrations.RunSQL.noop,
        ),
    ]
