"""Fixtures of every test: the database of the run, in place of pytest-django's own."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.database_for_tests import (
    app,
    django_db_setup,
    flush_as_owner,
    in_dutch,
    own_seals,
    owner,
    worker_id,
)

__all__ = ["app", "django_db_setup", "flush_as_owner", "in_dutch", "own_seals", "owner", "worker_id"]

# A busy machine is no reason to fail: how long an example takes, or is made, says nothing of what it shows.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
