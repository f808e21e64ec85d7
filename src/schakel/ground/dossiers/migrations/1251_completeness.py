"""Which of this room's fields are filled, for many dossiers at once, as one organisation may know it."""

from __future__ import annotations

from django.db import migrations

# A source that is not released counts for nobody but itself. Where one may hold the answer, nothing is asked:
# silence is no gap there.
COMPLETENESS = """
create function completeness_of_dossiers(p_dossiers uuid[], p_organisation uuid, p_on date)
returns table (dossier_id uuid, field text, section_bit int, is_known boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (
    select d.client_id as id, d.last_contact_on, c.birth_date, c.deceased_on, c.phone, c.email
      from dossiers_dossier d join people_client c on c.id = d.client_id
     where d.client_id = any (p_dossiers)
  ), judged as (
    select j.organisation_id, j.section_bit from dossiers_sourcejudgement j
     where j.status <> 'released' and j.organisation_id <> p_organisation
       and j.valid_from <= p_on and (j.valid_to is null or j.valid_to > p_on)
  ), facts as (
    select f.dossier_id as id, f.name, bool_or(j.organisation_id is null) as is_open
      from dossiers_fact f
      left join judged j on j.organisation_id = f.source_organisation_id and j.section_bit = f.section_bit
     where f.dossier_id = any (p_dossiers) and f.is_current group by 1, 2
  ), withheld as (
    select distinct f.id from facts f where not f.is_open
  ), rights as (
    select b.client_id as id, bool_or(j.organisation_id is null) as is_open
      from people_benefitentitlement b
      left join judged j on j.organisation_id = b.organisation_id and j.section_bit = 2
     where b.client_id = any (p_dossiers) group by 1
  )
  select a.id, 'birth_date', 1, a.birth_date is not null from asked a
  union all
  select a.id, 'reach', 1, a.phone <> '' or a.email <> '' from asked a where a.deceased_on is null
  union all
  select a.id, 'lead', 1, exists (
           select 1 from dossiers_regie r
            where r.dossier_id = a.id and r.scope = 'chain' and r.professional_id is not null
              and r.valid_from <= p_on and (r.valid_to is null or r.valid_to > p_on))
    from asked a
  union all
  select a.id, 'benefit', 2, coalesce(r.is_open, false)
    from asked a left join rights r on r.id = a.id where r.id is null or r.is_open
  union all
  select a.id, 'contact', 32, a.last_contact_on is not null from asked a
  union all
  select l.dossier_id, 'domain_taken_up', 64, bool_and(l.state = 'worked_on')
    from dossiers_lifedomain l
   where l.dossier_id = any (p_dossiers) and l.state <> 'closed' and l.section_bit = 64 group by 1
  union all
  select a.id, 'fact_' || n.name, 4, coalesce(f.is_open, false)
    from asked a
    cross join unnest(array['driving_licence', 'hours_available', 'education', 'dutch_level', 'wish', 'transport',
                            'available_from', 'travel_minutes', 'work_times', 'languages', 'certificates']) n(name)
    left join facts f on f.id = a.id and f.name = n.name
   where coalesce(f.is_open, false) or not exists (select 1 from withheld w where w.id = a.id)
$$;
revoke all on function completeness_of_dossiers(uuid[], uuid, date) from public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "1212_where_a_talk_is"),
        ("people", "1001_one_right_at_a_time"),
    ]
    operations = [
        migrations.RunSQL(COMPLETENESS, "drop function completeness_of_dossiers(uuid[], uuid, date)")
    ]
