"""Photos on cards, ways of working in versions, and what lets the directory find a part of a name fast."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

SEARCH = """
create index organisations_professional_name_parts on organisations_professional using gin (sort_key gin_trgm_ops);
create index organisations_professional_expertise_parts on organisations_professional
  using gin (upper(expertise) gin_trgm_ops);
revoke update, delete on organisations_wayofworking from schakel_app, schakel_batch;
"""

UNDO = """
drop index organisations_professional_name_parts;
drop index organisations_professional_expertise_parts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0201_wishes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "professional",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="organisations.professional",
                    ),
                ),
                ("image", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WayOfWorking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("method", models.TextField()),
                ("target_groups", models.TextField(blank=True)),
                ("instruments", models.TextField(blank=True)),
                ("referral", models.TextField(blank=True)),
                ("contact", models.TextField(blank=True)),
                ("opening_times", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=120)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ways_of_working",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="organisations_way_once")
                ],
            },
        ),
        migrations.RunSQL(SEARCH, UNDO),
    ]
