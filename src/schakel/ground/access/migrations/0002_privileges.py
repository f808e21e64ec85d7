"""The application may read grants and cells; only the owner's functions write them."""

from __future__ import annotations

from django.db import migrations

PRIVILEGES = """
revoke insert, update, delete on access_grant, access_cell from schakel_app, schakel_batch;
revoke delete on access_reader, access_readerteam from schakel_app, schakel_batch;
create function access_section_bit(section text) returns int language sql immutable parallel safe as $$
  select case section when 'identity' then 1 when 'benefit' then 2 when 'work_profile' then 4
    when 'diagnosis' then 8 when 'plan' then 16 when 'contacts' then 32 when 'life_domains' then 64
    when 'health' then 128 when 'enforcement' then 256 else 0 end
$$;
"""

UNDO = "drop function access_section_bit(text);"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("kernel", "0001_functions")]
    operations = [migrations.RunSQL(PRIVILEGES, UNDO)]
