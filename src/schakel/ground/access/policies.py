"""The third belt: row-level security, in one shape for every table that is about a client.

Used by migrations, so what is here keeps its meaning once landed.
"""

from __future__ import annotations

from django.db import migrations

_GRANTED = """exists (
    select 1 from access_grant g
     where g.dossier_id = {table}.{dossier}
       and g.reader_id = any (((select nullif(current_setting('schakel.readers', true), '')))::int[])
       and g.sections & {bit} <> 0
       and g.valid_from <= (select kernel_today()) and g.valid_to > (select kernel_today()))"""

_POLICIES = """
alter table {table} enable row level security;
create policy {table}_read on {table} for select to schakel_app using ({granted});
create policy {table}_change on {table} for update to schakel_app using ({granted}) with check ({granted});
create policy {table}_remove on {table} for delete to schakel_app using ({granted});
create policy {table}_add on {table} for insert to schakel_app
  with check (current_setting('schakel.registering', true) = 'yes' or {granted});
"""

_UNDO = """
drop policy {table}_read on {table}; drop policy {table}_change on {table};
drop policy {table}_remove on {table}; drop policy {table}_add on {table};
alter table {table} disable row level security;
"""


def granted(table: str, *, bit: int | str, dossier: str = "dossier_id") -> str:
    """The condition that a grant of the current readers covers this row; bit is a number or a column."""
    return _GRANTED.format(table=table, dossier=dossier, bit=bit)


def protect(table: str, *, bit: int | str, dossier: str = "dossier_id") -> migrations.RunSQL:
    """The migration step that puts a table under row-level security for the application's role.

    Rows may be added to a dossier that is granted, or to a new one inside a registering act.
    """
    condition = granted(table, bit=bit, dossier=dossier)
    return migrations.RunSQL(_POLICIES.format(table=table, granted=condition), _UNDO.format(table=table))
