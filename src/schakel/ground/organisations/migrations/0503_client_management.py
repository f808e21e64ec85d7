"""How municipalities divide client management, and who decides on sanctions."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0502_bundles"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientManagement",
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
                    "split",
                    models.CharField(
                        choices=[
                            ("integral", "integraal: één klantmanager voor alles"),
                            ("legality", "gesplitst in rechtmatigheid en doelmatigheid"),
                            ("work_care", "gesplitst in werk en zorg"),
                            ("work_income", "gesplitst in werk en inkomen"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sanctions_by",
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
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="client_managements",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="organisations_client_management_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisations_client_management_period",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on organisations_clientmanagement from schakel_app, schakel_batch;",
            migrations.RunSQL.noop,
        ),
    ]
