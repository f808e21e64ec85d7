"""Deliveries in the form of the own system, files of a day or a month, and what clients do themselves."""

from __future__ import annotations

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.clock
import schakel.ground.kernel.ids

DELIVERIES = import_module("schakel.information.imports.migrations.0302_deliveries")

TOPICS = [
    ("contact", "contacten"),
    ("agreement", "afspraken"),
    ("trajectory", "trajecten"),
    ("plan", "plannen"),
    ("service", "diensten"),
    ("own", "wat de cliënt zelf doet"),
    ("account", "verantwoording per maand"),
]
RHYTHMS = [
    ("entry", "elke keer één bestand"),
    ("day", "één bestand per dag"),
    ("month", "één bestand per maand"),
]
FORM_STATES = [("draft", "concept"), ("on", "in gebruik"), ("off", "niet meer in gebruik")]
FILE_STATES = [("queued", "wacht"), ("delivered", "afgeleverd"), ("failed", "mislukt")]
STATES = [
    ("gathered", "wacht op het dagbestand"),
    ("queued", "wacht"),
    ("delivered", "afgeleverd"),
    ("failed", "mislukt"),
    ("withheld", "niet geleverd"),
]

NOTED = "update imports_delivery set noted_at = uuid_extract_timestamp(id) where noted_at is null"

# As imports_delivery: an administrator has those of the own organisation, the worker all of them.
SECURITY = """
alter table imports_deliveryform enable row level security;
create policy imports_deliveryform_own on imports_deliveryform to schakel_app using (
  current_setting('schakel.role', true) = 'administrator'
  and organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
create policy imports_deliveryform_task on imports_deliveryform for select to schakel_batch
  using (nullif(current_setting('schakel.task', true), '') = 'deliveries');
revoke delete on imports_deliveryform from schakel_app;
revoke insert, update, delete on imports_deliveryform from schakel_batch;
alter table imports_deliveryfile enable row level security;
create policy imports_deliveryfile_own on imports_deliveryfile to schakel_app using (
  current_setting('schakel.role', true) = 'administrator'
  and organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
create policy imports_deliveryfile_task on imports_deliveryfile to schakel_batch
  using (nullif(current_setting('schakel.task', true), '') = 'deliveries');
revoke delete on imports_deliveryfile from schakel_app, schakel_batch;
"""

# Who holds the regie of the chain at this moment, for an entry that the client of the dossier made.
GUIDE = """
create function imports_guide_of(p_entry uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select g.organisation_id
    from journal_entry e
    join people_client c on c.id = e.dossier_id and c.reader_id = e.reader_id
    join dossiers_regie g on g.dossier_id = e.dossier_id and g.scope = 'chain'
     and g.valid_from <= kernel_today() and (g.valid_to is null or g.valid_to > kernel_today())
   where e.id = p_entry and e.organisation_id is null
     and nullif(current_setting('schakel.task', true), '') = 'deliveries'
$$;
revoke all on function imports_guide_of(uuid) from public;
grant execute on function imports_guide_of(uuid) to schakel_batch;
"""

# What is said of a delivery besides its content. Of an act of the client itself the organisation gets only
# what some reader of it may see today. No caller but the three functions below and the worker.
FACTS = """
create function imports_delivery_facts(p_delivery uuid)
returns table (dossier_id uuid, client_number text, dossier_number text, is_shielded boolean, is_closed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.dossier_id,
         (select n.number from people_clientnumber n
           where n.client_id = e.dossier_id and n.organisation_id = d.organisation_id
           order by n.number limit 1),
         o.number,
         exists (select from dossiers_shield s where s.dossier_id = e.dossier_id
                    and s.valid_from <= kernel_today()
                    and (s.valid_to is null or s.valid_to > kernel_today())),
         d.is_own and not exists (
           select from access_grant g join access_reader r on r.id = g.reader_id
            where g.dossier_id = e.dossier_id and r.organisation_id = d.organisation_id
              and (g.sections & e.section_bit) = e.section_bit
              and not g.is_personal
              and g.valid_from <= kernel_today() and g.valid_to > kernel_today())
    from imports_delivery d
    join journal_entry e on e.id = d.entry_id
     and (e.organisation_id = d.organisation_id or d.is_own and e.organisation_id is null)
    join dossiers_dossier o on o.client_id = e.dossier_id
   where d.id = p_delivery
$$;
revoke all on function imports_delivery_facts(uuid) from public;
create function imports_delivery_about(p_delivery uuid)
returns table (client_number text, dossier_number text, is_shielded boolean, is_closed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.client_number, f.dossier_number, f.is_shielded, f.is_closed
    from imports_delivery_facts(p_delivery) f
   where nullif(current_setting('schakel.task', true), '') = 'deliveries'
$$;
revoke all on function imports_delivery_about(uuid) from public;
grant execute on function imports_delivery_about(uuid) to schakel_batch;
"""

# An administrator has no dossier to look into. Of content this function gives days and words from lists, never
# what somebody wrote.
OPEN = """
create function imports_open_content(p_body bytea) returns jsonb
language sql immutable set search_path = public, pg_temp as $$
  select coalesce(jsonb_object_agg(t.key, t.value), '{}'::jsonb)
    from jsonb_each(convert_from(p_body, 'UTF8')::jsonb) t
   where t.key = any (array['channel', 'kind', 'duty', 'status', 'due_on', 'name', 'provider', 'payer',
                            'next_payer', 'planned_end', 'paid_until', 'starts_on', 'ends_on', 'ended_on',
                            'until', 'reason', 'reached', 'helped', 'closure', 'number', 'how', 'view',
                            'absence'])
     and jsonb_typeof(t.value) in ('string', 'number')
$$;
revoke all on function imports_open_content(bytea) from public;
create function imports_is_administrator_of(p_organisation uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select current_setting('schakel.role', true) = 'administrator'
     and p_organisation = nullif(current_setting('schakel.organisation', true), '')::uuid
$$;
create function imports_deliveries_sample(p_verbs text[], p_limit int)
returns table (delivery_id uuid, entry_id uuid, verb text, occurred_at timestamptz, supersedes uuid,
               content jsonb, dossier_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, e.id, e.verb, e.occurred_at, e.supersedes_id, imports_open_content(c.body), f.dossier_id
    from (select l.* from imports_delivery l
           where l.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
             and imports_is_administrator_of(l.organisation_id) and l.verb = any (p_verbs)
           order by l.id desc limit 10 * least(p_limit, 20)) d
    join journal_entry e on e.id = d.entry_id
    join journal_content c on c.entry_id = e.id
    cross join lateral imports_delivery_facts(d.id) f
   where not f.is_shielded and not f.is_closed
   order by d.id desc limit least(p_limit, 20)
$$;
revoke all on function imports_deliveries_sample(text[], int) from public;
grant execute on function imports_deliveries_sample(text[], int) to schakel_app;
"""

# What stands in the account of a month: the deliveries that were noted in it, without what a later one of the
# same month put right. The worker makes the file, and an administrator of the organisation fetches it.
MONTH = """
create function imports_month_rows(p_file uuid, p_verbs text[])
returns table (delivery_id uuid, entry_id uuid, verb text, occurred_at timestamptz, supersedes uuid,
               content jsonb, dossier_id uuid, client_number text, dossier_number text)
language sql stable security definer set search_path = public, pg_temp as $$
  with noted as (
    select d.id, d.entry_id, e.verb, e.occurred_at, e.supersedes_id
      from imports_deliveryfile x
      join imports_delivery d on d.organisation_id = x.organisation_id and not d.is_own
       and d.noted_at >= x.starts_on::timestamp at time zone 'Europe/Amsterdam'
       and d.noted_at < x.ends_on::timestamp at time zone 'Europe/Amsterdam'
      join journal_entry e on e.id = d.entry_id
     where x.id = p_file and x.rhythm = 'month' and d.verb = any (p_verbs)
       and (nullif(current_setting('schakel.task', true), '') = 'deliveries'
            or imports_is_administrator_of(x.organisation_id)))
  select n.id, n.entry_id, n.verb, n.occurred_at, n.supersedes_id, imports_open_content(c.body), f.dossier_id,
         f.client_number, f.dossier_number
    from noted n
    join journal_content c on c.entry_id = n.entry_id
    cross join lateral imports_delivery_facts(n.id) f
   where not f.is_shielded
     and not exists (select from noted later where later.supersedes_id = n.entry_id)
   order by f.client_number nulls last, f.dossier_number, n.occurred_at, n.id
$$;
revoke all on function imports_month_rows(uuid, text[]) from public;
grant execute on function imports_month_rows(uuid, text[]) to schakel_app, schakel_batch;
"""

UNDO = """
drop function imports_month_rows(uuid, text[]);
drop function imports_deliveries_sample(text[], int);
drop function imports_is_administrator_of(uuid);
drop function imports_open_content(bytea);
drop function imports_delivery_about(uuid);
drop function imports_delivery_facts(uuid);
drop function imports_guide_of(uuid);
drop policy imports_deliveryform_own on imports_deliveryform;
drop policy imports_deliveryform_task on imports_deliveryform;
drop policy imports_deliveryfile_own on imports_deliveryfile;
drop policy imports_deliveryfile_task on imports_deliveryfile;
"""


def _key() -> models.UUIDField[object, object]:
    return models.UUIDField(default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False)


def _to(model: str, **options: bool) -> models.ForeignKey[object, object]:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "1401_agreed"),
        ("dossiers", "1401_join_withdrawn"),
        ("journal", "1401_append_at_once"),
        ("access", "0301_personal_grants"),
    ]
    operations = [
        migrations.AddField("homesystem", "takes_own", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="DeliveryForm",
            fields=[
                ("id", _key()),
                ("version", models.PositiveIntegerField(default=1)),
                ("topic", models.CharField(choices=TOPICS, max_length=10)),
                ("number", models.PositiveIntegerField()),
                ("state", models.CharField(choices=FORM_STATES, default="draft", max_length=5)),
                ("rhythm", models.CharField(choices=RHYTHMS, max_length=5)),
                ("layout", models.JSONField()),
                ("reader_id", models.IntegerField()),
                ("saved_at", models.DateTimeField()),
                ("switched_at", models.DateTimeField(null=True)),
                ("organisation", _to("organisations.organisation")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "topic", "number"], name="imports_form_number"
                    ),
                    models.UniqueConstraint(
                        fields=["organisation", "topic"],
                        condition=models.Q(state="on"),
                        name="imports_form_on_once",
                    ),
                    models.UniqueConstraint(
                        fields=["organisation", "topic"],
                        condition=models.Q(state="draft"),
                        name="imports_form_draft_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(topic="account", rhythm="month")
                        | ~models.Q(topic="account") & ~models.Q(rhythm="month"),
                        name="imports_form_rhythm",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="DeliveryFile",
            fields=[
                ("id", _key()),
                ("rhythm", models.CharField(choices=RHYTHMS, max_length=5)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("state", models.CharField(choices=FILE_STATES, default="queued", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=20)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("form", _to("imports.deliveryform")),
                ("organisation", _to("organisations.organisation")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="imports_deliveryfile_shown"),
                    models.Index(
                        fields=["due_at", "id"],
                        condition=models.Q(state="queued"),
                        name="imports_deliveryfile_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "starts_on"],
                        condition=models.Q(rhythm="month"),
                        name="imports_month_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ends_on__gt=models.F("starts_on")), name="imports_file_period"
                    ),
                ],
            },
        ),
        migrations.AddField("delivery", "is_own", models.BooleanField(default=False)),
        migrations.AddField("delivery", "noted_at", models.DateTimeField(null=True)),
        migrations.AddField("delivery", "form", _to("imports.deliveryform", null=True)),
        migrations.AddField("delivery", "file", _to("imports.deliveryfile", null=True)),
        migrations.AlterField(
            "delivery", "state", models.CharField(choices=STATES, default="queued", max_length=10)
        ),
        migrations.RunSQL(NOTED, migrations.RunSQL.noop),
        migrations.AlterField(
            "delivery", "noted_at", models.DateTimeField(default=schakel.ground.kernel.clock.now)
        ),
        migrations.AddIndex(
            "delivery", models.Index(fields=["organisation", "noted_at"], name="imports_delivery_noted")
        ),
        migrations.AddIndex(
            "delivery",
            models.Index(
                fields=["due_at", "form"],
                condition=models.Q(state="gathered", file__isnull=True),
                name="imports_delivery_gathered",
            ),
        ),
        migrations.RunSQL("drop function imports_delivery_about(uuid)", DELIVERIES.ABOUT),
        migrations.RunSQL(SECURITY + GUIDE + FACTS + OPEN + MONTH, UNDO),
    ]
