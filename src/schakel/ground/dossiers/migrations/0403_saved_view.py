"""Ways to look at the list that somebody keeps."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
        ("dossiers", "0402_find"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=400)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
            ],
        ),
        migrations.AddIndex("savedview", models.Index(fields=["team"], name="dossiers_savedview_team")),
        migrations.AddConstraint(
            "savedview", models.UniqueConstraint(fields=["owner", "name"], name="dossiers_savedview_once")
        ),
        migrations.AddConstraint(
            "savedview",
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(is_default=True),
                name="dossiers_savedview_one_default",
            ),
        ),
    ]
