"""The rows that lists start from, kept by triggers on whatever they are made of."""

from __future__ import annotations

from django.db import migrations, models

# A row is there for each grant that opens the person; the policy needs no other table than this one.
POLICY = """
revoke all on dossiers_listeddossier from schakel_app, schakel_batch, schakel_readonly;
grant select on dossiers_listeddossier to schakel_app;
alter table dossiers_listeddossier enable row level security;
create policy dossiers_listeddossier_read on dossiers_listeddossier for select to schakel_app using (
  reader_id = any (((select nullif(current_setting('schakel.readers', true), '')))::int[])
  and valid_from <= (select kernel_today()) and valid_to > (select kernel_today())
  and (not is_personal or reader_id = (select kernel_own_reader())));
"""

KEEP = """
create function dossiers_list_new() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into dossiers_listeddossier (dossier_id, reader_id, valid_from, valid_to, sections, is_personal, status,
      sort_key, opened_on, last_contact_on, next_agreement_on)
    select g.dossier_id, g.reader_id, g.valid_from, g.valid_to, g.sections, g.is_personal, d.status, c.sort_key,
           d.opened_on, coalesce(d.last_contact_on, '0001-01-01'), coalesce(d.next_agreement_on, '9999-12-31')
      from new_rows g join dossiers_dossier d on d.client_id = g.dossier_id
      join people_client c on c.id = g.dossier_id
     where g.sections & 1 <> 0;
  return null;
end $$;

create function dossiers_list_gone() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from dossiers_listeddossier l using old_rows o
   where l.dossier_id = o.dossier_id and l.reader_id = o.reader_id
     and l.valid_from = o.valid_from and l.valid_to = o.valid_to;
  return null;
end $$;

create trigger access_grant_list_new after insert on access_grant
  referencing new table as new_rows for each statement execute function dossiers_list_new();
create trigger access_grant_list_gone after delete on access_grant
  referencing old table as old_rows for each statement execute function dossiers_list_gone();
create trigger access_grant_list_old after update on access_grant
  referencing old table as old_rows for each statement execute function dossiers_list_gone();
create trigger access_grant_list_renew after update on access_grant
  referencing new table as new_rows for each statement execute function dossiers_list_new();

create function dossiers_list_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update dossiers_listeddossier l
     set status = n.status, opened_on = n.opened_on,
         last_contact_on = coalesce(n.last_contact_on, '0001-01-01'),
         next_agreement_on = coalesce(n.next_agreement_on, '9999-12-31')
    from new_rows n join old_rows o on o.client_id = n.client_id
   where l.dossier_id = n.client_id
     and (n.status, n.opened_on, n.last_contact_on, n.next_agreement_on)
         is distinct from (o.status, o.opened_on, o.last_contact_on, o.next_agreement_on);
  return null;
end $$;
create trigger dossiers_dossier_list_changed after update on dossiers_dossier
  referencing old table as old_rows new table as new_rows
  for each statement execute function dossiers_list_changed();

create function dossiers_list_renamed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update dossiers_listeddossier l set sort_key = n.sort_key
    from new_rows n join old_rows o on o.id = n.id and o.sort_key <> n.sort_key
   where l.dossier_id = n.id;
  return null;
end $$;
create trigger people_client_list_renamed after update on people_client
  referencing old table as old_rows new table as new_rows
  for each statement execute function dossiers_list_renamed();
"""

FILL = """
insert into dossiers_listeddossier (dossier_id, reader_id, valid_from, valid_to, sections, is_personal, status,
    sort_key, opened_on, last_contact_on, next_agreement_on)
  select g.dossier_id, g.reader_id, g.valid_from, g.valid_to, g.sections, g.is_personal, d.status, c.sort_key,
         d.opened_on, '0001-01-01', '9999-12-31'
    from access_grant g join dossiers_dossier d on d.client_id = g.dossier_id
    join people_client c on c.id = g.dossier_id
   where g.sections & 1 <> 0;
"""

# Deferred checks of the filling would stand in the way of the triggers that come after it.
JUDGED = "set constraints all immediate;"

UNDO = """
drop trigger people_client_list_renamed on people_client; drop function dossiers_list_renamed();
drop trigger dossiers_dossier_list_changed on dossiers_dossier; drop function dossiers_list_changed();
drop trigger access_grant_list_new on access_grant; drop trigger access_grant_list_gone on access_grant;
drop trigger access_grant_list_old on access_grant; drop trigger access_grant_list_renew on access_grant;
drop function dossiers_list_new(); drop function dossiers_list_gone();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0303_trajectories"), ("people", "0401_names_for_search")]
    operations = [
        migrations.AddField("dossier", "last_contact_on", models.DateField(editable=False, null=True)),
        migrations.AddField("dossier", "next_agreement_on", models.DateField(editable=False, null=True)),
        migrations.CreateModel(
            name="ListedDossier",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "dossier_id",
                        "reader_id",
                        "valid_from",
                        "valid_to",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("dossier_id", models.UUIDField()),
                ("reader_id", models.IntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("sections", models.IntegerField()),
                ("is_personal", models.BooleanField()),
                ("status", models.CharField(max_length=8)),
                ("sort_key", models.CharField(max_length=200)),
                ("opened_on", models.DateField()),
                ("last_contact_on", models.DateField()),
                ("next_agreement_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["reader_id", "sort_key", "dossier_id"],
                        include=["valid_from", "valid_to", "is_personal"],
                        name="dossiers_listed_name",
                    ),
                    models.Index(
                        fields=["reader_id", "opened_on", "dossier_id"], name="dossiers_listed_opened"
                    ),
                    models.Index(
                        fields=["reader_id", "last_contact_on", "dossier_id"], name="dossiers_listed_contact"
                    ),
                    models.Index(
                        fields=["reader_id", "next_agreement_on", "dossier_id"], name="dossiers_listed_due"
                    ),
                ],
            },
        ),
        migrations.RunSQL(JUDGED + FILL, migrations.RunSQL.noop),
        migrations.RunSQL(POLICY + KEEP, UNDO),
    ]
