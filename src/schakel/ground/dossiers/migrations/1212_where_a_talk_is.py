"""A joint talk may be at a location of the chain."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1211_agreement_drafts"),
        ("organisations", "1102_succeeded_texts"),
    ]
    operations = [
        migrations.AddField(
            model_name="handovertalk",
            name="location",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.location",
            ),
        ),
    ]
