"""Row-level security of studies, drawing as the owner, and forgetting after the term."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

_ORGANISATION = "(select nullif(current_setting('schakel.organisation', true), ''))::uuid"

ROLE = """
create function studies_role() returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce(current_setting('schakel.role', true), '')
         in ('work_manager', 'regional_manager', 'policy_adviser')
$$;
"""
UNDO_ROLE = "drop function studies_role();"

# A client has no organisation: a study is theirs to read where they were drawn. Cases are for who drew them, and
# nobody who sees a case sees whom it is about by it.
POLICIES = f"""
alter table studies_study enable row level security;
create policy studies_study_own on studies_study to schakel_app using (organisation_id = {_ORGANISATION});
create policy studies_study_drawn on studies_study for select to schakel_app using (
  {_ORGANISATION} is null and exists (
    select 1 from studies_studyperson p where p.study_id = studies_study.id));
alter table studies_studysite enable row level security;
create policy studies_studysite_own on studies_studysite to schakel_app using (
  exists (select 1 from studies_study s where s.id = studies_studysite.study_id
           and s.organisation_id = {_ORGANISATION}));
alter table studies_studycase enable row level security;
create policy studies_studycase_drawer on studies_studycase for select to schakel_app using (
  exists (select 1 from studies_study s where s.id = studies_studycase.study_id
           and s.organisation_id = {_ORGANISATION} and s.drawn_by_id = (select kernel_own_reader()))
  and (select studies_role()));
alter table studies_studykey enable row level security;
create policy studies_studyperson_own on studies_studyperson as restrictive for all to schakel_app
  using ({_ORGANISATION} is null or organisation_id = {_ORGANISATION});
revoke update, delete on studies_study, studies_studysite from schakel_app;
revoke insert, update, delete on studies_studycase from schakel_app;
revoke insert, update, delete on studies_studyperson from schakel_app;
grant update (answer, how, answered_at, recorded_by_id, version) on studies_studyperson to schakel_app;
revoke all on studies_studykey from schakel_app;
revoke all on studies_study, studies_studysite, studies_studycase, studies_studyperson, studies_studykey
  from schakel_batch, schakel_readonly;
"""
UNDO_POLICIES = """
drop policy studies_studyperson_own on studies_studyperson;
drop policy studies_studycase_drawer on studies_studycase;
drop policy studies_studysite_own on studies_studysite;
drop policy studies_study_drawn on studies_study; drop policy studies_study_own on studies_study;
"""

# What the organisation may read of a dossier is what the holder of its regie may, other than by what was opened to
# them in person: a shielded dossier is in no sample. 51 is identity, benefit, plan and contacts.
READABLE = """
create function studies_study_of(p_study uuid) returns setof studies_study
language sql stable security definer set search_path = public, pg_temp as $$
  select s.* from studies_study s
   where s.id = p_study and studies_role()
     and s.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
$$;

create function studies_held(p_organisation uuid)
returns table (dossier_id uuid, team_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.dossier_id, coalesce(r.team_id, m.team_id)
    from dossiers_regie r left join organisations_membership m on m.reader_id = r.reader_id
   where r.organisation_id = p_organisation and r.scope = 'organisation'
     and r.valid_from <= kernel_today() and (r.valid_to is null or r.valid_to > kernel_today())
     and (select coalesce(bit_or(g.sections), 0) from access_grant g
           where g.dossier_id = r.dossier_id and g.reader_id = r.reader_id
             and not g.is_personal and not g.is_read_only
             and g.valid_from <= kernel_today() and g.valid_to > kernel_today()) & 51 = 51
$$;
"""

# The order is that of a hash over seed and dossier. A right or service counts when it ran in the period.
FRAME = """
create function studies_order(p_seed text, p_dossier uuid) returns text
language sql immutable set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(p_seed, 'UTF8') || uuid_send(p_dossier)), 'hex')
$$;

create function studies_frame(p_study uuid) returns table (dossier_id uuid, site_id uuid, place text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.dossier_id, t.id, studies_order(s.seed, h.dossier_id)
    from studies_study_of(p_study) s
    join lateral studies_held(s.organisation_id) h on true
    join studies_studysite t on t.study_id = s.id and t.team_id = h.team_id
    join dossiers_dossier d on d.client_id = h.dossier_id
    join people_client c on c.id = h.dossier_id
   where c.deceased_on is null and c.merged_into_id is null
     and (s.opened_from is null or d.opened_on >= s.opened_from)
     and (s.opened_to is null or d.opened_on <= s.opened_to)
     and (s.age_from is null or c.birth_date <= kernel_today() - make_interval(years => s.age_from))
     and (s.age_to is null or c.birth_date > kernel_today() - make_interval(years => s.age_to + 1))
     and (cardinality(s.regimes) = 0 or exists (
       select from people_benefitentitlement e
        where e.client_id = h.dossier_id and e.regime = any (s.regimes) and e.valid_from <= s.period_to
          and (e.valid_to is null or e.valid_to > s.period_from)))
     and (s.service_content = '' or exists (
       select from services_serviceuse u
        where u.dossier_id = h.dossier_id and u.organisation_id = s.organisation_id
          and u.content = s.service_content and u.state in ('running', 'ended') and u.starts_on <= s.period_to
          and (u.ended_on is null or u.ended_on >= s.period_from)))
$$;

create function studies_frame_sizes(p_study uuid) returns table (site_id uuid, fits bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, count(f.dossier_id) from studies_study_of(p_study) s
    join studies_studysite t on t.study_id = s.id left join studies_frame(p_study) f on f.site_id = t.id
   group by 1
$$;
"""

# One function for the first draw and for replacements: it fills the open places of each site with those who come
# next in the order. Whoever drew first goes on drawing.
DRAW = """
create function studies_draw(p_study uuid, p_now timestamptz) returns table (dossier_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  study studies_study;
  own int := (select kernel_own_reader());
begin
  perform 1 from studies_study_of(p_study);
  if not found then return; end if;
  select * into study from studies_study where id = p_study for update;
  if study.state = 'ended' or study.kept_until < kernel_today() then return; end if;
  if study.state = 'drawn' and study.drawn_by_id is distinct from own then return; end if;
  if study.state = 'new' then
    insert into studies_studykey (study_id, secret)
      values (p_study, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
    update studies_studysite t set frame = f.fits from studies_frame_sizes(p_study) f where t.id = f.site_id;
    update studies_study set state = 'drawn', drawn_by_id = own, drawn_at = p_now, drawn_on = kernel_today(),
           version = version + 1 where id = p_study;
  end if;
  return query
  with taken as (
    select p.dossier_id, c.site_id, c.state, studies_order(study.seed, p.dossier_id) as place
      from studies_studyperson p join studies_studycase c on c.id = p.case_id where p.study_id = p_study
  ), wanted as (
    select t.id, t.size - (select count(*) from taken k
                            where k.site_id = t.id and k.state in ('asked', 'yes', 'included')) as open,
           (select max(k.place) from taken k where k.site_id = t.id) as last,
           (select count(*) from taken k where k.site_id = t.id) as had
      from studies_studysite t where t.study_id = p_study
  ), ranked as (
    select f.dossier_id, f.site_id, w.open, w.had,
           row_number() over (partition by f.site_id order by f.place, f.dossier_id) as rank
      from studies_frame(p_study) f join wanted w on w.id = f.site_id
     where (w.last is null or f.place > w.last)
       and not exists (select from taken k where k.dossier_id = f.dossier_id)
  ), chosen as materialized (
    select gen_random_uuid() as case_id, r.dossier_id, r.site_id, r.had + r.rank as place
      from ranked r where r.rank <= r.open
  ), replaced as materialized (
    select x.id from (
      select c.id, c.site_id, row_number() over (partition by c.site_id order by c.place) as rank
        from studies_studycase c
       where c.study_id = p_study and c.state in ('no', 'withdrawn') and not c.is_replaced) x
     where x.rank <= (select count(*) from chosen h where h.site_id = x.site_id)
  ), marked as (
    update studies_studycase c set is_replaced = true from replaced x where c.id = x.id
  ), told as (
    update studies_studyperson p set is_replaced = true from replaced x where p.case_id = x.id
  ), cases as (
    insert into studies_studycase (id, study_id, site_id, place, pseudonym, state, is_replaced, drawn_on)
    select h.case_id, p_study, h.site_id, h.place,
           'P' || left(encode(sha256(k.secret || sha256(k.secret || uuid_send(h.dossier_id))), 'hex'), 10),
           case when study.asks_consent then 'asked' else 'included' end, false, kernel_today()
      from chosen h join studies_studykey k on k.study_id = p_study
  ), persons as (
    insert into studies_studyperson (id, case_id, study_id, dossier_id, organisation_id, answer, is_replaced,
                                     how, answered_at, recorded_by_id, version)
    select gen_random_uuid(), h.case_id, p_study, h.dossier_id, study.organisation_id,
           case when study.asks_consent then 'asked' else 'included' end, false, '', null, null, 1
      from chosen h
  )
  select h.dossier_id from chosen h order by 1;
end $$;
"""

# What a client says in their dossier counts for the case; the one who answers sees no case, the drawer no answer's
# author.
FOLLOWING = """
create function studies_follow_answer() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update studies_studycase set state = new.answer where id = new.case_id;
  return null;
end $$;
create trigger studies_answered after update of answer on studies_studyperson
  for each row when (new.answer is distinct from old.answer) execute function studies_follow_answer();
"""

# The gate of all that is read: a yes (or not asked and not objected), a study that runs, within its term, for who
# drew, and a dossier that the organisation still holds and may read.
READING = """
create function studies_open_cases(p_study uuid)
returns table (case_id uuid, dossier_id uuid, pseudonym text, site_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, p.dossier_id, c.pseudonym::text, c.site_id
    from studies_study_of(p_study) s
    join studies_studycase c on c.study_id = s.id and c.state in ('yes', 'included')
    join studies_studyperson p on p.case_id = c.id
   where s.state = 'drawn' and s.kept_until >= kernel_today() and s.drawn_by_id = (select kernel_own_reader())
     and exists (select from studies_held(s.organisation_id) h where h.dossier_id = p.dossier_id)
$$;

create function studies_events(p_study uuid, p_verbs text[])
returns table (dossier_id uuid, pseudonym text, step text, on_day date, role text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.dossier_id, c.pseudonym, e.verb::text, x.day, (e.header::jsonb)->>'role'
    from studies_study_of(p_study) s join lateral studies_open_cases(p_study) c on true
    join journal_entry e on e.dossier_id = c.dossier_id and e.verb = any (p_verbs)
    join lateral (select (e.occurred_at at time zone 'Europe/Amsterdam')::date as day) x
      on x.day between s.period_from and s.period_to
   where not exists (select from journal_entry l where l.dossier_id = e.dossier_id and l.supersedes_id = e.id)
     and not exists (select from journal_erasedcontent g where g.entry_id = e.id)
   order by c.pseudonym, e.occurred_at, e.id
$$;

create function studies_facts(p_study uuid, p_verbs text[])
returns table (dossier_id uuid, pseudonym text, site_id uuid, regimes text[], age_band text, months int,
               steps bigint, handovers bigint, contacts bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with counted as (
    select v.dossier_id, count(*) as steps,
           count(*) filter (where v.step = 'handover.send') as handovers,
           count(*) filter (where v.step = 'contact.record') as contacts
      from studies_events(p_study, p_verbs) v group by 1
  )
  select c.dossier_id, c.pseudonym, c.site_id,
         array(select distinct e.regime::text from people_benefitentitlement e
                where e.client_id = c.dossier_id and e.valid_from <= s.period_to
                  and (e.valid_to is null or e.valid_to > s.period_from) order by 1),
         case when b.years is null then 'unknown' when b.years < 27 then 'young' when b.years < 45 then 'middle'
              when b.years < 60 then 'older' else 'oldest' end,
         (extract(year from a.span) * 12 + extract(month from a.span))::int,
         coalesce(n.steps, 0), coalesce(n.handovers, 0), coalesce(n.contacts, 0)
    from studies_study_of(p_study) s join lateral studies_open_cases(p_study) c on true
    join dossiers_dossier d on d.client_id = c.dossier_id
    join people_client p on p.id = c.dossier_id
    join lateral (select extract(year from age(s.drawn_on, p.birth_date)) as years) b on true
    join lateral (select age(greatest(least(s.period_to, kernel_today()), d.opened_on), d.opened_on) as span) a
      on true
    left join counted n on n.dossier_id = c.dossier_id
   order by c.pseudonym
$$;

create function studies_progress(p_study uuid)
returns table (site_id uuid, drawn bigint, asked bigint, took_part bigint, refused bigint, withdrawn bigint,
               replaced bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.site_id, count(*), count(*) filter (where c.state = 'asked'),
         count(*) filter (where c.state in ('yes', 'included')), count(*) filter (where c.state = 'no'),
         count(*) filter (where c.state = 'withdrawn'), count(*) filter (where c.is_replaced)
    from studies_study_of(p_study) s join studies_studycase c on c.study_id = s.id group by 1
$$;
"""

FORGETTING = """
create function studies_forget(p_study uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update studies_studysite t
     set drawn = (select count(*) from studies_studycase c where c.site_id = t.id),
         took_part = (select count(*) from studies_studycase c
                       where c.site_id = t.id and c.state in ('yes', 'included'))
   where t.study_id = p_study;
  delete from studies_studyperson where study_id = p_study;
  delete from studies_studycase where study_id = p_study;
  delete from studies_studykey where study_id = p_study;
  update studies_study set state = 'ended', ended_on = kernel_today(), version = version + 1 where id = p_study;
end $$;

create function studies_end(p_study uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from studies_study_of(p_study) s where s.state <> 'ended';
  if not found then return false; end if;
  perform 1 from studies_study where id = p_study for update;
  perform studies_forget(p_study);
  return true;
end $$;

create function studies_forget_due() returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone int := 0;
  due uuid;
begin
  for due in select id from studies_study where state <> 'ended' and kept_until < kernel_today()
             order by id for update loop
    perform studies_forget(due);
    gone := gone + 1;
  end loop;
  return gone;
end $$;
"""

_OWNERS = [
    "studies_study_of(uuid)",
    "studies_held(uuid)",
    "studies_order(text, uuid)",
    "studies_frame(uuid)",
    "studies_open_cases(uuid)",
    "studies_forget(uuid)",
    "studies_follow_answer()",
]
_APP = [
    "studies_frame_sizes(uuid)",
    "studies_draw(uuid, timestamptz)",
    "studies_events(uuid, text[])",
    "studies_facts(uuid, text[])",
    "studies_progress(uuid)",
    "studies_end(uuid)",
]
_BATCH = "studies_forget_due()"
RIGHTS = (
    f"revoke all on function {', '.join([*_OWNERS, *_APP, _BATCH])} from public;"
    f"grant execute on function {', '.join(_APP)} to schakel_app;"
    f"grant execute on function {_BATCH} to schakel_batch;"
)
UNDO = """
drop function studies_forget_due(); drop function studies_end(uuid); drop function studies_forget(uuid);
drop function studies_progress(uuid); drop function studies_facts(uuid, text[]);
drop function studies_events(uuid, text[]); drop function studies_open_cases(uuid);
drop trigger studies_answered on studies_studyperson; drop function studies_follow_answer();
drop function studies_draw(uuid, timestamptz); drop function studies_frame_sizes(uuid);
drop function studies_frame(uuid); drop function studies_order(text, uuid); drop function studies_held(uuid);
drop function studies_study_of(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("studies", "0001_initial"),
        ("access", "0601_mandates"),
        ("dossiers", "1343_join_request_security"),
        ("journal", "1321_index_of_choices"),
        ("people", "1001_one_right_at_a_time"),
        ("services", "1322_figures_functions"),
    ]
    operations = [
        protect("studies_studyperson", bit=32),
        migrations.RunSQL(ROLE, UNDO_ROLE),
        migrations.RunSQL(POLICIES, UNDO_POLICIES),
        migrations.RunSQL(READABLE + FRAME + DRAW + FOLLOWING + READING + FORGETTING + RIGHTS, UNDO),
    ]
