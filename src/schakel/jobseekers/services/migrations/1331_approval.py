"""Levels at rules of services, questions for agreement, and the period and label of a use."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
        ("services", "1323_contact_of_monitoring"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceApproval",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("service_name", models.CharField(max_length=120)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("choice", "de keuze van een dienst"),
                            ("extension", "meer tijd voor een dienst"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("chooser", "wie kiest"),
                            ("colleague", "een collega"),
                            ("team_leader", "teamleider"),
                            ("labour_expert", "arbeidsdeskundige"),
                            ("contract_expert", "contractdeskundige"),
                        ],
                        max_length=15,
                    ),
                ),
                ("rules", models.JSONField(default=list)),
                ("options", models.JSONField(default=list)),
                ("because", models.CharField(max_length=400)),
                ("until", models.DateField(null=True)),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op akkoord"),
                            ("agreed", "akkoord"),
                            ("refused", "niet akkoord"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("words", models.CharField(blank=True, max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="ServiceLevel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("service_key", models.CharField(max_length=60)),
                ("rule_key", models.CharField(max_length=60)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("chooser", "wie kiest"),
                            ("colleague", "een collega"),
                            ("team_leader", "teamleider"),
                            ("labour_expert", "arbeidsdeskundige"),
                            ("contract_expert", "contractdeskundige"),
                        ],
                        max_length=15,
                    ),
                ),
                ("set_on", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="serviceuse",
            name="services_use_started",
        ),
        migrations.AddField(
            model_name="serviceuse",
            name="after_approval",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="serviceuse",
            name="avoids",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="serviceuse",
            name="period",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name="serviceuse",
            name="state",
            field=models.CharField(
                choices=[
                    ("awaiting", "wacht op akkoord"),
                    ("proposed", "voorgesteld"),
                    ("decided", "besloten"),
                    ("running", "loopt"),
                    ("ended", "afgelopen"),
                    ("dropped", "niet doorgegaan"),
                ],
                default="proposed",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("starts_on__isnull", False), ("state__in", ("running", "ended"))),
                    models.Q(
                        ("starts_on__isnull", True),
                        ("state__in", ("awaiting", "proposed", "decided", "dropped")),
                    ),
                    _connector="OR",
                ),
                name="services_use_started",
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.professional",
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="approver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.professional"
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="asked_reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="serviceapproval",
            name="use",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approvals",
                to="services.serviceuse",
            ),
        ),
        migrations.AddField(
            model_name="servicelevel",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceapproval",
            index=models.Index(fields=["use", "id"], name="services_approval_of_use"),
        ),
        migrations.AddIndex(
            model_name="serviceapproval",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["answer_by", "id"],
                name="services_approval_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceapproval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("use", "about", "level"),
                name="services_approval_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="services_approval_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_by__isnull", True), ("state__in", ("waiting", "withdrawn"))),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("answered_on__isnull", False),
                        ("state__in", ("agreed", "refused")),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="services_approval_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "choice"), ("until__isnull", True)),
                    models.Q(("about", "extension"), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="services_approval_until",
            ),
        ),
        migrations.AddIndex(
            model_name="servicelevel",
            index=models.Index(
                fields=["organisation", "service_key", "rule_key", "-id"], name="services_level_newest"
            ),
        ),
    ]
