"""PDF files: whole, with pages, not locked, and with nothing in them that runs.

A bounded look at names and object streams; it does not draw pages. The virus scanner comes after it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext

from schakel.ground.dossiers.inspection.kinds import can_run, damaged, refusal

MAX_UNPACKED = 24 * 1024 * 1024
"""The most that the object streams of one file may hold together, in bytes."""

_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s{0,8}(xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PAGE = re.compile(rb"/Type\s*/Pages?\b")
_LOCKED = re.compile(rb"/Encrypt\b")
_RUNS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)\b")
_RUNS_SHORT = re.compile(rb"/(JS|XFA)\b")


def check(content: bytes) -> None:
    """Raises InvalidError for a PDF that breaks off, is locked, has no page, or holds a script or file."""
    if not _is_whole(content):
        raise damaged()
    # A name may be spelled with escapes (/J#61vaScript); short names are looked for outside streams only,
    # since three bytes occur by chance in a picture.
    spelled = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), content)
    outside = _outside(spelled)
    packed = b"\n".join(_object_streams(content))
    if _LOCKED.search(outside):
        raise refusal(
            gettext("Dit PDF-bestand is beveiligd, dus niemand kan het nakijken."),
            gettext("Haal het wachtwoord eraf en probeer het opnieuw."),
        )
    if _RUNS.search(spelled) or _RUNS.search(packed) or _RUNS_SHORT.search(outside + packed):
        raise can_run()
    if not _PAGE.search(outside) and not _PAGE.search(packed):
        raise damaged()


def _is_whole(content: bytes) -> bool:
    """Whether the end is there and its table lies where it says."""
    starts = _START.findall(content[-4096:])
    if not starts:
        return False
    place = int(starts[-1])
    return place < len(content) and _TABLE.match(content, place) is not None


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the body of each stream begins and ends. Each byte is passed once, however the file is made."""
    place = 0
    while found := _STREAM.search(content, place):
        end = content.find(_END, found.end())
        if end < 0:
            return
        yield found.end(), end
        place = end + len(_END)


def _outside(content: bytes) -> bytes:
    """What is not in a stream."""
    parts, place = [], 0
    for start, end in _streams(content):
        parts.append(content[place:start])
        place = end
    return b"".join([*parts, content[place:]])


def _object_streams(content: bytes) -> Iterator[bytes]:
    """What is packed in the file's object streams, its names spelled out."""
    left = MAX_UNPACKED
    for start, end in _streams(content):
        about = content[max(0, start - 512) : start].rpartition(b"obj")[2]
        if b"/ObjStm" not in about:
            continue
        unpacked = _unpacked(content[start:end], left)
        left -= len(unpacked)
        if left <= 0:
            raise _swells()
        yield _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), unpacked)


def _unpacked(body: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, limit)
    except zlib.error as error:
        raise damaged() from error


def _swells() -> Exception:
    return refusal(
        gettext("Uitgepakt is dit bestand veel groter dan het lijkt."),
        gettext("Sla het opnieuw op als PDF en probeer het nog eens."),
    )
