"""Fixtures of every test: the database of the run, in place of pytest-django's own."""

from __future__ import annotations

from tests.database_for_tests import django_db_setup, flush_as_owner, worker_id

__all__ = ["django_db_setup", "flush_as_owner", "worker_id"]
