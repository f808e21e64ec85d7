"""A contact can be a group meeting."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "1102_rhythm_of_plan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactmoment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("intake", "intake"),
                    ("progress", "voortgangsgesprek"),
                    ("question", "vraag van de cliënt"),
                    ("workshop", "groepsbijeenkomst"),
                    ("absent", "niet verschenen"),
                    ("other", "ander contact"),
                ],
                max_length=10,
            ),
        ),
    ]
