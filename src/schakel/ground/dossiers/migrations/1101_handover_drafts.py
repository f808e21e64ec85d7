"""A draft may be of a handover as well."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1003_merged_rights")]
    operations = [
        migrations.AlterField(
            model_name="draft",
            name="kind",
            field=models.CharField(
                choices=[("contact", "contact"), ("handover", "overdracht")], max_length=10
            ),
        ),
    ]
