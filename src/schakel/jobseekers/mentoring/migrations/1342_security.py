"""Row-level security: the visit for coach and mentor, the client in the dossier, feedback for the coach."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Not through a queue and not for whoever stands in: the person's own reader only.
_OWN = "(select kernel_own_reader())"
POLICIES = f"""
alter table mentoring_mentorvisit enable row level security;
create policy mentoring_mentorvisit_read on mentoring_mentorvisit for select to schakel_app
  using (coach_id = {_OWN} or mentor_id = {_OWN});
create policy mentoring_mentorvisit_change on mentoring_mentorvisit for update to schakel_app
  using (coach_id = {_OWN} or mentor_id = {_OWN}) with check (coach_id = {_OWN} or mentor_id = {_OWN});
create policy mentoring_mentorvisit_add on mentoring_mentorvisit for insert to schakel_app
  with check (coach_id = {_OWN});
alter table mentoring_feedbackpiece enable row level security;
create policy mentoring_feedbackpiece_read on mentoring_feedbackpiece for select to schakel_app
  using (coach_id = {_OWN} or shared_with_id = {_OWN});
create policy mentoring_feedbackpiece_change on mentoring_feedbackpiece for update to schakel_app
  using (coach_id = {_OWN}) with check (coach_id = {_OWN});
create policy mentoring_feedbackpiece_add on mentoring_feedbackpiece for insert to schakel_app
  with check (shared_with_id is null and exists (
    select 1 from mentoring_mentorvisit v
     where v.id = visit_id and v.mentor_id = {_OWN} and v.coach_id = mentoring_feedbackpiece.coach_id));
revoke all on mentoring_mentorvisit, mentoring_feedbackpiece, mentoring_visitedclient
  from schakel_batch, schakel_readonly;
"""

# The mentor may not know of the client and the client not of the mentor's row: what the one ends, ends for
# the other here.
FOLLOWING = """
create function mentoring_follow_client() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mentoring_mentorvisit set state = 'off', version = version + 1
   where id = old.visit_id and state <> 'off' and feedback_on is null;
  return null;
end $$;
create trigger mentoring_client_ends after update of is_off on mentoring_visitedclient
  for each row when (new.is_off and not old.is_off) execute function mentoring_follow_client();
create trigger mentoring_client_goes after delete on mentoring_visitedclient
  for each row execute function mentoring_follow_client();
create function mentoring_follow_visit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mentoring_visitedclient set is_off = true, version = version + 1
   where visit_id = new.id and not is_off;
  return null;
end $$;
create trigger mentoring_visit_ends after update of state on mentoring_mentorvisit
  for each row when (new.state = 'off' and old.state <> 'off') execute function mentoring_follow_visit();
"""

ERASING = """
create function mentoring_erase_due() returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  delete from mentoring_feedbackpiece p using mentoring_mentorvisit v
   where v.id = p.visit_id and v.erase_on <= kernel_today();
  delete from mentoring_visitedclient c using mentoring_mentorvisit v
   where v.id = c.visit_id and v.erase_on <= kernel_today();
  delete from mentoring_mentorvisit where erase_on <= kernel_today();
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function mentoring_erase_due(), mentoring_follow_client(), mentoring_follow_visit() from public;
grant execute on function mentoring_erase_due() to schakel_batch;
"""

UNDO = """
drop function mentoring_erase_due();
drop trigger mentoring_visit_ends on mentoring_mentorvisit; drop function mentoring_follow_visit();
drop trigger mentoring_client_goes on mentoring_visitedclient;
drop trigger mentoring_client_ends on mentoring_visitedclient; drop function mentoring_follow_client();
drop policy mentoring_feedbackpiece_add on mentoring_feedbackpiece;
drop policy mentoring_feedbackpiece_change on mentoring_feedbackpiece;
drop policy mentoring_feedbackpiece_read on mentoring_feedbackpiece;
alter table mentoring_feedbackpiece disable row level security;
drop policy mentoring_mentorvisit_add on mentoring_mentorvisit;
drop policy mentoring_mentorvisit_change on mentoring_mentorvisit;
drop policy mentoring_mentorvisit_read on mentoring_mentorvisit;
alter table mentoring_mentorvisit disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "1341_start"),
        ("access", "0301_personal_grants"),
        ("dossiers", "0002_regie_and_grants"),
    ]
    operations = [
        protect("mentoring_visitedclient", bit=32),
        migrations.RunSQL(POLICIES + FOLLOWING + ERASING, UNDO),
    ]
