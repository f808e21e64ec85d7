"""The statements that make rows of a stage into rows of the ground tables, a range of people at a time.

Each names the columns it gives; what a model has besides gets the model's own default, so that a column
that is added later needs no line here.
"""

from __future__ import annotations

from typing import Any

from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

STAGE = """
create unlogged table snapshot_person (
  n int primary key, id uuid, family_name text, prefix text, given_names text, sort_key text,
  search_name text, birth_date date, phone text, postcode text, house int, bsn_hash bytea, bsn_cipher bytea,
  opened date, ended date, changed date, main int, former int, office int, guide int, second int, entries int
);
create unlogged table snapshot_seat (
  seat int primary key, reader_id int, role text, organisation_id uuid, professional_id uuid,
  team_id uuid, name text
);
create function snapshot_link(state bytea, header text, inner_hash bytea) returns bytea
language sql immutable parallel safe as $$
  select sha256(state || convert_to(header, 'UTF8') || inner_hash)
$$;
create aggregate snapshot_chain(text, bytea) (sfunc = snapshot_link, stype = bytea, initcond = '');
create function snapshot_uuid(millis bigint, name text) returns uuid
language sql immutable parallel safe as $$
  select (lpad(to_hex(millis), 12, '0') || '7' || substr(md5(name), 1, 3)
          || '8' || substr(md5(name), 4, 15))::uuid
$$;
"""

UNSTAGE = """
drop table if exists snapshot_person; drop table if exists snapshot_seat;
drop aggregate if exists snapshot_chain(text, bytea);
drop function if exists snapshot_link(bytea, text, bytea);
drop function if exists snapshot_uuid(bigint, text);
"""

PERSON_COLUMNS = (
    "n", "id", "family_name", "prefix", "given_names", "sort_key", "search_name", "birth_date", "phone",
    "postcode", "house", "bsn_hash", "bsn_cipher", "opened", "ended", "changed", "main", "former", "office",
    "guide", "second", "entries",
)  # fmt: skip
SEAT_COLUMNS = ("seat", "reader_id", "role", "organisation_id", "professional_id", "team_id", "name")

RANGE = "p.n >= {first} and p.n < {last}"

CLIENT = {
    "id": "p.id",
    "family_name": "p.family_name",
    "prefix": "p.prefix",
    "given_names": "p.given_names",
    "sort_key": "p.sort_key",
    "search_name": "p.search_name",
    "birth_date": "p.birth_date",
    "place": "'Laagland'",
    "phone": "p.phone",
    "bsn_hash": "p.bsn_hash",
    "bsn_cipher": "p.bsn_cipher",
    "bsn_key": "case when p.bsn_hash is null then '' else {key} end",
}

DOSSIER = {
    "client_id": "p.id",
    "number": "extract(year from p.opened)::int || '-' || lpad(p.n::text, 6, '0')",
    "status": "case when p.ended is null then 'open' else 'resting' end",
    "opened_on": "p.opened",
}

NUMBER = {
    "id": "snapshot_uuid(1577836800000 + p.n, 'number' || p.n)",
    "client_id": "p.id",
    "organisation_id": "s.organisation_id",
    "number": "'L' || lpad(p.n::text, 7, '0')",
}

ENTITLEMENT = {
    "id": "snapshot_uuid(1577836800000 + p.n, 'right' || p.n)",
    "client_id": "p.id",
    "organisation_id": "s.organisation_id",
    "regime": "case when s.role = 'work_coach' then 'ww' else 'participatiewet' end",
    "valid_from": "p.opened",
    "valid_to": "case when p.ended is not null then p.ended"
    " when s.role = 'work_coach' then p.opened + 1100 + (p.n % 60) end",
}

ADDRESS = {
    "id": "snapshot_uuid(1577836800000 + p.n, 'address' || p.n)",
    "client_id": "p.id",
    "street": "'Laaglandsestraat'",
    "house_number": "p.house",
    "postcode": "p.postcode",
    "place": "'Laagland'",
    "valid_from": "p.opened",
}

# Each part that somebody plays: the seat before the change, the one that leads, the back office beside it,
# a provider's guide, and a municipality beside the large organisation.
PARTS = """(
  select p.n, p.id, 1 as part, p.former as seat, 'involved' as kind, p.opened as starts, p.changed as ends
    from snapshot_person p where {range} and p.former >= 0
  union all
  select p.n, p.id, 2, p.main, 'involved', coalesce(p.changed, p.opened), p.ended
    from snapshot_person p where {range}
  union all
  select p.n, p.id, 3, p.office, 'helping', p.opened, p.ended from snapshot_person p where {range}
  union all
  select p.n, p.id, 4, p.guide, 'involved', p.opened, p.ended
    from snapshot_person p where {range} and p.guide >= 0
  union all
  select p.n, p.id, 5, p.second, 'involved', p.opened, p.ended
    from snapshot_person p where {range} and p.second >= 0
) x"""

PARTICIPATION = {
    "id": "snapshot_uuid(1577836800000 + x.n, 'part' || x.part || '-' || x.n)",
    "dossier_id": "x.id",
    "organisation_id": "s.organisation_id",
    "role": "s.role",
    "reader_id": "s.reader_id",
    "professional_id": "s.professional_id",
    "team_id": "s.team_id",
    "kind": "x.kind",
    "valid_from": "x.starts",
    "valid_to": "x.ends",
}

REGIE = {
    "id": "snapshot_uuid(1577836800000 + x.n, y.scope || x.part || '-' || x.n)",
    "dossier_id": "x.id",
    "scope": "y.scope",
    "organisation_id": "s.organisation_id",
    "reader_id": "s.reader_id",
    "professional_id": "s.professional_id",
    "team_id": "s.team_id",
    "valid_from": "x.starts",
    "valid_to": "x.ends",
}
SCOPES = "cross join (values ('organisation'), ('chain')) as y(scope)"
LEADS = "x.kind = 'involved' and (y.scope = 'organisation' or x.part in (1, 2))"

SEAT_OF_MAIN = "snapshot_person p join snapshot_seat s on s.seat = p.main"

DERIVE = "select dossiers_derive_grants(array(select p.id from snapshot_person p where {range}))"


def insert(model: type[Model], given: dict[str, str], source: str) -> str:
    """The statement that adds rows of a model; what is not given gets the model's default."""
    others = [field for field in model._meta.concrete_fields if not _is_filled_by_database(field)]
    defaults = {str(field.column): sql.Literal(_default(field)).as_string() for field in others}
    columns = {**defaults, **given}
    into = ", ".join(sql.Identifier(name).as_string() for name in columns)
    table = sql.Identifier(model._meta.db_table).as_string()
    return f"insert into {table} ({into}) select {', '.join(columns.values())} from {source}"  # noqa: S608


def _default(field: Any) -> Any:
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    return None if field.null else ""


def _is_filled_by_database(field: Any) -> bool:
    return bool(getattr(field, "generated", False)) or field.db_default is not NOT_PROVIDED
