"""An event log in sorted, integer-coded tables: events, transitions and cases, kept as Parquet.

Events stand by case in order of time, and within the same time in order of the file. Times are whole seconds
since 1970 (UTC); the order was made on the full precision of the input.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 1
ATTRIBUTE = "attribute:"
TABLES = ("events", "transitions", "cases")


@dataclass(frozen=True)
class Intake:
    """What became of the rows of a file: kept + refused + left out is always the number of rows.

    refused counts by reason code (see `REASONS` in building), notes what was read with an assumption.
    """

    rows: int = 0
    kept: int = 0
    left_out: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class EventLog:
    """A log as three Arrow tables and its lists of names.

    events: case, position (from 0 in its case), activity, resource (0 = unknown), time (seconds), day (local
    day since 1970), working_day (working days since a fixed day), reason (0 = none).
    transitions: case, position, from_activity, to_activity, from_resource, to_resource, time (of the start),
    seconds, working_days; one row for each two successive events of a case.
    cases: one row per case code, in order: id, number (its code), events, first, last, seconds, working_days,
    last_day, last_working_day, last_activity, variant, and `attribute:NAME` for each asked column (text).
    activities[code], resources[code] and reasons[code] are the names; resources[0] and reasons[0] are empty.
    """

    events: pa.Table
    transitions: pa.Table
    cases: pa.Table
    activities: tuple[str, ...]
    resources: tuple[str, ...]
    reasons: tuple[str, ...]
    intake: Intake

    def column(self, table: str, name: str) -> NDArray[Any]:
        """One numeric column of a table as a numpy array."""
        return np.asarray(getattr(self, table)[name].to_numpy())

    def attribute(self, name: str) -> list[str | None]:
        """The text of an attribute per case; null where the file has none. Raises InvalidError if unknown."""
        if ATTRIBUTE + name not in self.cases.column_names:
            raise InvalidError(
                f"Er is geen kenmerk {name}.",
                f"Wel gelezen: {', '.join(self.attribute_names) or 'geen enkel kenmerk'}.",
                "Kies een kolom van het bestand.",
            )
        values: list[str | None] = self.cases[ATTRIBUTE + name].to_pylist()
        return values

    @property
    def attribute_names(self) -> list[str]:
        """The names of the attributes that were read."""
        return [n.removeprefix(ATTRIBUTE) for n in self.cases.column_names if n.startswith(ATTRIBUTE)]

    def codes(self, activities: tuple[str, ...]) -> list[int]:
        """The codes of named activities. Raises InvalidError with near names for one that never occurs."""
        known = {name: code for code, name in enumerate(self.activities)}
        for name in activities:
            if name not in known:
                raise _no_such_activity(name, self.activities)
        return [known[name] for name in activities]

    def select(self, mask: NDArray[np.bool_]) -> EventLog:
        """The log of the chosen cases only; mask has one truth per case. Names keep their codes."""
        import pyarrow as pa

        new_code = (np.cumsum(mask) - 1).astype(np.uint32)
        tables = {}
        for name in ("events", "transitions"):
            case = self.column(name, "case")
            table = getattr(self, name).filter(pa.array(mask[case]))
            place = table.schema.get_field_index("case")
            tables[name] = table.set_column(place, "case", pa.array(new_code[table["case"].to_numpy()]))
        cases = self.cases.filter(pa.array(mask))
        place = cases.schema.get_field_index("number")
        numbers = pa.array(np.arange(cases.num_rows, dtype=np.uint32))
        return replace(self, cases=cases.set_column(place, "number", numbers), **tables)

    def save(self, folder: Path) -> None:
        """Keep the log in a folder, as Parquet and one JSON with the names."""
        import pyarrow.parquet as pq

        folder.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            pq.write_table(getattr(self, name), folder / f"{name}.parquet", compression="zstd")
        names = {
            "format": FORMAT,
            "activities": self.activities,
            "resources": self.resources,
            "reasons": self.reasons,
            "intake": asdict(self.intake),
        }
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def load_log(folder: Path) -> EventLog:
    """The log that `save` kept. Raises InvalidError when the folder is not one, or of another version."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        if names["format"] != FORMAT:
            raise ValueError("another format")
        tables = {name: pq.read_table(folder / f"{name}.parquet") for name in TABLES}
        lists = {name: tuple(names[name]) for name in ("activities", "resources", "reasons")}
        return EventLog(**tables, **lists, intake=Intake(**names["intake"]))
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        raise InvalidError(
            f"{folder.name} is geen bewaarde procesanalyse.",
            "De map mist een deel, of is van een andere versie.",
            "Lees het bronbestand opnieuw met --keep.",
        ) from None


def _no_such_activity(name: str, known: tuple[str, ...]) -> InvalidError:
    from difflib import get_close_matches

    by_folded = {known_name.casefold(): known_name for known_name in known}
    near = [by_folded[found] for found in get_close_matches(name.casefold(), by_folded, n=3)]
    return InvalidError(
        f"De stap ‘{name}’ komt niet voor.",
        "Geen enkele gebeurtenis heeft deze naam.",
        f"Bedoelde u {' of '.join(near)}?" if near else "Kijk de schrijfwijze na.",
    )
