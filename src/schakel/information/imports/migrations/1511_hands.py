"""A large file is taken in by several hands: taking it up is told apart from the portions."""

from __future__ import annotations

from django.db import migrations

TAKE_UP = """
create function imports_take_up(p_run uuid, p_most int, p_now timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update imports_importrun set taken_up_at = p_now where id = p_run and status = 'queued';
  return (select count(*) from (select from imports_importrow
           where run_id = p_run and not is_applied and outcome in ('new', 'known', 'ask', 'changed')
           limit p_most) waiting);
end $$;
revoke all on function imports_take_up(uuid, int, timestamptz) from public;
grant execute on function imports_take_up(uuid, int, timestamptz) to schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "1501_forms"), ("kernel", "1501_statistics")]
    operations = [migrations.RunSQL(TAKE_UP, "drop function imports_take_up(uuid, int, timestamptz);")]
