"""A draft may be of an agreement as well."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1201_regie_of_chain")]
    operations = [
        migrations.AlterField(
            model_name="draft",
            name="kind",
            field=models.CharField(
                choices=[("contact", "contact"), ("handover", "overdracht"), ("agreement", "afspraak")],
                max_length=10,
            ),
        ),
    ]
