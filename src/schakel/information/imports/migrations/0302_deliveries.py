"""What an organisation registers here, delivered once to the system it had already."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

STATES = [
    ("queued", "wacht"),
    ("delivered", "afgeleverd"),
    ("failed", "mislukt"),
    ("withheld", "niet geleverd"),
]

# An administrator sees that something was delivered and not of whom; the worker sees all, to deliver it.
SECURITY = """
alter table imports_homesystem enable row level security;
create policy imports_homesystem_own on imports_homesystem to schakel_app using (
  current_setting('schakel.role', true) = 'administrator'
  and organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
create policy imports_homesystem_task on imports_homesystem for select to schakel_batch using (true);
alter table imports_delivery enable row level security;
create policy imports_delivery_own on imports_delivery to schakel_app using (
  current_setting('schakel.role', true) = 'administrator'
  and organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
create policy imports_delivery_task on imports_delivery to schakel_batch
  using (nullif(current_setting('schakel.task', true), '') = 'deliveries');
revoke insert, delete on imports_delivery from schakel_app;
revoke delete on imports_delivery from schakel_batch;
revoke delete on imports_homesystem from schakel_app;
revoke insert, update, delete on imports_homesystem from schakel_batch;
"""

# By which numbers the organisation's own system knows the client, for an entry of that organisation only.
ABOUT = """
create function imports_delivery_about(p_delivery uuid)
returns table (client_number text, dossier_number text, is_shielded boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select n.number from people_clientnumber n
           where n.client_id = e.dossier_id and n.organisation_id = d.organisation_id
           order by n.number limit 1),
         o.number,
         exists (select 1 from dossiers_shield s where s.dossier_id = e.dossier_id
                    and s.valid_from <= kernel_today()
                    and (s.valid_to is null or s.valid_to > kernel_today()))
    from imports_delivery d
    join journal_entry e on e.id = d.entry_id and e.organisation_id = d.organisation_id
    join dossiers_dossier o on o.client_id = e.dossier_id
   where d.id = p_delivery and nullif(current_setting('schakel.task', true), '') = 'deliveries'
$$;
revoke all on function imports_delivery_about(uuid) from public;
grant execute on function imports_delivery_about(uuid) to schakel_batch;
"""

UNDO = """
drop policy imports_homesystem_own on imports_homesystem;
drop policy imports_homesystem_task on imports_homesystem;
drop policy imports_delivery_own on imports_delivery;
drop policy imports_delivery_task on imports_delivery;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0301_layouts_and_queue"),
        ("dossiers", "0102_protection"),
        ("journal", "0102_subscribers"),
    ]
    operations = [
        migrations.CreateModel(
            name="HomeSystem",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("entry_id", models.UUIDField(unique=True)),
                ("verb", models.CharField(max_length=60)),
                ("occurred_at", models.DateTimeField()),
                ("state", models.CharField(choices=STATES, default="queued", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=20)),
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
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["organisation", "state", "-id"], name="imports_delivery_shown"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["due_at", "id"], condition=models.Q(state="queued"), name="imports_delivery_due"
            ),
        ),
        migrations.RunSQL(SECURITY, UNDO),
        migrations.RunSQL(ABOUT, "drop function imports_delivery_about(uuid)"),
    ]
