"""The tables of a report as rows for CSV: whole, with seconds and days as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schakel.programme.process.engine.analysis import Analysis
from schakel.programme.process.engine.showing import Edge


def report_files(analysis: Analysis) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    """The whole of each table, under the name of its file; names and heads are the same in every language."""
    seconds = (
        "aantal",
        "mediaan_seconden",
        "p90_seconden",
        "mediaan_werkdagen",
        "p90_werkdagen",
        "samen_seconden",
    )
    yield "kaart", [("van", "naar", "aantal", *seconds), *map(_edge_row, analysis.edges)]
    yield "wegen", [("zaken", "stappen"), *((v.count, " > ".join(v.trace)) for v in analysis.variants)]
    yield (
        "overdrachten",
        [
            ("van", "naar", "aantal", "mediaan_seconden", "samen_seconden"),
            *((h.source, h.target, h.count, h.median_seconds, h.total_seconds) for h in analysis.handovers),
        ],
    )
    if analysis.verdicts:
        hits = [(v.rule.id, v.rule.sentence, *hit) for v in analysis.verdicts for hit in v.cases]
        yield "regels", [("regel", "zin", "zaak", "reden"), *hits]
    if analysis.between:
        rows = [(each.source, each.target, *row) for each in analysis.between for row in each.rows]
        yield "tussen", [("van", "tot", "zaak", "seconden", "werkdagen"), *rows]
    if analysis.deadlines is not None:
        yield "te-laat", [("zaak",), *((case,) for case in analysis.deadlines.cases)]


def _edge_row(edge: Edge) -> tuple[object, ...]:
    return (
        edge.source,
        edge.target,
        edge.count,
        edge.median_seconds,
        edge.p90_seconds,
        edge.median_working_days,
        edge.p90_working_days,
        edge.total_seconds,
    )
