"""The file of a copy: a zip archive of stored parts with a manifest, written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from schakel.config.copying.manifest import Manifest, Part, read_manifest
from schakel.ground.kernel.errors import ConflictError, InvalidError

MANIFEST = "manifest.json"
DATABASE = "database.dump"
CHUNK = 1 << 20
_BIGGEST_MANIFEST = 8_000_000
_NAME = re.compile(r"database\.dump|keys/(people|documents)\.json|keys/seal\.pem|seals/seal-\d{6,12}\.txt")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError)

Report = Callable[[str, int, int], None]


class CopyWriter:
    """Adds parts to a copy on its way, and remembers their digests."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write one part, as large as it is."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts[name] = Part(digest.hexdigest(), size)

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, the last of all."""
        self._archive.writestr(MANIFEST, manifest.to_json())


@contextmanager
def new_copy(path: Path) -> Iterator[CopyWriter]:
    """A copy under its own name once the block ended well. Raises as whole_file does."""
    with whole_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        yield CopyWriter(archive)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file, written beside its place and put there when it is complete and safe on the disk.

    Raises ConflictError when there is a file already, another command writes it, or it can't be written.
    """
    _refuse_existing(path)
    part = path.with_name(f"{path.name}.part")
    try:
        with _own(part) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                _refuse_existing(path)
                part.rename(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        _keep_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def _own(part: Path) -> Iterator[IO[bytes]]:
    """The file on its way, for this command only; what a killed command left of it is written over."""
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConflictError(
                "De kopie is niet gemaakt.",
                f"Een andere opdracht schrijft {part.name} al.",
                "Wacht tot die klaar is, of kies een andere naam.",
            ) from None
        os.fchmod(handle, 0o600)
        file.truncate()
        yield file


class Copy:
    """A copy that was opened to be put back."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path, self._archive, self.manifest = path, archive, manifest

    @property
    def parts(self) -> Mapping[str, Part]:
        """What it holds, by name."""
        return self.manifest.parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of one part. Raises ConflictError when it can't be read."""
        try:
            with self._archive.open(name) as source:
                while chunk := source.read(CHUNK):
                    yield chunk
        except (*_DAMAGED, OSError) as error:
            raise _damaged(self.path, name) from error

    def content(self, name: str) -> bytes:
        """The content of a small part."""
        return b"".join(self.chunks(name))

    def check(self, report: Report) -> None:
        """Read all parts and compare their digests. Raises ConflictError at the first that differs."""
        total, done = sum(part.bytes for part in self.parts.values()), 0
        for name, part in self.parts.items():
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size, done = size + len(chunk), done + len(chunk)
                if len(chunk) == CHUNK or done == total:
                    report("Nagerekend (MB)", done >> 20, total >> 20)
            if (digest.hexdigest(), size) != (part.sha256, part.bytes):
                raise _damaged(self.path, name)


@contextmanager
def open_copy(path: Path) -> Iterator[Copy]:
    """A copy and its manifest. Raises InvalidError when the file isn't there or isn't a copy."""
    with suppress(IsADirectoryError):
        if path.is_dir():
            raise _no_copy(path)
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise InvalidError(
            "De kopie is niet te openen.", f"{path}: {error.strerror}.", "Kijk de naam na."
        ) from error
    except _DAMAGED as error:
        raise _no_copy(path) from error
    with archive:
        yield Copy(path, archive, _manifest_of(path, archive))


def _manifest_of(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _BIGGEST_MANIFEST:
            raise ValueError("a manifest this large is none")
        manifest = read_manifest(archive.read(MANIFEST))
        found = [info for info in archive.infolist() if info.filename != MANIFEST]
        if (
            sorted(info.filename for info in found) != sorted(manifest.parts)
            or DATABASE not in manifest.parts
        ):
            raise ValueError("other parts than the manifest names")
        if not all(_NAME.fullmatch(info.filename) for info in found):
            raise ValueError("a part of another name")
        if any(info.compress_type != zipfile.ZIP_STORED for info in found):
            raise ValueError("parts are stored as they are")
    except _DAMAGED as error:
        raise _no_copy(path) from error
    return manifest


def _refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise ConflictError(
            "De kopie is niet gemaakt.",
            f"{path} bestaat al.",
            "Kies een andere naam, of haal dat bestand weg.",
        )


def _keep_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> ConflictError:
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return ConflictError(
        "De kopie is niet gemaakt.",
        "De schijf is vol." if is_full else f"{path.parent} laat zich niet beschrijven: {error.strerror}.",
        "Er is niets achtergebleven. Kies een plaats met ruimte waar u mag schrijven.",
    )


def _no_copy(path: Path) -> InvalidError:
    return InvalidError(
        f"{path.name} is geen hele kopie van Schakel.",
        "Het is een ander bestand, het is afgebroken, of het is van een latere vorm.",
        "Neem een bestand van: schakel database dump. Er is niets teruggezet.",
    )


def _damaged(path: Path, name: str) -> ConflictError:
    return ConflictError(
        f"{path.name} is beschadigd.",
        f"Het deel {name} is niet zoals het werd gemaakt.",
        "Neem een andere kopie. Er is niets teruggezet.",
    )
