"""The tables of a log as Ibis tables on DuckDB: from memory, or from the Parquet files kept before."""

from __future__ import annotations

import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.programme.process.engine.event_log import TABLES, EventLog

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Store:
    """The tables `events`, `transitions` and `cases` of a log (see EventLog), to write expressions over."""

    connection: Any
    events: ibis.Table
    transitions: ibis.Table
    cases: ibis.Table

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """Run an expression; returns its rows."""
        found: list[dict[str, Any]] = self.connection.to_pyarrow(expression).to_pylist()
        return found


def open_store(log: EventLog) -> Store:
    """A store over the tables in memory, without copying them."""
    import ibis

    tables = {name: ibis.memtable(getattr(log, name)) for name in TABLES}
    return Store(_connect(), **tables)


def open_kept(folder: Path) -> Store:
    """A store over the Parquet files that `EventLog.save` kept."""
    connection = _connect()
    with warnings.catch_warnings():
        # Ibis 12 asks DuckDB 2 for a schema by a name that DuckDB is about to drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        tables = {name: connection.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    return Store(connection, **tables)


def _connect() -> Any:
    import ibis

    connection = ibis.duckdb.connect(temp_directory=tempfile.gettempdir())
    connection.raw_sql("set enable_progress_bar = false")
    return connection
