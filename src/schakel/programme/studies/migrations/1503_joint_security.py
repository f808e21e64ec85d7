"""Who sees an invitation to a joint study, and how cases go from an organisation to the one that leads."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("schakel.programme.studies.migrations.0002_drawing")
_ORGANISATION = _BEFORE._ORGANISATION

# Of the two sides each may say only its own word. The function is the owner's: a policy that asked the study
# would ask this table again.
POLICIES = f"""
create function studies_is_own(p_study uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from studies_study s
                  where s.id = p_study
                    and s.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid)
$$;
revoke all on function studies_is_own(uuid) from public;
grant execute on function studies_is_own(uuid) to schakel_app;

alter table studies_studyinvitation enable row level security;
create policy studies_invitation_sides on studies_studyinvitation for select to schakel_app
  using ({_ORGANISATION} in (lead_id, organisation_id));
create policy studies_invitation_lead on studies_studyinvitation for insert to schakel_app
  with check (lead_id = {_ORGANISATION} and state = 'invited' and studies_is_own(study_id));
create policy studies_invitation_back on studies_studyinvitation for update to schakel_app
  using (lead_id = {_ORGANISATION}) with check (lead_id = {_ORGANISATION} and state = 'taken_back');
create policy studies_invitation_word on studies_studyinvitation for update to schakel_app
  using (organisation_id = {_ORGANISATION} and state in ('invited', 'agreed'))
  with check (organisation_id = {_ORGANISATION} and state in ('agreed', 'declined', 'withdrawn')
              and (own_study_id is null or studies_is_own(own_study_id)));
create policy studies_study_invited on studies_study for select to schakel_app using (
  exists (select 1 from studies_studyinvitation i
           where i.study_id = studies_study.id and i.organisation_id = {_ORGANISATION}
             and i.state in ('invited', 'agreed')));
alter table studies_deliveredcase enable row level security;
revoke update, delete on studies_studyinvitation from schakel_app;
grant update (state, answer, answered_by_name, answered_at, own_study_id, version)
  on studies_studyinvitation to schakel_app;
revoke all on studies_deliveredcase from schakel_app;
revoke all on studies_studyinvitation, studies_deliveredcase from schakel_batch, schakel_readonly;
"""
UNDO_POLICIES = """
drop policy studies_study_invited on studies_study;
drop policy studies_invitation_word on studies_studyinvitation;
drop policy studies_invitation_back on studies_studyinvitation;
drop policy studies_invitation_lead on studies_studyinvitation;
drop policy studies_invitation_sides on studies_studyinvitation;
drop function studies_is_own(uuid);
"""

# Ten is LEAST of kernel/shares.py. Who hands over reads the own dossiers as always; the lead gets what was handed
# over, of clients that still say yes, and no team that is small or that the others would give away.
DELIVERING = """
create function studies_deliver(p_study uuid, p_verbs text[]) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  agreed uuid;
  cases int;
begin
  select i.id into agreed from studies_study_of(p_study) s
    join studies_studyinvitation i on i.own_study_id = s.id and i.state = 'agreed'
   where s.drawn_by_id = (select kernel_own_reader()) for update of i;
  if not found then return 0; end if;
  select count(*) into cases from studies_open_cases(p_study);
  if cases < 10 then return 0; end if;
  delete from studies_deliveredcase where study_id = p_study;
  insert into studies_deliveredcase (id, invitation_id, study_id, site_id, pseudonym, regimes, age_band, months,
                                     steps, handovers, contacts, delivered_on)
  select gen_random_uuid(), agreed, p_study, f.site_id, f.pseudonym, f.regimes, f.age_band, f.months, f.steps,
         f.handovers, f.contacts, kernel_today()
    from studies_facts(p_study, p_verbs) f;
  return cases;
end $$;

create function studies_delivered(p_study uuid) returns table (cases bigint, delivered_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*), max(d.delivered_on) from studies_study_of(p_study) s
    join studies_deliveredcase d on d.study_id = s.id
   where s.drawn_by_id = (select kernel_own_reader())
$$;

create function studies_joined(p_study uuid)
returns table (organisation_id uuid, team text, pseudonym text, regimes text[], age_band text, months int, steps int,
               handovers int, contacts int)
language sql stable security definer set search_path = public, pg_temp as $$
  with handed as (
    select i.organisation_id, d.site_id, m.name::text as team, d.pseudonym::text as pseudonym,
           d.regimes::text[] as regimes, d.age_band::text as age_band, d.months, d.steps, d.handovers, d.contacts,
           count(*) over (partition by i.organisation_id) as of_organisation,
           count(*) over (partition by d.site_id) as of_site
      from studies_study_of(p_study) s
      join studies_studyinvitation i on i.study_id = s.id and i.state = 'agreed'
      join studies_study o on o.id = i.own_study_id and o.state = 'drawn' and o.kept_until >= kernel_today()
      join studies_deliveredcase d on d.study_id = o.id and d.invitation_id = i.id
      join studies_studycase c on c.study_id = o.id and c.pseudonym = d.pseudonym and c.state = 'yes'
      join studies_studysite t on t.id = d.site_id join organisations_team m on m.id = t.team_id
     where s.state = 'drawn' and s.kept_until >= kernel_today() and s.drawn_by_id = (select kernel_own_reader())
  ), told as (
    select h.*, count(*) filter (where h.of_site < 10) over (partition by h.organisation_id) as of_small
      from handed h where h.of_organisation >= 10
  )
  select t.organisation_id, case when t.of_site >= 10 and t.of_small not between 1 and 9 then t.team else '' end,
         t.pseudonym, t.regimes, t.age_band, t.months, t.steps, t.handovers, t.contacts
    from told t order by 1, 3
$$;
revoke all on function studies_deliver(uuid, text[]), studies_delivered(uuid), studies_joined(uuid) from public;
grant execute on function studies_deliver(uuid, text[]), studies_delivered(uuid), studies_joined(uuid) to schakel_app;
"""
UNDO_DELIVERING = """
drop function studies_joined(uuid); drop function studies_delivered(uuid); drop function studies_deliver(uuid, text[]);
"""

# A no, an end and an organisation that stops take out what was handed over.
_CREATE, _REPLACE = "create function", "create or replace function"
_FOLLOW = _BEFORE.FOLLOWING.split("create trigger")[0].replace(_CREATE, _REPLACE)
_FORGET = _BEFORE.FORGETTING.split("create function studies_end")[0].replace(_CREATE, _REPLACE)
_CASE_STATE = "update studies_studycase set state = new.answer where id = new.case_id;\n"
_PERSONS = "  delete from studies_studyperson where study_id = p_study;\n"
_FOLLOW_TOO = _FOLLOW.replace(
    _CASE_STATE,
    _CASE_STATE
    + """  delete from studies_deliveredcase d using studies_studycase c
   where c.id = new.case_id and new.answer <> 'yes' and d.study_id = c.study_id and d.pseudonym = c.pseudonym;
""",
)
_FORGET_TOO = _FORGET.replace(
    _PERSONS,
    """  delete from studies_deliveredcase d using studies_studyinvitation i
   where i.id = d.invitation_id and p_study in (i.study_id, i.own_study_id);
"""
    + _PERSONS,
)
STOPPING = """
create function studies_stop_sharing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from studies_deliveredcase where invitation_id = new.id;
  update studies_study set joint_lead_id = null where id = new.own_study_id;
  return null;
end $$;
create trigger studies_stopped after update of state on studies_studyinvitation
  for each row when (new.state in ('withdrawn', 'taken_back')) execute function studies_stop_sharing();
revoke all on function studies_stop_sharing() from public;
"""
UNDO_STOPPING = (
    "drop trigger studies_stopped on studies_studyinvitation; drop function studies_stop_sharing();"
)


class Migration(migrations.Migration):
    dependencies = [("studies", "1502_joint")]
    operations = [
        migrations.RunSQL(POLICIES, UNDO_POLICIES),
        migrations.RunSQL(DELIVERING, UNDO_DELIVERING),
        migrations.RunSQL(_FOLLOW_TOO + _FORGET_TOO, _FOLLOW + _FORGET),
        migrations.RunSQL(STOPPING, UNDO_STOPPING),
    ]
