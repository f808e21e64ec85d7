"""Subscribers: where each has come to, which entries it could not handle, and what of the journal it may read."""

from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models

# A subscriber reads only the verbs it declared, under the name that its transaction names as its task.
POLICIES = """
create policy journal_entry_task on journal_entry for select to schakel_batch
  using (verb = any ((select c.verbs from journal_cursor c
                       where c.name = nullif(current_setting('schakel.task', true), ''))::text[]));
create policy journal_content_task on journal_content for select to schakel_batch
  using (exists (select 1 from journal_entry e where e.id = journal_content.entry_id));
revoke delete on journal_cursor, journal_dailyrun from schakel_app, schakel_batch;
revoke insert, update on journal_cursor, journal_dailyrun from schakel_app;
revoke insert, delete on journal_parkedentry from schakel_app;
alter table journal_parkedentry enable row level security;
create policy journal_parkedentry_task on journal_parkedentry for all to schakel_batch
  using (subscriber = nullif(current_setting('schakel.task', true), ''));
create policy journal_parkedentry_administrator on journal_parkedentry for all to schakel_app
  using (current_setting('schakel.role', true) = 'administrator'
    and (organisation_id is null
         or organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid));
"""

UNDO = """
drop policy journal_entry_task on journal_entry;
drop policy journal_content_task on journal_content;
drop policy journal_parkedentry_task on journal_parkedentry;
drop policy journal_parkedentry_administrator on journal_parkedentry;
alter table journal_parkedentry disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0101_erasure")]

    operations = [
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                (
                    "verbs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None
                    ),
                ),
                ("transaction_id", models.BigIntegerField(default=0)),
                ("entry_id", models.UUIDField()),
                ("seen", models.BigIntegerField(default=0)),
                ("tries", models.SmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(null=True)),
                ("last_run_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="DailyRun",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("done_for", models.DateField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="ParkedEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subscriber",
                        "entry_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subscriber", models.CharField(max_length=60)),
                ("entry_id", models.UUIDField()),
                ("organisation_id", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("parked_at", models.DateTimeField()),
                ("tries", models.SmallIntegerField()),
                ("error", models.CharField(max_length=80)),
                ("is_wanted", models.BooleanField(default=False)),
            ],
        ),
        migrations.RunSQL(POLICIES, UNDO),
    ]
