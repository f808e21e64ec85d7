"""The regie as it was passed, and whether somebody acted since."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect

# The stream is the entry's own: of two dossiers that were taken together each keeps its stream.
# Entries of sections that the asker does not read count too: of those it learns that there is one, not which.
# It runs as the owner, whom the policy on grants does not hold back, so that it minds what is personal itself.
LATER = """
create function dossiers_passings_later(p_passings uuid[], p_acts uuid[])
returns table (passing_id uuid, entry_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, l.entry_id
    from dossiers_regiepassing p
    join journal_link own on own.entry_id = p.entry_id
    cross join lateral (
      select k.entry_id from journal_link k join journal_entry e on e.id = k.entry_id
       where k.stream_id = own.stream_id and k.sequence > own.sequence
         and e.act_id <> p.act_id and e.act_id <> all (p_acts)
       order by k.sequence limit 1) l
   where p.id = any (p_passings) and exists (
     select 1 from access_grant g
      where g.dossier_id = p.dossier_id and g.sections & 1 <> 0
        and g.reader_id = any ((nullif(current_setting('schakel.readers', true), ''))::int[])
        and (not g.is_personal or g.reader_id = kernel_own_reader())
        and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
$$;
revoke all on function dossiers_passings_later(uuid[], uuid[]) from public;
grant execute on function dossiers_passings_later(uuid[], uuid[]) to schakel_app;
"""

KEPT = "revoke delete on dossiers_regiepassing from schakel_app, schakel_batch;"


def _uuids() -> django.contrib.postgres.fields.ArrayField:  # type: ignore[type-arg]
    return django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)


def _of(model: str, related: str = "+") -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
        ("dossiers", "1001_ties"),
        ("journal", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegiePassing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("passed_at", models.DateTimeField()),
                ("act_id", models.UUIDField()),
                ("entry_id", models.UUIDField()),
                ("to", models.CharField(max_length=200)),
                ("because", models.CharField(max_length=400)),
                ("ended_regies", _uuids()),
                ("begun_regies", _uuids()),
                ("ended_participations", _uuids()),
                ("begun_participations", _uuids()),
                ("undone_at", models.DateTimeField(null=True)),
                ("dossier", _of("dossiers.dossier", "passings")),
                ("organisation", _of("organisations.organisation")),
                ("passed_by", _of("access.reader")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "-passed_at"], name="dossiers_passing_dossier"),
                    models.Index(fields=["passed_by", "-passed_at", "-id"], name="dossiers_passing_by"),
                ],
            },
        ),
        protect("dossiers_regiepassing", bit=1),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(LATER, "drop function dossiers_passings_later(uuid[], uuid[]);"),
    ]
