"""BSNs under two keys at once while keys are changed: found and refused twice under either."""

from __future__ import annotations

from django.db import migrations, models

# Every hash that counts stands here once, under whichever key it was made: the same BSN under the old key
# and under the new can't both enter. Who may see a client's row has no need of this table.
HASHES = """
create table people_bsnhash (
  hash bytea primary key,
  client_id uuid not null references people_client on delete cascade
);
create index people_bsnhash_client on people_bsnhash (client_id);
create table people_retiredkey (id text primary key, retired_at timestamptz not null default now());
revoke all on people_bsnhash, people_retiredkey from schakel_app, schakel_batch, schakel_readonly;
"""

# A writer holds the key it writes with until its transaction ends, and only then can the key be retired:
# a process that read the file of keys long ago can't slip a number in that nobody would find again.
KEEP = """
create function people_keep_hashes(p_clients uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_key text;
begin
  for v_key in select distinct bsn_key from people_client
                where id = any (p_clients) and bsn_hash is not null order by 1 loop
    perform pg_advisory_xact_lock_shared(hashtext('people_bsn_key'), hashtext(v_key));
    if exists (select 1 from people_retiredkey r where r.id = v_key) then
      raise exception 'this key was retired' using errcode = 'SK051';
    end if;
  end loop;
  delete from people_bsnhash where client_id = any (p_clients);
  insert into people_bsnhash (hash, client_id)
    select h.hash, c.id from people_client c, lateral (values (c.bsn_hash), (c.bsn_other_hash)) as h(hash)
     where c.id = any (p_clients) and h.hash is not null
     order by h.hash;
end $$;
revoke all on function people_keep_hashes(uuid[]) from public;

create function people_note_hashes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_changed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into v_changed from new_rows where bsn_hash is not null;
  else
    select array_agg(n.id) into v_changed from new_rows n join old_rows o on o.id = n.id
     where (o.bsn_hash, o.bsn_other_hash, o.bsn_key) is distinct from (n.bsn_hash, n.bsn_other_hash, n.bsn_key);
  end if;
  if v_changed is not null then
    perform people_keep_hashes(v_changed);
  end if;
  return null;
end $$;
create trigger people_client_hashes_insert after insert on people_client
  referencing new table as new_rows for each statement execute function people_note_hashes();
create trigger people_client_hashes_update after update on people_client
  referencing old table as old_rows new table as new_rows
  for each statement execute function people_note_hashes();

select people_keep_hashes(array_agg(id)) from people_client having count(*) > 0;
"""

UNDO = """
drop trigger people_client_hashes_update on people_client;
drop trigger people_client_hashes_insert on people_client;
drop function people_note_hashes(); drop function people_keep_hashes(uuid[]);
drop table people_retiredkey; drop table people_bsnhash;
"""

REGISTRARS = """'work_coach', 'client_manager', 'back_office', 'reintegration_coach', 'cwi_adviser',
         'client_manager_work', 'client_manager_care', 'consultant', 'reintegration_expert', 'intake_adviser',
         'front_back_office', 'income_consultant'"""

ADD = f"""
create function people_add_bsns(
  p_clients uuid[], p_hashes bytea[], p_other_hashes bytea[], p_ciphers bytea[], p_keys text[])
returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  update people_client c
     set bsn_hash = x.hash, bsn_other_hash = x.other_hash, bsn_cipher = x.cipher, bsn_key = x.key,
         version = c.version + 1
    from unnest(p_clients, p_hashes, p_other_hashes, p_ciphers, p_keys) as x(id, hash, other_hash, cipher, key)
   where c.id = x.id and c.bsn_hash is null
     and current_setting('schakel.role', true) in ({REGISTRARS})
     and exists (select 1 from access_grant g join access_reader r on r.id = g.reader_id
                  where g.dossier_id = c.id and g.sections & 1 <> 0
                    and not g.is_personal and not g.is_read_only
                    and r.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
                    and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
  returning c.id
$$;
revoke all on function people_add_bsns(uuid[], bytea[], bytea[], bytea[], text[]) from public;
grant execute on function people_add_bsns(uuid[], bytea[], bytea[], bytea[], text[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0401_names_for_search")]
    operations = [
        migrations.AddField("client", "bsn_other_hash", models.BinaryField(null=True)),
        migrations.AddConstraint(
            "client",
            models.CheckConstraint(
                condition=models.Q(bsn_other_hash__isnull=True) | models.Q(bsn_hash__isnull=False),
                name="people_client_other_hash",
            ),
        ),
        migrations.RunSQL(HASHES + KEEP, UNDO),
        migrations.RunSQL(ADD, "drop function people_add_bsns(uuid[], bytea[], bytea[], bytea[], text[])"),
    ]
