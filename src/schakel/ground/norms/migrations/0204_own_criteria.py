"""The criteria of good legislation as people worded, weighed or stopped them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("norms", "0203_resting_choices")]

    operations = [
        migrations.CreateModel(
            name="OwnCriterion",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                ("check_key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=120)),
                ("question", models.CharField(max_length=300)),
                (
                    "weight",
                    models.PositiveSmallIntegerField(choices=[(1, "licht"), (2, "gewoon"), (3, "zwaar")]),
                ),
                ("is_used", models.BooleanField()),
                ("reason", models.CharField(max_length=300)),
                ("set_by", models.CharField(max_length=120)),
                ("organisation_id", models.UUIDField()),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 3)),
                        name="norms_criterion_weight",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "revoke delete on norms_owncriterion from schakel_app, schakel_batch;", migrations.RunSQL.noop
        ),
    ]
