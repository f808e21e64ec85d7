"""Counting what rests on norms at one organisation, without persons."""

from __future__ import annotations

from django.db import migrations

# A choice whose content is erased still counts as a choice; whether it deviated is then not known.
COUNTS = """
create function norms_practice(p_since timestamptz)
returns table (norm_id text, choices bigint, deviations bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.norm_id, count(*),
         count(*) filter (where convert_from(b.body, 'UTF8')::jsonb->>'kind' = 'deviation')
    from norms_restingchoice c
    join journal_entry e on e.id = c.entry_id
    left join journal_content b on b.entry_id = e.id
   where e.recorded_at >= p_since
     and e.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and coalesce(current_setting('schakel.role', true), '') not in ('', 'client')
   group by c.norm_id
$$;
revoke all on function norms_practice(timestamptz) from public;
grant execute on function norms_practice(timestamptz) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("norms", "0204_own_criteria"), ("journal", "0001_initial")]
    operations = [migrations.RunSQL(COUNTS, "drop function norms_practice(timestamptz);")]
