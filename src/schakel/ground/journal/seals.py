"""Seals: signed files outside the database that say where every stream stood, each covering what changed.

A seal names the streams whose head moved since the seal before it, and that seal's digest, so that together
they cover all heads. Whoever has the owner's power over the database can cut a stream and set its head back,
but cannot sign another past. Reading all seals takes time in proportion to all they name.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from schakel.ground.journal.models import SealMade
from schakel.ground.journal.verdicts import Broken
from schakel.ground.kernel.canonical import canonical_text

_NAME = re.compile(r"seal-(\d{6,})\.txt")
_SIGNATURE = b"signature "
FIRST = "0" * 64
"""What the first seal names as the digest of the seal before it."""


def seal_folder() -> Path:
    """Where seals are kept: SCHAKEL_SEALS, or the folder `seals` in the data folder."""
    from schakel.ground.kernel.database import default_data

    named = os.environ.get("SCHAKEL_SEALS")
    return Path(named) if named else default_data() / "seals"


def seal_key_path() -> Path:
    """Where the key that signs is: SCHAKEL_SEAL_KEY, or `seal.pem` in the folder of keys."""
    from schakel.ground.kernel.database import default_data

    named = os.environ.get("SCHAKEL_SEAL_KEY")
    return Path(named) if named else default_data() / "keys" / "seal.pem"


def signing_key() -> Ed25519PrivateKey:
    """The key that signs, from SCHAKEL_SEAL_KEY or the folder of keys; made at first use."""
    path = seal_key_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            made = Ed25519PrivateKey.generate()
            file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return _read_key(path)


def _read_key(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} holds no Ed25519 key")
    return key


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal: its number, the digest of its file, and how much it covers."""

    number: int
    digest: str
    streams: int
    links: int


@dataclass(frozen=True, slots=True)
class SealFile:
    """A seal as it was read: its number, the values of its first line, and the digest of the file."""

    number: int
    values: dict[str, Any]
    digest: str


class SealError(Exception):
    """A seal that is missing, altered, not ours or not whole; broken says which and what."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(what)
        self.broken = Broken("", None, f"seal {number}: {what}")


_MAKE = """
create temp table sealed (number int, stream_id uuid, sequence bigint, hash bytea) on commit drop;
create temp table standing on commit drop as select stream_id, sequence, hash from journal_streamhead
"""
_GONE = """
select s.number, s.stream_id, s.sequence, l.hash is null, h.stream_id is null
  from sealed s
  left join journal_link l on l.stream_id = s.stream_id and l.sequence = s.sequence
  left join journal_streamhead h on h.stream_id = s.stream_id
 where l.hash is distinct from s.hash
 order by s.number, s.stream_id limit 1
"""
_MOVED = """
select n.stream_id, n.sequence, encode(n.hash, 'hex') from standing n
  left join (select stream_id, max(sequence) as sequence from sealed group by stream_id) s using (stream_id)
 where s.sequence is distinct from n.sequence order by n.stream_id
"""
_STANDING = "select count(*), coalesce(sum(sequence), 0)::bigint from standing"
_COVERED = """
select count(*), coalesce(sum(last), 0)::bigint
  from (select max(sequence) as last from sealed group by stream_id) as streams
"""


def first_broken_seal(cursor: Any, *, expected: Iterable[tuple[int, str]] = ()) -> tuple[int, Broken | None]:
    """How many seals there are, and the first that does not hold, or the first thing gone since a seal.

    expected are the numbers and digests the database knows of. The cursor is one of a running transaction
    that may read all links and heads.
    """
    try:
        files = load_seals(cursor)
        compare(files, dict(expected))
        _check_whole(cursor, files)
    except SealError as error:
        return len(_numbers()), error.broken
    return len(files), gone_since_sealed(cursor)


def load_seals(cursor: Any) -> list[SealFile]:
    """Check every seal and bring what it names into the table `sealed` of this transaction.

    Raises SealError.
    """
    cursor.execute(_MAKE)
    files: list[SealFile] = []
    public = _public_key()
    numbers = _numbers()
    for place, number in enumerate(numbers, start=1):
        if number != place:
            raise SealError(place, "missing")
        previous = files[-1].digest if files else FIRST
        files.append(_load(cursor, number, previous, public))
    cursor.execute("analyze sealed")
    return files


def _load(cursor: Any, number: int, previous: str, public: Ed25519PublicKey | None) -> SealFile:
    """Read one seal into the table. An error inside a copy would end the transaction: it is raised after."""
    found: SealFile | SealError
    with cursor.copy("copy sealed (number, stream_id, sequence, hash) from stdin") as copy:
        try:
            found = _read(number, previous, public, copy)
        except SealError as error:
            found = error
    if isinstance(found, SealError):
        raise found
    return found


def gone_since_sealed(cursor: Any) -> Broken | None:
    """The first sealed entry that is not in its stream any more, after load_seals."""
    cursor.execute(_GONE)
    row = cursor.fetchone()
    if row is None:
        return None
    number, stream, sequence, is_gone, has_no_head = row
    what = "vanished" if has_no_head else "cut" if is_gone else "changed"
    return Broken(str(stream), sequence, f"{what} since seal {number}")


def write_seal(cursor: Any, files: list[SealFile], *, at: datetime, erased: int) -> Seal:
    """Write the next seal after load_seals; returns it. The file is there and safe when this returns."""
    cursor.execute(_STANDING)
    streams, links = cursor.fetchone()
    key = signing_key()
    number = files[-1].number + 1 if files else 1
    values = {
        "seal": number,
        "at": at,
        "previous": files[-1].digest if files else FIRST,
        "key": _key_id(key.public_key()),
        "streams": streams,
        "links": links,
        "erased": erased,
    }
    cursor.execute(_MOVED)
    lines = (f"{stream} {sequence} {digest}" for stream, sequence, digest in cursor.fetchall())
    body = "".join(f"{line}\n" for line in (canonical_text(values), *lines)).encode()
    signature = key.sign(hashlib.sha256(body).digest())
    content = body + _SIGNATURE + signature.hex().encode() + b"\n"
    _keep(seal_folder() / f"seal-{number:06}.txt", content)
    return Seal(number, hashlib.sha256(content).hexdigest(), streams, links)


def _keep(path: Path, content: bytes) -> None:
    """Write the file whole or not at all, and never over another one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o400)
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def seal_paths() -> list[tuple[int, Path]]:
    """Every seal's number and file, the oldest first."""
    folder = seal_folder()
    paths = list(folder.iterdir()) if folder.is_dir() else []
    return sorted((int(name[1]), path) for path in paths if (name := _NAME.fullmatch(path.name)))


def _numbers() -> list[int]:
    return [number for number, _path in seal_paths()]


def _public_key() -> Ed25519PublicKey | None:
    """The key to check with; looking never makes one."""
    path = seal_key_path()
    return _read_key(path).public_key() if path.exists() else None


def _key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def _read(number: int, previous: str, public: Ed25519PublicKey | None, copy: Any) -> SealFile:
    """Read a seal line by line into the copy; its signature covers all lines before it."""
    if public is None:
        raise SealError(number, "its key is not here")
    signed, whole, is_signed = hashlib.sha256(), hashlib.sha256(), False
    values: dict[str, Any] = {}
    for line in _lines(number):
        whole.update(line)
        if is_signed:
            raise SealError(number, "altered")
        if line.startswith(_SIGNATURE):
            _check_signature(number, public, line, signed.digest())
            is_signed = True
            continue
        signed.update(line)
        if values:
            copy.write_row((number, *_head(number, line)))
        else:
            values = _first_line(number, line)
    if not is_signed:
        raise SealError(number, "altered")
    if (values.get("seal"), values.get("previous")) != (number, previous):
        raise SealError(number, "does not follow the one before it")
    return SealFile(number, values, whole.hexdigest())


def _lines(number: int) -> Iterator[bytes]:
    try:
        with (seal_folder() / f"seal-{number:06}.txt").open("rb") as file:
            yield from file
    except OSError:
        raise SealError(number, "cannot be read") from None


def _first_line(number: int, line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except ValueError:
        raise SealError(number, "altered") from None
    if not isinstance(values, dict):
        raise SealError(number, "altered")
    return values


_HEAD = re.compile(rb"([0-9a-f-]{36}) (\d{1,18}) ([0-9a-f]{64})\n")


def _head(number: int, line: bytes) -> tuple[str, int, bytes]:
    found = _HEAD.fullmatch(line)
    if found is None:
        raise SealError(number, "altered")
    return found[1].decode(), int(found[2]), bytes.fromhex(found[3].decode())


def _check_signature(number: int, public: Ed25519PublicKey, line: bytes, digest: bytes) -> None:
    try:
        public.verify(bytes.fromhex(line.removeprefix(_SIGNATURE).decode().strip()), digest)
    except (InvalidSignature, ValueError):
        raise SealError(number, "altered, or signed with another key") from None


def compare(files: list[SealFile], expected: dict[int, str]) -> None:
    """What the database knows to have been sealed must be there as it was. Raises SealError."""
    found = {file.number: file.digest for file in files}
    for number, digest in sorted(expected.items()):
        if number not in found:
            raise SealError(number, "missing")
        if found[number] != digest:
            raise SealError(number, "altered")


def _check_whole(cursor: Any, files: list[SealFile]) -> None:
    """All seals together name every head that stood when the last one was made."""
    cursor.execute(_COVERED)
    if files and cursor.fetchone() != (files[-1].values.get("streams"), files[-1].values.get("links")):
        raise SealError(files[-1].number, "does not cover all streams")


def last_seal() -> SealMade | None:
    """The newest seal the database knows of."""
    return SealMade.objects.order_by("-number").first()
