"""Row-level security, finding the client who asks, and the signal that an answer is due."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

# Who takes a question in has no grant, and keeps sight of their own words and of whether there is an answer.
POLICIES = f"""
alter table questions_clientquestion enable row level security;
create policy questions_clientquestion_read on questions_clientquestion for select to schakel_app
  using (reader_id = (select kernel_own_reader()) or {granted("questions_clientquestion", bit=32)});
create policy questions_clientquestion_change on questions_clientquestion for update to schakel_app
  using ({granted("questions_clientquestion", bit=32)})
  with check ({granted("questions_clientquestion", bit=32)});
create policy questions_clientquestion_remove on questions_clientquestion for delete to schakel_app
  using ({granted("questions_clientquestion", bit=32)});
create policy questions_clientquestion_add on questions_clientquestion for insert to schakel_app
  with check (reader_id = (select kernel_own_reader()));
"""

# A dossier number alone can be guessed; with the day of birth it is something a client knows.
FINDING = """
create function questions_dossier(p_number text, p_born date) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select d.client_id from dossiers_dossier d join people_client c on c.id = d.client_id
   where d.number = p_number and c.birth_date = p_born
     and nullif(current_setting('schakel.organisation', true), '') is not null
$$;
revoke all on function questions_dossier(text, date) from public;
grant execute on function questions_dossier(text, date) to schakel_app;
"""

# Of several questions the one that is due first counts: a row is for a dossier, a kind and an organisation.
SIGNAL = """
create function signals_find_question_waits(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (q.dossier_id)
         q.dossier_id, r.organisation_id, r.reader_id,
         (q.taken_at at time zone 'Europe/Amsterdam')::date, q.answer_by,
         jsonb_build_array(
           signals_criterion('asked', true, (q.taken_at at time zone 'Europe/Amsterdam')::date),
           signals_criterion('past_term', q.answer_by < (p_days->>'today')::date, q.answer_by),
           signals_criterion('answered', false, null))
    from questions_clientquestion q
    join dossiers_regie r on r.dossier_id = q.dossier_id and r.scope = 'chain'
     and r.valid_from <= (p_days->>'today')::date
     and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where q.dossier_id = any (p_dossiers) and q.answered_at is null
   order by q.dossier_id, q.answer_by, q.id
$$;
revoke all on function signals_find_question_waits(uuid[], jsonb) from public;
"""

UNDO = """
drop function signals_find_question_waits(uuid[], jsonb); drop function questions_dossier(text, date);
drop policy questions_clientquestion_add on questions_clientquestion;
drop policy questions_clientquestion_remove on questions_clientquestion;
drop policy questions_clientquestion_change on questions_clientquestion;
drop policy questions_clientquestion_read on questions_clientquestion;
alter table questions_clientquestion disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0001_initial"),
        ("access", "0301_personal_grants"),
        ("people", "0004_known_and_bsn"),
        ("signals", "0002_finding"),
    ]
    operations = [migrations.RunSQL(POLICIES + FINDING + SIGNAL, UNDO)]
