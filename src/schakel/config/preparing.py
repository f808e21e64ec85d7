"""What a command needs before it can work: Django, a running database, and its tables up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schakel.ground.kernel.errors import ConflictError

if TYPE_CHECKING:
    from schakel.ground.kernel.actors import Actor


def set_up_django() -> None:
    """Load settings and apps; from then on rooms can be imported."""
    import django

    django.setup()


def is_embedded() -> bool:
    """Whether the database is our own server in the data folder, not one by address."""
    return not os.environ.get("SCHAKEL_DATABASE_URL")


def start_database() -> None:
    """Start the embedded server when it doesn't run; a server by address is somebody else's care."""
    if is_embedded():
        from schakel.ground.kernel.database import default_data, start

        start(default_data())


def prepare() -> None:
    """Django and a running database with all its tables. Raises ConflictError when it must be migrated."""
    start_database()
    set_up_django()
    missing = pending_migrations()
    if missing:
        raise ConflictError(
            "De database is nog niet klaar voor gebruik.",
            f"Er staan nog {len(missing)} wijzigingen open.",
            "Werk haar bij met: schakel migrate",
        )


def pending_migrations() -> list[str]:
    """The migrations that the database still lacks, by name."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> int:
    """Bring the tables up to date as their owner; returns how many migrations ran."""
    from django.core.management import call_command

    missing = pending_migrations()
    if missing:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    return len(missing)


@contextmanager
def as_system() -> Iterator[Actor]:
    """Act as whoever runs the machine, for administration."""
    from schakel.ground.access.readers import system_actor
    from schakel.ground.access.types import Purpose
    from schakel.ground.kernel.actors import as_actor

    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        yield actor
