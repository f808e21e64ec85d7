"""How often something could not be done at an organisation, as numbers for who leads a team there."""

from __future__ import annotations

from django.db import migrations

# Numbers only, and of the own organisation only: whoever leads a team sees no client by it.
COUNTS = """
create function plans_wish_counts(p_since date) returns table (barrier text, wishes bigint, own bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.barrier, count(*), count(*) filter (where w.is_client_wish)
    from plans_blockedwish w
   where w.noted_on >= p_since
     and current_setting('schakel.role', true)
         in ('team_leader', 'work_manager', 'regional_manager', 'policy_adviser')
     and w.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
   group by w.barrier
$$;
revoke all on function plans_wish_counts(date) from public;
grant execute on function plans_wish_counts(date) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "1292_discussions_security")]
    operations = [migrations.RunSQL(COUNTS, "drop function plans_wish_counts(date);")]
