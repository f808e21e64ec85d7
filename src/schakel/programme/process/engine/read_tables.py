"""Reading events from CSV and Parquet, by DuckDB, in order of the file and without guessing."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.read_times import connect, times_sql

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from schakel.programme.process.engine.building import LogBuilder

BATCH = 500_000
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Columns:
    """Which column of the file holds what; wanted maps a name in the batch to a column of the file.

    time_format is a strptime pattern for times that are neither ISO 8601 nor written as 31-12-2026.
    """

    case: str
    activity: str
    time: str
    wanted: Mapping[str, str]
    time_format: str = ""

    def all(self) -> dict[str, str]:
        """Name in the batch → column of the file, the fixed three included."""
        return {"case": self.case, "activity": self.activity, "time": self.time} | dict(self.wanted)


def read_csv(path: Path, columns: Columns, builder: LogBuilder) -> None:
    """Take all rows of a CSV file; a line that does not fit the head is counted as refused.

    The separator is the one by which the head holds the asked columns. Raises InvalidError if there is none.
    """
    import duckdb

    names, delimiter = _head(path, columns)
    layout = ", ".join(f"'c{number}': 'varchar'" for number in range(len(names)))
    source = (
        f"read_csv(?, columns={{{layout}}}, auto_detect=false, header=true, delim='{delimiter}', "
        f"compression='{'gzip' if _is_packed(path) else 'none'}', "
        """quote='"', escape='"', nullstr='', store_rejects=true)"""
    )
    places = {name: f"c{names.index(column)}" for name, column in columns.all().items()}
    connection = connect()
    try:
        for batch in _batches(connection, source, path, places, columns.time_format):
            builder.add(batch)
        count = "select count(distinct (scan_id, file_id, line)) from reject_errors"
        builder.refuse("broken_line", connection.execute(count).fetchall()[0][0])
    except duckdb.Error as error:
        raise unreadable(path, error) from None


def _head(path: Path, columns: Columns) -> tuple[list[str], str]:
    """The names in the head and the separator by which they hold what is asked."""
    try:
        with _opened(path) as file:
            line = file.readline()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from None
    heads = {delimiter: next(csv.reader([line], delimiter=delimiter), []) for delimiter in DELIMITERS}
    for delimiter, names in heads.items():
        if set(columns.all().values()) <= set(names):
            _refuse_double(names, columns)
            return names, delimiter
    names = max(heads.values(), key=len)
    raise missing_columns(names, columns)


def _opened(path: Path) -> IO[str]:
    if _is_packed(path):
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _refuse_double(names: list[str], columns: Columns) -> None:
    double = sorted({name for name in columns.all().values() if names.count(name) > 1})
    if double:
        raise InvalidError(
            f"De kolom {double[0]} staat er meer dan één keer in.",
            "Zo is niet te zeggen welke bedoeld is.",
            "Geef één van beide een andere naam.",
        )


def missing_columns(names: list[str], columns: Columns) -> InvalidError:
    """The error that names the absent columns and those that are there."""
    missing = sorted(set(columns.all().values()) - set(names))
    return InvalidError(
        f"Deze kolommen ontbreken: {', '.join(missing)}.",
        f"Het bestand heeft: {', '.join(names) or 'geen kolommen'}.",
        "Noem de kolommen met --case, --activity en --time.",
    )


def read_parquet(path: Path, columns: Columns, builder: LogBuilder) -> None:
    """Take all rows of a Parquet file. Raises InvalidError when it is broken or lacks a column."""
    import duckdb

    connection = connect()
    try:
        told = connection.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
        names = [row[0] for row in told]
        if not set(columns.all().values()) <= set(names):
            raise missing_columns(names, columns)
        places = {name: _quoted(column) for name, column in columns.all().items()}
        for batch in _batches(connection, "read_parquet(?)", path, places, columns.time_format):
            builder.add(batch)
    except duckdb.Error as error:
        raise unreadable(path, error) from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _batches(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    path: Path,
    places: Mapping[str, str],
    time_format: str,
) -> Iterator[pa.Table]:
    """The asked columns as text, and the time as microseconds, in order of the file."""
    import pyarrow as pa

    texts = ", ".join(f"cast({place} as varchar) as {_quoted(name)}" for name, place in places.items())
    query = f"select *, {times_sql('time', time_format)} from (select {texts} from {source})"  # noqa: S608
    for batch in connection.sql(query, params=[str(path)]).to_arrow_reader(BATCH):
        yield pa.Table.from_batches([batch])


def unreadable(path: Path, error: Exception) -> InvalidError:
    return InvalidError(
        f"{path.name} is niet te lezen.",
        str(error).splitlines()[0] if str(error) else type(error).__name__,
        "Kijk na of het bestand heel is, en of het CSV of Parquet is (tekst als UTF-8).",
    )
