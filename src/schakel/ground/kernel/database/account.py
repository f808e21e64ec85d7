"""The system account the server runs under: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from .trouble import DatabaseTrouble

# The first that exists is chosen at a cluster's birth; later the cluster's owner decides, so that
# installing another PostgreSQL (which brings the user postgres) doesn't orphan one made under nobody.
SERVICE_NAMES = ("schakel", "postgres", "nobody")


def is_root() -> bool:
    """Tell whether this process may run programs as somebody else."""
    return os.geteuid() == 0


def service_account(cluster: Path) -> pwd.struct_passwd:
    """Return the account that runs the server of this cluster.

    An ordinary user runs it as itself; root as the owner of an existing cluster, otherwise as the first
    of SERVICE_NAMES.
    """
    if not is_root():
        return _by_uid(os.geteuid())
    try:
        owner = cluster.stat().st_uid
    except OSError:
        return _first_service()
    return _by_uid(owner) if owner else _first_service()


def reaches(account: pwd.struct_passwd, folder: Path) -> bool:
    """Tell whether an account without extra groups can enter this folder; parts not made yet don't count."""
    return all(_may_enter(account, part) for part in (folder, *folder.parents))


def give(path: Path, account: pwd.struct_passwd) -> None:
    """Make the service account the owner; only root can and needs to."""
    if is_root():
        os.chown(path, account.pw_uid, account.pw_gid)


def _may_enter(account: pwd.struct_passwd, folder: Path) -> bool:
    try:
        found = folder.stat()
    except FileNotFoundError:
        return True
    if found.st_uid == account.pw_uid:
        return bool(found.st_mode & 0o100)
    return bool(found.st_mode & (0o010 if found.st_gid == account.pw_gid else 0o001))


def _first_service() -> pwd.struct_passwd:
    for name in SERVICE_NAMES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DatabaseTrouble(
        "De database kan niet starten.",
        f"PostgreSQL draait niet als root en geen van de gebruikers {', '.join(SERVICE_NAMES)} bestaat.",
        "Maak een gebruiker aan met: useradd --system schakel",
    )


def _by_uid(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise DatabaseTrouble(
            "De database kan niet starten.",
            f"Gebruikersnummer {uid} heeft hier geen naam, en de database herkent mensen aan hun naam.",
            "Voeg de gebruiker toe aan /etc/passwd of start Schakel als een andere gebruiker.",
        ) from None
