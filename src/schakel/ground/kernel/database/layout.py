"""Where the server's files live: in DATA itself, or under the system's folders when DATA is out of its reach.

DATA holds a small pointer file that says which of the two was chosen, so that the answer stays the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .account import give, is_root, reaches, service_account
from .trouble import DatabaseTrouble, explained

POINTER = "database.json"
HOME = "database"
STATE_ROOT = Path("/var/lib/schakel")
RUN_ROOT = Path("/run/schakel")
SOCKET_NAME = ".s.PGSQL.5432"
# sun_path holds 107 bytes on Linux and 103 elsewhere, the socket's own name included.
LONGEST_SOCKET_DIR = 103 - len("/" + SOCKET_NAME)


@dataclass(frozen=True)
class Server:
    """The places of one embedded server; clients connect with host=socket_dir."""

    data: Path
    socket_dir: Path
    cluster: Path

    @property
    def home(self) -> Path:
        """The folder of the cluster, the settings, the log and, under root, a copy of the programs."""
        return self.cluster.parent

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.home / "server.log"

    @property
    def socket(self) -> Path:
        """The socket the server answers on."""
        return self.socket_dir / SOCKET_NAME


@dataclass(frozen=True)
class Pointer:
    """The content of the pointer file; a home that isn't absolute lies in DATA and moves with it."""

    home: str
    run_root: str
    token: str


def default_data() -> Path:
    """Return SCHAKEL_DATA, or `.schakel` in the checkout, or this user's own folder outside a checkout."""
    return _data_of(os.environ.get("SCHAKEL_DATA"), os.environ.get("HOME"), os.getcwd())


@lru_cache(maxsize=8)
def _data_of(given: str | None, _home: str | None, _cwd: str) -> Path:
    if given:
        return Path(given).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[5]
    if (checkout / "pyproject.toml").exists():
        return checkout / ".schakel"
    return Path.home() / ".local" / "share" / "schakel"


def locate(data: Path) -> Server:
    """Return the places of the server of this data folder, without touching anything.

    Before the first start it foresees what the start will choose.
    """
    data = data.expanduser().resolve()
    with explained(data):
        return _server(data, read_pointer(data) or _foresee(data))


def settle(data: Path) -> Server:
    """Make the folders of this server and fix the choice in the pointer file; the caller holds the lock."""
    _refuse_shell_signs(data)
    pointer = read_pointer(data)
    if pointer is None:
        pointer = _foresee(data)
        write_whole(data / POINTER, json.dumps(pointer.__dict__))
    server = _server(data, pointer)
    # Root keeps the home for itself: in a folder of the service account that account could lay a
    # symbolic link where root is about to write.
    for folder in (server.home.parent, server.home, server.socket_dir.parent):
        if folder != data:
            _make_own(folder)
            _refuse_foreign(folder)
    server.socket_dir.mkdir(mode=0o700, exist_ok=True)
    give(server.socket_dir, service_account(server.cluster))
    return server


def make_data(data: Path) -> None:
    """Make the data folder where it is absent; a folder that exists keeps its permissions."""
    missing = [part for part in (data, *data.parents) if not part.exists()]
    for part in reversed(missing):
        _make_own(part)


def read_pointer(data: Path) -> Pointer | None:
    """Return the content of the pointer file, none before the first start."""
    try:
        return Pointer(**json.loads((data / POINTER).read_text()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError) as error:
        raise DatabaseTrouble(
            f"De plaats van de database van {data} is onbekend.",
            f"Het bestand {data / POINTER} is beschadigd.",
            "Zet het terug uit een reservekopie.",
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new one, also after a crash."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _server(data: Path, pointer: Pointer) -> Server:
    home = data / pointer.home
    socket_dir = home / "socket"
    if Path(pointer.home).is_absolute() or len(os.fsencode(socket_dir)) > LONGEST_SOCKET_DIR:
        socket_dir = Path(pointer.run_root) / _digest(data)
    return Server(data=data, socket_dir=socket_dir, cluster=home / "cluster")


def _foresee(data: Path) -> Pointer:
    token = secrets.token_hex(8)
    if not is_root():
        # /tmp and no XDG folder: that one vanishes at logout, under a server that goes on.
        return Pointer(HOME, f"/tmp/schakel-{os.geteuid()}", token)  # noqa: S108  _refuse_foreign checks its owner
    if reaches(service_account(data / HOME / "cluster"), data):
        return Pointer(HOME, str(RUN_ROOT), token)
    return Pointer(str(STATE_ROOT / _digest(data)), str(RUN_ROOT), token)


def _digest(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:16]


def _make_own(folder: Path) -> None:
    if folder.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    # The service account has to pass through what root makes here, whatever the umask.
    folder.chmod(0o711 if is_root() else 0o700)


def _refuse_shell_signs(data: Path) -> None:
    # pg_ctl puts paths between double quotes in a shell command, where these signs still mean something.
    if set(str(data)) & set('"$`\\\n'):
        raise DatabaseTrouble(
            "De database kan niet starten.",
            f"Het pad {data} bevat een teken dat PostgreSQL niet verdraagt.",
            "Kies met SCHAKEL_DATA een map zonder aanhalingstekens, dollartekens en backslashes.",
        )


def _refuse_foreign(folder: Path) -> None:
    found = folder.lstat().st_uid
    if found != os.geteuid() or folder.is_symlink():
        raise DatabaseTrouble(
            "De database kan niet starten.",
            f"De map {folder} hoort bij een andere gebruiker (nummer {found}).",
            "Start Schakel als die gebruiker, of kies met SCHAKEL_DATA een eigen map.",
        )
