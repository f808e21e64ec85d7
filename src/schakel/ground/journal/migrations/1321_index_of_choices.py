"""Choices of an organisation in a period are found without reading the whole journal."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0901_joined_streams"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("verb", "decision.record")),
                fields=["organisation_id", "occurred_at"],
                name="journal_entry_choices",
            ),
        ),
    ]
