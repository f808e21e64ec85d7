"""A client that turned out to be somebody the chain knew already points to that client."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0502_household")]
    operations = [
        migrations.AddField(
            "client",
            "merged_into",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="people.client",
            ),
        ),
        migrations.AddConstraint(
            "client",
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(reader__isnull=True) & ~Q(merged_into=F("id"))),
                name="people_client_merged",
            ),
        ),
    ]
