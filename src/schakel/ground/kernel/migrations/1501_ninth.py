"""What nine of ten numbers stay under, with its interval, for figures that are counted in the database."""

from __future__ import annotations

from django.db import migrations

# Under thirty values fewer than three are expected above it: no value of theirs bounds it with the certainty
# asked, and the largest would be one person's. Then the upper end is open.
NINTH = """
create function kernel_ninth(p_values double precision[]) returns double precision[]
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select array[s.ninth, s.v[greatest(1, floor(s.n * 0.9 - 1.959963984540054 * sqrt(s.n * 0.09))::int)],
               case when s.n < 30 then 'infinity'::double precision
                    else s.v[least(s.n, ceil(1 + s.n * 0.9 + 1.959963984540054 * sqrt(s.n * 0.09))::int)] end]
    from (select array_agg(v order by v) as v, count(*)::int as n, percentile_cont(0.9) within group (order by v) as ninth
            from unnest(p_values) v where v is not null) s
   where s.n > 0
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "1401_middle")]
    operations = [migrations.RunSQL(NINTH, "drop function kernel_ninth(double precision[]);")]
