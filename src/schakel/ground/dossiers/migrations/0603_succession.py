"""Dossiers go over to the organisation in which theirs goes up; none closes while it has dossiers open."""

from __future__ import annotations

from django.db import migrations

# Set-based, as the owner: an administrator opens no dossier. Each statement leaves the next what it needs:
# new rows come before old ones end, so that no day is without a holder; only the chain has one row at a time.
SUCCEED = """
create function dossiers_succeed(p_succession uuid, p_limit int) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  chosen uuid[];
  chains uuid[];
  today date := kernel_today();
begin
  if not organisations_may_succeed(p_succession, 'running') then
    raise exception 'not a part of this succession' using errcode = 'SK104';
  end if;
  select array_agg(dossier_id) into chosen from (
    select distinct p.dossier_id from dossiers_participation p
      join organisations_successionseat s on s.old_reader_id = p.reader_id and s.succession_id = p_succession
     where p.valid_from <= today and (p.valid_to is null or p.valid_to > today)
     order by 1 limit least(p_limit, 1000)) d;
  if chosen is null then return; end if;
  perform 1 from dossiers_dossier where client_id = any (chosen) order by client_id for no key update;

  update dossiers_participation h set valid_to = today, version = h.version + 1
   where h.dossier_id = any (chosen) and h.kind = 'helping'
     and h.valid_from <= today and (h.valid_to is null or h.valid_to > today)
     and exists (select 1 from dossiers_participation p
                   join organisations_successionseat s
                     on s.old_reader_id = p.reader_id and s.succession_id = p_succession
                  where p.dossier_id = h.dossier_id and s.new_reader_id = h.reader_id and p.kind = 'involved'
                    and p.valid_from <= today and (p.valid_to is null or p.valid_to > today));

  insert into dossiers_participation
      (id, dossier_id, organisation_id, role, reader_id, professional_id, team_id, kind, task,
       valid_from, version)
    select distinct on (p.dossier_id, s.new_reader_id) uuidv7(), p.dossier_id, s.organisation_id, s.role,
           s.new_reader_id, s.professional_id, s.team_id, p.kind, p.task, today, 1
      from dossiers_participation p
      join organisations_successionseat s on s.old_reader_id = p.reader_id and s.succession_id = p_succession
     where p.dossier_id = any (chosen) and p.valid_from <= today and (p.valid_to is null or p.valid_to > today)
       and not exists (select 1 from dossiers_participation n
                        where n.dossier_id = p.dossier_id and n.reader_id = s.new_reader_id
                          and n.valid_from <= today and (n.valid_to is null or n.valid_to > today))
     order by p.dossier_id, s.new_reader_id, p.kind desc, p.valid_from, p.id;

  insert into dossiers_regie (id, dossier_id, scope, organisation_id, reader_id, professional_id, team_id,
                              valid_from)
    select distinct on (r.dossier_id, s.organisation_id) uuidv7(), r.dossier_id, r.scope, s.organisation_id,
           s.new_reader_id, s.professional_id, s.team_id, today
      from dossiers_regie r
      join organisations_successionseat s on s.old_reader_id = r.reader_id and s.succession_id = p_succession
      left join dossiers_regie c on c.dossier_id = r.dossier_id and c.scope = 'chain'
           and c.reader_id = r.reader_id and c.valid_from <= today and (c.valid_to is null or c.valid_to > today)
     where r.dossier_id = any (chosen) and r.scope = 'organisation'
       and r.valid_from <= today and (r.valid_to is null or r.valid_to > today)
       and not exists (select 1 from dossiers_regie n
                        where n.dossier_id = r.dossier_id and n.scope = 'organisation'
                          and n.organisation_id = s.organisation_id
                          and n.valid_from <= today and (n.valid_to is null or n.valid_to > today))
     order by r.dossier_id, s.organisation_id, c.id nulls last, r.valid_from, r.id;

  with ended as (
    update dossiers_regie r set valid_to = today
      from organisations_successionseat s
     where s.old_reader_id = r.reader_id and s.succession_id = p_succession
       and r.dossier_id = any (chosen)
       and r.valid_from <= today and (r.valid_to is null or r.valid_to > today)
    returning r.id, r.scope)
  select array_agg(id) into chains from ended where scope = 'chain';
  insert into dossiers_regie (id, dossier_id, scope, organisation_id, reader_id, professional_id, team_id,
                              valid_from)
    select uuidv7(), r.dossier_id, 'chain', s.organisation_id, s.new_reader_id, s.professional_id, s.team_id,
           today
      from dossiers_regie r
      join organisations_successionseat s on s.old_reader_id = r.reader_id and s.succession_id = p_succession
     where r.id = any (chains);

  update dossiers_participation p set valid_to = today, version = p.version + 1
    from organisations_successionseat s
   where s.old_reader_id = p.reader_id and s.succession_id = p_succession
     and p.dossier_id = any (chosen) and p.valid_from <= today and (p.valid_to is null or p.valid_to > today);

  update dossiers_handover h set to_organisation_id = s.organisation_id, to_team_id = s.team_id
    from organisations_team t
    join organisations_successionseat s on s.old_reader_id = t.reader_id and s.succession_id = p_succession
   where h.dossier_id = any (chosen) and h.status = 'sent' and h.to_team_id = t.id;
  update dossiers_handover h set from_organisation_id = s.organisation_id, from_reader_id = s.new_reader_id
    from organisations_successionseat s
   where s.old_reader_id = h.from_reader_id and s.succession_id = p_succession
     and h.dossier_id = any (chosen) and h.status = 'sent';

  perform dossiers_derive_grants(chosen);
  return query select unnest(chosen);
end $$;
revoke all on function dossiers_succeed(uuid, int) from public;
grant execute on function dossiers_succeed(uuid, int) to schakel_app;
"""

# Handovers between organisations that become one have no way to go: they are answered first.
WEIGH = """
create function dossiers_to_succeed(p_succession uuid) returns table (dossiers bigint, in_the_way bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with old as (select distinct predecessor_id as id from organisations_successiontie
                where succession_id = p_succession
                  and (organisations_may_succeed(p_succession, 'planned')
                       or organisations_may_succeed(p_succession, 'running'))),
       one as (select id from old union select t.successor_id from organisations_successiontie t
                where t.succession_id = p_succession and t.predecessor_id in (select id from old))
  select (select count(distinct p.dossier_id) from dossiers_participation p join old on old.id = p.organisation_id
           where p.valid_from <= kernel_today() and (p.valid_to is null or p.valid_to > kernel_today())),
         (select count(*) from dossiers_handover h
           where h.status = 'sent' and h.to_organisation_id in (select id from one)
             and (h.from_organisation_id in (select id from one)
                  or exists (select 1 from dossiers_handover o
                              where o.dossier_id = h.dossier_id and o.id <> h.id and o.status = 'sent'
                                and o.to_organisation_id in (select id from one))))
$$;
revoke all on function dossiers_to_succeed(uuid) from public;
grant execute on function dossiers_to_succeed(uuid) to schakel_app;
"""

CLOSING = """
create function dossiers_judge_closing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from organisations_organisation o
    join dossiers_participation p on p.organisation_id = o.id
     and p.valid_from < coalesce(p.valid_to, 'infinity') and coalesce(p.valid_to, 'infinity') > o.valid_to
   where o.id = new.id limit 1;
  if not found then
    perform 1 from organisations_organisation o
      join dossiers_handover h on o.id in (h.to_organisation_id, h.from_organisation_id) and h.status = 'sent'
     where o.id = new.id and o.valid_to <= kernel_today() limit 1;
  end if;
  if found then
    raise exception 'an organisation with open dossiers would close' using errcode = 'SK103';
  end if;
  return null;
end $$;
create constraint trigger dossiers_closing after update of valid_to on organisations_organisation
  deferrable initially deferred for each row when (new.valid_to is not null)
  execute function dossiers_judge_closing();
"""

UNDO = """
drop function dossiers_judge_closing() cascade;
drop function dossiers_to_succeed(uuid);
drop function dossiers_succeed(uuid, int);
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0602_roles"), ("organisations", "0103_lives")]
    operations = [migrations.RunSQL(SUCCEED + WEIGH + CLOSING, UNDO)]
