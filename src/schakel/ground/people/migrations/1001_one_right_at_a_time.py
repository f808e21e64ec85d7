"""One person has one right of a statute at a time; what stood there twice is marked, not thrown away."""

from __future__ import annotations

from django.db import migrations, models

import schakel.ground.kernel.periods

# One after the other, so that only what overlaps a row that stays unmarked is marked.
MARK = """
do $$
declare
  v record;
begin
  for v in select * from people_benefitentitlement order by client_id, regime, valid_from, id loop
    update people_benefitentitlement d set is_doubled = true, version = version + 1
     where d.id = v.id and exists (
       select from people_benefitentitlement o
        where o.client_id = v.client_id and o.regime = v.regime and not o.is_doubled
          and (o.valid_from, o.id) < (v.valid_from, v.id)
          and daterange(o.valid_from, o.valid_to) && daterange(v.valid_from, v.valid_to));
  end loop;
end $$;
"""

# For rows that come in bulk, past the model; a default in the model would make each insert read back its row,
# which the policy refuses where nobody has a grant yet.
DEFAULT = "alter table people_benefitentitlement alter column is_doubled set default false"


class Migration(migrations.Migration):
    dependencies = [("people", "0901_merged_into")]

    operations = [
        migrations.AddField("benefitentitlement", "is_doubled", models.BooleanField(default=False)),
        migrations.RunSQL(DEFAULT, migrations.RunSQL.noop),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "benefitentitlement",
            schakel.ground.kernel.periods.no_overlap(
                "people_entitlement_once",
                "client",
                "regime",
                condition=models.Q(("is_doubled", False)),
            ),
        ),
    ]
