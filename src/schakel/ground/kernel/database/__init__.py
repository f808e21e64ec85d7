"""The embedded PostgreSQL 18: where it lives, how it starts and stops, and who may log in.

Free of Django, so that settings can ask for the place of the server while they are being read.
"""

from .binaries import programs_folder
from .layout import Server, default_data, locate
from .process import Status, discard, psql_command, start, status, stop
from .roles import DATABASE, ROLES, roles_sql
from .trouble import DatabaseTrouble

__all__ = [
    "DATABASE",
    "ROLES",
    "DatabaseTrouble",
    "Server",
    "Status",
    "default_data",
    "discard",
    "locate",
    "programs_folder",
    "psql_command",
    "roles_sql",
    "start",
    "status",
    "stop",
]
