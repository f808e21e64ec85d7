"""Of all dossiers that a transaction touches the first row alone asks for the judgement of regie, over all."""

from __future__ import annotations

from django.db import migrations

JUDGED_ONCE = """
alter table dossiers_touched drop constraint dossiers_touched_pkey;
alter table dossiers_touched add primary key (transaction_id, dossier_id);
alter table dossiers_touched add column asks boolean not null default true;

create or replace function dossiers_note_touched() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_asked boolean := exists (select from dossiers_touched where transaction_id = pg_current_xact_id());
begin
  if tg_op = 'DELETE' then
    insert into dossiers_touched (dossier_id, asks)
      select o.dossier_id, not v_asked and row_number() over () = 1
        from (select distinct dossier_id from old_rows) o
      on conflict do nothing;
  else
    insert into dossiers_touched (dossier_id, asks)
      select n.dossier_id, not v_asked and row_number() over () = 1
        from (select distinct dossier_id from new_rows) n
      on conflict do nothing;
  end if;
  return null;
end $$;

drop trigger dossiers_touched_judge on dossiers_touched;
create constraint trigger dossiers_touched_judge after insert on dossiers_touched
  deferrable initially deferred for each row when (new.asks) execute function dossiers_judge_regie();
"""

AS_IT_WAS = """
create or replace function dossiers_note_touched() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into dossiers_touched (dossier_id) select distinct dossier_id from old_rows on conflict do nothing;
  else
    insert into dossiers_touched (dossier_id) select distinct dossier_id from new_rows on conflict do nothing;
  end if;
  return null;
end $$;
drop trigger dossiers_touched_judge on dossiers_touched;
create constraint trigger dossiers_touched_judge after insert on dossiers_touched
  deferrable initially deferred for each row execute function dossiers_judge_regie();
alter table dossiers_touched drop column asks;
alter table dossiers_touched drop constraint dossiers_touched_pkey;
alter table dossiers_touched add primary key (dossier_id, transaction_id);
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1401_join_withdrawn")]
    operations = [migrations.RunSQL(JUDGED_ONCE, AS_IT_WAS)]
