"""Sets of roles per location, who has them, and which memberships came from them."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods

# Whoever has no role at the organisation any more, along whichever way it ended, has none of its sets either.
LEAVING = """
create function organisations_leave_bundles() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update organisations_bundleholder h set valid_to = greatest(h.valid_from, new.valid_to)
    from organisations_rolebundle b
   where b.id = h.bundle_id and b.organisation_id = new.organisation_id
     and h.professional_id = new.professional_id and (h.valid_to is null or h.valid_to > new.valid_to)
     and not exists (
       select 1 from organisations_membership m
        where m.professional_id = new.professional_id and m.organisation_id = new.organisation_id
          and m.valid_from <= new.valid_to and (m.valid_to is null or m.valid_to > new.valid_to));
  return null;
end $$;
create trigger organisations_leave_bundles after update of valid_to on organisations_membership
  for each row when (new.valid_to is not null) execute function organisations_leave_bundles();
revoke delete on organisations_rolebundle, organisations_bundleholder from schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0501_joint_teams"),
    ]

    operations = [
        migrations.CreateModel(
            name="BundleHolder",
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
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="bundle",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="organisations.bundleholder",
            ),
        ),
        migrations.CreateModel(
            name="RoleBundle",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        size=None,
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="organisations.location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="bundleholder",
            name="bundle",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holders",
                to="organisations.rolebundle",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolebundle",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    ("location", "="),
                    ("name", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_bundle_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolebundle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_bundle_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolebundle",
            constraint=models.CheckConstraint(
                condition=models.Q(("roles", []), _negated=True), name="organisations_bundle_roles"
            ),
        ),
        migrations.AddConstraint(
            model_name="bundleholder",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("bundle", "="),
                    ("professional", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_bundle_holder_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundleholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_bundle_holder_period",
            ),
        ),
        migrations.RunSQL(LEAVING, "drop function organisations_leave_bundles() cascade;"),
    ]
