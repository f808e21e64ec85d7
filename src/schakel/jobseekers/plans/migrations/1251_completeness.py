"""Whether there is an agreement and a plan that holds, for many dossiers at once."""

from __future__ import annotations

from django.db import migrations

COMPLETENESS = """
create function completeness_of_plans(p_dossiers uuid[], p_organisation uuid, p_on date)
returns table (dossier_id uuid, field text, section_bit int, is_known boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, 'agreement', 16, exists (select 1 from plans_agreement a where a.dossier_id = d.id)
    from unnest(p_dossiers) d(id)
  union all
  select d.id, 'plan', 16, exists (
           select 1 from plans_plan p
            where p.dossier_id = d.id and p.agreed_number > 0 and p.status <> 'closed')
    from unnest(p_dossiers) d(id)
$$;
revoke all on function completeness_of_plans(uuid[], uuid, date) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "1211_rule_of_agreement"), ("dossiers", "1251_completeness")]
    operations = [migrations.RunSQL(COMPLETENESS, "drop function completeness_of_plans(uuid[], uuid, date)")]
