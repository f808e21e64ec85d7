"""The roles that may enter a client, for whom the question where someone is known gets an answer."""

from __future__ import annotations

from django.db import migrations

KNOWN_AT = """
create or replace function dossiers_known_at(p_dossier uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.organisation_id from dossiers_participation p
   where p.dossier_id = p_dossier and p.kind = 'involved' and p.valid_from <= kernel_today()
     and (p.valid_to is null or p.valid_to > kernel_today())
     and current_setting('schakel.role', true) in ({roles})
     and not exists (select 1 from dossiers_closed(array[p_dossier]))
$$;
"""

BEFORE = ("work_coach", "client_manager", "back_office")
NOW = (
    *BEFORE,
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


def _answering(roles: tuple[str, ...]) -> str:
    return KNOWN_AT.format(roles=", ".join(f"'{role}'" for role in roles))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0404_estimates")]
    operations = [migrations.RunSQL(_answering(NOW), _answering(BEFORE))]
