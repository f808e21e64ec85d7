"""How a written time becomes a moment: one SQL expression for every reader, so that all read alike."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

DUTCH = "['%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d-%m-%Y']"
# Ends with Z, or with a sign before a zone as +01, +0100 or +01:00.
ZONED = "(?s)(?:[Zz]|[+-](?:..|....|.....))$"


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that reads times as Dutch ones and never fetches an extension."""
    import duckdb

    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "temp_directory": tempfile.gettempdir()}
    )
    connection.execute("set TimeZone = 'Europe/Amsterdam'; set enable_progress_bar = false")
    return connection


def times_sql(column: str, time_format: str = "") -> str:
    """Columns `micros`, `has_zone` and `has_hour` for a column of text.

    ISO 8601 with or without zone, or Dutch 31-12-2026 10:00; time_format (strptime) comes first when given.
    A time without zone is Dutch time; in the hour that comes twice in autumn it is the second one.
    """
    own = f"try_strptime({column}, {literal(time_format)})::timestamptz, " if time_format else ""
    return (
        f"epoch_us(coalesce({own}try_cast({column} as timestamptz), "
        f"try_strptime({column}, {DUTCH})::timestamptz)) as micros, "
        f"length({column}) > 10 as has_hour, "
        f"length({column}) > 10 and regexp_matches({column}, '{ZONED}') as has_zone"
    )


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def with_times(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[str | None]], time_format: str = ""
) -> pa.Table:
    """A batch of text columns, with the moment of its column `time`."""
    import pyarrow as pa

    batch = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    connection.register("batch", batch)
    query = f"select *, {times_sql('time', time_format)} from batch"  # noqa: S608
    return connection.sql(query).to_arrow_table()


def moments(texts: Sequence[str | None]) -> list[int | None]:
    """The moment (microseconds since 1970, UTC) of each text; None where it can't be read."""
    micros: list[int | None] = with_times(connect(), {"time": texts})["micros"].to_pylist()
    return micros
