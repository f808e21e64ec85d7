"""Whether a question to take part came from a file or by hand, and where the own organisation takes part."""

from __future__ import annotations

from django.db import migrations, models

_ROLES = (
    "work_coach",
    "client_manager",
    "back_office",
    "reintegration_coach",
    "cwi_adviser",
    "client_manager_work",
    "client_manager_care",
    "consultant",
    "reintegration_expert",
    "intake_adviser",
    "front_back_office",
    "income_consultant",
)
WHERE_OURS = f"""
create function dossiers_where_ours(p_dossiers uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.dossier_id from dossiers_participation p
   where p.dossier_id = any (p_dossiers) and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today())
     and p.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and current_setting('schakel.role', true) in ({", ".join(f"'{role}'" for role in _ROLES)})
     and not exists (select 1 from dossiers_closed(array[p.dossier_id]))
$$;
revoke all on function dossiers_where_ours(uuid[]) from public;
grant execute on function dossiers_where_ours(uuid[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1411_judged_once")]
    operations = [
        # Until now only a file asked.
        migrations.AddField(
            "joinrequest",
            "source",
            models.CharField(
                choices=[("form", "met de hand gevraagd"), ("file", "uit een bestand")],
                default="file",
                max_length=4,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(WHERE_OURS, "drop function dossiers_where_ours(uuid[])"),
    ]
