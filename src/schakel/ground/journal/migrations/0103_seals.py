"""Which seals were made; written once, never changed."""

from __future__ import annotations

from django.db import migrations, models

# Only how many: nothing of what was erased, nor of whom.
RIGHTS = """
revoke update, delete on journal_sealmade from schakel_app, schakel_batch;
create function journal_erased_count() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from journal_erasedcontent
$$;
revoke all on function journal_erased_count() from public;
grant execute on function journal_erased_count() to schakel_app;
"""
UNDO = "drop function journal_erased_count();"


class Migration(migrations.Migration):
    dependencies = [("journal", "0102_subscribers")]

    operations = [
        migrations.CreateModel(
            name="SealMade",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(RIGHTS, UNDO),
    ]
