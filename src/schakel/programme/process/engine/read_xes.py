"""Reading events from XES (IEEE 1849), plain or packed, one piece at a time.

A trace becomes a case and its attributes become `case:KEY`; attributes inside attributes are not the event's.
Traces of the plain shape are read many at once; from the first unusual one on, expat reads the rest.
"""

from __future__ import annotations

import gc
import gzip
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.building import LogBuilder
from schakel.programme.process.engine.read_times import connect, with_times
from schakel.programme.process.engine.read_xes_fast import UnusualError, columns_of, head_of

PIECE = 1 << 20
PART = 1 << 23
END = b"</trace>"
BATCH = 100_000
Progress = Callable[[int, int], None]
Row = list[str | None]
Texts = Sequence[str | None]


def read_xes(
    path: Path,
    wanted: Mapping[str, str],
    builder: LogBuilder,
    time_format: str = "",
    progress: Progress | None = None,
) -> None:
    """Take all events; wanted maps a name in the batch to an attribute of the event or `case:KEY`.

    Raises InvalidError when the file is not well-formed or ends too early: a half log would mislead.
    """
    connection = connect()
    collects = gc.isenabled()
    # A million small elements without circles: looking for garbage among them takes a third of the time.
    gc.disable()
    try:
        for columns, strays in parts(path, wanted, progress):
            if strays:
                builder.refuse("outside_a_trace", strays)
            if columns:
                builder.add(with_times(connection, columns, time_format))
    except (ParseError, OSError, EOFError, zlib.error) as error:
        raise InvalidError(
            f"{path.name} is geen leesbaar XES-bestand.",
            f"Het is niet heel of geen XML: {error}.",
            "Vraag het bestand opnieuw op; een half gelezen log geeft een verkeerd beeld.",
        ) from None
    finally:
        if collects:
            gc.enable()


def opened(path: Path) -> IO[bytes]:
    """The file, unpacked when it is a gzip."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_packed else path.open("rb")


def parts(
    path: Path, wanted: Mapping[str, str], progress: Progress | None
) -> Iterator[tuple[Mapping[str, Texts], int]]:
    """Columns of the events of complete traces, and how many events stood outside a trace."""
    size = path.stat().st_size
    with opened(path) as file:
        told = _Told(file, size, progress)
        rest = yield from _plain(told, wanted)
        for rows, strays in _pieces(told, rest, wanted):
            yield (dict(zip(wanted, zip(*rows, strict=True), strict=True)) if rows else {}), strays


@dataclass(frozen=True)
class _Told:
    """A file that tells how far it has been read."""

    file: IO[bytes]
    size: int
    progress: Progress | None

    def read(self, size: int) -> bytes:
        piece = self.file.read(size)
        if self.progress is not None and piece:
            self.progress(min(self.size, _read(self.file)), self.size)
        return piece


def _plain(
    file: _Told, wanted: Mapping[str, str]
) -> Generator[tuple[Mapping[str, Texts], int], None, tuple[bytes, ...]]:
    """Take traces as long as they are of the plain shape; returns what of the bytes read is left to expat.

    The head comes first, and empty lines for what was taken, so that an error names the right place.
    """
    part = file.read(PART)
    lines, column, head = 0, 0, b""
    try:
        head = head_of(part)
        part = part[len(head) :]
        while END in part:
            whole = part[: part.rindex(END) + len(END)]
            yield columns_of(whole, wanted), 0
            lines, column = _place(whole, lines, column)
            part = part[len(whole) :] + file.read(PART)
    except UnusualError:
        pass
    return head, b"\n" * lines, b" " * column, part


def _place(text: bytes, lines: int, column: int) -> tuple[int, int]:
    """Where the text ends that began there, in lines and characters."""
    last = text.rfind(b"\n")
    width = len(text[last + 1 :].decode())
    return lines + text.count(b"\n"), width if last >= 0 else column + width


def _pieces(
    file: _Told, first: tuple[bytes, ...], wanted: Mapping[str, str]
) -> Iterator[tuple[list[Row], int]]:
    """Rows of complete traces, and events outside a trace. What was handed out is removed from memory."""
    builder = TreeBuilder()
    top = builder.start("top", {})
    # Expat itself stops entities that grow without bound, and never fetches one from elsewhere.
    parser = XMLParser(target=builder)  # noqa: S314
    rows: list[Row] = []
    strays = 0
    for piece in chain(_cut(first), iter(lambda: file.read(PIECE), b"")):
        parser.feed(piece)
        strays += _take(top, rows, wanted, keep=1)
        if len(rows) >= BATCH:
            yield rows, strays
            rows, strays = [], 0
    parser.close()
    yield rows, strays + _take(top, rows, wanted, keep=0)


def _cut(texts: tuple[bytes, ...]) -> Iterator[bytes]:
    """In pieces, since a tree of all elements of a long text would take much memory."""
    for text in texts:
        for start in range(0, len(text), PIECE):
            yield text[start : start + PIECE]


def _read(file: IO[bytes]) -> int:
    """How many bytes of the file itself, packed or not, have been read."""
    packed = getattr(file, "fileobj", None)
    return int(packed.tell() if packed is not None else file.tell())


def _take(top: Element, rows: list[Row], wanted: Mapping[str, str], *, keep: int) -> int:
    """Move the complete children of the log to rows; the last may still grow. Returns the stray events."""
    strays = 0
    for log in top:
        space = str(log.tag).removesuffix("log")
        complete = log[: len(log) - keep]
        for child in complete:
            if child.tag == space + "trace":
                rows.extend(_rows(child, space + "event", wanted))
            strays += child.tag == space + "event"
        del log[: len(complete)]
    return strays


def _rows(trace: Element, event: str, wanted: Mapping[str, str]) -> Iterator[Row]:
    """What is wanted of each event; what the event doesn't tell may stand with its trace."""
    of_case = {f"case:{child.get('key')}": child.get("value") for child in trace if child.tag != event}
    columns = [(column, of_case.get(column)) for column in wanted.values()]
    for each in trace.iterfind(event):
        told = {child.get("key"): child.get("value") for child in each}
        yield [told.get(column, default) for column, default in columns]
