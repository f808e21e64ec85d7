"""More regimes and their entries, who prefers which channel and language, and the count of concurrent clients."""

from __future__ import annotations

from django.db import migrations, models

# How many clients of the own organisation have a second benefit; fewer than ten are not told apart (null).
COUNT = """
create function people_concurrent_count() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select case when n.found >= 10 or n.found = 0 then n.found end from (
    select count(distinct a.client_id) as found
      from people_benefitentitlement a
      join people_benefitentitlement b on b.client_id = a.client_id and b.regime <> a.regime
     where a.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
       and current_setting('schakel.role', true) in ('work_coach', 'client_manager', 'back_office')
       and a.valid_from <= kernel_today() and coalesce(a.valid_to, 'infinity') > kernel_today()
       and b.valid_from <= kernel_today() and coalesce(b.valid_to, 'infinity') > kernel_today()) n
$$;
revoke all on function people_concurrent_count() from public;
grant execute on function people_concurrent_count() to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0102_protection"),
    ]

    operations = [
        migrations.AddField(
            model_name="benefitentitlement",
            name="entry_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="client",
            name="reachable",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="client",
            name="second_channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("phone", "bellen"),
                    ("mail", "e-mail"),
                    ("letter", "brief"),
                    ("office", "langskomen"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="written_language",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="benefitentitlement",
            name="regime",
            field=models.CharField(
                choices=[
                    ("ww", "WW"),
                    ("participatiewet", "bijstand (Participatiewet)"),
                    ("wia", "WIA"),
                    ("wga", "WGA (WIA)"),
                    ("iva", "IVA (WIA)"),
                    ("wao", "WAO"),
                    ("wajong", "Wajong"),
                    ("wajong_before", "Wajong van vóór 2015"),
                    ("ioaw", "IOAW"),
                    ("ioaz", "IOAZ"),
                    ("zw", "Ziektewet"),
                    ("anw", "Anw"),
                    ("bbz", "Bbz"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="benefitentitlement",
            index=models.Index(fields=["organisation", "client"], name="people_entitlement_payer"),
        ),
        migrations.RunSQL(COUNT, "drop function people_concurrent_count()"),
    ]
