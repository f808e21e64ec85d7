"""Where clients live, and whether a reader may know it."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods
from schakel.ground.access.policies import protect

# Answers about any client, with a yes or no only: policies and search functions ask it for each row.
OPEN = """
create function people_address_open(p_client uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not coalesce((select c.has_secret_address from people_client c where c.id = p_client), false)
$$;
revoke all on function people_address_open(uuid) from public;
grant execute on function people_address_open(uuid) to schakel_app, schakel_batch;

create policy people_address_secret on people_address as restrictive for all to schakel_app
  using (people_address_open(client_id));
"""

# Whatever writes the row (a form, a file, a migration): the place of a secret address isn't shown.
PLACE = """
create function people_hide_place() returns trigger language plpgsql as $$
begin
  new.place := '';
  return new;
end $$;
create trigger people_client_hide_place before insert or update on people_client
  for each row when (new.has_secret_address and new.place <> '') execute function people_hide_place();
"""

UNDO = """
drop trigger people_client_hide_place on people_client; drop function people_hide_place();
drop policy people_address_secret on people_address; drop function people_address_open(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_any_bsn")]
    operations = [
        migrations.AddField("client", "has_secret_address", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Address",
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
                ("street", models.CharField(blank=True, max_length=80)),
                ("house_number", models.PositiveIntegerField(blank=True, null=True)),
                ("house_suffix", models.CharField(blank=True, max_length=10)),
                ("postcode", models.CharField(blank=True, max_length=6)),
                ("place", models.CharField(max_length=80)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="people.client",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "address", models.Index(fields=["postcode", "house_number"], name="people_address_postcode")
        ),
        migrations.AddConstraint(
            "address", schakel.ground.kernel.periods.ends_after_start("people_address_period")
        ),
        migrations.AddConstraint(
            "address", schakel.ground.kernel.periods.no_overlap("people_address_one_at_a_time", "client")
        ),
        migrations.AddConstraint(
            "address",
            models.CheckConstraint(
                condition=models.Q(postcode="") | models.Q(postcode__regex=r"^[1-9][0-9]{3}[A-Z]{2}$"),
                name="people_address_postcode_form",
            ),
        ),
        migrations.AddConstraint(
            "address",
            models.CheckConstraint(
                condition=models.Q(house_number__isnull=True, postcode="", street="")
                | models.Q(house_number__gt=0) & ~models.Q(postcode="") & ~models.Q(street=""),
                name="people_address_whole",
            ),
        ),
        protect("people_address", bit=1, dossier="client_id"),
        migrations.RunSQL(OPEN + PLACE, UNDO),
    ]
