"""Whether what a client can do has its concepts counts as a field of its own, where there is anything to link."""

from __future__ import annotations

from django.db import migrations

COMPLETENESS = """
create or replace function completeness_of_profile(p_dossiers uuid[], p_organisation uuid, p_on date)
returns table (dossier_id uuid, field text, section_bit int, is_known boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, 'last_occupation', 4, exists (select 1 from profile_lastoccupation o where o.dossier_id = d.id)
    from unnest(p_dossiers) d(id)
  union all
  select d.id, 'competences', 4,
         exists (select 1 from profile_competence c where c.dossier_id = d.id and c.removed_on is null)
    from unnest(p_dossiers) d(id)
  union all
  select c.dossier_id, 'linked_competences', 4, bool_and(c.link in ('linked', 'none'))
    from profile_competence c
   where c.dossier_id = any (p_dossiers) and c.removed_on is null
   group by c.dossier_id
  union all
  select d.id, 'work_periods', 4,
         exists (select 1 from profile_workperiod w where w.dossier_id = d.id and w.removed_on is null)
    from unnest(p_dossiers) d(id)
$$;
"""
BEFORE = """
create or replace function completeness_of_profile(p_dossiers uuid[], p_organisation uuid, p_on date)
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
"""


class Migration(migrations.Migration):
    dependencies = [("profile", "1301_concepts")]
    operations = [migrations.RunSQL(COMPLETENESS, BEFORE)]
