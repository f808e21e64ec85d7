"""Facts that protect a client, and who may know a secret address."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import protect

# The client knows their own address, and those named know it for as long as the protection lasts.
OPEN = """
create or replace function people_address_open(p_client uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not coalesce((select c.has_secret_address from people_client c where c.id = p_client), false)
      or exists (select 1 from people_addressreader n join people_protection p on p.id = n.protection_id
                  where n.client_id = p_client and n.reader_id = any (kernel_readers())
                    and p.valid_to is null)
      or exists (select 1 from access_reader r
                  where r.id = any (kernel_readers()) and r.kind = 'client' and r.subject_id = p_client)
$$;
"""

BEFORE = """
create or replace function people_address_open(p_client uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not coalesce((select c.has_secret_address from people_client c where c.id = p_client), false)
$$;
"""

# Who may name the readers: one of them, or a colleague of theirs once none of them takes part any more.
NAMING = """
create function people_may_name_readers(p_client uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select people_address_open(p_client) or exists (
    select 1 from people_protection p
     where p.client_id = p_client and p.kind = 'secret_address' and p.valid_to is null
       and p.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
       and not exists (select 1 from people_addressreader n join access_grant g
                         on g.dossier_id = n.client_id and g.reader_id = n.reader_id
                      where n.protection_id = p.id
                        -- is_personal or not: either way that reader takes part
                        and g.valid_from <= kernel_today() and g.valid_to > kernel_today()))
$$;
revoke all on function people_may_name_readers(uuid) from public;
grant execute on function people_may_name_readers(uuid) to schakel_app;

create policy people_addressreader_named on people_addressreader as restrictive for insert to schakel_app
  with check (people_may_name_readers(client_id));
create policy people_addressreader_kept on people_addressreader as restrictive for delete to schakel_app
  using (people_may_name_readers(client_id));
"""

UNDO = """
drop policy people_addressreader_kept on people_addressreader;
drop policy people_addressreader_named on people_addressreader;
drop function people_may_name_readers(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0301_personal_grants"),
        ("organisations", "0001_initial"),
        ("people", "0101_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="client",
            name="deceased_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="client",
            name="has_safety_agreement",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="client",
            name="interpreter",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="client",
            name="is_represented",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Protection",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secret_address", "geheim adres"),
                            ("representative", "wettelijk vertegenwoordiger"),
                            ("death", "overleden"),
                            ("detention", "detentie"),
                            ("interpreter", "tolk nodig"),
                            ("safety", "veiligheidsafspraak"),
                        ],
                        max_length=16,
                    ),
                ),
                ("section_bit", models.IntegerField()),
                ("source", models.CharField(max_length=200)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=40)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("because", models.CharField(blank=True, max_length=400)),
                ("until", models.DateField(blank=True, null=True)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("not_told_because", models.CharField(blank=True, max_length=400)),
                ("ended_because", models.CharField(blank=True, max_length=400)),
                ("is_mistake", models.BooleanField(default=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protections",
                        to="people.client",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AddressReader",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.client"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "protection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers",
                        to="people.protection",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "protection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="representative",
                        serialize=False,
                        to="people.protection",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("administrator", "bewindvoerder"),
                            ("mentor", "mentor"),
                            ("curator", "curator"),
                            ("guardian", "voogd"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(max_length=80)),
                ("house_number", models.PositiveIntegerField()),
                ("house_suffix", models.CharField(blank=True, max_length=10)),
                ("postcode", models.CharField(max_length=6)),
                ("place", models.CharField(max_length=80)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("court", models.CharField(max_length=80)),
                ("document_number", models.CharField(max_length=40)),
                ("document_on", models.DateField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="people.client",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="people_protection_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), models.Q(("kind", "representative"), _negated=True)
                ),
                fields=("client", "kind"),
                name="people_protection_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "interpreter"), _negated=True),
                    models.Q(("language", ""), _negated=True),
                    _connector="OR",
                ),
                name="people_protection_language",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "safety"), _negated=True),
                    models.Q(
                        ("review_on__isnull", False),
                        ("until__isnull", False),
                        models.Q(("words", ""), _negated=True),
                        models.Q(("because", ""), _negated=True),
                        models.Q(
                            ("told_on__isnull", False),
                            models.Q(("not_told_because", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_protection_safety",
            ),
        ),
        migrations.AddIndex(
            model_name="addressreader",
            index=models.Index(fields=["client", "reader"], name="people_address_reader"),
        ),
        migrations.AddConstraint(
            model_name="addressreader",
            constraint=models.UniqueConstraint(
                fields=("protection", "reader"), name="people_address_reader_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("court", ""), _negated=True), models.Q(("document_number", ""), _negated=True)
                ),
                name="people_representative_document",
            ),
        ),
        protect("people_protection", bit="people_protection.section_bit", dossier="client_id"),
        protect("people_representative", bit=1, dossier="client_id"),
        protect("people_addressreader", bit=1, dossier="client_id"),
        migrations.RunSQL(OPEN, BEFORE),
        migrations.RunSQL(NAMING, UNDO),
    ]
