"""The parts of an XLSX workbook that its first sheet needs, within limits on what unpacking may cost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from posixpath import join, normpath
from typing import IO
from xml.parsers import expat
from zlib import error as ZlibError  # noqa: N812 - an exception, named as one

from schakel.information.imports.decoding import ReadingError

MAX_UNPACKED = 200 * 1024 * 1024
"""Of all parts together, as the archive's own list says; unpacking stops where a part is larger than that."""

MAX_STRINGS = 40_000_000
"""Characters in the table of shared strings, which is held in memory."""

_PIECE = 64 * 1024
_SHEET = "/worksheet"
_BUILTIN_DAYS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where the first visible sheet is, its shared strings, and how each style shows a number.

    A style is "day" for one that shows a date, a number of digits for one that only pads with zeros, else "".
    """

    archive: zipfile.ZipFile
    sheet: str
    strings: list[str]
    styles: list[str]


@contextmanager
def opened(content: bytes) -> Iterator[Workbook]:
    """The workbook in these bytes. Raises ReadingError, whatever the bytes are."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            yield _workbook(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ZlibError, NotImplementedError) as error:
        raise ReadingError("spreadsheet") from error
    except (expat.ExpatError, LookupError, RuntimeError, ValueError, OSError) as error:
        raise ReadingError("broken_sheet") from error


def parse(source: IO[bytes], start: Start, end: End, text: Callable[[str], None]) -> Iterator[None]:
    """Call back for each element by its name without prefix; yields after each piece that was read.

    A workbook needs no document type; one that has it is refused, since entities could grow without end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while piece := source.read(_PIECE):
        parser.Parse(piece, False)
        yield
    parser.Parse(b"", True)
    yield


def plain(text: str) -> str:
    """A text with the characters that XLSX writes as _x000D_ in their place."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """Half of a pair of characters can't stand alone in a text."""
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _refuse_doctype(*_arguments: object) -> None:
    raise ReadingError("broken_sheet")


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise ReadingError("unpacks_too_large", limit=MAX_UNPACKED // 1024**2)


def _workbook(archive: zipfile.ZipFile) -> Workbook:
    names = set(archive.namelist())
    book = _book_part(archive, names)
    if book is None:
        raise ReadingError("spreadsheet")
    targets = _relations(archive, book, names)
    by_kind = {kind.rpartition("/")[2]: part for kind, part in targets.values()}
    return Workbook(
        archive,
        _first_sheet(archive, book, targets),
        _strings(archive, by_kind.get("sharedStrings", "")),
        _styles(archive, by_kind.get("styles", "")),
    )


def _book_part(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """The part that the archive itself points to; None where this is another kind of archive."""
    if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
        return None
    for kind, part in _relations(archive, "", names).values():
        if kind.endswith("/officeDocument"):
            return part if part.endswith(".xml") and "xl/" in part else None
    return None


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, tuple[str, str]]:
    """What a part points to: by id the kind and the name of the part."""
    folder, _slash, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, its: Attributes) -> None:
        if tag == "Relationship" and its.get("TargetMode") != "External":
            target = its["Target"]
            place = target[1:] if target.startswith("/") else normpath(join(folder, target))
            found[its["Id"]] = (its["Type"], place)

    rels = join(folder, "_rels", f"{name}.rels")
    if rels in names:
        _walk(archive, rels, start)
    return found


def _first_sheet(archive: zipfile.ZipFile, book: str, targets: dict[str, tuple[str, str]]) -> str:
    found: list[str] = []

    def start(tag: str, its: Attributes) -> None:
        if tag == "workbookPr" and its.get("date1904", "").lower() in ("1", "true", "on"):
            raise ReadingError("days_from_1904")
        if tag == "sheet" and its.get("state", "visible") == "visible":
            key = next((value for name, value in its.items() if name.rpartition(":")[2] == "id"), "")
            kind, part = targets.get(key, ("", ""))
            if kind.endswith(_SHEET):
                found.append(part)

    _walk(archive, book, start)
    if not found:
        raise ReadingError("empty")
    return found[0]


def _strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The shared strings; of each only what is shown, not how it is pronounced."""
    found, reader = list[str](), _StringReader()

    def end(tag: str) -> None:
        reader.end(tag)
        if tag == "si":
            found.append(plain("".join(reader.taken)))
            reader.taken = []

    if part:
        _walk(archive, part, reader.start, end, reader.text)
    return found


class _StringReader:
    """Gathers the text of `t` elements outside `rPh`."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.is_text = self.is_sound = False
        self.size = 0

    def start(self, tag: str, _attributes: Attributes) -> None:
        self.is_text = tag == "t"
        self.is_sound = self.is_sound or tag == "rPh"

    def end(self, tag: str) -> None:
        self.is_text = False
        self.is_sound = self.is_sound and tag != "rPh"

    def text(self, text: str) -> None:
        if not self.is_text or self.is_sound:
            return
        self.taken.append(text)
        self.size += len(text)
        if self.size > MAX_STRINGS:
            raise ReadingError("unpacks_too_large", limit=MAX_STRINGS // 1_000_000)


def _styles(archive: zipfile.ZipFile, part: str) -> list[str]:
    """For each cell style how it shows a number."""
    formats: dict[int, str] = {}
    found: list[str] = []
    inside = ""

    def start(tag: str, its: Attributes) -> None:
        nonlocal inside
        if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside != "dxfs":
            formats[int(its["numFmtId"])] = its.get("formatCode", "")
        elif tag == "xf" and inside == "cellXfs":
            found.append(_shown_as(int(its.get("numFmtId", "0")), formats))

    if part:
        _walk(archive, part, start)
    return found


def _shown_as(number: int, formats: dict[int, str]) -> str:
    if number in _BUILTIN_DAYS:
        return "day"
    code = _LITERALS.sub("", formats.get(number, "").split(";")[0]).lower()
    if code and not code.strip("0"):
        return str(len(code))
    is_day = any(sign in code for sign in "yd") and "general" not in code
    return "day" if is_day else ""


def _walk(
    archive: zipfile.ZipFile,
    part: str,
    start: Start,
    end: End = lambda _tag: None,
    text: Callable[[str], None] = lambda _text: None,
) -> None:
    with archive.open(part) as source:
        for _piece in parse(source, start, end, text):
            pass
