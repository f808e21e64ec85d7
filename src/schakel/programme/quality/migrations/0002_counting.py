"""Counting as the owner, set-based, a portion at a time; and who may read what was counted."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

OWN = """
alter table quality_completenessrun enable row level security;
create policy quality_completenessrun_own on quality_completenessrun to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
alter table quality_completenesscount enable row level security;
create policy quality_completenesscount_own on quality_completenesscount for select to schakel_app using (
  exists (select 1 from quality_completenessrun r where r.id = quality_completenesscount.run_id));
create policy quality_completenessgap_own on quality_completenessgap as restrictive for all to schakel_app
  using (exists (select 1 from quality_completenessrun r where r.id = quality_completenessgap.run_id));
alter table quality_completenesstarget enable row level security;
create policy quality_completenesstarget_own on quality_completenesstarget to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
revoke update, delete on quality_completenessrun from schakel_app, schakel_batch;
revoke insert, update, delete on quality_completenesscount, quality_completenessgap
  from schakel_app, schakel_batch;
revoke delete on quality_completenesstarget from schakel_app, schakel_batch;
"""

# Who acts for an organisation counts nothing: these functions are the worker's, whose session names none.
ASKING = """
create function quality_worker_only() returns void
language plpgsql stable set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('schakel.organisation', true), '') is not null then
    raise exception 'only the worker counts completeness' using errcode = 'insufficient_privilege';
  end if;
end $$;

create function quality_ask_all(p_on date, p_now timestamptz) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  select quality_worker_only();
  with asked as (
    insert into quality_completenessrun (id, organisation_id, counted_on, status, asked_by, asked_at, total, done)
    select gen_random_uuid(), o.id, p_on, 'waiting', '', p_now, 0, 0
      from organisations_organisation o
     where exists (select 1 from dossiers_regie r
                    where r.organisation_id = o.id and r.scope = 'organisation' and r.valid_from <= p_on
                      and (r.valid_to is null or r.valid_to > p_on))
    on conflict do nothing returning 1)
  select count(*)::int from asked
$$;

create function quality_next_run() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select quality_worker_only();
  select r.id from quality_completenessrun r where r.status in ('waiting', 'counting')
   order by r.asked_at, r.id limit 1
$$;

create function quality_stop(p_run uuid, p_now timestamptz) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select quality_worker_only();
  update quality_completenessrun set status = 'stopped', finished_at = p_now
   where id = p_run and status in ('waiting', 'counting')
$$;
"""

# The holder of the regie stands for the organisation: a field counts where the holder may see its section, but
# not by what was opened to them in person. A shielded dossier is so counted by nobody.
PORTION = """
create function quality_count_portion(p_run quality_completenessrun, p_ids uuid[], p_rooms text[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  told text := (select string_agg(format('select * from %I($1, $2, $3)', 'completeness_of_' || room), ' union all ')
                  from unnest(p_rooms) room);
begin
  if told is null then return; end if;
  execute format($q$
    with held as (
      select r.dossier_id, r.reader_id, coalesce(r.team_id, m.team_id) as team_id
        from dossiers_regie r left join organisations_membership m on m.reader_id = r.reader_id
       where r.dossier_id = any ($1) and r.organisation_id = $2 and r.scope = 'organisation'
         and r.valid_from <= $3 and (r.valid_to is null or r.valid_to > $3)
    ), bits as (
      select h.dossier_id, h.team_id, bit_or(g.sections) as sections
        from held h join access_grant g on g.dossier_id = h.dossier_id and g.reader_id = h.reader_id
       where g.valid_from <= $3 and g.valid_to > $3 and not g.is_personal and not g.is_read_only
       group by 1, 2
    ), judged as (
      select b.dossier_id, b.team_id, t.field, t.section_bit, t.is_known
        from bits b join (%s) t on t.dossier_id = b.dossier_id and t.section_bit & b.sections <> 0
    ), counted as (
      insert into quality_completenesscount as c (id, run_id, team_id, field, asked, known)
      select gen_random_uuid(), $4, j.team_id, j.field, count(*), count(*) filter (where j.is_known)
        from judged j group by 3, 4
      on conflict (run_id, team_id, field)
      do update set asked = c.asked + excluded.asked, known = c.known + excluded.known
      returning 1
    )
    insert into quality_completenessgap (id, run_id, subject_id, team_id, field, section_bit)
    select gen_random_uuid(), $4, j.dossier_id, j.team_id, j.field, j.section_bit
      from judged j where not j.is_known
  $q$, told) using p_ids, p_run.organisation_id, p_run.counted_on, p_run.id;
end $$;
"""

# Gaps are kept of the newest count only; counts of every day for two months, and then of the last of a month.
FINISH = """
create function quality_finish(p_run quality_completenessrun, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update quality_completenessrun set status = 'done', finished_at = p_now where id = p_run.id;
  delete from quality_completenessgap g using quality_completenessrun r
   where r.id = g.run_id and r.organisation_id = p_run.organisation_id and r.id <> p_run.id;
  with gone as (
    select r.id from quality_completenessrun r
     where r.organisation_id = p_run.organisation_id and r.id <> p_run.id
       and (r.status = 'stopped' or r.counted_on = p_run.counted_on
         or r.counted_on < p_run.counted_on - 62 and exists (
              select 1 from quality_completenessrun l
               where l.organisation_id = r.organisation_id and l.status = 'done' and l.counted_on > r.counted_on
                 and date_trunc('month', l.counted_on) = date_trunc('month', r.counted_on)))
  ), emptied as (delete from quality_completenesscount c using gone where c.run_id = gone.id)
  delete from quality_completenessrun r using gone where r.id = gone.id;
end $$;

create function quality_count_some(p_run uuid, p_rooms text[], p_limit int, p_now timestamptz) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  run quality_completenessrun;
  ids uuid[];
begin
  perform quality_worker_only();
  select * into run from quality_completenessrun
   where id = p_run and status in ('waiting', 'counting') for update skip locked;
  if not found then return 0; end if;
  if run.status = 'waiting' then
    run.total := (select count(*) from dossiers_regie r
                   where r.organisation_id = run.organisation_id and r.scope = 'organisation'
                     and r.valid_from <= run.counted_on and (r.valid_to is null or r.valid_to > run.counted_on));
  end if;
  ids := array(select r.dossier_id from dossiers_regie r
                where r.organisation_id = run.organisation_id and r.scope = 'organisation'
                  and r.valid_from <= run.counted_on and (r.valid_to is null or r.valid_to > run.counted_on)
                  and (run.after is null or r.dossier_id > run.after)
                order by r.dossier_id limit greatest(1, least(p_limit, 5000)));
  perform quality_count_portion(run, ids, p_rooms);
  update quality_completenessrun r
     set status = 'counting', total = run.total, done = r.done + cardinality(ids),
         after = coalesce(ids[cardinality(ids)], r.after)
   where r.id = run.id;
  if cardinality(ids) < greatest(1, least(p_limit, 5000)) then perform quality_finish(run, p_now); end if;
  return cardinality(ids);
end $$;
"""

RIGHTS = """
revoke all on function quality_count_portion(quality_completenessrun, uuid[], text[]) from public;
revoke all on function quality_finish(quality_completenessrun, timestamptz) from public;
revoke all on function quality_ask_all(date, timestamptz) from public;
revoke all on function quality_next_run() from public;
revoke all on function quality_stop(uuid, timestamptz) from public;
revoke all on function quality_count_some(uuid, text[], int, timestamptz) from public;
grant execute on function quality_ask_all(date, timestamptz), quality_next_run(),
  quality_stop(uuid, timestamptz), quality_count_some(uuid, text[], int, timestamptz)
  to schakel_app, schakel_batch;
"""

UNDO = """
drop function quality_count_some(uuid, text[], int, timestamptz);
drop function quality_finish(quality_completenessrun, timestamptz);
drop function quality_count_portion(quality_completenessrun, uuid[], text[]);
drop function quality_stop(uuid, timestamptz); drop function quality_next_run();
drop function quality_ask_all(date, timestamptz); drop function quality_worker_only();
drop policy quality_completenesstarget_own on quality_completenesstarget;
drop policy quality_completenessgap_own on quality_completenessgap;
drop policy quality_completenesscount_own on quality_completenesscount;
drop policy quality_completenessrun_own on quality_completenessrun;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0001_initial"),
        ("access", "0601_mandates"),
        ("dossiers", "1251_completeness"),
        ("profile", "1251_completeness"),
        ("diagnosis", "1251_completeness"),
        ("plans", "1251_completeness"),
    ]
    operations = [
        protect("quality_completenessgap", bit="quality_completenessgap.section_bit", dossier="subject_id"),
        migrations.RunSQL(OWN + ASKING + PORTION + FINISH + RIGHTS, UNDO),
    ]
