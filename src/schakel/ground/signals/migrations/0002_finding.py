"""Computing signals as the owner, set-based: one function finds each kind, one keeps the rows equal to it."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

FINDING = """
create type signals_finding as (
  dossier_id uuid, organisation_id uuid, reader_id int, since date, due_on date, criteria jsonb
);

create function signals_criterion(p_code text, p_met boolean, p_on date) returns jsonb
language sql immutable as $$
  select jsonb_build_object('code', p_code, 'met', p_met)
         || case when p_on is null then '{}'::jsonb else jsonb_build_object('on', p_on) end
$$;
"""

# Who is responsible is judged for each organisation with a task; a dossier that rests has none.
NOBODY = """
create function signals_find_nobody_responsible(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select r.dossier_id, r.organisation_id, r.reader_id, r.valid_from, null::date,
         case when r.team_id is not null then jsonb_build_array(
                signals_criterion('in_queue', true, r.valid_from), signals_criterion('over_norm', true, null))
              else jsonb_build_array(signals_criterion('absent', true, null),
                signals_criterion('in_queue', false, null)) end
    from dossiers_regie r
   where r.dossier_id = any (p_dossiers) and r.scope = 'organisation'
     and r.valid_from <= (p_days->>'today')::date
     and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
     and ((r.team_id is not null and r.valid_from <= (p_days->>'queue_before')::date)
       or (r.professional_id is not null and p_days->'absent' @> to_jsonb(r.reader_id)))
$$;
"""

# Of several open handovers the one that is latest counts: a row is for a dossier, a kind and an organisation.
HANDOVERS = """
create function signals_find_not_taken_up(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (h.dossier_id, h.to_organisation_id)
         h.dossier_id, h.to_organisation_id, t.reader_id, h.due_on + 1, h.due_on,
         jsonb_build_array(
           signals_criterion('sent', true, (h.sent_at at time zone 'Europe/Amsterdam')::date),
           signals_criterion('past_term', true, h.due_on), signals_criterion('taken_up', false, null))
    from dossiers_handover h join organisations_team t on t.id = h.to_team_id
   where h.dossier_id = any (p_dossiers) and h.status = 'sent' and h.waits_for = 'receiver'
     and h.due_on < (p_days->>'today')::date
   order by h.dossier_id, h.to_organisation_id, h.due_on, h.id
$$;

create function signals_find_handover_overdue(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (h.dossier_id, h.from_organisation_id)
         h.dossier_id, h.from_organisation_id, h.from_reader_id, h.due_on + 1, h.due_on,
         jsonb_build_array(
           signals_criterion('sent', true, (h.sent_at at time zone 'Europe/Amsterdam')::date),
           signals_criterion('past_term', true, h.due_on),
           signals_criterion('waits_for_us', h.waits_for = 'sender', null))
    from dossiers_handover h
   where h.dossier_id = any (p_dossiers) and h.status = 'sent' and h.due_on < (p_days->>'today')::date
   order by h.dossier_id, h.from_organisation_id, h.due_on, h.id
$$;

create function signals_find_return_unattended(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (h.dossier_id, h.from_organisation_id)
         h.dossier_id, h.from_organisation_id, h.from_reader_id, x.back_on, null::date,
         jsonb_build_array(signals_criterion('returned', true, x.back_on),
                           signals_criterion('settled', false, null))
    from dossiers_handover h
    join dossiers_dossier d on d.client_id = h.dossier_id and d.status = 'open'
    cross join lateral (select (h.answered_at at time zone 'Europe/Amsterdam')::date as back_on) x
   where h.dossier_id = any (p_dossiers) and h.status = 'returned' and h.settled_at is null
     and x.back_on <= (p_days->>'returned_before')::date
     and exists (select 1 from dossiers_participation p
                  where p.dossier_id = h.dossier_id and p.organisation_id = h.from_organisation_id
                    and p.kind = 'involved' and p.valid_from <= (p_days->>'today')::date
                    and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
   order by h.dossier_id, h.from_organisation_id, x.back_on, h.id
$$;
"""

# A gap lasts until somebody fills it: a WW that ended stays a signal as long as its payer still has a task.
GAPS = """
create function signals_find_ww_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (e.client_id, e.organisation_id)
         e.client_id, e.organisation_id, r.reader_id, e.valid_to - 1, e.valid_to - 1,
         jsonb_build_array(
           signals_criterion('ends', true, e.valid_to - 1), signals_criterion('other_right', false, null),
           signals_criterion('municipality', false, null), signals_criterion('handover', false, null))
    from people_benefitentitlement e
    join dossiers_regie r on r.dossier_id = e.client_id and r.scope = 'organisation'
         and r.organisation_id = e.organisation_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where e.client_id = any (p_dossiers) and e.regime = 'ww' and e.valid_to > e.valid_from
     and e.valid_to - 1 <= (p_days->>'ww_until')::date
     and not exists (select 1 from people_benefitentitlement o
                      where o.client_id = e.client_id and (o.valid_to is null or o.valid_to > e.valid_to))
     and not exists (select 1 from dossiers_participation p
                       join organisations_organisation g on g.id = p.organisation_id
                      where p.dossier_id = e.client_id and p.kind = 'involved' and g.kind = 'municipality'
                        and p.valid_from <= (p_days->>'today')::date
                        and (p.valid_to is null or p.valid_to > (p_days->>'today')::date))
     and not exists (select 1 from dossiers_handover h
                       join organisations_organisation g on g.id = h.to_organisation_id
                      where h.dossier_id = e.client_id and h.status = 'sent' and g.kind = 'municipality')
   order by e.client_id, e.organisation_id, e.valid_to desc, e.id
$$;

create function signals_find_trajectory_ends(p_dossiers uuid[], p_days jsonb) returns setof signals_finding
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (t.dossier_id, t.payer_id)
         t.dossier_id, t.payer_id, r.reader_id, x.ends_on, x.ends_on,
         jsonb_build_array(signals_criterion('ends', true, x.ends_on), signals_criterion('ended', false, null))
    from dossiers_trajectory t
    join dossiers_dossier d on d.client_id = t.dossier_id and d.status = 'open'
    cross join lateral (select least(t.planned_end, t.paid_until) as ends_on) x
    left join dossiers_regie r on r.dossier_id = t.dossier_id and r.scope = 'organisation'
         and r.organisation_id = t.payer_id and r.valid_from <= (p_days->>'today')::date
         and (r.valid_to is null or r.valid_to > (p_days->>'today')::date)
   where t.dossier_id = any (p_dossiers) and t.ended_on is null
     and x.ends_on <= (p_days->>'trajectory_until')::date
   order by t.dossier_id, t.payer_id, x.ends_on, t.id
$$;
"""

REFRESH = """
create function signals_refresh(
  p_dossiers uuid[], p_kinds text[], p_bits int[], p_days jsonb, p_cause text, p_now timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found signals_finding[];
begin
  -- Two acts on a dossier wait for each other: the second sees what the first wrote.
  perform 1 from dossiers_dossier where client_id = any (p_dossiers) order by client_id for no key update;
  for i in 1 .. cardinality(p_kinds) loop
    execute format('select array_agg(f::signals_finding) from %I($1, $2) f', 'signals_find_' || p_kinds[i])
       into found using p_dossiers, p_days;
    update signals_signal s set gone_at = p_now, gone_cause = left(p_cause, 60), version = s.version + 1
     where s.dossier_id = any (p_dossiers) and s.kind = p_kinds[i] and s.gone_at is null
       and not exists (select 1 from unnest(found) f where f.dossier_id = s.dossier_id
                          and f.organisation_id = s.organisation_id and f.since = s.since);
    insert into signals_signal as s (id, version, dossier_id, kind, section_bit, organisation_id, reader_id, since,
                                     due_on, criteria, found_at, snooze_reason, snooze_words, gone_cause)
    select gen_random_uuid(), 1, f.dossier_id, p_kinds[i], p_bits[i], f.organisation_id, f.reader_id, f.since,
           f.due_on, f.criteria, p_now, '', '', ''
      from unnest(found) f
    on conflict (dossier_id, kind, organisation_id) where gone_at is null
    do update set reader_id = excluded.reader_id, due_on = excluded.due_on, criteria = excluded.criteria
     where (s.reader_id, s.due_on, s.criteria)
           is distinct from (excluded.reader_id, excluded.due_on, excluded.criteria);
  end loop;
end $$;
revoke all on function signals_refresh(uuid[], text[], int[], jsonb, text, timestamptz) from public;
grant execute on function signals_refresh(uuid[], text[], int[], jsonb, text, timestamptz)
  to schakel_app, schakel_batch;

create function signals_dossiers_after(p_after uuid, p_limit int) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select client_id from dossiers_dossier where client_id > p_after order by client_id limit least(p_limit, 1000)
$$;
revoke all on function signals_dossiers_after(uuid, int) from public;
grant execute on function signals_dossiers_after(uuid, int) to schakel_app, schakel_batch;
"""

# Numbers for the administrator, who opens no dossier.
COUNTS = """
create function signals_counts() returns table (kind text, waiting bigint, sleeping bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.kind, count(*) filter (where s.snoozed_until is null or s.snoozed_until <= kernel_today()),
         count(*) filter (where s.snoozed_until > kernel_today())
    from signals_signal s
   where s.gone_at is null and current_setting('schakel.role', true) = 'administrator'
     and s.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
   group by s.kind
$$;
revoke all on function signals_counts() from public;
grant execute on function signals_counts() to schakel_app;
"""

# Another organisation's signals are not ours to see or to silence, whatever grant we have on the dossier.
OWN = """
create policy signals_signal_own on signals_signal as restrictive for all to schakel_app
  using (organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
revoke insert, delete on signals_signal from schakel_app, schakel_batch;
"""

HIDDEN = "".join(
    f"revoke all on function signals_find_{kind}(uuid[], jsonb) from public;\n"
    for kind in (
        "nobody_responsible",
        "not_taken_up",
        "handover_overdue",
        "return_unattended",
        "ww_ends",
        "trajectory_ends",
    )
)

UNDO = """
drop policy signals_signal_own on signals_signal;
drop function signals_counts(); drop function signals_dossiers_after(uuid, int);
drop function signals_refresh(uuid[], text[], int[], jsonb, text, timestamptz);
drop function signals_find_nobody_responsible(uuid[], jsonb); drop function signals_find_not_taken_up(uuid[], jsonb);
drop function signals_find_handover_overdue(uuid[], jsonb);
drop function signals_find_return_unattended(uuid[], jsonb);
drop function signals_find_ww_ends(uuid[], jsonb); drop function signals_find_trajectory_ends(uuid[], jsonb);
drop function signals_criterion(text, boolean, date); drop type signals_finding;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0001_initial"),
        ("dossiers", "0303_trajectories"),
        ("people", "0005_any_bsn"),
    ]
    operations = [
        protect("signals_signal", bit="signals_signal.section_bit"),
        migrations.RunSQL(FINDING + NOBODY + HANDOVERS + GAPS + REFRESH + COUNTS + OWN + HIDDEN, UNDO),
    ]
