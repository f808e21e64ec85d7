"""Ties that two organisations agreed on."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0503_client_management"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedTie",
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
                    "mechanism",
                    models.CharField(
                        choices=[
                            ("network", "netwerk: ieder beslist zelf, u spreekt samen af"),
                            ("market", "markt: de een koopt in of neemt af bij de ander"),
                            ("hierarchy", "hiërarchie: de een stuurt of houdt toezicht op de ander"),
                        ],
                        max_length=9,
                    ),
                ),
                ("sections", models.IntegerField()),
                ("words", models.CharField(max_length=400)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "voorgesteld"),
                            ("agreed", "afgesproken"),
                            ("refused", "afgewezen"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "agreed")),
                        expressions=[
                            (django.db.models.functions.comparison.Least("proposer", "partner"), "="),
                            (django.db.models.functions.comparison.Greatest("proposer", "partner"), "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="organisations_agreed_tie_once",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("proposer", "partner"),
                        django.db.models.functions.comparison.Greatest("proposer", "partner"),
                        condition=models.Q(("status", "proposed")),
                        name="organisations_proposed_tie_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisations_agreed_tie_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposer", models.F("partner")), _negated=True),
                        name="organisations_agreed_tie_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sections__gte", 1), ("sections__lte", 511)),
                        name="organisations_agreed_tie_sections",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on organisations_agreedtie from schakel_app, schakel_batch;",
            migrations.RunSQL.noop,
        ),
    ]
