"""Version, code and group of a concept stand with its edition; every label belongs to one."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "1302_first_editions")]

    operations = [
        migrations.RemoveIndex("concept", "vocabulary_concept_code"),
        migrations.RemoveField("concept", "version"),
        migrations.RemoveField("concept", "code"),
        migrations.RemoveField("concept", "isco"),
        migrations.AlterField(
            "label",
            "edition",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="labels",
                to="vocabulary.edition",
            ),
        ),
        migrations.RemoveConstraint("label", "vocabulary_label_once"),
        migrations.AddConstraint(
            "label",
            models.UniqueConstraint(
                fields=("concept", "edition", "language", "text"), name="vocabulary_label_in_edition_once"
            ),
        ),
        migrations.AddIndex(
            "label", models.Index(fields=["edition", "language"], name="vocabulary_label_edition")
        ),
    ]
