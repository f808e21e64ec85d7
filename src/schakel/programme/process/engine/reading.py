"""Reading a log from a file of any known kind, recognised by its content and not by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.building import Filter, LogBuilder
from schakel.programme.process.engine.event_log import ATTRIBUTE, EventLog, load_log
from schakel.programme.process.engine.ocel_files import flatten, read_ocel
from schakel.programme.process.engine.read_tables import Columns, read_csv, read_parquet
from schakel.programme.process.engine.read_xes import opened, read_xes

Progress = Callable[[int, int], None]
CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"


@dataclass(frozen=True)
class Question:
    """What to read: the columns of case, activity, time, resource and reason, further attributes and filters.

    object_type is the case notion for object-centric input; time_format a strptime pattern for other times.
    """

    case: str = CASE
    activity: str = ACTIVITY
    time: str = TIME
    resource: str = ""
    reason: str = ""
    attributes: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    object_type: str = ""
    time_format: str = ""

    def wanted(self) -> dict[str, str]:
        """Name in a batch → column of the file, without case, activity and time."""
        named = {"resource": self.resource, "reason": self.reason}
        chosen = {name: column for name, column in named.items() if column}
        chosen |= {ATTRIBUTE + name: name for name in self.attributes}
        return chosen | {"filter:" + each.column: each.column for each in self.filters}


def read_log(path: Path, question: Question, progress: Progress | None = None) -> EventLog:
    """The log of a file: CSV, Parquet, XES, OCEL 2.0 (JSON or SQLite), or a folder kept before.

    Raises InvalidError when it can't be read, lacks a column or has no usable event. Rows that can't be used
    are refused one by one and counted in `EventLog.intake`.
    """
    kind = kind_of(path)
    if kind == "kept":
        if question.filters:
            raise InvalidError(
                "Een bewaarde map kan niet meer op gebeurtenissen worden gefilterd.",
                "Zij houdt alleen wat voor de vraag van toen nodig was.",
                "Lees het bronbestand opnieuw met --events.",
            )
        return load_log(path)
    builder = LogBuilder(question.attributes, question.filters)
    columns = Columns(
        question.case, question.activity, question.time, question.wanted(), question.time_format
    )
    if kind == "xes":
        read_xes(path, columns.all(), builder, question.time_format, progress)
    elif kind in ("ocel-json", "ocel-sqlite"):
        flatten(read_ocel(path), question.object_type, question.wanted(), builder)
    else:
        read = read_parquet if kind == "parquet" else read_csv
        read(path, columns, builder)
    return builder.finish()


def kind_of(path: Path) -> str:
    """csv, parquet, xes, ocel-json, ocel-sqlite or kept. Raises InvalidError for an absent or empty file."""
    if path.is_dir():
        return "kept"
    try:
        with opened(path) as file:
            start = file.read(4096)
    except (OSError, EOFError):
        raise InvalidError(
            f"{path.name} is niet te openen.",
            "Het is er niet, is stuk, of u mag het niet lezen.",
            "Kijk het pad na.",
        ) from None
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidError(f"{path.name} is leeg.", "Er staat niets in.", "Kies een ander bestand.")
    for kind, sign in SIGNS.items():
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(sign):
            return kind
    return "csv"


SIGNS: Mapping[str, bytes] = {
    "parquet": b"PAR1",
    "ocel-sqlite": b"SQLite format 3\0",
    "xes": b"<",
    "ocel-json": b"{",
}
