"""Reading the plain shape of XES by its quotes, many events at once; anything else is left to expat.

Between the quotes of a log stand few different texts, such as `/> <string key=`. Each of them is understood
once; what is not understood (entities, comments, attributes in attributes) ends this way of reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = NDArray[np.int64]
OUTSIDE, TRACE, EVENT, SAME = range(4)
# More different texts between quotes than this is not the plain shape.
MOST_SHAPES = 500
_VALUE = re.compile(r"[ \t\r\n]+value[ \t\r\n]*=[ \t\r\n]*")
_SHAPE = re.compile(
    r"(?P<closed>[ \t\r\n]*/>)?[ \t\r\n]*(?P<event_ends></event>)?[ \t\r\n]*(?P<trace_ends></trace>)?"
    r"[ \t\r\n]*(?P<trace><trace>)?[ \t\r\n]*(?P<event><event>)?[ \t\r\n]*"
    r"(?P<opened><(?:string|date|int|float|boolean|id)[ \t\r\n]+key[ \t\r\n]*=[ \t\r\n]*)?"
)
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class UnusualError(ValueError):
    """This part of the file is not of the plain shape; it may be right or wrong XML."""


def head_of(start: bytes) -> bytes:
    """What stands before the first trace. Raises UnusualError when that is not right inside a plain log."""
    head, trace, _rest = start.partition(b"<trace>")
    encoding = _ENCODING.search(head)
    if not trace or b"<!DOCTYPE" in head or (encoding and encoding[1].lower() != b"utf-8"):
        raise UnusualError
    # Only when nothing but the log is open here, this closes it.
    parser = XMLParser()  # noqa: S314
    try:
        parser.feed(head + b"</log>")
        parser.close()
    except ParseError:
        raise UnusualError from None
    return head


def columns_of(part: bytes, wanted: Mapping[str, str]) -> dict[str, pa.Array]:
    """The columns of all events in a part that holds whole traces and nothing else.

    Raises UnusualError when it is not of the plain shape; then nothing is known of it.
    """
    import pyarrow as pa

    raw = np.frombuffer(part, dtype=np.uint8)
    quotes = np.flatnonzero(raw == ord('"'))
    if not len(quotes) or len(quotes) % 4 or b"&" in part or b"\xef\xbf" in part:
        raise UnusualError
    try:
        part.decode()
    except UnicodeDecodeError:
        raise UnusualError from None
    bounds = np.empty(2 * len(quotes) + 2, dtype=np.int32)
    bounds[0], bounds[-1], bounds[1:-1:2], bounds[2:-1:2] = 0, len(part), quotes, quotes + 1
    # In order: a text between quotes, a quote, a key, a quote, the text before the value, a quote, the value.
    pieces = pa.StringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(part))
    return _Attributes(pieces, raw).columns(wanted)


class _Attributes:
    """All attributes of a part: at which level each stands, in which trace and event, and its key."""

    def __init__(self, pieces: pa.StringArray, raw: NDArray[np.uint8]) -> None:
        self._pieces = pieces
        shapes, befores = _coded(pieces, 0), _coded(pieces, 4)
        _refuse_values_that_xml_changes(raw, shapes, befores)
        if not all(_VALUE.fullmatch(text) for text in befores[1]):
            raise UnusualError
        steps = np.array([_step(text) for text in shapes[1]], dtype=np.int64)[shapes[0]]
        _check_ends(steps)
        self._level = _levels(steps)[:-1]
        self._trace = np.cumsum(steps[:-1, 2]) - 1
        self._event = np.cumsum(steps[:-1, 3]) - 1
        self._key, self._keys = _coded(pieces, 2)

    def columns(self, wanted: Mapping[str, str]) -> dict[str, pa.Array]:
        """Per event what it tells, or else what its trace tells."""
        return {name: self._column(column) for name, column in wanted.items()}

    def _column(self, column: str) -> pa.Array:
        import pyarrow as pa

        place = self._last(column, EVENT, self._event)
        if column.startswith("case:"):
            of_trace = self._last(column.removeprefix("case:"), TRACE, self._trace)
            place = np.where(place < 0, of_trace[self._trace_of_event()], place)
        return self._pieces.take(pa.array(8 * place + 6, mask=place < 0))

    def _last(self, key: str, level: int, owner: Numbers) -> Numbers:
        """Which attribute each trace or event has for a key, as of double ones the last counts; or -1."""
        place = np.full(int(owner[-1]) + 1, -1, dtype=np.int64)
        if key in self._keys:
            found = np.flatnonzero((self._key == self._keys.index(key)) & (self._level == level))
            place[owner[found]] = found
        return place

    def _trace_of_event(self) -> Numbers:
        first = np.flatnonzero(np.diff(self._event, prepend=-1))
        return self._trace[first]


def _coded(pieces: pa.StringArray, start: int) -> tuple[Numbers, list[str]]:
    """Each eighth piece as a number into the list of different texts."""
    import pyarrow as pa

    coded = pieces.take(pa.array(np.arange(start, len(pieces), 8))).dictionary_encode()
    if len(coded.dictionary) > MOST_SHAPES:
        raise UnusualError
    return coded.indices.to_numpy(), coded.dictionary.to_pylist()


def _refuse_values_that_xml_changes(raw: NDArray[np.uint8], *coded: tuple[Numbers, list[str]]) -> None:
    """All `<` and all control characters must stand between the values, where each shape is understood."""
    between = 0
    for numbers, texts in coded:
        marks = np.array([_marks(np.frombuffer(text.encode(), dtype=np.uint8)) for text in texts])
        between += int(np.bincount(numbers, minlength=len(texts)) @ marks)
    if between != _marks(raw):
        raise UnusualError


def _marks(raw: NDArray[np.uint8]) -> int:
    return int(np.count_nonzero((raw == ord("<")) | (raw < ord(" "))))


def _step(text: str) -> tuple[int, int, int, int, int, int]:
    """A text between two attributes: level before, level after, traces and events begun, closed, opened."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise UnusualError
    has = {name: part is not None for name, part in found.groupdict().items()}
    before = (
        EVENT if has["event_ends"] else TRACE if has["trace_ends"] else OUTSIDE if has["trace"]
        else TRACE if has["event"] else SAME
    )  # fmt: skip
    within = OUTSIDE if has["trace_ends"] else TRACE if has["event_ends"] else before
    if has["trace"]:
        within = TRACE if within == OUTSIDE else -1
    if has["event"]:
        within = EVENT if within == TRACE else -1
    if within < 0 or (within == OUTSIDE and has["opened"]):
        raise UnusualError
    return before, within, has["trace"], has["event"], has["closed"], has["opened"]


def _check_ends(steps: NDArray[np.int64]) -> None:
    """Only the first text closes no attribute, and only the last opens none."""
    if steps[0, 4] or not steps[1:, 4].all() or steps[-1, 5] or not steps[:-1, 5].all():
        raise UnusualError


def _levels(steps: NDArray[np.int64]) -> Numbers:
    """The level after each text; each must begin where the one before it ended, and the part outside."""
    before, after = steps[:, 0], steps[:, 1]
    told = np.where(after == SAME, 0, np.arange(len(after)))
    level = after[np.maximum.accumulate(told)]
    reached = np.concatenate(([OUTSIDE], level[:-1]))
    if level[0] == SAME or level[-1] != OUTSIDE or ((before != SAME) & (before != reached)).any():
        raise UnusualError
    return np.asarray(level)
