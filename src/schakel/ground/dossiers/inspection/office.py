"""Office files, which are ZIP archives: bounded before they are unpacked, without macros or attachments."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from django.utils.translation import gettext

from schakel.ground.dossiers.inspection.kinds import DOCX, ODT, XLSX, FileKind, can_run, damaged, refusal

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
"""An entry may hold at most this many times its packed size; a real sheet stays below 60."""

_SMALL = 1024 * 1024
_CHUNK = 64 * 1024
_RUNS = ("vbaproject", "activex", "oleobject", "basic/", "scripts/", "macros/", ".exe", ".dll", ".js", ".vbs")
_TYPES = "[Content_Types].xml"
_MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}


def kind_of(content: bytes) -> FileKind:
    """Which office file this is. Raises InvalidError for another archive, a bomb, a macro or damage."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = _unpacked(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise damaged() from error
    return _kind(entries, parts)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself; what it really holds is counted while unpacking."""
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise _bomb()
    for entry in entries:
        if entry.flag_bits & 1:
            raise refusal(
                gettext("Dit bestand is met een wachtwoord beveiligd."),
                gettext("Haal het wachtwoord eraf en probeer het opnieuw."),
            )
        name = entry.filename.lower()
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            raise damaged()
        if any(mark in name for mark in _RUNS):
            raise can_run()


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The two parts that tell the kind; every entry is unpacked once, so that damage and lies show."""
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in entries:
        most = max(_SMALL, entry.compress_size * MAX_RATIO)
        kept, size = bytearray(), 0
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > most or size > left:
                    raise _bomb()
                if entry.filename in {_TYPES, "mimetype"} and len(kept) < _SMALL:
                    kept += chunk
        left -= size
        if kept:
            parts[entry.filename] = bytes(kept)
    return parts


def _kind(entries: list[zipfile.ZipInfo], parts: dict[str, bytes]) -> FileKind:
    names = {entry.filename for entry in entries}
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types:
        raise can_run()
    for mark, kind in _MAIN.items():
        if mark in types:
            return kind
    if parts.get("mimetype") == ODT.content_type.encode() and "content.xml" in names:
        return ODT
    raise refusal(
        gettext("Dit is een ingepakt bestand dat Schakel niet kent."),
        gettext("Pak het uit en voeg de documenten een voor een toe."),
    )


def _bomb() -> Exception:
    return refusal(
        gettext("Uitgepakt is dit bestand veel groter dan het lijkt."),
        gettext("Sla het opnieuw op, of druk het af naar PDF."),
    )
