"""The agreed steps of an intake; how an organisation does them is for everyone to read."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0102_home_visits_security"),
        ("organisations", "1001_agreed_ties"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeStep",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("opened", "intake geopend"),
                            ("identity", "identiteit vastgesteld"),
                            ("work", "gegevens voor werk compleet"),
                            ("income", "gegevens voor inkomen compleet"),
                            ("route", "route gekozen"),
                            ("finished", "intake afgerond"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("client", "cliënt"),
                            ("work_coach", "werkcoach"),
                            ("reintegration_coach", "re-integratiecoach"),
                            ("cwi_adviser", "CWI-adviseur"),
                            ("intake_adviser", "intakeadviseur"),
                            ("career_adviser", "loopbaanadviseur"),
                            ("client_manager", "klantmanager"),
                            ("client_manager_work", "klantmanager werk"),
                            ("client_manager_care", "klantmanager zorg"),
                            ("consultant", "consulent werkzoekenden"),
                            ("reintegration_expert", "re-integratiespecialist"),
                            ("income_consultant", "inkomensconsulent"),
                            ("labour_expert", "arbeidsdeskundige"),
                            ("back_office", "uitkeringsadministratie"),
                            ("front_back_office", "frontoffice en backoffice"),
                            ("administrative", "administratieve kracht"),
                            ("trajectory_guide", "trajectbegeleider"),
                            ("jobhunter", "jobhunter"),
                            ("jobcoach", "jobcoach"),
                            ("trainer", "opleider"),
                            ("school_guide", "doorstroomcoach"),
                            ("care_worker", "hulpverlener"),
                            ("debt_worker", "schuldhulpverlener"),
                            ("health_adviser", "adviseur van de arbodienst"),
                            ("account_holder", "accounthouder"),
                            ("matchmaker", "matchmaker"),
                            ("employer_contact", "contactpersoon van de werkgever"),
                            ("recruiter", "intercedent"),
                            ("procurement_office", "inkoop re-integratie"),
                            ("contract_expert", "contractdeskundige"),
                            ("training_broker", "scholingsmakelaar"),
                            ("mentor", "mentor"),
                            ("team_leader", "teamleider"),
                            ("work_manager", "manager werk"),
                            ("regional_manager", "regiomanager werk"),
                            ("policy_adviser", "beleidsadviseur"),
                            ("board_member", "bestuurder"),
                            ("council_member", "raadslid"),
                            ("ministry_officer", "beleidsmedewerker van het ministerie"),
                            ("inspector", "inspecteur"),
                            ("researcher", "onderzoeker"),
                            ("administrator", "beheerder"),
                        ],
                        max_length=20,
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(max_length=200)),
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
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "valid_from"], name="intake_step_organisation")
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("location__isnull", False)),
                        expressions=[
                            ("organisation", "="),
                            ("location", "="),
                            ("step", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="intake_step_once",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("location__isnull", True)),
                        expressions=[
                            ("organisation", "="),
                            ("step", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="intake_step_everywhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="intake_step_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("working_days__lte", 250)), name="intake_step_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), _negated=True), name="intake_step_outcome"
                    ),
                ],
            },
        ),
    ]
