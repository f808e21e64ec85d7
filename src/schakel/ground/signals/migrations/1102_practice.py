"""Counting how often signals came and how long they lasted at one organisation, without persons."""

from __future__ import annotations

from django.db import migrations

COUNTS = """
create function signals_practice(p_since timestamptz)
returns table (kind text, came bigint, stands bigint, days double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.kind, count(*), count(*) filter (where s.gone_at is null),
         percentile_cont(0.5) within group (order by extract(epoch from s.gone_at - s.found_at) / 86400)
           filter (where s.gone_at is not null)
    from signals_signal s
   where s.found_at >= p_since
     and s.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and coalesce(current_setting('schakel.role', true), '') not in ('', 'client')
   group by s.kind
$$;
revoke all on function signals_practice(timestamptz) from public;
grant execute on function signals_practice(timestamptz) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "1101_partner_waits")]
    operations = [migrations.RunSQL(COUNTS, "drop function signals_practice(timestamptz);")]
