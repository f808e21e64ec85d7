"""The gate before a source: what is not released goes to nobody but the source itself and the client."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods

PRIVILEGES = "revoke delete on dossiers_sourcejudgement from schakel_app, schakel_batch;"

# Few enough to ask once for each statement: one word for each organisation and part below the gate.
HELD_BACK = """
create function dossiers_held_back() returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(j.organisation_id || ':' || j.section_bit), '{}') from dossiers_sourcejudgement j
   where j.status <> 'released' and j.valid_from <= kernel_today()
     and (j.valid_to is null or j.valid_to > kernel_today())
     and j.organisation_id is distinct from nullif(current_setting('schakel.organisation', true), '')::uuid
     and current_setting('schakel.role', true) <> 'client'
$$;
revoke all on function dossiers_held_back() from public;
grant execute on function dossiers_held_back() to schakel_app;
"""

_GATE = """
create policy {table}_gate on {table} as restrictive for select to schakel_app using (
  {source} is null
  or ({source} || ':' || {bit}) <> all ((select dossiers_held_back())::text[]));
"""

# What was stated stands in the journal too: an entry of a source below the gate is held back with it.
GATED = (
    ("dossiers_fact", "source_organisation_id", "section_bit"),
    ("people_benefitentitlement", "organisation_id", "2"),
    ("journal_entry", "organisation_id", "section_bit"),
)


def _gate(table: str, source: str, bit: str) -> tuple[str, str]:
    return _GATE.format(table=table, source=source, bit=bit), f"drop policy {table}_gate on {table};"


# Says that something is held back, for whoever may see that part of the dossier; never what.
WITHHELD = """
create function dossiers_withheld(p_dossier uuid) returns table (organisation_id uuid, section_bit int)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct s.organisation_id, s.section_bit from (
    select f.source_organisation_id as organisation_id, f.section_bit from dossiers_fact f
     where f.dossier_id = p_dossier and f.is_current and f.source_organisation_id is not null
    union all
    select b.organisation_id, 2 from people_benefitentitlement b where b.client_id = p_dossier
  ) s
   where (s.organisation_id || ':' || s.section_bit) = any (dossiers_held_back())
     and exists (select 1 from access_grant g
                  where g.dossier_id = p_dossier and g.reader_id = any (kernel_readers())
                    and (not g.is_personal or g.reader_id = kernel_own_reader())
                    and g.sections & s.section_bit <> 0
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
$$;
revoke all on function dossiers_withheld(uuid) from public;
grant execute on function dossiers_withheld(uuid) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0103_answers_and_choices"),
        ("journal", "0002_append_only"),
        ("organisations", "0001_initial"),
        ("people", "0005_any_bsn"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceJudgement",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("section_bit", models.IntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "nog niet beoordeeld"),
                            ("under_review", "wordt onderzocht"),
                            ("released", "waarborgen in orde: vrijgegeven"),
                            ("suspended", "tijdelijk niet vrijgegeven"),
                        ],
                        max_length=12,
                    ),
                ),
                ("safeguards", models.CharField(max_length=1000)),
                ("review_on", models.DateField()),
                (
                    "judged_by",
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
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation", "="),
                            ("section_bit", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="dossiers_sourcejudgement_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="dossiers_sourcejudgement_period",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        migrations.RunSQL(HELD_BACK, "drop function dossiers_held_back()"),
        *(migrations.RunSQL(*_gate(table, source, bit)) for table, source, bit in GATED),
        migrations.RunSQL(WITHHELD, "drop function dossiers_withheld(uuid)"),
    ]
