"""Row-level security over alternatives and cases without a name: guests read no more than the case."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

GUEST = """
create function plans_is_guest(p_discussion uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from plans_discussionguest g join organisations_membership m on m.id = g.membership_id
     where g.discussion_id = p_discussion and m.reader_id = (select kernel_own_reader())
       and m.valid_from <= (select kernel_today())
       and (m.valid_to is null or m.valid_to > (select kernel_today())))
$$;
revoke all on function plans_is_guest(uuid) from public;
grant execute on function plans_is_guest(uuid) to schakel_app;
"""

# The row of the subject is under the policy of its dossier: who finds it may see that dossier.
POLICIES = """
alter table plans_namelesscase enable row level security;
create policy plans_namelesscase_read on plans_namelesscase for select to schakel_app
  using (plans_is_guest(discussion_id)
         or exists (select from plans_namelesssubject s where s.id = plans_namelesscase.subject_id));
create policy plans_namelesscase_add on plans_namelesscase for insert to schakel_app
  with check (plans_is_guest(discussion_id)
              and exists (select from plans_namelesssubject s where s.id = plans_namelesscase.subject_id));
create policy plans_namelesscase_change on plans_namelesscase for update to schakel_app
  using (exists (select from plans_namelesssubject s where s.id = plans_namelesscase.subject_id))
  with check (exists (select from plans_namelesssubject s where s.id = plans_namelesscase.subject_id));
create policy plans_namelesscase_remove on plans_namelesscase for delete to schakel_app
  using (exists (select from plans_namelesssubject s where s.id = plans_namelesscase.subject_id));
"""

UNDO = """
drop policy plans_namelesscase_remove on plans_namelesscase;
drop policy plans_namelesscase_change on plans_namelesscase;
drop policy plans_namelesscase_add on plans_namelesscase;
drop policy plans_namelesscase_read on plans_namelesscase;
alter table plans_namelesscase disable row level security;
drop function plans_is_guest(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "1331_weighed_and_nameless"), ("access", "0301_personal_grants")]
    operations = [
        protect("plans_planalternative", bit="plans_planalternative.section_bit"),
        protect("plans_namelesssubject", bit=16),
        migrations.RunSQL(GUEST + POLICIES, UNDO),
    ]
