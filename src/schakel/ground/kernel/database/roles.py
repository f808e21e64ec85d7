"""The four roles of the database and the SQL that makes them, on an own server or on the embedded one."""

from __future__ import annotations

DATABASE = "schakel"
ROLES = ("schakel_owner", "schakel_app", "schakel_batch", "schakel_readonly")
SUPERUSER = "postgres"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

_HEAD = r"""-- Roles and rights of Schakel; run once with psql, as an administrator, on PostgreSQL 18.
-- Running it again does no harm. Passwords are set afterwards, for instance with \password schakel_app.
\set ON_ERROR_STOP on
do $$ begin
  if current_setting('server_version_num')::int < 180000 then
    raise exception 'Schakel needs PostgreSQL 18 or newer';
  end if;
end $$;
"""

_ROLE = """select 'create role {role} login {rights}'
  where not exists (select from pg_roles where rolname = '{role}') \\gexec
"""

# Since PostgreSQL 16 an administrator without superuser rights isn't a member of the roles it makes,
# and a database can only be given to a role one is a member of.
_MEMBER = """select format('grant schakel_owner to %I', current_user)
  where not (select rolsuper from pg_roles where rolname = current_user)
  and not pg_has_role(current_user, 'schakel_owner', 'set') \\gexec
"""

_NO_BYPASS = """do $$ begin
  if exists (select from pg_roles where (rolsuper or rolbypassrls)
             and rolname in ('schakel_app', 'schakel_batch', 'schakel_readonly')) then
    raise exception 'schakel_app, schakel_batch and schakel_readonly may not bypass row-level security';
  end if;
  if not (select rolbypassrls from pg_roles where rolname = 'schakel_owner') then
    raise exception 'schakel_owner must have bypassrls, or migrations of data silently change nothing';
  end if;
end $$;
"""

_DATABASE = """select 'create database schakel owner schakel_owner encoding ''UTF8''
    locale_provider builtin builtin_locale ''C.UTF-8'' template template0'
  where not exists (select from pg_database where datname = 'schakel') \\gexec
revoke all on database schakel from public;
grant connect on database schakel to schakel_app, schakel_batch, schakel_readonly;
grant temporary on database schakel to schakel_app, schakel_batch;
"""

_INSIDE = """grant usage on schema public to schakel_app, schakel_batch, schakel_readonly;
alter default privileges for role schakel_owner
  grant select, insert, update, delete on tables to schakel_app, schakel_batch;
alter default privileges for role schakel_owner grant select on tables to schakel_readonly;
alter default privileges for role schakel_owner
  grant usage, select on sequences to schakel_app, schakel_batch;
"""


def roles_sql() -> str:
    """Return the psql script an administrator runs once on an own server.

    It makes the four roles (only the owner passes row-level security by), the database, its extensions and
    the default rights on whatever the owner makes in it.
    """
    return "".join([_HEAD, *_roles(), _MEMBER, _NO_BYPASS, _DATABASE, _inside(DATABASE)])


def provision_sql() -> str:
    """Return the script for the embedded server, where databases the owner makes for tests get the same."""
    return f"{roles_sql()}{_inside('template1')}alter role schakel_owner createdb;\n"


def _roles() -> list[str]:
    rights = dict.fromkeys(ROLES, "nobypassrls nocreatedb nocreaterole") | {"schakel_owner": "bypassrls"}
    return [_ROLE.format(role=role, rights=rights[role]) for role in ROLES]


def _inside(database: str) -> str:
    quietly = f"\\connect {database}\nset client_min_messages = warning;\n"
    return quietly + "".join(f"create extension if not exists {name};\n" for name in EXTENSIONS) + _INSIDE
