"""Figures of the people with an occupation of one group, over an organisation of which nobody sees every dossier."""

from __future__ import annotations

from django.db import migrations

# The group is named by the first digits of ISCO-08: of the last occupation as somebody confirmed it, or of a wish that
# is literally a name in the vocabulary. Of plans and services only the latest of a person that ended in three years
# counts, so that every figure is a number of people.
PICTURE = """
create function services_group_picture(p_group text, p_by text)
returns table (kind text, key text, people bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as materialized (
    select nullif(current_setting('schakel.organisation', true), '')::uuid as id, kernel_today() as today
  ), concepts as materialized (
    select distinct c.concept_id as uri from vocabulary_editionconcept c
     where length(p_group) > 0 and starts_with(c.isco, p_group)
  ), named as (
    select lower(l.text) as name from vocabulary_label l join concepts c on c.uri = l.concept_id
     where l.language = 'nl'
  ), grouped as materialized (
    select o.dossier_id from profile_lastoccupation o join concepts c on c.uri = o.concept_uri
     where p_by = 'last' and o.is_confirmed
    union
    select f.dossier_id from dossiers_fact f
     where p_by = 'wish' and f.name = 'wish' and f.is_current and f.dispute = ''
       and lower(trim(f.value)) in (select n.name from named n)
  ), guided as materialized (
    select g.dossier_id from grouped g join dossiers_dossier d on d.client_id = g.dossier_id and d.status = 'open'
     where exists (select from dossiers_participation p, own o
                    where p.dossier_id = g.dossier_id and p.organisation_id = o.id
                      and p.valid_from <= o.today and (p.valid_to is null or p.valid_to > o.today))
  ), team as materialized (
    select m.team_id from organisations_membership m, own o
     where m.reader_id = (select kernel_own_reader()) and m.organisation_id = o.id and m.team_id is not null
       and m.valid_from <= o.today and (m.valid_to is null or m.valid_to > o.today)
     order by m.valid_from desc, m.id limit 1
  ), with_benefit as (
    select g.dossier_id,
           (select max(o.today - b.valid_from) from people_benefitentitlement b, own o
             where b.client_id = g.dossier_id and b.valid_from <= o.today
               and (b.valid_to is null or b.valid_to > o.today)) as days
      from guided g
  ), plans as (
    select distinct on (p.dossier_id) p.dossier_id,
           case when p.closure = 'work' then 'work'
                when p.closure in ('useful', 'education', 'goals_reached') then 'step' else 'other' end as ended
      from plans_plan p join grouped g on g.dossier_id = p.dossier_id, own o
     where p.lead_organisation_id = o.id and p.closed_on > o.today - interval '3 years' and p.closure <> 'replaced'
     order by p.dossier_id, p.closed_on desc, p.id desc
  ), services as (
    select distinct on (u.dossier_id) u.dossier_id,
           case when u.end_reason in ('work', 'seconded') then 'work'
                when u.end_reason in ('completed', 'useful') then 'step' else 'other' end as ended
      from services_serviceuse u join grouped g on g.dossier_id = u.dossier_id, own o
     where u.organisation_id = o.id and u.ended_on > o.today - interval '3 years'
     order by u.dossier_id, u.ended_on desc, u.id desc
  )
  select 'people', '', count(*) from guided
  union all
  select 'team', t.name::text, (
      select count(*) from guided g where exists (
        select from dossiers_participation p, own o
         where p.dossier_id = g.dossier_id and p.organisation_id = o.id
           and p.valid_from <= o.today and (p.valid_to is null or p.valid_to > o.today)
           and (p.team_id = t.id or exists (
             select from organisations_membership m
              where m.reader_id = p.reader_id and m.team_id = t.id and m.valid_from <= o.today
                and (m.valid_to is null or m.valid_to > o.today)))))
    from organisations_team t join team on team.team_id = t.id
  union all
  select 'benefit', case when w.days is null then 'none' when w.days < 183 then 'half_year'
                         when w.days < 366 then 'year' when w.days < 731 then 'two_years' else 'longer' end, count(*)
    from with_benefit w group by 2
  union all select 'plan', p.ended, count(*) from plans p group by 2
  union all select 'service', s.ended, count(*) from services s group by 2
$$;
revoke all on function services_group_picture(text, text) from public;
grant execute on function services_group_picture(text, text) to schakel_app;
"""
UNDO = "drop function services_group_picture(text, text);"


class Migration(migrations.Migration):
    dependencies = [
        ("services", "1293_debts_security"),
        ("plans", "1293_wish_counts"),
        ("profile", "1251_completeness"),
        ("vocabulary", "1303_labels_of_editions"),
    ]
    operations = [migrations.RunSQL(PICTURE, UNDO)]
