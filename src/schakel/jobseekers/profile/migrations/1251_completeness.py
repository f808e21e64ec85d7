"""Whether the last occupation, competences and work done are known, for many dossiers at once."""

from __future__ import annotations

from django.db import migrations

COMPLETENESS = """
create function completeness_of_profile(p_dossiers uuid[], p_organisation uuid, p_on date)
returns table (dossier_id uuid, field text, section_bit int, is_known boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, 'last_occupation', 4, exists (select 1 from profile_lastoccupation o where o.dossier_id = d.id)
    from unnest(p_dossiers) d(id)
  union all
  select d.id, 'competences', 4,
         exists (select 1 from profile_competence c where c.dossier_id = d.id and c.removed_on is null)
    from unnest(p_dossiers) d(id)
  union all
  select d.id, 'work_periods', 4,
         exists (select 1 from profile_workperiod w where w.dossier_id = d.id and w.removed_on is null)
    from unnest(p_dossiers) d(id)
$$;
revoke all on function completeness_of_profile(uuid[], uuid, date) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("profile", "0103_no_illness"), ("dossiers", "1251_completeness")]
    operations = [
        migrations.RunSQL(COMPLETENESS, "drop function completeness_of_profile(uuid[], uuid, date)")
    ]
