"""Files that the worker checks, with how far it is; and what is thrown away when nobody took it in."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

STATUSES = [
    ("kept", "wacht op keuze van kolommen"),
    ("checking", "wordt nagekeken"),
    ("previewed", "nagekeken"),
    ("applying", "bezig"),
    ("queued", "in de rij"),
    ("stopped", "gestopt"),
    ("applied", "verwerkt"),
    ("undoing", "wordt teruggedraaid"),
    ("undone", "teruggedraaid"),
    ("discarded", "weggegooid"),
]

OWN = """
alter table imports_importprogress enable row level security;
create policy imports_importprogress_own on imports_importprogress for select to schakel_app using (
  exists (select 1 from imports_importrun r where r.id = imports_importprogress.run_id));
revoke insert, update, delete on imports_importprogress from schakel_app, schakel_batch;
create index imports_run_checking on imports_importrun (taken_up_at nulls first, started_at)
 where status = 'checking';
"""

OWN_UNDO = """
drop index imports_run_checking;
drop policy imports_importprogress_own on imports_importprogress;
alter table imports_importprogress disable row level security;
"""

WORKER = """
create function imports_next_check() returns table (run_id uuid, organisation_id uuid, applier_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, organisation_id, applier_id from imports_importrun
   where status = 'checking' and applier_id is not null order by started_at, id limit 1
$$;
revoke all on function imports_next_check() from public;
grant execute on function imports_next_check() to schakel_batch;

create function imports_tell_progress(p_run uuid, p_done int, p_rows int) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into imports_importprogress (run_id, done, rows) values (p_run, p_done, p_rows)
  on conflict (run_id) do update set done = excluded.done, rows = excluded.rows
$$;
revoke all on function imports_tell_progress(uuid, int, int) from public;
grant execute on function imports_tell_progress(uuid, int, int) to schakel_batch;

create or replace function imports_put_aside(p_run uuid, p_because text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update imports_importrun
     set stopped_because = left(p_because, 300),
         status = case when status = 'checking' then 'kept'
                       when status = 'queued' or finished_at is null then 'stopped' else 'applied' end
   where id = p_run and status in ('queued', 'undoing', 'checking')
     and not exists (select 1 from access_reader r where r.id = applier_id
                        and r.valid_from <= kernel_today()
                        and (r.valid_to is null or r.valid_to > kernel_today()))
$$;
"""

# Only the machine itself, which belongs to no organisation, and only files of which no row was ever taken in.
DISCARD = """
create function imports_old_runs(p_before timestamptz) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id from imports_importrun u
   where u.status in ('kept', 'checking', 'previewed') and u.started_at < p_before
     and not exists (select from imports_importrow r where r.run_id = u.id and r.is_applied)
$$;
revoke all on function imports_old_runs(timestamptz) from public;
grant execute on function imports_old_runs(timestamptz) to schakel_batch;

create function imports_discard(p_run uuid, p_before timestamptz)
returns table (organisation_id uuid, file_digest text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('schakel.organisation', true), '') is not null
     or current_setting('schakel.role', true) is distinct from 'administrator' then
    raise exception 'only the daily task discards files' using errcode = 'insufficient_privilege';
  end if;
  perform from imports_importrun u where u.id = p_run for no key update;
  if not exists (select from imports_old_runs(least(p_before, now() - interval '29 days')) as old(id)
                  where old.id = p_run) then
    return;
  end if;
  delete from imports_importrow r where r.run_id = p_run;
  return query
    update imports_importrun u
       set status = 'discarded', content_cipher = null, key_id = '', headers = '[]', mapping = '{}'
     where u.id = p_run returning u.organisation_id, u.file_digest::text;
end $$;
revoke all on function imports_discard(uuid, timestamptz) from public;
grant execute on function imports_discard(uuid, timestamptz) to schakel_app;

create function imports_forget_before(p_before timestamptz) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from imports_importbefore b using imports_importrow r, imports_importrun u
     where r.id = b.row_id and u.id = r.run_id and u.status <> 'undoing'
       and coalesce(u.finished_at, u.taken_up_at, u.started_at) < p_before
    returning b.id
  ) select count(*)::int from gone
$$;
revoke all on function imports_forget_before(timestamptz) from public;
grant execute on function imports_forget_before(timestamptz) to schakel_batch;
"""

UNDO = """
drop function imports_forget_before(timestamptz); drop function imports_discard(uuid, timestamptz);
drop function imports_old_runs(timestamptz); drop function imports_tell_progress(uuid, int, int);
drop function imports_next_check();
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "1101_undoing")]
    operations = [
        migrations.AlterField(
            "importrun", "status", models.CharField(choices=STATUSES, default="previewed", max_length=10)
        ),
        migrations.CreateModel(
            name="ImportProgress",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="checked",
                        serialize=False,
                        to="imports.importrun",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunSQL(OWN, OWN_UNDO),
        migrations.RunSQL(WORKER + DISCARD, UNDO),
    ]
