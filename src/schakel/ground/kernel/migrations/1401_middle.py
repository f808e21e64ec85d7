"""The middle of numbers with its interval, for figures that are counted in the database."""

from __future__ import annotations

from django.db import migrations

# The places of the ends follow from the binomial distribution, as kernel/shares.py reckons them.
MIDDLE = """
create function kernel_middle(p_values double precision[]) returns double precision[]
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select array[(s.v[(s.n + 1) / 2] + s.v[s.n / 2 + 1]) / 2,
               s.v[greatest(1, floor(s.n * 0.5 - 1.959963984540054 * sqrt(s.n * 0.25))::int)],
               s.v[least(s.n, ceil(1 + s.n * 0.5 + 1.959963984540054 * sqrt(s.n * 0.25))::int)]]
    from (select array_agg(v order by v) as v, count(*)::int as n from unnest(p_values) v where v is not null) s
   where s.n > 0
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_functions")]
    operations = [migrations.RunSQL(MIDDLE, "drop function kernel_middle(double precision[]);")]
