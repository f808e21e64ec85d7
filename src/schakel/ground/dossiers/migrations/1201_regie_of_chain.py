"""An index by which the holders of the chain's regie are read for a page of the list."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1101_handover_drafts")]

    operations = [
        migrations.AddIndex(
            "regie",
            models.Index(fields=["dossier"], condition=models.Q(scope="chain"), name="dossiers_regie_chain"),
        ),
    ]
