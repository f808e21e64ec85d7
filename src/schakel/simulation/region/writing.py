"""Writing a region as files, with a manifest of their digests; a region of any size goes in portions."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.simulation.region import tables
from schakel.simulation.region.clients import HEADINGS, client_rows, guided_at_end
from schakel.simulation.region.courses import AT_ONCE, simulate
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import events_of
from schakel.simulation.region.known import Known

MOST_ROWS = 100_000
"""So many rows a client file may have; the next ones go to a second file."""

TRUTH, MANIFEST = "truth.json", "manifest.json"
Report = Callable[[str, int, int], None]


def write_region(
    region: Region, seed: int, clients: int, folder: Path, *, report: Report, at_once: int = AT_ONCE
) -> dict[str, Any]:
    """Write all files into a new or empty folder, and return the manifest. report hears how far it is.

    Raises InvalidError for a folder that holds something, or where nothing can be written.
    """
    try:
        _refuse_what_is_filled(folder)
        folder.mkdir(parents=True, exist_ok=True)
        return _write(_Files(folder), region, seed, clients, report, at_once)
    except OSError as error:
        raise InvalidError(
            f"Er is niet te schrijven in {folder.name}.", str(error.strerror), "Kies een andere map."
        ) from None


def _refuse_what_is_filled(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidError(
            f"{folder.name} is er al.", "Er wordt niets overschreven.", "Kies een nieuwe of lege map."
        )


def _write(
    files: _Files, region: Region, seed: int, clients: int, report: Report, at_once: int
) -> dict[str, Any]:
    known, years = Known(region), 0
    for courses in simulate(region, seed, clients, at_once=at_once):
        events = events_of(region, seed, courses)
        files.add("events.csv", tables.event_table(region, courses, events))
        files.add("months.csv", tables.month_table(region, courses))
        files.add("providers.csv", tables.provider_table(region, courses))
        for at, rows in guided_at_end(region, courses, events):
            files.add_clients(region.organisations[at].key, client_rows(region, seed, courses, at, rows))
        known.add(courses, events)
        years += int((region.months - courses.people.inflow).sum())
        report("cliënten", int(courses.people.number[-1]) + 1, clients)
    files.add("vacancies.csv", tables.vacancy_table(region, seed))
    files.add_text(TRUTH, known.text(seed, clients))
    return files.finish({
        "region": region.name, "declared": region.digest, "seed": seed, "clients": clients,
        "client_years": round(years / 12, 1),
    })  # fmt: skip


class _Files:
    """Files that grow portion by portion, each with its digest and its number of rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def add(self, name: str, columns: tables.Columns) -> None:
        """Add columns to a file; the first portion writes the headings."""
        import pyarrow as pa
        from pyarrow import csv as arrow_csv

        table = pa.table({key: pa.array(values) for key, values in columns.items()})
        options = arrow_csv.WriteOptions(
            include_header=name not in self.rows, delimiter=";", quoting_style="needed"
        )
        sink = pa.BufferOutputStream()
        arrow_csv.write_csv(table, sink, options)
        self._append(name, sink.getvalue().to_pybytes(), table.num_rows)

    def add_clients(self, key: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Add rows to the client file of an organisation, or to a next one when it is full."""
        part = 1
        while rows:
            name = f"clients-{key}-{part}.csv" if part > 1 else f"clients-{key}.csv"
            room = MOST_ROWS - self.rows.get(name, 0)
            self._append(name, _csv(rows[:room], name not in self.rows), len(rows[:room]))
            rows, part = rows[room:], part + 1

    def add_text(self, name: str, text: str) -> None:
        """Write a file as a whole."""
        self._append(name, text.encode(), 1)

    def _append(self, name: str, content: bytes, rows: int) -> None:
        with (self.folder / name).open("ab") as file:
            file.write(content)
        self.digests.setdefault(name, hashlib.sha256()).update(content)
        self.rows[name] = self.rows.get(name, 0) + rows

    def finish(self, told: dict[str, Any]) -> dict[str, Any]:
        """Write the manifest, with one digest over all files."""
        files = {
            name: {"sha256": digest.hexdigest(), "rows": self.rows[name]}
            for name, digest in sorted(self.digests.items())
        }
        whole = hashlib.sha256("".join(f"{n}:{f['sha256']}\n" for n, f in files.items()).encode()).hexdigest()
        manifest = {**told, "files": files, "sha256": whole}
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (self.folder / MANIFEST).write_text(text, encoding="utf-8")
        return manifest


def _csv(rows: Iterable[Sequence[str]], with_headings: bool) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\n")
    if with_headings:
        lines.writerow(HEADINGS)
    lines.writerows(rows)
    return text.getvalue().encode()
