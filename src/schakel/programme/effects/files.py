"""Reading CSV or Parquet: each column as codes of its distinct values, and every refused row counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.model import Codes, Flags, Floats

ABSENT = frozenset({"", "na", "n/a", "nan", "null", "none", "nvt", "n.v.t.", "?", "-"})
YES, NO = (
    frozenset({"1", "1.0", "true", "ja", "yes", "j", "y"}),
    frozenset({"0", "0.0", "false", "nee", "no", "n"}),
)
MOST_VALUES = 100
# A smaller number counts months from a moment of the file's own.
PLAIN_MONTHS = 10_000


@dataclass(frozen=True)
class Column:
    """A column of (rows,) codes into its distinct values, as texts without spaces around; "" where absent."""

    name: str
    codes: Codes
    values: tuple[str, ...]

    def each(self, what: Callable[[str], float]) -> Floats:
        """A number for each row, computed once for each distinct value."""
        numbers = np.array([what(value) for value in self.values], dtype=np.float64)
        return numbers[self.codes] if len(numbers) else np.empty(0)

    def texts(self) -> NDArray[np.str_]:
        """The text of each row."""
        return np.array(self.values or ("",), dtype=np.str_)[self.codes]

    @property
    def absent(self) -> Flags:
        """Which rows have no value."""
        found: Flags = self.each(lambda value: value == "").astype(bool)
        return found


class Table:
    """The columns that are used, and the rows still in play; refused counts the others by reason."""

    def __init__(self, columns: dict[str, Column], rows: int, refused: Counter[str]) -> None:
        self.columns, self.read, self.refused = columns, rows + sum(refused.values()), refused
        self.keep = np.ones(rows, dtype=bool)

    def refuse(self, rows: Flags, reason: str) -> None:
        """Take rows out; one that was out already keeps its first reason."""
        fresh = self.keep & rows
        if fresh.any():
            self.refused[reason] += int(fresh.sum())
            self.keep &= ~rows

    def summary(self) -> dict[str, Any]:
        """How many rows were read and kept, and the refused ones by reason, most first."""
        refused = [{"reason": reason, "count": count} for reason, count in self.refused.most_common()]
        return {"rows": self.read, "kept": int(self.keep.sum()), "refused_rows": refused}


def read_table(path: Path, names: list[str]) -> Table:
    """Read the named columns of a CSV (any usual separator, UTF-8 or Windows-1252) or Parquet file.

    Rows with more or fewer cells than the heading are refused and counted. Raises InvalidError when the file
    can't be read, is empty, or lacks a column.
    """
    refused: Counter[str] = Counter()
    try:
        found = _parquet(path) if path.suffix.lower() in {".parquet", ".pq"} else _csv(path, refused)
    except OSError:
        raise InvalidError(
            f"Het bestand {path.name} is niet te lezen.",
            "Het is er niet, of u mag er niet bij.",
            "Kijk de naam na.",
        ) from None
    lacking = [name for name in names if name not in found.column_names]
    if lacking:
        raise InvalidError(
            f"Het bestand {path.name} heeft geen kolom {', '.join(lacking)}.",
            f"De kolommen zijn: {', '.join(found.column_names[:40])}.",
            "Kies een kolom die er is; hoofdletters tellen mee.",
        )
    return Table({name: _column(name, found[name]) for name in dict.fromkeys(names)}, found.num_rows, refused)


def _parquet(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return parquet.read_table(path)
    except pa.ArrowException as error:
        raise _unreadable(path, error) from None


def _csv(path: Path, refused: Counter[str]) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    text, encoding = _heading(path)
    separator = max(";,\t|", key=text.count)
    names = [name.strip().strip('"') for name in text.split(separator)]
    if len(set(names)) < len(names):
        raise InvalidError(
            f"Het bestand {path.name} heeft twee kolommen met dezelfde naam.",
            "Dan is niet te zeggen welke bedoeld is.",
            "Geef elke kolom een eigen naam.",
        )

    def skip(_row: Any) -> str:
        refused["wrong_number_of_cells"] += 1
        return "skip"

    try:
        return csv.read_csv(
            path,
            # With threads of its own the reader can wait forever for the lock that the handler holds.
            read_options=csv.ReadOptions(
                column_names=names, skip_rows=1, encoding=encoding, use_threads=False
            ),
            parse_options=csv.ParseOptions(delimiter=separator, invalid_row_handler=skip),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None


def _heading(path: Path) -> tuple[str, str]:
    """The first line and the encoding; the whole file is tried, since one letter tells them apart."""
    encoding = "utf-8"
    with path.open("rb") as lines:
        first = lines.readline().rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
    if not first.strip():
        raise InvalidError(
            f"Het bestand {path.name} is leeg.",
            "Er staat geen regel met kolomnamen in.",
            "Kies een ander bestand.",
        )
    try:
        with path.open(encoding="utf-8") as text:
            for _block in iter(lambda: text.read(1 << 20), ""):
                pass
    except UnicodeDecodeError:
        encoding = "windows-1252"
    return first.decode(encoding, errors="replace"), encoding


def _unreadable(path: Path, error: Exception) -> InvalidError:
    return InvalidError(
        f"Het bestand {path.name} is niet te lezen.",
        f"Het is geen goed gevormde tabel ({type(error).__name__}).",
        "Bewaar het als CSV met een eerste regel kolomnamen, of als Parquet.",
    )


def _column(name: str, chunks: Any) -> Column:
    """Codes of the distinct texts; absent in any spelling becomes the empty text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        texts = pc.cast(chunks, pa.string())
    except pa.ArrowException:
        texts = pa.chunked_array([[None if v is None else str(v) for v in chunks.to_pylist()]], pa.string())
    coded = pc.dictionary_encode(pc.fill_null(texts, "")).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0) if coded.num_chunks else pa.array([], pa.string()).dictionary_encode()
    plain = [_plain(value) for value in coded.dictionary.to_pylist()]
    values = tuple(dict.fromkeys(plain))
    place = {value: code for code, value in enumerate(values)}
    recode = np.array([place[value] for value in plain], dtype=np.int64)
    codes = np.asarray(coded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return Column(name, recode[codes] if len(recode) else codes, values)


def _plain(value: str) -> str:
    value = value.strip()
    return "" if value.lower() in ABSENT else value


def number(text: str) -> float:
    """A number with decimal point or comma; NaN when it isn't one, or not finite."""
    if not re.fullmatch(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", text):
        return float("nan")
    found = float(text.replace(",", "."))
    return found if np.isfinite(found) else float("nan")


def yes_or_no(text: str) -> float:
    """1, 0, or NaN when it is neither."""
    folded = text.lower()
    return 1.0 if folded in YES else 0.0 if folded in NO else float("nan")


_MONTH = re.compile(r"(\d{4})-?(\d{2})(-(\d{2})([ T].*)?)?")


def month_number(text: str) -> float:
    """Months since year 0 of `2026-03`, `202603` or a date; a number below 10,000 is itself; else NaN."""
    whole = number(text)
    if abs(whole) < PLAIN_MONTHS:
        return whole if whole == int(whole) else float("nan")
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or (found[4] and not 1 <= int(found[4]) <= 31):
        return float("nan")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_text(month: int) -> str:
    """A month as it is read: `2026-03`, or the number itself below 10,000."""
    return str(month) if abs(month) < PLAIN_MONTHS else f"{month // 12}-{month % 12 + 1:02}"


def day_of_month(text: str) -> float:
    """The day of a full date; NaN when only a month is told."""
    found = _MONTH.fullmatch(text)
    return float(found[4]) if found and found[4] else float("nan")
