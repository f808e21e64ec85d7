"""Row-level security over debts and parts, and the signal that a legal term of help with debts runs out."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

SIGNAL = """
create function signals_find_debt_help_due(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select x.dossier_id, x.organisation_id, w.reader_id, x.since, x.due_on,
         jsonb_build_array(
           signals_criterion('asked', true, x.asked_on),
           signals_criterion('talk', x.talked_on is not null,
                             case when x.talked_on is null then x.due_on else x.talked_on end),
           signals_criterion('plan', false, x.plan_by))
    from (select h.*, case when h.talked_on is null then h.talk_by else h.plan_by end as due_on,
                 coalesce(h.talked_on, h.counted_from) as since
            from services_debthelp h where h.dossier_id = any (p_dossiers) and h.ended_on is null) x
    join dossiers_dossier d on d.client_id = x.dossier_id and d.status = 'open'
    join people_client c on c.id = x.dossier_id and c.deceased_on is null
    cross join lateral (
      select services_asked_of(x.dossier_id, x.organisation_id, (p_days->>'today')::date) as reader_id) w
   where w.reader_id is not null
     and x.due_on <= signals_house_day(p_days, 'debts_until', x.organisation_id)
$$;
revoke all on function signals_find_debt_help_due(uuid[], jsonb) from public;
"""

# Of two dossiers that are taken together the request of the one that goes on goes on.
MEETING = """
create function services_end_second_request() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.ended_on is null and exists (
    select from services_debthelp o
     where o.dossier_id = new.dossier_id and o.ended_on is null and o.id <> new.id)
  then
    new.ended_on := (select kernel_today());
    new.outcome := 'withdrawn';
    new.words := 'samengevoegd met een dossier waarin al een vraag liep';
    new.version := new.version + 1;
  end if;
  return new;
end $$;
create trigger services_requests_meet before update of dossier_id on services_debthelp
  for each row when (new.dossier_id <> old.dossier_id) execute function services_end_second_request();
"""
PARTING = """
drop trigger services_requests_meet on services_debthelp; drop function services_end_second_request();
"""


class Migration(migrations.Migration):
    dependencies = [("services", "1292_debts_and_parts"), ("services", "1291_service_signals")]
    operations = [
        protect("services_debthelp", bit=64),
        protect("services_trajectorypart", bit=16),
        migrations.RunSQL(MEETING, PARTING),
        migrations.RunSQL(SIGNAL, "drop function signals_find_debt_help_due(uuid[], jsonb);"),
    ]
