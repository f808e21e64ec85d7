"""The demonstration is told once; what a visitor must find in it is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connections
from django.test import Client as Browser

from schakel.ground.access.readers import actor_for, readers_of
from schakel.ground.access.types import ROLE_PURPOSE, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.journal.reading import looks_at
from schakel.simulation.demo import PASSWORD, cast, fill, is_told

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole story, told for all tests of this module, and undone after them."""
    with django_db_blocker.unblock():
        connection = connections["default"]
        connection.ensure_connection()
        connection.set_autocommit(False)
        connection.in_atomic_block = True
        try:
            fill(report=lambda _line: None)
            yield
        finally:
            connection.in_atomic_block = False
            connection.rollback()
            connection.set_autocommit(True)
