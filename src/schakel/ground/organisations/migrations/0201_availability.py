"""Working hours, absence and fixed pairs; and the rule that cover lies within an absence."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods

# Judged at commit: an absence may be shortened before its cover is, in the same act.
COVER = """
create function organisations_judge_cover() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  covered int;
begin
  if tg_table_name = 'access_readercover' then
    covered := new.covered_reader_id;
  else
    select m.reader_id into covered from organisations_membership m where m.id = new.membership_id;
  end if;
  if exists (
    select 1 from access_readercover c
     where c.covered_reader_id = covered and not isempty(daterange(c.valid_from, c.valid_to))
       and not coalesce((
         select range_agg(daterange(a.valid_from, a.valid_to)) @> daterange(c.valid_from, c.valid_to)
           from organisations_absence a join organisations_membership m on m.id = a.membership_id
          where m.reader_id = covered), false)
  ) then
    raise exception 'cover outside an absence' using errcode = 'SK201';
  end if;
  return null;
end $$;

create constraint trigger organisations_cover_within_absence after insert or update on access_readercover
  deferrable initially deferred for each row execute function organisations_judge_cover();
create constraint trigger organisations_absence_holds_cover after insert or update on organisations_absence
  deferrable initially deferred for each row execute function organisations_judge_cover();
revoke delete on organisations_absence, organisations_pair, organisations_workinghours
  from schakel_app, schakel_batch;
"""

UNDO = """
drop trigger organisations_cover_within_absence on access_readercover;
drop trigger organisations_absence_holds_cover on organisations_absence;
drop function organisations_judge_cover();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0103_lives"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
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
                ("kind", models.CharField(choices=[("leave", "vrij"), ("away", "afwezig")], max_length=5)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("membership", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="organisations_absence_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisations_absence_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
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
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="organisations.membership",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("membership", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="organisations_pair_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisations_pair_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("membership", models.F("partner")), _negated=True),
                        name="organisations_pair_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingHours",
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
                    "weekday",
                    models.SmallIntegerField(
                        choices=[
                            (1, "maandag"),
                            (2, "dinsdag"),
                            (3, "woensdag"),
                            (4, "donderdag"),
                            (5, "vrijdag"),
                            (6, "zaterdag"),
                            (7, "zondag"),
                        ]
                    ),
                ),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_hours",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("membership", "="),
                            ("weekday", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="organisations_hours_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisations_hours_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="organisations_hours_order"
                    ),
                ],
            },
        ),
        migrations.RunSQL(COVER, UNDO),
    ]
