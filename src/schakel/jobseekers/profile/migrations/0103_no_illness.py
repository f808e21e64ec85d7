"""Illness is no reason why work ended: that is of health, which a work profile must not tell."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profile", "0102_strengths_security")]
    operations = [
        migrations.AlterField(
            model_name="workperiod",
            name="left_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("contract", "contract liep af"),
                    ("dismissed", "ontslag door de werkgever"),
                    ("resigned", "zelf gestopt"),
                    ("business", "eigen bedrijf gestopt"),
                    ("other", "anders"),
                ],
                max_length=10,
            ),
        ),
    ]
