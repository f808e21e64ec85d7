"""An agreement may name the norm that it rests on."""

from __future__ import annotations

from django.db import migrations, models

# For rows that come in bulk, past the model.
DEFAULT = "alter table plans_agreement alter column norm set default ''"


class Migration(migrations.Migration):
    dependencies = [("plans", "1103_meeting")]
    operations = [
        migrations.AddField(
            model_name="agreement",
            name="norm",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.RunSQL(DEFAULT, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(
                condition=models.Q(("norm", ""), _negated=True),
                fields=["norm", "dossier"],
                name="plans_agreement_norm",
            ),
        ),
    ]
