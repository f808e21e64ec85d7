"""Two dossiers of one person, taken together; who may see both, sees that it was done and why."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import schakel.ground.kernel.ids
from schakel.ground.access.policies import granted, protect

_BOTH = granted("dossiers_clientmerge", bit=1, dossier="merged_id")
BOTH = f"""
create policy dossiers_clientmerge_other on dossiers_clientmerge as restrictive for all to schakel_app
  using ({_BOTH}) with check ({_BOTH});
revoke delete on dossiers_clientmerge from schakel_app;
revoke insert, update, delete on dossiers_clientmerge from schakel_batch;
"""

_TO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0803_drafts"),
        ("people", "0901_merged_into"),
        ("journal", "0901_joined_streams"),
    ]
    operations = [
        migrations.CreateModel(
            name="ClientMerge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("took", models.JSONField(default=list)),
                ("merged_at", models.DateTimeField()),
                ("ended_because", models.CharField(blank=True, max_length=400)),
                ("ended_at", models.DateTimeField(null=True)),
                ("dossier", models.ForeignKey(on_delete=_TO, related_name="+", to="dossiers.dossier")),
                ("merged", models.ForeignKey(on_delete=_TO, related_name="+", to="dossiers.dossier")),
                (
                    "merged_by",
                    models.ForeignKey(on_delete=_TO, related_name="+", to="organisations.professional"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=_TO, related_name="+", to="organisations.professional"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "-merged_at"], name="dossiers_clientmerge_dossier")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(ended_at__isnull=True),
                        fields=("merged",),
                        name="dossiers_clientmerge_once",
                    ),
                    models.CheckConstraint(
                        condition=~Q(dossier=F("merged")), name="dossiers_clientmerge_two"
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="dossiers_clientmerge_reason"),
                    models.CheckConstraint(
                        condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                        | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                        name="dossiers_clientmerge_ended",
                    ),
                ],
            },
        ),
        protect("dossiers_clientmerge", bit=1),
        migrations.RunSQL(BOTH, "drop policy dossiers_clientmerge_other on dossiers_clientmerge;"),
    ]
