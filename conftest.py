"""Fixtures of every test: the database of the run, in place of pytest-django's own."""

from __future__ import annotations

from tests.database_for_tests import app, django_db_setup, flush_as_owner, in_dutch, owner, worker_id

__all__ = ["app", "django_db_setup", "flush_as_owner", "in_dutch", "owner", "worker_id"]
