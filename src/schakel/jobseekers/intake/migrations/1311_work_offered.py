"""Counts of intakes by what was offered and answered, over an organisation of which nobody sees every dossier."""

from __future__ import annotations

from django.db import migrations

# One taken offer makes an intake one that took work; a refusal counts only where nothing was taken. Whether there is
# a right is asked of every payer, three months after the first contact; an intake of a later day isn't judged yet.
COUNTS = """
create function intake_work_offered(p_from date, p_until date)
returns table (answer text, intakes bigint, judged bigint, began_with bigint, with_right bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select i.id, i.dossier_id, i.first_contact_on as begun, (i.first_contact_on + interval '3 months')::date as later
      from intake_intake i
     where i.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and i.entry = 'benefit'
       and i.first_contact_on between p_from and least(p_until, kernel_today())
  ), told as (
    select h.*,
           case when bool_or(o.answer = 'taken') then 'taken'
                when bool_or(o.answer = 'refused') then 'refused'
                when count(o.id) > 0 then 'waiting'
                else 'not_offered' end as answer
      from held h left join intake_directoffer o on o.intake_id = h.id
     group by h.id, h.dossier_id, h.begun, h.later
  ), judged as (
    select t.answer, t.later <= kernel_today() as is_judged,
           exists (select from people_benefitentitlement b
                    where b.client_id = t.dossier_id and b.valid_from <= t.begun
                      and (b.valid_to is null or b.valid_to > t.begun)) as began_with,
           exists (select from people_benefitentitlement b
                    where b.client_id = t.dossier_id and b.valid_from <= t.later
                      and (b.valid_to is null or b.valid_to > t.later)) as with_right
      from told t
  )
  select j.answer, count(*), count(*) filter (where j.is_judged),
         count(*) filter (where j.is_judged and j.began_with),
         count(*) filter (where j.is_judged and j.with_right)
    from judged j group by 1
$$;
revoke all on function intake_work_offered(date, date) from public;
grant execute on function intake_work_offered(date, date) to schakel_app;
"""
UNDO = "drop function intake_work_offered(date, date);"


class Migration(migrations.Migration):
    dependencies = [("intake", "1274_lead_times"), ("people", "1001_one_right_at_a_time")]
    operations = [migrations.RunSQL(COUNTS, UNDO)]
