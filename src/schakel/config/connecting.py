"""Plain connections for commands that read the whole database."""

from __future__ import annotations

from typing import Any


def connect(alias: str) -> Any:
    """A psycopg connection as the role of that alias, that commits by itself."""
    import psycopg
    from django.conf import settings

    place = settings.DATABASES[alias]
    parts = {
        "host": place["HOST"],
        "port": place["PORT"],
        "user": place["USER"],
        "password": place["PASSWORD"],
        "dbname": place["NAME"],
    }
    return psycopg.connect(autocommit=True, **{name: value for name, value in parts.items() if value})
