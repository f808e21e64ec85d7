"""Rows of files name the key they were encrypted with; and the way of before to add a BSN goes."""

from __future__ import annotations

from django.db import migrations, models

# With the new one beside it the old one would still write a BSN that is found under one key only.
DROP = "drop function if exists people_add_bsns(uuid[], bytea[], bytea[], text)"


class Migration(migrations.Migration):
    dependencies = [("imports", "0102_registrars"), ("people", "0501_bsn_keys")]
    operations = [
        migrations.AddField("importrun", "key_id", models.CharField(blank=True, max_length=20)),
        migrations.AddField("importrow", "key_id", models.CharField(blank=True, max_length=20)),
        migrations.RunSQL(DROP, migrations.RunSQL.noop),
    ]
