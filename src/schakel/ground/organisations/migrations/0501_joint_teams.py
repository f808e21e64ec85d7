"""Integrated teams, the organisations and people in them; and their rules at commit."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods

# Judged at commit, since an act may end a partner and its people in any order. An empty period lies in every life.
RULES = """
create function organisations_judge_joint_team() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from organisations_jointteammember m
    join organisations_membership w on w.id = m.membership_id
   where m.team_id = new.team_id and not isempty(daterange(m.valid_from, m.valid_to))
     and not (daterange(w.valid_from, w.valid_to) @> daterange(m.valid_from, m.valid_to)
       and coalesce((select range_agg(daterange(p.joined_on, p.valid_to)) @> daterange(m.valid_from, m.valid_to)
             from organisations_jointteampartner p
            where p.team_id = m.team_id and p.organisation_id = w.organisation_id and p.joined_on is not null
              and (p.valid_to is null or p.joined_on <= p.valid_to)), false));
  if found then
    raise exception 'somebody is in a team without their organisation' using errcode = 'SK501';
  end if;
  return null;
end $$;
create constraint trigger organisations_joint_member after insert or update on organisations_jointteammember
  deferrable initially deferred for each row execute function organisations_judge_joint_team();
create constraint trigger organisations_joint_partner after update on organisations_jointteampartner
  deferrable initially deferred for each row execute function organisations_judge_joint_team();

create function organisations_judge_team_circle() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from (
    with recursive above (id) as (
      select new.part_of_id
      union
      select t.part_of_id from organisations_jointteam t join above a on a.id = t.id where t.part_of_id is not null
    ) select id from above) x where x.id = new.id;
  if found then
    raise exception 'a team would be a part of itself' using errcode = 'SK502';
  end if;
  return null;
end $$;
create constraint trigger organisations_joint_team_circle after insert or update of part_of_id
  on organisations_jointteam deferrable initially deferred
  for each row when (new.part_of_id is not null) execute function organisations_judge_team_circle();
"""

# In the database, since a role or an organisation ends along several ways: leaving, closing, going up in another.
ENDINGS = """
create function organisations_leave_joint_teams() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'organisations_membership' then
    update organisations_jointteammember m set valid_to = greatest(m.valid_from, new.valid_to)
     where m.membership_id = new.id and (m.valid_to is null or m.valid_to > new.valid_to);
    return null;
  end if;
  update organisations_jointteampartner p set valid_to = greatest(p.valid_from, new.valid_to)
   where p.organisation_id = new.id and (p.valid_to is null or p.valid_to > new.valid_to);
  update organisations_jointteam t set valid_to = greatest(t.valid_from, new.valid_to), version = version + 1
   where t.valid_to is null
     and exists (select 1 from organisations_jointteampartner p where p.team_id = t.id and p.organisation_id = new.id)
     and not exists (select 1 from organisations_jointteampartner p
                      where p.team_id = t.id and p.valid_to is null and p.joined_on is not null);
  return null;
end $$;
create trigger organisations_leave_joint_teams after update of valid_to on organisations_membership
  for each row when (new.valid_to is not null) execute function organisations_leave_joint_teams();
create trigger organisations_leave_joint_teams after update of valid_to on organisations_organisation
  for each row when (new.valid_to is not null) execute function organisations_leave_joint_teams();
revoke delete on organisations_jointteam, organisations_jointteampartner, organisations_jointteammember
  from schakel_app, schakel_batch;
"""

UNDO = """
drop function organisations_leave_joint_teams() cascade;
drop function organisations_judge_team_circle() cascade;
drop function organisations_judge_joint_team() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0202_cards_and_ways"),
    ]

    operations = [
        migrations.CreateModel(
            name="JointTeam",
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
                ("name", models.CharField(max_length=80)),
                ("target_group", models.CharField(max_length=200)),
                (
                    "caseload",
                    models.CharField(
                        choices=[
                            ("own", "ieder eigen cliënten"),
                            ("shared", "gedeelde caseload"),
                            ("phased", "per fase een ander"),
                        ],
                        max_length=8,
                    ),
                ),
                ("caseload_words", models.CharField(blank=True, max_length=120)),
                (
                    "founder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_teams",
                        to="organisations.location",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="organisations.jointteam",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JointTeamMember",
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
                    "part",
                    models.CharField(choices=[("member", "lid"), ("leader", "teamleider")], max_length=6),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_teams",
                        to="organisations.membership",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="organisations.jointteam",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JointTeamPartner",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("joined_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_teams",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "queue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="organisations.jointteam",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="jointteam",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("founder", "="),
                    ("name", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_joint_team_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_joint_team_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteam",
            constraint=models.CheckConstraint(
                condition=models.Q(("part_of", models.F("id")), _negated=True),
                name="organisations_joint_team_of_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteammember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("team", "="),
                    ("membership", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_joint_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteammember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_joint_member_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteampartner",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("team", "="),
                    ("organisation", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="organisations_joint_partner_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointteampartner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="organisations_joint_partner_period",
            ),
        ),
        migrations.RunSQL(RULES + ENDINGS, UNDO),
    ]
