"""Where the database is: the embedded server of a data folder, or one by address; four roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg.conninfo import conninfo_to_dict

ALIASES = {
    "default": ("schakel_app", "SCHAKEL_DATABASE_URL"),
    "owner": ("schakel_owner", "SCHAKEL_DATABASE_OWNER_URL"),
    "batch": ("schakel_batch", "SCHAKEL_DATABASE_BATCH_URL"),
    "readonly": ("schakel_readonly", "SCHAKEL_DATABASE_READONLY_URL"),
}


def databases(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: by SCHAKEL_DATABASE_URL when it is set, else the embedded server's socket."""
    if environment.get("SCHAKEL_DATABASE_URL"):
        return {alias: _by_address(environment, role, key) for alias, (role, key) in ALIASES.items()}
    from schakel.ground.kernel.database import DATABASE, default_data, locate

    socket = str(locate(default_data()).socket_dir)
    return {
        alias: _settings({"host": socket, "user": role, "dbname": DATABASE})
        for alias, (role, _) in ALIASES.items()
    }


def _by_address(environment: Mapping[str, str], role: str, key: str) -> dict[str, Any]:
    """An alias without an address of its own uses the application's, with its own role's name."""
    own = environment.get(key)
    parts = conninfo_to_dict(own or environment["SCHAKEL_DATABASE_URL"])
    if not own:
        parts["user"] = role
    return _settings(parts)


def _at_work() -> str:
    from schakel.ground.kernel.actors import current_context_or_none

    context = current_context_or_none()
    return context.using if context is not None else "default"


def _settings(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "schakel"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


class PrimaryRouter:
    """Everything reads and writes as who is at work (the application, or a task); only the owner migrates."""

    def db_for_read(self, model: type, **_hints: Any) -> str:
        return _at_work()

    def db_for_write(self, model: type, **_hints: Any) -> str:
        return _at_work()

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool:
        return db == "owner"
