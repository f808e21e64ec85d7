"""Whether any BSN is stored: asked before new keys would be made beside numbers they can't read."""

from __future__ import annotations

from django.db import migrations

ANY = """
create function people_any_bsn() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from people_client where bsn_hash is not null)
$$;
revoke all on function people_any_bsn() from public;
grant execute on function people_any_bsn() to schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_known_and_bsn")]
    operations = [migrations.RunSQL(ANY, "drop function people_any_bsn()")]
