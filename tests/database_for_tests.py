"""A pytest plugin: one database server for a run, a migrated template, and a copy of it for each worker.

Tests connect as the application's role, under row-level security, as the product does. The server lives
in a temporary data folder and is thrown away with it, also after a failure.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

_KEY = "SCHAKEL_TEST_DATA"
_TEMPLATE = "schakel_template"
_OWNER_PID = f"{_KEY}_PID"


def _make_data_folder() -> None:
    folder = Path(tempfile.mkdtemp(prefix="schakel-run-"))
    folder.chmod(0o711)
    os.environ[_KEY] = str(folder / "data")
    os.environ[_OWNER_PID] = str(os.getpid())
    atexit.register(_throw_away)


def _throw_away() -> None:
    if os.environ.get(_OWNER_PID) != str(os.getpid()):
        return
    from schakel.ground.kernel.database import discard

    data = Path(os.environ[_KEY])
    discard(data)
    shutil.rmtree(data.parent, ignore_errors=True)


if _KEY not in os.environ:
    _make_data_folder()
os.environ["SCHAKEL_DATA"] = os.environ[_KEY]
os.environ.pop("SCHAKEL_DATABASE_URL", None)


def as_owner(database: str = "postgres") -> Any:
    """A plain connection of the owner to a database of the run's server."""
    import psycopg

    from schakel.ground.kernel.database import start

    server = start(Path(os.environ[_KEY]))
    return psycopg.connect(
        host=str(server.socket_dir), user="schakel_owner", dbname=database, autocommit=True
    )


def point_at(name: str) -> None:
    """Let all of Django work on this database of the run's server."""
    from django.conf import settings
    from django.db import connections

    for alias in settings.DATABASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _make_template() -> None:
    """Migrate once for all workers; the file lock keeps the others waiting."""
    import fcntl

    from django.core.management import call_command
    from django.db import connections

    with (Path(os.environ[_KEY]).parent / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with as_owner() as owner:
            if owner.execute("select 1 from pg_database where datname = %s", [_TEMPLATE]).fetchone():
                return
            owner.execute(f"create database {_TEMPLATE}_new")
        point_at(f"{_TEMPLATE}_new")
        call_command("migrate", database="owner", verbosity=0)
        for alias in connections:
            connections[alias].close()
        with as_owner() as owner:
            owner.execute(f"alter database {_TEMPLATE}_new rename to {_TEMPLATE}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """A database for this worker, copied from the migrated template."""
    name = f"schakel_{worker_id}"
    with django_db_blocker.unblock():
        _make_template()
        with as_owner() as owner:
            owner.execute(f"create database {name} template {_TEMPLATE} strategy file_copy")
        point_at(name)
    yield
    with django_db_blocker.unblock():
        point_at("postgres")
        with as_owner() as owner:
            owner.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="session", autouse=True)
def flush_as_owner() -> None:
    """Tests that commit are cleaned up by the owner: the application may not empty the journal."""
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[method-assign]


_KEEP = ("django_migrations", "django_content_type", "access_cell")


def empty_tables(_case: Any = None) -> None:
    """Take away what a test committed."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select string_agg(format('%%I', tablename), ', ') from pg_tables"
            " where schemaname = 'public' and tablename <> all(%s)",
            [list(_KEEP)],
        )
        cursor.execute(f"truncate {cursor.fetchone()[0]} cascade")
    connections["owner"].close()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of the xdist worker, or `main` without xdist."""
    info = getattr(request.config, "workerinput", None)
    return str(info["workerid"]) if info else "main"


@pytest.fixture
def owner() -> Iterator[Any]:
    """A plain connection as the owner, past row-level security; sees only what was committed."""
    import psycopg
    from django.conf import settings

    place = settings.DATABASES["owner"]
    with psycopg.connect(
        host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True
    ) as connection:
        yield connection


@pytest.fixture
def app() -> Iterator[Any]:
    """A plain connection as the application's role."""
    import psycopg
    from django.conf import settings

    place = settings.DATABASES["default"]
    with psycopg.connect(
        host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True
    ) as connection:
        yield connection


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Each test begins in Dutch: a page asked for in English leaves its language in the thread."""
    from django.utils import translation

    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def own_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test seals into a folder of its own: a seal outlives the tables of the test that made it."""
    monkeypatch.setenv("SCHAKEL_SEALS", str(Path(os.environ[_KEY]).parent / f"seals-{uuid4()}"))
