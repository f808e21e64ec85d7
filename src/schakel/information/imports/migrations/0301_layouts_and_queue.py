"""Layouts that an organisation keeps, and runs that the worker takes in."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

STATUSES = [
    ("kept", "wacht op keuze van kolommen"),
    ("previewed", "nagekeken"),
    ("applying", "bezig"),
    ("queued", "in de rij"),
    ("stopped", "gestopt"),
    ("applied", "verwerkt"),
]

OWN = """
alter table imports_importlayout enable row level security;
create policy imports_importlayout_own on imports_importlayout to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
"""

UNDO = """
drop policy imports_importlayout_own on imports_importlayout;
alter table imports_importlayout disable row level security;
"""

# The worker belongs to no organisation. It learns which run waits longest and whose rights hold for it,
# and takes the rows in as that reader, under every policy.
WAITING = """
create function imports_next_run()
returns table (run_id uuid, organisation_id uuid, applier_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, organisation_id, applier_id from imports_importrun
   where status = 'queued' and applier_id is not null
   order by taken_up_at nulls first, started_at, id limit 1
$$;
revoke all on function imports_next_run() from public;
grant execute on function imports_next_run() to schakel_batch;
create function imports_put_aside(p_run uuid, p_because text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update imports_importrun set status = 'stopped', stopped_because = left(p_because, 300)
   where id = p_run and status = 'queued'
     and not exists (select 1 from access_reader r where r.id = applier_id
                        and r.valid_from <= kernel_today()
                        and (r.valid_to is null or r.valid_to > kernel_today()))
$$;
revoke all on function imports_put_aside(uuid, text) from public;
grant execute on function imports_put_aside(uuid, text) to schakel_batch;
create index imports_run_queued on imports_importrun (taken_up_at nulls first, started_at)
 where status = 'queued';
"""

DROP = """
drop index imports_run_queued;
drop function imports_put_aside(uuid, text);
drop function imports_next_run();
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0501_key_of_rows"), ("organisations", "0001_initial")]
    operations = [
        migrations.AlterField(
            "importrun", "status", models.CharField(choices=STATUSES, default="previewed", max_length=10)
        ),
        migrations.AddField("importrun", "layout", models.CharField(blank=True, max_length=40)),
        migrations.AddField("importrun", "applier_id", models.IntegerField(null=True)),
        migrations.AddField("importrun", "taken_up_at", models.DateTimeField(null=True)),
        migrations.AddField("importrun", "stopped_because", models.CharField(blank=True, max_length=300)),
        migrations.CreateModel(
            name="ImportLayout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
                ("mapping", models.JSONField()),
                ("reader_id", models.IntegerField()),
                ("saved_at", models.DateTimeField()),
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
        migrations.AddConstraint(
            model_name="importlayout",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name", "version"), name="imports_layout_version"
            ),
        ),
        migrations.RunSQL(OWN, UNDO),
        migrations.RunSQL(WAITING, DROP),
    ]
