"""Whether a diagnosis was concluded, for many dossiers at once."""

from __future__ import annotations

from django.db import migrations

COMPLETENESS = """
create function completeness_of_diagnosis(p_dossiers uuid[], p_organisation uuid, p_on date)
returns table (dossier_id uuid, field text, section_bit int, is_known boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, 'diagnosis', 8, exists (
           select 1 from diagnosis_diagnosis g where g.dossier_id = d.id and g.concluded_on is not null)
    from unnest(p_dossiers) d(id)
$$;
revoke all on function completeness_of_diagnosis(uuid[], uuid, date) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0103_advice_signal"), ("dossiers", "1251_completeness")]
    operations = [
        migrations.RunSQL(COMPLETENESS, "drop function completeness_of_diagnosis(uuid[], uuid, date)")
    ]
