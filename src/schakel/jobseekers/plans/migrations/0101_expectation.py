"""What is expected of choices, with what earlier choices already expect."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from schakel.ground.access.policies import protect

EARLIER = """
insert into plans_expectation (entry_id, dossier_id, section_bit, chosen, what, by)
select e.id, e.dossier_id, e.section_bit, said.j ->> 'chosen', said.j -> 'expected' ->> 'what',
       (said.j -> 'expected' ->> 'by')::date
  from journal_entry e join journal_content c on c.entry_id = e.id,
       lateral (select convert_from(c.body, 'UTF8')::jsonb as j offset 0) as said
 where e.verb = 'decision.record' and e.dossier_id is not null and said.j -> 'expected' is not null
   and not exists (select 1 from journal_entry later where later.supersedes_id = e.id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_security"),
        ("dossiers", "0005_reopening"),
        ("journal", "0101_erasure"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expectation",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("section_bit", models.IntegerField()),
                ("chosen", models.TextField()),
                ("what", models.TextField()),
                ("by", models.DateField()),
                ("looked_back_on", models.DateField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expectations",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("looked_back_on__isnull", True)),
                        fields=["dossier", "by", "entry_id"],
                        name="plans_expectation_open",
                    )
                ],
            },
        ),
        protect("plans_expectation", bit="plans_expectation.section_bit"),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
    ]
