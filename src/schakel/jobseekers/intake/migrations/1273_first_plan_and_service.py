"""Two steps after an intake can be agreed: the first plan and the first service (R054)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0104_rules")]
    operations = [
        migrations.AlterField(
            model_name="intakestep",
            name="step",
            field=models.CharField(
                choices=[
                    ("opened", "intake geopend"),
                    ("identity", "identiteit vastgesteld"),
                    ("work", "gegevens voor werk compleet"),
                    ("income", "gegevens voor inkomen compleet"),
                    ("route", "route gekozen"),
                    ("finished", "intake afgerond"),
                    ("plan", "eerste plan getekend"),
                    ("service", "eerste dienst begonnen"),
                ],
                max_length=8,
            ),
        )
    ]
