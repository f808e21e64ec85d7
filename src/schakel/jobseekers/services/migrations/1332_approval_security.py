"""Row-level security over questions for agreement: the named level sees one while it waits, and no dossier."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

# Who is asked answers; while they are away whoever stands in for them, or else somebody of the same role there.
# Nobody answers a question of their own, in whatever role, and a shielded dossier stays with its named readers.
ASKED = """
create function services_may_answer(p_dossier uuid, p_approver uuid, p_asked_by uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from organisations_membership me join organisations_membership a on a.id = p_approver
     where me.reader_id = (select kernel_own_reader())
       and me.valid_from <= (select kernel_today())
       and (me.valid_to is null or me.valid_to > (select kernel_today()))
       and me.professional_id <> p_asked_by
       and (me.id = a.id
            or exists (select from access_readercover c
                        where c.reader_id = me.reader_id and c.covered_reader_id = a.reader_id
                          and c.valid_from <= (select kernel_today())
                          and (c.valid_to is null or c.valid_to > (select kernel_today())))
            or me.organisation_id = a.organisation_id and me.role = a.role
               and services_is_uncovered(a.id)))
    and (not exists (select from dossiers_shield s
                      where s.dossier_id = p_dossier and s.valid_from <= (select kernel_today())
                        and (s.valid_to is null or s.valid_to > (select kernel_today())))
         or exists (select from dossiers_namedreader n
                     where n.dossier_id = p_dossier and n.reader_id = (select kernel_own_reader())
                       and n.valid_from <= (select kernel_today())
                       and (n.valid_to is null or n.valid_to > (select kernel_today()))))
$$;
"""

# Away while nobody at work stands in, or no longer in that role.
UNCOVERED = """
create function services_is_uncovered(p_member uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from organisations_membership a
                  where a.id = p_member and a.valid_to <= (select kernel_today()))
      or exists (select from organisations_absence b
                  where b.membership_id = p_member and b.valid_from <= (select kernel_today())
                    and (b.valid_to is null or b.valid_to > (select kernel_today())))
     and not exists (
       select from organisations_membership a
         join access_readercover c on c.covered_reader_id = a.reader_id
              and c.valid_from <= (select kernel_today())
              and (c.valid_to is null or c.valid_to > (select kernel_today()))
         join organisations_membership s on s.reader_id = c.reader_id
        where a.id = p_member and not exists (
          select from organisations_absence o
           where o.membership_id = s.id and o.valid_from <= (select kernel_today())
             and (o.valid_to is null or o.valid_to > (select kernel_today()))))
$$;
revoke all on function services_is_uncovered(uuid) from public;
"""

RIGHTS = """
revoke all on function services_may_answer(uuid, uuid, uuid) from public;
grant execute on function services_may_answer(uuid, uuid, uuid) to schakel_app;
"""

POLICIES = f"""
alter table services_serviceapproval enable row level security;
create policy services_serviceapproval_read on services_serviceapproval for select to schakel_app
  using ({granted("services_serviceapproval", bit=16)}
         or state = 'waiting' and services_may_answer(dossier_id, approver_id, asked_by_id));
create policy services_serviceapproval_change on services_serviceapproval for update to schakel_app
  using ({granted("services_serviceapproval", bit=16)})
  with check ({granted("services_serviceapproval", bit=16)});
create policy services_serviceapproval_remove on services_serviceapproval for delete to schakel_app
  using ({granted("services_serviceapproval", bit=16)});
create policy services_serviceapproval_add on services_serviceapproval for insert to schakel_app
  with check ({granted("services_serviceapproval", bit=16)});
"""

# Whoever answers may see no dossier, so what follows from the answer is done here. Says what followed.
ANSWER = """
create function services_answer(p_id uuid, p_version int, p_agrees boolean, p_words text, p_extension uuid)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  a services_serviceapproval; u services_serviceuse; me uuid; today date := (select kernel_today());
begin
  select * into a from services_serviceapproval where id = p_id for update;
  if not found or a.state <> 'waiting' or not services_may_answer(a.dossier_id, a.approver_id, a.asked_by_id)
  then return 'gone'; end if;
  if a.version <> p_version then return 'stale'; end if;
  select professional_id into me from organisations_membership where reader_id = (select kernel_own_reader());
  select * into u from services_serviceuse where id = a.use_id for update;
  update services_serviceapproval set state = case when p_agrees then 'agreed' else 'refused' end,
         answered_by_id = me, answered_on = today, words = p_words, version = version + 1 where id = p_id;
  if not p_agrees then
    update services_serviceapproval set state = 'withdrawn', version = version + 1
     where use_id = a.use_id and about = a.about and state = 'waiting';
    if a.about = 'extension' then return 'kept'; end if;
    update services_serviceuse set state = 'dropped', version = version + 1
     where id = a.use_id and state = 'awaiting';
    return 'dropped';
  end if;
  if exists (select from services_serviceapproval
              where use_id = a.use_id and about = a.about and state = 'waiting')
  then return 'waiting'; end if;
  if a.about = 'extension' then
    if u.state <> 'running' or u.ends_on is null or a.until <= u.ends_on then return 'over'; end if;
    insert into services_serviceextension
      (id, use_id, dossier_id, until_before, until, because, made_on, made_by_id)
    values (p_extension, a.use_id, a.dossier_id, u.ends_on, a.until, a.because, today, a.asked_by_id);
    update services_serviceuse set ends_on = a.until, version = version + 1 where id = a.use_id;
    return 'extended';
  end if;
  update services_serviceuse set state = after_approval, version = version + 1,
         decided_on = case when after_approval = 'decided' then today end
   where id = a.use_id and state = 'awaiting';
  return u.after_approval;
end $$;
revoke all on function services_answer(uuid, int, boolean, text, uuid) from public;
grant execute on function services_answer(uuid, int, boolean, text, uuid) to schakel_app;
"""

SIGNAL = """
create function signals_find_approval_waits(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (a.dossier_id, a.organisation_id)
         a.dossier_id, a.organisation_id, w.reader_id, a.asked_on, a.answer_by,
         jsonb_build_array(signals_criterion('asked', true, a.asked_on),
                           signals_criterion('past_term', true, a.answer_by),
                           signals_criterion('answered', false, null))
    from services_serviceapproval a
    join dossiers_dossier d on d.client_id = a.dossier_id and d.status = 'open'
    cross join lateral (
      select services_asked_of(a.dossier_id, a.organisation_id, (p_days->>'today')::date) as reader_id) w
   where a.dossier_id = any (p_dossiers) and a.state = 'waiting' and w.reader_id is not null
     and a.answer_by < (p_days->>'today')::date
   order by a.dossier_id, a.organisation_id, a.answer_by, a.id
$$;
revoke all on function signals_find_approval_waits(uuid[], jsonb) from public;
"""

UNDO = """
drop function signals_find_approval_waits(uuid[], jsonb);
drop function services_answer(uuid, int, boolean, text, uuid);
drop policy services_serviceapproval_add on services_serviceapproval;
drop policy services_serviceapproval_remove on services_serviceapproval;
drop policy services_serviceapproval_change on services_serviceapproval;
drop policy services_serviceapproval_read on services_serviceapproval;
alter table services_serviceapproval disable row level security;
drop function services_may_answer(uuid, uuid, uuid); drop function services_is_uncovered(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "1331_approval"),
        ("access", "0301_personal_grants"),
        ("signals", "0201_own_figures"),
    ]
    operations = [migrations.RunSQL(UNCOVERED + ASKED + RIGHTS + POLICIES + ANSWER + SIGNAL, UNDO)]
