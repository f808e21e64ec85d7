"""The extensions and the day that policies judge periods on."""

from __future__ import annotations

from django.db import migrations

EXTENSIONS = """
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
"""

TODAY = """
create function kernel_today() returns date language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('schakel.today', true), '')::date,
                  (now() at time zone 'Europe/Amsterdam')::date)
$$;
"""

READERS = """
create function kernel_readers() returns int[] language sql stable parallel safe as $$
  select nullif(current_setting('schakel.readers', true), '')::int[]
$$;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TODAY, "drop function kernel_today()"),
        migrations.RunSQL(READERS, "drop function kernel_readers()"),
    ]
