"""Row-level security of invitations, the leader's list, seats, and the contact that a leader adds."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Who leads sees whom they let in, by name, and opens no dossier by it.
_OWN = "(select kernel_own_reader())"
LEADER = f"""
create policy workshops_workshopinvitation_lead_read on workshops_workshopinvitation for select to schakel_app
  using (leader_id = {_OWN});
create policy workshops_workshopinvitation_lead_change on workshops_workshopinvitation for update
  to schakel_app using (leader_id = {_OWN}) with check (leader_id = {_OWN});
create policy contacts_contactmoment_of_group on contacts_contactmoment for insert to schakel_app
  with check (reader_id = {_OWN} and kind in ('workshop', 'absent') and exists (
    select 1 from workshops_workshopinvitation i
     where i.dossier_id = contacts_contactmoment.dossier_id and i.leader_id = {_OWN}
       and i.state = 'invited'));
revoke all on workshops_workshopsession, workshops_workshopinvitation from schakel_readonly;
"""

# Counted here, since nobody sees all invitations of a group; the check on the session refuses one too many.
SEATS = """
create function workshops_count_seats() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_session uuid := case when tg_op = 'DELETE' then old.session_id else new.session_id end;
begin
  perform 1 from workshops_workshopsession where id = v_session for update;
  update workshops_workshopsession s
     set taken = (select count(*) from workshops_workshopinvitation i
                   where i.session_id = v_session and i.state in ('invited', 'came', 'absent'))
   where s.id = v_session;
  return null;
end $$;
create trigger workshops_seats after insert or delete or update of state on workshops_workshopinvitation
  for each row execute function workshops_count_seats();
revoke all on function workshops_count_seats() from public;
"""

CANCEL = """
create function workshops_cancel(p_session uuid) returns table (invitation_id uuid, dossier_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update workshops_workshopinvitation i set state = 'cancelled', version = i.version + 1
    from workshops_workshopsession s
   where s.id = p_session and i.session_id = s.id and i.state = 'invited' and s.state = 'cancelled'
     and s.organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid
  returning i.id, i.dossier_id
$$;
revoke all on function workshops_cancel(uuid) from public;
grant execute on function workshops_cancel(uuid) to schakel_app;
"""

UNDO = """
drop function workshops_cancel(uuid);
drop trigger workshops_seats on workshops_workshopinvitation; drop function workshops_count_seats();
drop policy contacts_contactmoment_of_group on contacts_contactmoment;
drop policy workshops_workshopinvitation_lead_change on workshops_workshopinvitation;
drop policy workshops_workshopinvitation_lead_read on workshops_workshopinvitation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "1341_start"),
        ("contacts", "1341_workshop"),
        ("access", "0301_personal_grants"),
        ("dossiers", "0002_regie_and_grants"),
    ]
    operations = [
        protect("workshops_workshopinvitation", bit=16),
        migrations.RunSQL(LEADER + SEATS + CANCEL, UNDO),
    ]
