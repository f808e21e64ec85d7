"""Row-level security over what handovers hold, figures without persons, and handovers whose team ended."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Counts for the own organisation only; who may see which number is for the query that asks.
FIGURES = """
create function dossiers_handover_figures(p_since timestamptz)
returns table (from_organisation uuid, to_organisation uuid, open bigint, overdue bigint, sent bigint,
               answered bigint, warm bigint, returned bigint, median_days double precision, p90_days double precision,
               total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.from_organisation_id, h.to_organisation_id,
         count(*) filter (where h.status = 'sent'),
         count(*) filter (where h.status = 'sent' and h.due_on < kernel_today()),
         count(*) filter (where h.sent_at >= p_since and h.status <> 'withdrawn'),
         count(*) filter (where h.sent_at >= p_since and h.status = 'taken_up'),
         count(*) filter (where h.sent_at >= p_since and h.status = 'taken_up' and exists (
           select 1 from dossiers_handovertalk t where t.handover_id = h.id and t.state = 'held'
              and t.confirmed_by_sender_id is not null and t.confirmed_by_receiver_id is not null)),
         count(*) filter (where h.sent_at >= p_since and h.status = 'returned'),
         percentile_cont(0.5) within group (order by h.working_days_taken)
           filter (where h.sent_at >= p_since and h.status = 'taken_up'),
         percentile_cont(0.9) within group (order by h.working_days_taken)
           filter (where h.sent_at >= p_since and h.status = 'taken_up'),
         count(*) filter (where h.status <> 'withdrawn')
    from dossiers_handover h
   where (select nullif(current_setting('schakel.organisation', true), ''))::uuid
         in (h.from_organisation_id, h.to_organisation_id)
     and (h.sent_at >= p_since or h.status = 'sent')
   group by 1, 2
$$;
revoke all on function dossiers_handover_figures(timestamptz) from public;
grant execute on function dossiers_handover_figures(timestamptz) to schakel_app;
"""

# For the administrator, who opens no dossier: which handovers nobody can answer, without whom they are about.
STRANDED = """
create function dossiers_handovers_stranded()
returns table (handover_id uuid, dossier_id uuid, version int, from_organisation uuid, team text, sent_at timestamptz,
               due_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.id, h.dossier_id, h.version, h.from_organisation_id, t.name, h.sent_at, h.due_on
    from dossiers_handover h join organisations_team t on t.id = h.to_team_id
   where h.status = 'sent' and current_setting('schakel.role', true) = 'administrator'
     and h.to_organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and (t.valid_to <= kernel_today() or not exists (
       select 1 from access_readerteam m join access_reader r on r.id = m.reader_id
        where m.team_reader_id = t.reader_id and m.valid_from <= kernel_today()
          and (m.valid_to is null or m.valid_to > kernel_today())
          and (r.valid_to is null or r.valid_to > kernel_today())))
   order by h.due_on, h.id limit 100
$$;
revoke all on function dossiers_handovers_stranded() from public;
grant execute on function dossiers_handovers_stranded() to schakel_app;

create function dossiers_readdress(p_handover uuid, p_team uuid, p_version int, p_participation uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  h dossiers_handover%rowtype;
  old_reader int;
  new_team organisations_team%rowtype;
begin
  select * into h from dossiers_handover where id = p_handover and version = p_version for update;
  if not found or h.status <> 'sent' or p_handover not in (select s.handover_id from dossiers_handovers_stranded() s)
  then return null; end if;
  select * into new_team from organisations_team t
   where t.id = p_team and t.organisation_id = h.to_organisation_id and t.valid_from <= kernel_today()
     and (t.valid_to is null or t.valid_to > kernel_today());
  if not found then return null; end if;
  select reader_id into old_reader from organisations_team where id = h.to_team_id;
  update dossiers_handover set to_team_id = p_team, version = version + 1 where id = p_handover;
  update dossiers_participation set valid_to = kernel_today(), version = version + 1
   where dossier_id = h.dossier_id and reader_id = old_reader and kind = 'helping'
     and valid_from <= kernel_today() and (valid_to is null or valid_to > kernel_today());
  if not exists (select 1 from dossiers_participation p where p.dossier_id = h.dossier_id
       and p.reader_id = new_team.reader_id and (p.valid_to is null or p.valid_to > kernel_today())) then
    insert into dossiers_participation (id, version, dossier_id, organisation_id, role, reader_id, team_id, kind,
                                        task, valid_from)
    values (p_participation, 1, h.dossier_id, h.to_organisation_id, new_team.role, new_team.reader_id, new_team.id,
            'helping', '', kernel_today());
  end if;
  return h.dossier_id;
end $$;
revoke all on function dossiers_readdress(uuid, uuid, int, uuid) from public;
grant execute on function dossiers_readdress(uuid, uuid, int, uuid) to schakel_app;
"""

UNDO = """
drop function dossiers_handover_figures(timestamptz);
drop function dossiers_readdress(uuid, uuid, int, uuid);
drop function dossiers_handovers_stranded();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0301_handovers_whole")]
    operations = [
        protect("dossiers_handoverpart", bit="dossiers_handoverpart.section_bit"),
        protect("dossiers_handovertalk", bit=32),
        migrations.RunSQL(FIGURES + STRANDED, UNDO),
    ]
