"""Joint case discussions, and a socially useful function as a reason to close a plan."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1251_completeness"),
        ("organisations", "1102_succeeded_texts"),
        ("plans", "1251_completeness"),
    ]

    operations = [
        migrations.AlterField(
            model_name="plan",
            name="closure",
            field=models.CharField(
                blank=True,
                choices=[
                    ("work", "de cliënt heeft werk"),
                    ("useful", "de cliënt heeft een maatschappelijk nuttige functie"),
                    ("benefit_ended", "het recht op de uitkering eindigt"),
                    ("goals_reached", "de doelen zijn bereikt"),
                    ("education", "de cliënt volgt een opleiding"),
                    ("moved", "de cliënt is verhuisd en wordt elders geholpen"),
                    ("client_stops", "de cliënt wil niet verder en hoeft dat niet"),
                    ("not_able", "meedoen kan nu niet"),
                    ("replaced", "er komt een ander plan voor in de plaats"),
                    ("death", "de cliënt is overleden"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="CaseDiscussion",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("case_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "convened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
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
            name="DiscussionCase",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=400)),
                (
                    "client_told",
                    models.CharField(
                        choices=[("told", "de cliënt weet ervan"), ("invited", "de cliënt is uitgenodigd")],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "nog te bespreken"),
                            ("discussed", "besproken"),
                            ("postponed", "uitgesteld"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=600)),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="plans.casediscussion",
                    ),
                ),
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
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DiscussionAgreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.agreement"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="plans.discussioncase",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DiscussionGuest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("was_present", models.BooleanField(null=True)),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="plans.casediscussion",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="casediscussion",
            index=models.Index(fields=["-held_on", "-id"], name="plans_discussion_list"),
        ),
        migrations.AddIndex(
            model_name="discussioncase",
            index=models.Index(fields=["discussion", "id"], name="plans_case_of_discussion"),
        ),
        migrations.AddIndex(
            model_name="discussioncase",
            index=models.Index(fields=["dossier", "-id"], name="plans_case_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="discussioncase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="plans_case_discussed_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionguest",
            constraint=models.UniqueConstraint(
                fields=("discussion", "membership"), name="plans_discussion_guest_once"
            ),
        ),
    ]
