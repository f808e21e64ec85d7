"""Grants that count for one person only, and grants with which one looks and does nothing."""

from __future__ import annotations

from django.db import migrations, models

# The actor's own reader stands first among the readers; queues and cover come after it.
OWN = """
create function kernel_own_reader() returns int language sql stable parallel safe as $$
  select (nullif(current_setting('schakel.readers', true), '')::int[])[1]
$$;
"""

# Every policy asks this table, so a personal grant is gone from all of them at once for whoever looks with
# another reader than their own. Functions of the owner pass this by: each names the two columns itself.
POLICY = """
alter table access_grant enable row level security;
create policy access_grant_read on access_grant for select to schakel_app
  using (not is_personal or reader_id = (select kernel_own_reader()));
"""

UNDO = "drop policy access_grant_read on access_grant; alter table access_grant disable row level security;"


class Migration(migrations.Migration):
    dependencies = [("access", "0201_reader_cover")]

    operations = [
        migrations.AddField("grant", "is_personal", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("grant", "is_read_only", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL(OWN, "drop function kernel_own_reader()"),
        migrations.RunSQL(POLICY, UNDO),
    ]
