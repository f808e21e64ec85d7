"""A successor's administrator reads the texts of those that went up in it, to take them over."""

from __future__ import annotations

from django.db import migrations

_TEXTS = ("notices_noticetemplate", "notices_paragraph")

# Only once all has moved: until then the predecessor is somebody else's organisation.
SUCCEEDS = """
create function organisations_succeeds(p_old uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from organisations_successiontie t
                   join organisations_succession s on s.id = t.succession_id and s.status = 'done'
                  where t.predecessor_id = p_old
                    and t.successor_id = nullif(current_setting('schakel.organisation', true), '')::uuid)
     and current_setting('schakel.role', true) = 'administrator'
$$;
revoke all on function organisations_succeeds(uuid) from public;
grant execute on function organisations_succeeds(uuid) to schakel_app;
"""

POLICIES = "".join(
    f"create policy {table}_succeeded on {table} for select to schakel_app"
    " using (organisations_succeeds(organisation_id));\n"
    for table in _TEXTS
)

UNDO = "".join(f"drop policy {table}_succeeded on {table};\n" for table in _TEXTS)


class Migration(migrations.Migration):
    dependencies = [("organisations", "1101_bodies"), ("notices", "0002_security")]
    operations = [
        migrations.RunSQL(SUCCEEDS + POLICIES, UNDO + "drop function organisations_succeeds(uuid);")
    ]
