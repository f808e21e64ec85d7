"""A reader on behalf of another: who enters for a colleague, and in which sections."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="reader",
            name="principal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mandates",
                to="access.reader",
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="sections",
            field=models.IntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("principal", None), ("sections", None)),
                    models.Q(
                        ("principal__isnull", False),
                        ("sections__isnull", False),
                        models.Q(("principal", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="access_reader_mandate",
            ),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("principal__isnull", False)),
                expressions=[
                    ("principal", "="),
                    ("subject_id", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="access_reader_mandate_once",
            ),
        ),
    ]
