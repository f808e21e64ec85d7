"""Family and household of a client, and which of them are clients too."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods
from schakel.ground.access.policies import granted, protect

_OTHER = granted("people_householdtie", bit=1, dossier="other_id")

# Ended, never removed; a tie is written once with its rows.
BOTH = f"""
create policy people_householdtie_other on people_householdtie as restrictive for all to schakel_app
  using ({_OTHER}) with check ({_OTHER});
revoke delete on people_householdmember from schakel_app, schakel_batch;
revoke update, delete on people_householdtie from schakel_app, schakel_batch;
"""

# What a file said of another client is held back as soon as that client's dossier is shielded, or their
# address became secret and the row tells with whom they live: also where nobody thought of the other's file.
OPEN = """
create function people_household_open(p_member uuid, p_client uuid, p_kind text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
      select 1 from people_householdtie t
       where t.member_id = p_member
         and (p_kind in ('partner', 'housemate') and not people_address_open(t.other_id)
           or exists (select 1 from access_grant g
                       where g.dossier_id = t.other_id and g.is_personal
                         and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
              and not exists (select 1 from access_grant g
                       where g.dossier_id = t.other_id and g.is_personal and g.reader_id = kernel_own_reader()
                         and g.valid_from <= kernel_today() and g.valid_to > kernel_today())))
    or exists (select 1 from access_reader r
                where r.id = any (kernel_readers()) and r.kind = 'client' and r.subject_id = p_client)
$$;
revoke all on function people_household_open(uuid, uuid, text) from public;
grant execute on function people_household_open(uuid, uuid, text) to schakel_app;
create policy people_householdmember_open on people_householdmember as restrictive for select to schakel_app
  using (people_household_open(id, client_id, kind));
"""

UNDO = """
drop policy people_householdmember_open on people_householdmember;
drop function people_household_open(uuid, uuid, text);
drop policy people_householdtie_other on people_householdtie;
"""

_TO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("people", "0501_bsn_keys")]
    operations = [
        migrations.CreateModel(
            name="HouseholdMember",
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
                            ("partner", "partner"),
                            ("parent", "ouder"),
                            ("child", "kind"),
                            ("housemate", "huisgenoot"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("ended_because", models.CharField(blank=True, max_length=400)),
                ("is_mistake", models.BooleanField(default=False)),
                (
                    "client",
                    models.ForeignKey(on_delete=_TO, related_name="household", to="people.client"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=_TO, related_name="+", to="organisations.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["client", "valid_from"], name="people_household_client")],
                "constraints": [
                    schakel.ground.kernel.periods.ends_after_start("people_household_period"),
                    models.CheckConstraint(
                        condition=~models.Q(name="") & ~models.Q(source=""), name="people_household_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(valid_to__isnull=True) | ~models.Q(ended_because=""),
                        name="people_household_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdTie",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=_TO,
                        primary_key=True,
                        related_name="tie",
                        serialize=False,
                        to="people.householdmember",
                    ),
                ),
                ("client", models.ForeignKey(on_delete=_TO, related_name="+", to="people.client")),
                ("other", models.ForeignKey(on_delete=_TO, related_name="+", to="people.client")),
                ("mirror", models.ForeignKey(on_delete=_TO, related_name="+", to="people.householdmember")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(client=models.F("other")), name="people_household_tie_other"
                    )
                ]
            },
        ),
        protect("people_householdmember", bit=2, dossier="client_id"),
        protect("people_householdtie", bit=2, dossier="client_id"),
        migrations.RunSQL(BOTH + OPEN, UNDO),
    ]
