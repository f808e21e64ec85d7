"""Drafts: read by their author alone, and destroyed when their term has passed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import granted

# Not through a queue and not for whoever stands in: the own reader only, while the dossier is open to it.
_MINE = "reader_id = (select kernel_own_reader()) and " + granted("dossiers_draft", bit=1)
POLICY = f"""
alter table dossiers_draft enable row level security;
create policy dossiers_draft_read on dossiers_draft for select to schakel_app using ({_MINE});
create policy dossiers_draft_change on dossiers_draft for update to schakel_app
  using ({_MINE}) with check ({_MINE});
create policy dossiers_draft_remove on dossiers_draft for delete to schakel_app using ({_MINE});
create policy dossiers_draft_add on dossiers_draft for insert to schakel_app with check ({_MINE});
revoke all on dossiers_draft from schakel_batch, schakel_readonly;
"""

DESTROY = """
create function dossiers_destroy_drafts() returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (delete from dossiers_draft where destroy_on <= kernel_today() returning 1)
  select count(*)::int from gone
$$;
revoke all on function dossiers_destroy_drafts() from public;
grant execute on function dossiers_destroy_drafts() to schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
        ("dossiers", "0802_consent_opens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("contact", "contact")], max_length=10),
                ),
                ("values", models.JSONField()),
                ("begun_on", models.DateField()),
                ("warn_on", models.DateField()),
                ("destroy_on", models.DateField()),
                ("saved_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["reader", "destroy_on"], name="dossiers_draft_reader"),
                    models.Index(fields=["destroy_on"], name="dossiers_draft_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "reader", "kind"), name="dossiers_draft_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destroy_on__gt", models.F("warn_on")), ("warn_on__gt", models.F("begun_on"))
                        ),
                        name="dossiers_draft_days",
                    ),
                ],
            },
        ),
        migrations.RunSQL(POLICY, migrations.RunSQL.noop),
        migrations.RunSQL(DESTROY, "drop function dossiers_destroy_drafts();"),
    ]
