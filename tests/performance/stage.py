"""The stage of a benchmark: a throw-away database server with the schema, and a named machine."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def machine() -> str:
    """What the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


@contextmanager
def throw_away_database() -> Iterator[Path]:
    """A migrated database of its own in a temporary folder; Django is set up to use it."""
    from schakel.ground.kernel.database import discard, start

    folder = Path(tempfile.mkdtemp(prefix="schakel-bench-"))
    folder.chmod(0o711)
    data = folder / "data"
    os.environ["SCHAKEL_DATA"] = str(data)
    os.environ.pop("SCHAKEL_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.config.settings.test"
    try:
        start(data)
        _migrate()
        yield data
    finally:
        _close()
        discard(data)
        shutil.rmtree(folder, ignore_errors=True)


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    _close()


def _close() -> None:
    from django.db import connections

    for alias in connections:
        connections[alias].close()


def connect(role: str) -> Any:
    """A plain connection as one of the roles, that commits by itself."""
    import psycopg
    from django.conf import settings

    place = settings.DATABASES["default"]
    return psycopg.connect(
        host=place["HOST"], user=role, dbname=place["NAME"], autocommit=True, prepare_threshold=1
    )
