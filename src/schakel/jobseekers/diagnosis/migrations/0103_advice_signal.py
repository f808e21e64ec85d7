"""The signal that advice of a labour expert is past its day, for the organisation that asked."""

from __future__ import annotations

from django.db import migrations

# Of several questions of one organisation the one that was due first counts: a row is for a dossier, a kind
# and an organisation. It is whose regie it is there; without one the organisation's own list shows it.
SIGNAL = """
create function signals_find_advice_overdue(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (a.dossier_id, a.organisation_id)
         a.dossier_id, a.organisation_id, r.reader_id,
         (a.asked_at at time zone 'Europe/Amsterdam')::date, a.answer_by,
         jsonb_build_array(
           signals_criterion('asked', true, (a.asked_at at time zone 'Europe/Amsterdam')::date),
           signals_criterion('past_term', true, a.answer_by),
           signals_criterion('answered', false, null))
    from diagnosis_advicerequest a
    left join dossiers_regie r on r.dossier_id = a.dossier_id and r.scope = 'organisation'
     and r.organisation_id = a.organisation_id
     and r.valid_from <= (p_days->>'today')::date
     and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where a.dossier_id = any (p_dossiers) and a.answered_at is null and a.withdrawn_on is null
     and a.answer_by < (p_days->>'today')::date
   order by a.dossier_id, a.organisation_id, a.answer_by, a.id
$$;
revoke all on function signals_find_advice_overdue(uuid[], jsonb) from public;
"""
UNDO = "drop function signals_find_advice_overdue(uuid[], jsonb);"


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0102_meeting"), ("signals", "0002_finding")]
    operations = [migrations.RunSQL(SIGNAL, UNDO)]
