"""From rows of any reader to an event log: refuses with a reason, codes names, sorts and links events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.event_log import ATTRIBUTE, EventLog, Intake
from schakel.programme.process.engine.linking import MICRO, link
from schakel.programme.process.engine.times import DAY, EPOCH, FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    import pyarrow as pa

# Why a row is refused; a row is counted once, by the first reason that holds.
REASONS = {
    "broken_line": "de regel heeft te veel of te weinig velden, of is niet te lezen",
    "outside_a_trace": "de gebeurtenis staat buiten een zaak (trace)",
    "no_object": "de gebeurtenis hoort bij geen voorwerp van deze soort",
    "no_case": "er staat geen zaak",
    "no_activity": "er staat geen stap",
    "no_time": "er staat geen tijd",
    "unreadable_time": "de tijd is niet te lezen",
    "time_out_of_range": f"het jaar ligt buiten {FIRST_YEAR}–{LAST_YEAR}",
}
NOTES = {
    "without_zone": "tijden zonder tijdzone, gelezen als Nederlandse tijd",
    "without_hour": "tijden zonder uur; binnen een dag geldt de volgorde van het bestand",
    "differing_attribute": "zaken met verschillende waarden voor één kenmerk; de eerste telt",
}
_EARLIEST = (EPOCH.replace(year=FIRST_YEAR) - EPOCH).days * DAY * MICRO
_LATEST = (EPOCH.replace(year=LAST_YEAR + 1) - EPOCH).days * DAY * MICRO


@dataclass(frozen=True)
class Filter:
    """Keep only events whose column has one of these values."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class _Encoded:
    """A column of texts as numbers into its own list of names; -1 for a missing or blank text."""

    numbers: NDArray[np.int32]
    names: list[str]


def _encode(batch: pa.Table, name: str) -> _Encoded:
    if name not in batch.column_names:
        return _Encoded(np.full(batch.num_rows, -1, dtype=np.int32), [])
    coded = batch[name].combine_chunks().dictionary_encode()
    names = coded.dictionary.to_pylist()
    numbers = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    blank = [number for number, text in enumerate(names) if not text or text.isspace()]
    return _Encoded(np.where(np.isin(numbers, blank), -1, numbers) if blank else numbers, names)


@dataclass
class _Codes:
    """Names to integers in order of first appearance; an offset of 1 leaves code 0 for no name."""

    offset: int
    known: dict[str, int] = field(default_factory=dict)

    def of(self, column: _Encoded, good: NDArray[np.bool_]) -> NDArray[np.int32]:
        """The codes of the good rows; 0 for a missing text."""
        numbers = column.numbers if good.all() else column.numbers[good]
        table = np.zeros(len(column.names) + 1, dtype=np.int32)
        # The one added at the end is for -1, a missing text.
        used = np.bincount(numbers + 1, minlength=len(table))[1:]
        for number in np.flatnonzero(used).tolist():
            table[number] = self.known.setdefault(column.names[number], len(self.known) + self.offset)
        return table[numbers]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order of their codes."""
        return ("",) * self.offset + tuple(self.known)


class LogBuilder:
    """Takes batches of rows and makes the log.

    A batch is an Arrow table of text columns `case`, `activity`, `time`, and when there `resource`, `reason`
    and `attribute:NAME` or `filter:NAME`; `micros` holds the time as microseconds since 1970 (UTC), null
    where it can't be read; `has_zone` and `has_hour` tell how the time was written.
    """

    def __init__(self, attributes: Sequence[str] = (), filters: Sequence[Filter] = ()) -> None:
        self._filters = tuple(filters)
        self._codes = {"case": _Codes(0), "activity": _Codes(0), "resource": _Codes(1), "reason": _Codes(1)}
        self._codes |= {ATTRIBUTE + name: _Codes(1) for name in attributes}
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*self._codes, "micros")}
        self._rows = self._left_out = 0
        self._refused: Counter[str] = Counter()
        self._notes: Counter[str] = Counter()

    def refuse(self, reason: str, count: int = 1) -> None:
        """Count rows that the reader itself could not read."""
        self._rows += count
        self._refused[reason] += count

    def add(self, batch: pa.Table) -> None:
        """Take the rows of one batch: keep, refuse or leave out each."""
        self._rows += batch.num_rows
        encoded = {name: _encode(batch, name) for name in self._codes}
        micros = batch["micros"].fill_null(0).to_numpy().astype(np.int64)
        good = self._judge(batch, encoded, micros)
        for name, codes in self._codes.items():
            self._parts[name].append(codes.of(encoded[name], good))
        self._parts["micros"].append(micros[good])
        self._note("without_zone", batch, "has_zone", good)
        self._note("without_hour", batch, "has_hour", good)

    def _judge(
        self, batch: pa.Table, encoded: Mapping[str, _Encoded], micros: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        unreadable = batch["micros"].is_null().to_numpy()
        checks = {
            "no_case": encoded["case"].numbers < 0,
            "no_activity": encoded["activity"].numbers < 0,
            "no_time": unreadable & (_encode(batch, "time").numbers < 0) if unreadable.any() else unreadable,
            "unreadable_time": unreadable,
            "time_out_of_range": (micros < _EARLIEST) | (micros >= _LATEST),
        }
        good = np.ones(batch.num_rows, dtype=bool)
        for reason, wrong in checks.items():
            self._refused[reason] += int((good & wrong).sum())
            good &= ~wrong
        return good & self._passing(batch, good)

    def _passing(self, batch: pa.Table, good: NDArray[np.bool_]) -> NDArray[np.bool_]:
        import pyarrow as pa
        import pyarrow.compute as pc

        passing = np.ones(batch.num_rows, dtype=bool)
        for each in self._filters:
            found = pc.is_in(batch["filter:" + each.column], value_set=pa.array(each.values, pa.string()))
            passing &= found.to_numpy()
        self._left_out += int((good & ~passing).sum())
        return passing

    def _note(self, note: str, batch: pa.Table, column: str, good: NDArray[np.bool_]) -> None:
        if column in batch.column_names:
            self._notes[note] += int((~batch[column].fill_null(True).to_numpy() & good).sum())

    def finish(self) -> EventLog:
        """Sort, link and count. Raises InvalidError when not one row can be used."""
        columns = {name: np.concatenate(parts or [np.zeros(0, np.int32)])
                   for name, parts in self._parts.items()}  # fmt: skip
        self._parts.clear()
        kept = len(columns["micros"])
        if kept + self._left_out + sum(self._refused.values()) != self._rows:
            raise AssertionError("kept, left out and refused rows don't add up")
        if not kept:
            raise _nothing_left(self._rows, self._left_out, self._refused)
        attributes = {name: codes.names for name, codes in self._codes.items() if name.startswith(ATTRIBUTE)}
        tables, differing = link(columns, self._codes["case"].names, attributes)
        return EventLog(
            *tables,
            activities=self._codes["activity"].names,
            resources=self._codes["resource"].names,
            reasons=self._codes["reason"].names,
            intake=Intake(
                self._rows,
                kept,
                self._left_out,
                {reason: count for reason, count in self._refused.items() if count},
                {note: n for note, n in (self._notes | {"differing_attribute": differing}).items() if n},
            ),
        )


def _nothing_left(rows: int, left_out: int, refused: Mapping[str, int]) -> InvalidError:
    if not rows:
        return InvalidError(
            "Er staat geen enkele gebeurtenis in dit bestand.",
            "Het is leeg, of het heeft alleen een kop.",
            "Kies een bestand met gebeurtenissen.",
        )
    counted = [f"{count} keer {REASONS[reason]}" for reason, count in refused.items() if count]
    counted += [f"{left_out} keer weggelaten door --events"] if left_out else []
    return InvalidError(
        f"Van {rows} rijen is er geen een bruikbaar.",
        f"{'; '.join(counted)}.",
        "Kijk na of --case, --activity en --time de goede kolommen noemen.",
    )
