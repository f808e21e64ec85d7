"""Undoing an import: what each row did, what stood there before, and the owner's function that puts it back."""

from __future__ import annotations

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

REGISTRARS = import_module("schakel.ground.people.migrations.0501_bsn_keys").REGISTRARS

STATUSES = [
    ("kept", "wacht op keuze van kolommen"),
    ("previewed", "nagekeken"),
    ("applying", "bezig"),
    ("queued", "in de rij"),
    ("stopped", "gestopt"),
    ("applied", "verwerkt"),
    ("undoing", "wordt teruggedraaid"),
    ("undone", "teruggedraaid"),
]

OWN = """
alter table imports_importbefore enable row level security;
create policy imports_importbefore_own on imports_importbefore to schakel_app using (
  exists (select 1 from imports_importrow r where r.id = imports_importbefore.row_id));
create index imports_run_undoing on imports_importrun (taken_up_at nulls first, started_at)
 where status = 'undoing';
"""

OWN_UNDO = """
drop index imports_run_undoing;
drop policy imports_importbefore_own on imports_importbefore;
alter table imports_importbefore disable row level security;
"""

# What a row did stands in the entries of the act that took it in; anything after them in the dossier's stream
# is the work of others, and then nothing of the row can be undone without undoing theirs.
VERDICTS = """
create function imports_undo_verdicts(p_rows uuid[]) returns table (row_id uuid, verdict text)
language sql stable set search_path = public, pg_temp as $$
  select r.id,
         case when r.act_id is null or own.last is null then 'unkept'
              when exists (select from journal_link l join journal_entry e on e.id = l.entry_id
                            where l.stream_id = r.client_id and l.sequence > own.last
                              and e.verb = 'participant.join'
                              and e.organisation_id is distinct from u.organisation_id) then 'joined'
              when exists (select from journal_link l
                            where l.stream_id = r.client_id and l.sequence > own.last) then 'worked'
              when r.outcome = 'new' and c.reader_id is not null then 'worked'
              when r.outcome <> 'new' and own.replaces
                   and not exists (select from imports_importbefore b where b.row_id = r.id) then 'unkept'
              else 'open' end
    from imports_importrow r
    join imports_importrun u on u.id = r.run_id
    join people_client c on c.id = r.client_id
    left join lateral (
      select max(l.sequence) as last,
             bool_or(e.verb = 'client.refresh' or e.verb = 'client.change') as replaces
        from journal_link l join journal_entry e on e.id = l.entry_id
       where l.stream_id = r.client_id and e.act_id = r.act_id) own on true
   where r.id = any (p_rows) and r.is_applied
$$;
revoke all on function imports_undo_verdicts(uuid[]) from public;

create function imports_may_undo(p_run uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select current_setting('schakel.role', true) in ({registrars}) and exists (
    select from imports_importrun u where u.id = p_run
       and u.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid)
$$;
revoke all on function imports_may_undo(uuid) from public;

create function imports_undo_judged(p_run uuid) returns table (row_id uuid, verdict text)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.row_id, v.verdict
    from imports_undo_verdicts(array(select r.id from imports_importrow r
      where r.run_id = case when imports_may_undo(p_run) then p_run end
        and r.is_applied and r.undo = '')) v
$$;
revoke all on function imports_undo_judged(uuid) from public;
grant execute on function imports_undo_judged(uuid) to schakel_app;
"""

# Whoever registers clients often sees none of the dossiers, so the owner writes, and only what the rows of
# the organisation's own run did. The dossiers and their streams stand still until the end of the act: nobody
# can begin to work in one between the judgement and the undoing.
JUDGE = """
create function imports_undo_judge(p_run uuid, p_rows uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_clients uuid[];
begin
  if not imports_may_undo(p_run) or not exists (
      select from imports_importrun u where u.id = p_run and u.status = 'undoing') then
    raise exception 'this import may not be undone here' using errcode = 'insufficient_privilege';
  end if;
  v_clients := array(select r.client_id from imports_importrow r
    where r.run_id = p_run and r.id = any (p_rows) and r.is_applied and r.undo = '');
  perform from dossiers_dossier where client_id = any (v_clients) order by client_id for no key update;
  perform journal_hold(v_clients);
  update imports_importrow r
     set undo = case v.verdict when 'open' then 'undone' else 'kept' end,
         undo_why = case v.verdict when 'open' then '' else v.verdict end
    from imports_undo_verdicts(p_rows) v
   where r.id = v.row_id and r.run_id = p_run and r.undo = '';
end $$;
revoke all on function imports_undo_judge(uuid, uuid[]) from public;
"""

FACTS = """
create function imports_undo_facts(p_rows uuid[], p_before jsonb, p_organisation uuid) returns void
language sql set search_path = public, pg_temp as $$
  delete from people_benefitentitlement b using imports_importrow r, journal_entry e
   where r.id = any (p_rows) and e.dossier_id = r.client_id and e.act_id = r.act_id
     and e.verb = 'entitlement.start' and b.entry_id = e.id;
  delete from profile_lastoccupation o using imports_importrow r, journal_entry e
   where r.id = any (p_rows) and e.dossier_id = r.client_id and e.act_id = r.act_id
     and e.verb = 'occupation.note' and o.dossier_id = r.client_id;
  delete from people_clientnumber n using imports_importrow r
   where r.id = any (p_rows) and n.client_id = r.client_id and n.organisation_id = p_organisation
     and (r.outcome = 'new' or n.number = p_before -> r.id::text ->> 'number');
  update people_client c
     set phone = coalesce(p_before -> r.id::text ->> 'phone', c.phone),
         email = coalesce(p_before -> r.id::text ->> 'email', c.email),
         place = coalesce(p_before -> r.id::text ->> 'place', c.place), version = c.version + 1
    from imports_importrow r
   where r.id = any (p_rows) and r.outcome <> 'new' and c.id = r.client_id
     and p_before -> r.id::text ?| array['phone', 'email', 'place'];
  update people_client c
     set bsn_hash = null, bsn_other_hash = null, bsn_cipher = null, bsn_key = '', version = c.version + 1
    from imports_importrow r
   where r.id = any (p_rows) and r.outcome <> 'new' and c.id = r.client_id
     and (p_before -> r.id::text ->> 'bsn') = 'added'
$$;
revoke all on function imports_undo_facts(uuid[], jsonb, uuid) from public;
"""

# Of somebody who should never have been entered nothing personal stays: found by no number and no name, so
# that the mended file enters them anew. The entries stay, and say that it was a mistake.
PERSONS = """
create function imports_undo_persons(p_clients uuid[]) returns void
language sql set search_path = public, pg_temp as $$
  delete from people_address where client_id = any (p_clients);
  update people_client
     set family_name = '', prefix = '', given_names = '', initials = '', sort_key = '', search_name = '',
         birth_date = null, place = '', phone = '', email = '', bsn_hash = null, bsn_other_hash = null,
         bsn_cipher = null, bsn_key = '', version = version + 1
   where id = any (p_clients)
$$;
revoke all on function imports_undo_persons(uuid[]) from public;

create function imports_undo_parts(p_clients uuid[], p_chains uuid[], p_organisation uuid) returns void
language sql set search_path = public, pg_temp as $$
  update dossiers_participation set valid_to = kernel_today(), version = version + 1
   where dossier_id = any (p_clients) and organisation_id = p_organisation
     and (valid_to is null or valid_to > kernel_today());
  update dossiers_regie set valid_to = kernel_today()
   where dossier_id = any (p_clients) and organisation_id = p_organisation
     and (scope = 'organisation' or dossier_id = any (p_chains))
     and (valid_to is null or valid_to > kernel_today());
  update dossiers_dossier set status = 'resting', version = version + 1
   where client_id = any (p_chains) and status = 'open'
$$;
revoke all on function imports_undo_parts(uuid[], uuid[], uuid) from public;
"""

ROWS = """
create function imports_undo_rows(p_run uuid, p_rows uuid[], p_before jsonb)
returns table (row_id uuid, client_id uuid, outcome text, entries uuid[], verbs text[], sections int[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_rows uuid[] := array(select r.id from imports_importrow r
    where r.run_id = p_run and r.id = any (p_rows) and r.is_applied and r.undo = '');
  v_organisation uuid := nullif(current_setting('schakel.organisation', true), '')::uuid;
  v_new uuid[];
  v_chains uuid[];
begin
  perform imports_undo_judge(p_run, v_rows);
  v_rows := array(select r.id from imports_importrow r where r.id = any (v_rows) and r.undo = 'undone');
  v_new := array(select r.client_id from imports_importrow r where r.id = any (v_rows) and r.outcome = 'new');
  v_chains := array(select distinct r.client_id from imports_importrow r
    join journal_entry e on e.dossier_id = r.client_id and e.act_id = r.act_id and e.verb = 'regie.take'
    join journal_content t on t.entry_id = e.id
    where r.id = any (v_rows) and convert_from(t.body, 'UTF8')::jsonb ->> 'scope' = 'chain');
  perform imports_undo_facts(v_rows, p_before, v_organisation);
  perform imports_undo_parts(array(select r.client_id from imports_importrow r
    where r.id = any (v_rows) and r.outcome in ('new', 'known')), v_chains, v_organisation);
  perform imports_undo_persons(v_new);
  return query
    select r.id, r.client_id, r.outcome::text, array_agg(e.id order by l.sequence),
           array_agg(e.verb::text order by l.sequence), array_agg(e.section_bit order by l.sequence)
      from imports_importrow r join journal_entry e on e.dossier_id = r.client_id and e.act_id = r.act_id
      join journal_link l on l.stream_id = r.client_id and l.entry_id = e.id
     where r.id = any (v_rows) group by r.id;
end $$;
revoke all on function imports_undo_rows(uuid, uuid[], jsonb) from public;
grant execute on function imports_undo_rows(uuid, uuid[], jsonb) to schakel_app;
"""

WORKER = """
create function imports_next_undo() returns table (run_id uuid, organisation_id uuid, applier_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, organisation_id, applier_id from imports_importrun
   where status = 'undoing' and applier_id is not null
   order by taken_up_at nulls first, started_at, id limit 1
$$;
revoke all on function imports_next_undo() from public;
grant execute on function imports_next_undo() to schakel_batch;

create or replace function imports_put_aside(p_run uuid, p_because text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update imports_importrun
     set stopped_because = left(p_because, 300),
         status = case when status = 'queued' or finished_at is null then 'stopped' else 'applied' end
   where id = p_run and status in ('queued', 'undoing')
     and not exists (select 1 from access_reader r where r.id = applier_id
                        and r.valid_from <= kernel_today()
                        and (r.valid_to is null or r.valid_to > kernel_today()))
$$;
"""

UNDO = """
drop function imports_next_undo();
drop function imports_undo_rows(uuid, uuid[], jsonb); drop function imports_undo_parts(uuid[], uuid[], uuid);
drop function imports_undo_persons(uuid[]); drop function imports_undo_facts(uuid[], jsonb, uuid);
drop function imports_undo_judge(uuid, uuid[]); drop function imports_undo_judged(uuid);
drop function imports_may_undo(uuid); drop function imports_undo_verdicts(uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "1001_rights_of_others"),
        ("dossiers", "0902_merging"),
        ("people", "1001_one_right_at_a_time"),
        ("profile", "0002_security"),
        ("journal", "0901_joined_streams"),
    ]
    operations = [
        migrations.AlterField(
            "importrun", "status", models.CharField(choices=STATUSES, default="previewed", max_length=10)
        ),
        migrations.AddField("importrun", "undo_because", models.CharField(blank=True, max_length=400)),
        migrations.AddField("importrun", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField("importrow", "act_id", models.UUIDField(null=True)),
        migrations.AddField(
            "importrow",
            "undo",
            models.CharField(
                blank=True, choices=[("undone", "teruggedraaid"), ("kept", "blijft staan")], max_length=6
            ),
        ),
        migrations.AddField("importrow", "undo_why", models.CharField(blank=True, max_length=10)),
        migrations.CreateModel(
            name="ImportBefore",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("cipher", models.BinaryField()),
                ("key_id", models.CharField(max_length=20)),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="before",
                        to="imports.importrow",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OWN, OWN_UNDO),
        migrations.RunSQL(
            VERDICTS.replace("{registrars}", REGISTRARS) + JUDGE + FACTS + PERSONS + ROWS + WORKER, UNDO
        ),
    ]
