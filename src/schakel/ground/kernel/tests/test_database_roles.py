"""Four roles: the owner passes row-level security by, the three others can't and make nothing."""

from __future__ import annotations

import subprocess

import psycopg
import pytest

from schakel.ground.kernel.database import ROLES, psql_command, roles_sql, start
from schakel.ground.kernel.database.cluster import IDENT_NAME
from schakel.ground.kernel.database.roles import EXTENSIONS

WORKERS = ROLES[1:]
DENIED = psycopg.errors.InsufficientPrivilege


def run_script(data, role="postgres"):
    command = [*psql_command(data, role, "postgres"), "--no-psqlrc", "--quiet"]
    return subprocess.run(command, input=roles_sql(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", params=["schakel", "made_by_the_owner"])
def table(request, shared_server, connect):
    """A table of the owner with a serial key, in the product's database and in one made for tests."""
    if request.param != "schakel":
        with connect(shared_server) as connection:
            connection.execute(f"create database {request.param}")
    with connect(shared_server, "schakel_owner", request.param) as connection:
        connection.execute("create table thing (id serial primary key, name text)")
    return request.param


def test_only_the_owner_bypasses_row_level_security_and_nobody_is_superuser(shared_server, connect):
    query = "select rolname, rolbypassrls, rolcreatedb, rolsuper from pg_roles where rolname ~ '^schakel'"
    with connect(shared_server) as connection:
        rights = {name: tuple(may) for name, *may in connection.execute(query)}
    assert rights == {"schakel_owner": (True, True, False)} | dict.fromkeys(WORKERS, (False, False, False))


@pytest.mark.parametrize("role", ["schakel_app", "schakel_batch"])
def test_app_and_batch_read_and_write_what_the_owner_made(shared_server, connect, table, role):
    with connect(shared_server, role, table) as connection:
        connection.execute("insert into thing (name) values ('a')")
        connection.execute("update thing set name = 'b'")
        assert connection.execute("select name from thing").fetchall() == [("b",)]
        connection.execute("delete from thing")


def test_readonly_reads_and_does_not_write(shared_server, connect, table):
    with connect(shared_server, "schakel_readonly", table) as connection:
        assert connection.execute("select * from thing").fetchall() == []
        with pytest.raises(DENIED):
            connection.execute("insert into thing (name) values ('a')")


@pytest.mark.parametrize("role", WORKERS)
def test_the_other_roles_make_no_tables(shared_server, connect, table, role):
    with connect(shared_server, role, table) as connection, pytest.raises(DENIED):
        connection.execute("create table mine (id int)")


@pytest.mark.parametrize("role", WORKERS)
def test_the_other_roles_can_not_lift_row_level_security(shared_server, connect, table, role):
    with connect(shared_server, role, table) as connection:
        with pytest.raises(DENIED):
            connection.execute(f"alter role {role} bypassrls")
        with pytest.raises(DENIED):
            connection.execute("alter table thing disable row level security")
        with pytest.raises(DENIED):
            connection.execute("set role schakel_owner")


def test_extensions_and_settings_hold_in_every_database(shared_server, connect, table):
    with connect(shared_server, "schakel_app", table) as connection:
        found = {name for (name,) in connection.execute("select extname from pg_extension")}
        shown = [connection.execute(f"show {name}").fetchone()[0] for name in ("timezone", "jit", "fsync")]
        sums = connection.execute("show data_checksums").fetchone()[0]
        lowered = connection.execute("select lower('ÉÜ'), 'é' ~ '\\w'").fetchone()
    assert set(EXTENSIONS) <= found
    assert (shown, sums, lowered) == (["UTC", "off", "on"], "on", ("éü", True))


def test_the_server_listens_on_its_socket_only(shared_server, connect):
    with connect(shared_server) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_an_unknown_role_is_refused(shared_server, connect):
    with pytest.raises(psycopg.OperationalError, match=r"Peer|does not exist"):
        connect(shared_server, "somebody")


def test_the_script_for_administrators_can_run_again(shared_server):
    done = run_script(shared_server.data)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.parametrize("rights", ["superuser", "createrole createdb bypassrls"])
def test_the_script_runs_on_a_server_without_any_of_it(data, connect, rights):
    server = start(data)
    forget_everything(server, connect)
    with connect(server, "postgres", "postgres") as connection:
        connection.execute(f"create role beheerder login {rights}")
        with (server.home / IDENT_NAME).open("a") as ident:
            ident.write("schakel /^(.*)$ beheerder\n")
        connection.execute("select pg_reload_conf()")
    done = run_script(data, "beheerder")
    assert (done.returncode, done.stderr) == (0, "")
    with connect(server) as connection:
        connection.execute("create table thing (id serial primary key)")
    with connect(server, "schakel_app") as connection:
        connection.execute("insert into thing default values")


@pytest.mark.long
@pytest.mark.alone
def test_the_script_refuses_a_role_that_bypasses_row_level_security(data, connect):
    server = start(data)
    with connect(server, "postgres") as connection:
        connection.execute("alter role schakel_app bypassrls")
    done = run_script(data)
    assert done.returncode
    assert "may not bypass" in done.stderr


def forget_everything(server, connect):
    """Bring a server back to how an administrator finds a new one."""
    with connect(server, "postgres", "template1") as connection:
        for role in ROLES:
            connection.execute(f"drop owned by {role}")
        connection.execute(f"drop extension {', '.join(EXTENSIONS)}")
    with connect(server, "postgres", "postgres") as connection:
        connection.execute("drop database schakel")
        connection.execute(f"drop role {', '.join(ROLES)}")
