"""How long after a handover the first right service began, per sender and receiver."""

from __future__ import annotations

from django.db import migrations

# Right is what the receiver chose or carries out, that is no earlier service under another name, and that did not
# end because another service fits better. One that ran already at the taking up counts as no day of waiting.
# The same question twice: as the owner it counts everybody, as the reader only what that reader may see.
FIRST_HELP = """
create function services_first_help_read(p_since timestamptz)
returns table (from_organisation uuid, to_organisation uuid, taken_up bigint, started bigint,
               median_days double precision, p90_days double precision, with_intake bigint,
               median_from_contact double precision)
language sql stable set search_path = public, pg_temp as $$
  with taken as (
    select h.from_organisation_id as sender, h.to_organisation_id as receiver, h.dossier_id,
           (h.answered_at at time zone 'Europe/Amsterdam')::date as taken_on
      from dossiers_handover h
     where (select nullif(current_setting('schakel.organisation', true), ''))::uuid
           in (h.from_organisation_id, h.to_organisation_id)
       and h.status = 'taken_up' and h.sent_at >= p_since),
  helped as (
    select t.sender, t.receiver, u.starts_on, greatest(u.starts_on - t.taken_on, 0) as days,
           (select max(i.first_contact_on) from intake_intake i
             where i.dossier_id = t.dossier_id and i.first_contact_on <= u.starts_on) as contact_on
      from taken t left join lateral (
        select s.starts_on from services_serviceuse s
         where s.dossier_id = t.dossier_id and t.receiver in (s.organisation_id, s.guide_id)
           and s.starts_on <= kernel_today() and coalesce(s.ended_on, 'infinity') >= t.taken_on
           and s.relabels_id is null and s.end_reason <> 'other_service'
         order by s.starts_on, s.id limit 1) u on true)
  select sender, receiver, count(*), count(starts_on),
         percentile_cont(0.5) within group (order by days) filter (where starts_on is not null),
         percentile_cont(0.9) within group (order by days) filter (where starts_on is not null),
         count(contact_on),
         percentile_cont(0.5) within group (order by starts_on - contact_on) filter (where contact_on is not null)
    from helped group by 1, 2
$$;
create function services_first_help(p_since timestamptz)
returns table (from_organisation uuid, to_organisation uuid, taken_up bigint, started bigint,
               median_days double precision, p90_days double precision, with_intake bigint,
               median_from_contact double precision)
language sql stable security definer set search_path = public, pg_temp as $$
  select * from services_first_help_read(p_since)
$$;
revoke all on function services_first_help_read(timestamptz) from public;
revoke all on function services_first_help(timestamptz) from public;
grant execute on function services_first_help_read(timestamptz), services_first_help(timestamptz) to schakel_app;
"""

UNDO = "drop function services_first_help(timestamptz); drop function services_first_help_read(timestamptz);"


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0002_security"),
        ("dossiers", "1101_handover_drafts"),
        ("intake", "0104_rules"),
    ]
    operations = [migrations.RunSQL(FIRST_HELP, UNDO)]
