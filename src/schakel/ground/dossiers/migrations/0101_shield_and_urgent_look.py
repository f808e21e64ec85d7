"""Tables of shields, their named readers and urgent looks."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
        ("dossiers", "0005_reopening"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shield",
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
                ("reason", models.CharField(max_length=400)),
                ("review_on", models.DateField()),
                ("lift_reason", models.CharField(blank=True, max_length=400)),
                (
                    "colleague",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shields",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NamedReader",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
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
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "shield",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers",
                        to="dossiers.shield",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UrgentLook",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("client", "cliënt"),
                            ("work_coach", "werkcoach"),
                            ("client_manager", "klantmanager"),
                            ("back_office", "uitkeringsadministratie"),
                            ("trajectory_guide", "trajectbegeleider"),
                            ("administrator", "beheerder"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("safety", "veiligheid van de cliënt of van een medewerker"),
                            ("absence", "het vaste contact is er niet en het kan niet wachten"),
                            ("income", "inkomen of een termijn komt in gevaar"),
                            ("other", "iets anders dat niet kan wachten"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("sections", models.IntegerField()),
                ("opened_at", models.DateTimeField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "nog niet beoordeeld"),
                            ("just", "terecht"),
                            ("not_just", "niet terecht"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("review", models.CharField(blank=True, max_length=400)),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_looks",
                        to="dossiers.dossier",
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
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="shield",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("dossier", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="dossiers_shield_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="shield",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="dossiers_shield_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedreader",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("dossier", "="),
                    ("reader", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="dossiers_namedreader_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedreader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="dossiers_namedreader_period",
            ),
        ),
        migrations.AddIndex(
            model_name="urgentlook",
            index=models.Index(fields=["dossier", "-opened_at"], name="dossiers_urgentlook_dossier"),
        ),
        migrations.AddIndex(
            model_name="urgentlook",
            index=models.Index(fields=["reader", "-opened_at"], name="dossiers_urgentlook_reader"),
        ),
        migrations.AddIndex(
            model_name="urgentlook",
            index=models.Index(
                fields=["opened_at", "id"],
                condition=models.Q(("outcome", "open")),
                name="dossiers_urgentlook_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentlook",
            constraint=models.UniqueConstraint(
                fields=("dossier", "reader", "valid_from"), name="dossiers_urgentlook_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentlook",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                name="dossiers_urgentlook_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentlook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("professional")), _negated=True),
                    _connector="OR",
                ),
                name="dossiers_urgentlook_judged_by_another",
            ),
        ),
    ]
