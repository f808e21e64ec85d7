"""From the bytes of a file to its text: the encoding is found from marks and rules, or refused."""

from __future__ import annotations

import codecs

MAX_BYTES = 20 * 1024 * 1024
"""Twenty megabytes: 100,000 rows of 200 characters."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZIPPED = b"PK\x03\x04"
_OTHER_KINDS = ((b"\xd0\xcf\x11\xe0", "old_spreadsheet"), (b"%PDF", "pdf"))
_SAMPLE = 4096
MIXED = "utf-8 en cp1252"
_TEXT_CONTROLS = frozenset("\t\n\r\f\x1a")
_MOST_CONTROLS = 0.02


class ReadingError(Exception):
    """The file as a whole can't be read; reason is a word of `wording`, values fill its sentence."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    Marks at the start decide; then UTF-16 shows by its many zero bytes, UTF-8 by its strictness, and what is
    left is Windows-1252, as Dutch office programs write it, or both by turns, where files of two systems were
    put one below the other. Raises ReadingError.
    """
    for encoding in _candidates(content):
        text = _decoded(content, encoding)
        if text is not None and _is_text(text):
            return text, encoding
    raise ReadingError("encoding")


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are an archive, as an XLSX workbook is."""
    return content.startswith(_ZIPPED)


def check_kind(content: bytes) -> None:
    """Raises ReadingError for what is too large, empty, or of a kind that is never read."""
    if len(content) > MAX_BYTES:
        raise ReadingError("too_large", limit=MAX_BYTES // 1024**2)
    if not content.strip(b" \t\r\n\x00"):
        raise ReadingError("empty")
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            raise ReadingError(kind)


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    sample = content[:_SAMPLE]
    if sample[1::2].count(0) * 3 > len(sample):
        return ("utf-16-le", "utf-8")
    if sample[0::2].count(0) * 3 > len(sample):
        return ("utf-16-be", "utf-8")
    return ("utf-8", MIXED, "cp1252")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        if encoding == MIXED:
            return _by_line(content)
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_line(content: bytes) -> str | None:
    """Each line in its own encoding; None where no line beyond plain ASCII is UTF-8.

    A line of Windows-1252 is valid UTF-8 by chance only for pairs of signs that no Dutch word has.
    """
    lines = content.split(b"\n")
    are_utf8 = [not line.isascii() and _decoded(line, "utf-8") is not None for line in lines]
    if not any(are_utf8):
        return None
    return "\n".join(
        line.decode("utf-8" if is_utf8 else "cp1252") for line, is_utf8 in zip(lines, are_utf8, strict=True)
    )


def _is_text(text: str) -> bool:
    """A few stray control characters spoil their own row only; many of them mean that this is no text."""
    controls = sum(1 for char in text if char < " " and char not in _TEXT_CONTROLS)
    return controls <= max(3, _MOST_CONTROLS * len(text))
