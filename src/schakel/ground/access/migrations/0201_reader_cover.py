"""Who stands in for whom; like the readers' other rows never removed, only ended."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.periods


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0101_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReaderCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "covered_reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered_by",
                        to="access.reader",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to="access.reader"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("covered_reader", "="),
                            (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="access_reader_cover_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="access_reader_cover_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reader", models.F("covered_reader")), _negated=True),
                        name="access_reader_cover_of_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on access_readercover from schakel_app, schakel_batch;",
            migrations.RunSQL.noop,
        ),
    ]
