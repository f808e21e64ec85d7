"""The cluster on disk: made once by initdb, its settings written anew before every start."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from .account import give, service_account
from .binaries import run
from .layout import Server
from .roles import ROLES, SUPERUSER
from .trouble import DatabaseTrouble

INITDB = (
    f"--username={SUPERUSER}",
    "--auth-local=peer",
    "--auth-host=scram-sha-256",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--encoding=UTF8",
    "--data-checksums",
)
UNFINISHED = "cluster.new-"
SETTINGS_NAME = "postgresql.conf"
ACCESS_NAME = "pg_hba.conf"
IDENT_NAME = "pg_ident.conf"
ACCESS = f"local replication {SUPERUSER} peer map=schakel\nlocal all all peer map=schakel\n"
# terse and panic keep key values (a BSN in a uniqueness error) and whole statements out of the log.
SETTINGS = """\
include 'cluster/postgresql.conf'
hba_file = '{home}/{access}'
ident_file = '{home}/{ident}'
listen_addresses = ''
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = 256MB
effective_cache_size = 1GB
maintenance_work_mem = 128MB
work_mem = 16MB
random_page_cost = 1.1
jit = off
min_wal_size = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
"""


def exists(server: Server) -> bool:
    """Tell whether a complete cluster is there."""
    return (server.cluster / "PG_VERSION").exists()


def version(server: Server) -> str:
    """Return the major version of the cluster's files, empty when there is no cluster."""
    return (server.cluster / "PG_VERSION").read_text().strip() if exists(server) else ""


def initialise(server: Server) -> None:
    """Make the cluster when it is absent; raise DatabaseTrouble when that fails.

    It is made under another name and renamed when complete, so that a killed initdb leaves no half cluster.
    """
    if exists(server):
        return
    _refuse_damaged(server)
    for half in server.home.glob(f"{UNFINISHED}*"):
        shutil.rmtree(half, ignore_errors=True)
    # A name of its own each time: the initdb of a killed start may still be writing in the old one.
    fresh = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=server.home))
    give(fresh, service_account(server.cluster))
    made = run(server, "initdb", f"--pgdata={fresh}", *INITDB)
    if made.returncode:
        raise DatabaseTrouble(
            "De database is niet aangemaakt.",
            f"initdb meldt: {made.stderr.strip()[-600:]}.",
            f"Controleer de ruimte en de rechten van {server.home} en probeer het opnieuw.",
        )
    fresh.rename(server.cluster)


def configure(server: Server) -> None:
    """Write settings, access rules and the map of system accounts to roles, for the start that follows."""
    home, socket_dir = (str(path).replace("'", "''") for path in (server.home, server.socket_dir))
    settings = SETTINGS.format(home=home, socket_dir=socket_dir, access=ACCESS_NAME, ident=IDENT_NAME)
    for name, text in ((SETTINGS_NAME, settings), (ACCESS_NAME, ACCESS), (IDENT_NAME, _ident_map(server))):
        path = server.home / name
        path.write_text(text)
        path.chmod(0o644)


def _ident_map(server: Server) -> str:
    accounts = sorted({"root", service_account(server.cluster).pw_name})
    return "".join(f'schakel "{name}" {role}\n' for name in accounts for role in (SUPERUSER, *ROLES))


def _refuse_damaged(server: Server) -> None:
    if _has_files(server.cluster):
        raise DatabaseTrouble(
            "De database is niet aangemaakt.",
            f"In {server.cluster} staan bestanden, maar geen volledige database.",
            "Zet een reservekopie terug, of verplaats die map als de inhoud weg mag.",
        )


def _has_files(folder: Path) -> bool:
    return folder.exists() and bool(os.listdir(folder))
