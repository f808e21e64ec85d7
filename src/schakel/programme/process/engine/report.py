"""The report: one HTML page without scripts, in Dutch, each picture with its table, and the tables as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from schakel.programme.process.engine.analysis import Analysis
from schakel.programme.process.engine.building import NOTES, REASONS
from schakel.programme.process.engine.comparing import Comparison
from schakel.programme.process.engine.intervals import Estimate
from schakel.programme.process.engine.judging import Verdict
from schakel.programme.process.engine.pages import (
    Html,
    bar,
    listing,
    more,
    paragraph,
    section,
    table,
    trace,
)
from schakel.programme.process.engine.picture import Drawn, choose_drawn, draw_map
from schakel.programme.process.engine.showing import Edge
from schakel.programme.process.engine.wording import findings, lasting, number, percent, span

HERE = Path(__file__).parent
# What a page can hold; the CSV files beside it hold everything.
MOST_ROWS, MOST_VARIANTS, MOST_CASES = 300, 25, 100
EDGE_HEADS = ("Van", "Naar", "Aantal", "Gewoonlijk", "9 van 10 binnen", "Werkdagen", "Samen")


def write_report(analysis: Analysis, folder: Path, *, title: str) -> None:
    """Write index.html, kaart.svg and the tables as CSV in a folder. Raises OSError where it can't."""
    folder.mkdir(parents=True, exist_ok=True)
    css = (HERE / "map.css").read_text(encoding="utf-8")
    places = {(edge.source, edge.target): f"#stap-{row}" for row, edge in enumerate(analysis.edges, start=1)}
    drawn = choose_drawn(_counts(analysis), analysis.edges)
    svg = draw_map(
        drawn, {pair: place if int(place[6:]) <= MOST_ROWS else "#tabel" for pair, place in places.items()}
    )
    (folder / "kaart.svg").write_text(
        svg.replace("<defs>", f"<style>{css}</style><defs>", 1), encoding="utf-8"
    )
    parts = [part for part in _parts(analysis, svg, drawn) if part]
    (folder / "index.html").write_text(_page(title, analysis, css, parts), encoding="utf-8")
    for name, rows in _files(analysis):
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)


def _counts(analysis: Analysis) -> dict[str, int]:
    import numpy as np

    log = analysis.log
    counts = np.bincount(log.column("events", "activity"), minlength=len(log.activities))
    return {name: int(count) for name, count in zip(log.activities, counts, strict=True) if count}


def _page(title: str, analysis: Analysis, css: str, parts: Sequence[tuple[str, str, Html]]) -> str:
    links = "".join(f'<li><a href="#{name}">{escape(text)}</a></li>' for name, text, _inner in parts)
    inner = "".join(section(name, text, [html]) for name, text, html in parts)
    own = (HERE / "report.css").read_text(encoding="utf-8")
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Procesanalyse van {escape(title)}</title><style>{own}{css}</style></head><body>"
        '<a class="skip" href="#inhoud">Naar de inhoud</a>'
        f"<header><h1>Hoe zaken werkelijk lopen</h1>{paragraph(_facts(title, analysis), 'muted')}"
        f'<nav aria-label="Onderdelen"><ul>{links}</ul></nav></header>'
        f'<main id="inhoud">{inner}</main></body></html>'
    )


def _facts(title: str, analysis: Analysis) -> str:
    log = analysis.log
    refused = sum(log.intake.refused.values())
    return (
        f"{title} · {number(log.cases.num_rows)} zaken · {number(log.events.num_rows)} gebeurtenissen · "
        f"{number(refused)} rijen geweigerd"
    )


def _parts(analysis: Analysis, svg: str, drawn: Drawn) -> Iterator[tuple[str, str, Html]]:
    yield "opvallend", "Wat opvalt", listing(findings(analysis), "findings")
    yield "kaart", "Kaart", _map(svg, drawn)
    yield "tabel", "Dezelfde kaart als tabel", _edge_table(analysis.edges)
    if analysis.deadlines is not None:
        yield "termijn", "Over de termijn heen", _deadlines(analysis)
    if analysis.verdicts:
        yield "regels", "Regels", _rules(analysis.verdicts)
    if analysis.comparison is not None:
        yield "vergelijking", "Vergelijking", _comparison(analysis.comparison)
    yield "duur", "Doorlooptijd", _durations(analysis)
    yield "wegen", "Wegen door het proces", _variants(analysis)
    if analysis.handovers:
        yield "overdrachten", "Overdrachten", _handovers(analysis)
    yield "gelezen", "Wat is gelezen", _intake(analysis)
    yield "berekening", "Hoe is gerekend", _method(analysis)


def _map(svg: str, drawn: Drawn) -> Html:
    legend = listing(
        [
            "Dikte: hoe vaak.",
            "Getal: gewone wachttijd (mediaan), daaronder hoe vaak.",
            "Amber: het langst wachten.",
        ],
        "legend muted small",
    )
    told = f"De kaart toont {percent(drawn.part_of_transitions)} van alles wat van stap naar stap ging."
    if drawn.steps_left_out or drawn.arrows_left_out:
        told += (
            f" Alleen in de tabel staan {number(drawn.steps_left_out)} stappen en "
            f"{number(drawn.arrows_left_out)} soorten overgangen."
        )
    region = '<div class="scroll" tabindex="0" role="region" aria-label="Kaart, schuifbaar">'
    return Html(f"{legend}{paragraph(told, 'small muted')}{region}{svg}</div>")


def _edge_table(edges: Sequence[Edge]) -> Html:
    told = table("Overgangen tussen stappen, de vaakst voorkomende eerst", EDGE_HEADS,
                 map(_edge, edges[:MOST_ROWS]), words=2, ids="stap")  # fmt: skip
    return Html(told + _rest(len(edges) - MOST_ROWS, "overgangen", "kaart"))


def _edge(edge: Edge) -> tuple[object, ...]:
    return (
        edge.source,
        edge.target,
        number(edge.count),
        lasting(edge.median_seconds),
        lasting(edge.p90_seconds),
        number(edge.median_working_days, 1).removesuffix(",0"),
        lasting(edge.total_seconds),
    )


def _rest(count: int, things: str, file: str) -> Html:
    if count <= 0:
        return Html("")
    link = f'<a href="{file}.csv">{file}.csv</a>'
    return paragraph(Html(f"Nog {number(count)} {things} staan in {link}."), "small")


def _deadlines(analysis: Analysis) -> Html:
    late = analysis.deadlines
    assert late is not None
    told = [
        f"{number(late.passed)} van de {number(late.closed)} afgesloten zaken gingen over hun termijn heen.",
        f"{number(late.open)} zaken zijn nog open; daarvan zijn er {number(late.overdue)} over hun termijn.",
    ]
    told += [f"{number(late.without)} afgesloten zaken hebben geen termijn."] if late.without else []
    told += (
        [f"Bij {number(late.unreadable)} zaken is een van beide tijden niet te lezen."]
        if late.unreadable
        else []
    )
    waits = table("Waar de zaken wachtten die te laat waren, de meeste tijd eerst", EDGE_HEADS,
                  map(_edge, late.waits[:20]), words=2)  # fmt: skip
    return Html(listing(told, "findings") + waits + _case_list("te-laat", late.cases))


def _case_list(file: str, cases: Sequence[str]) -> Html:
    if not cases:
        return Html("")
    inner = paragraph(", ".join(cases[:MOST_CASES])) + _rest(len(cases) - MOST_CASES, "zaken", file)
    return more(f"De {number(len(cases))} zaken", inner)


def _rules(verdicts: Sequence[Verdict]) -> Html:
    heads = (
        "Regel",
        "Geldt voor",
        "Zo gegaan",
        "Anders, zonder reden",
        "Anders, met reden",
        "Nog te gaan",
        "Onbekend",
    )
    rows = [
        (
            Html(escape(found.rule.sentence) + _behind(found)),
            *map(number, (found.checked, found.kept, found.without_reason, found.with_reason)),
            *map(number, (found.pending, found.unknown)),
        )
        for found in verdicts
    ]
    note = "Een afwijking met een vastgelegde reden is maatwerk en geen overtreding; daarom staat zij apart."
    return Html(paragraph(note) + table("Per regel het aantal zaken", heads, rows, words=1))


def _behind(found: Verdict) -> str:
    reasons = [f"‘{reason}’: {number(count)}" for reason, count in found.reasons.items()]
    told = more("Redenen", listing(reasons, "findings")) if reasons else Html("")
    return told + _case_list("regels", [case for case, _reason in found.cases])


def _comparison(found: Comparison) -> Html:
    sides = (found.one, found.other)
    rows = [
        (side.name, number(side.cases), number(side.closed), _lasting(side.median_seconds)) for side in sides
    ]
    heads = (found.column, "Zaken", "Afgesloten", "Gewone duur (95 %-interval)")
    apart = found.median_seconds
    told = f"Verschil in gewone duur: {_lasting(apart)}."
    told += (
        " Het interval gaat over nul heen, dus dit kan toeval zijn." if apart.low <= 0 <= apart.high else ""
    )
    steps = [
        (each.activity, _share(each.one), _share(each.other), _points(each.difference))
        for each in found.activities
    ]
    note = "De intervallen gelden voor alle stappen samen (95 %). Een verschil zegt niet waardoor het komt."
    head = ("Stap", found.one.name, found.other.name, "Verschil in procentpunten")
    return Html(
        table("De twee groepen", heads, rows, words=1)
        + paragraph(told)
        + table("In welk deel van de zaken een stap voorkomt", head, steps, words=1)
        + paragraph(note, "small muted")
    )


def _lasting(estimate: Estimate) -> str:
    if not abs(estimate.value) < float("inf"):
        return f"nog niet bereikt, {span(estimate)}"
    return f"{lasting(estimate.value)}, {span(estimate)}"


def _share(estimate: Estimate) -> str:
    return f"{percent(estimate.value)} ({percent(estimate.low)} – {percent(estimate.high)})"


def _points(estimate: Estimate) -> str:
    value, low, high = (number(100 * part) for part in (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low} tot {high})"


def _durations(analysis: Analysis) -> Html:
    told = analysis.durations
    days = [number(told[f"{point}_working_days"], 1).removesuffix(",0") for point in ("median", "p90")]
    rows: list[tuple[object, ...]] = [
        (
            "Hele zaak",
            number(told["cases"]),
            lasting(told["median_seconds"]),
            lasting(told["p90_seconds"]),
            *days,
        )
    ]
    for each in analysis.between:
        name = f"Van ‘{each.source}’ tot ‘{each.target}’"
        if each.median_seconds is None or each.p90_seconds is None:
            rows.append((name, "0", "–", "–", "–", "–"))
            continue
        points = (each.median_working_days or 0.0, each.p90_working_days or 0.0)
        days = [number(point, 1).removesuffix(",0") for point in points]
        rows.append(
            (name, number(each.count), lasting(each.median_seconds), lasting(each.p90_seconds), *days)
        )
    heads = ("Stuk", "Zaken", "Gewoonlijk", "9 van 10 binnen", "Werkdagen gewoonlijk", "Werkdagen, 9 van 10")
    open_cases = told["cases"] - told["closed"]
    note = (
        f"{number(open_cases)} zaken zijn nog open en tellen mee tot hun laatste gebeurtenis."
        if open_cases
        else ""
    )
    return Html(
        table("Tijd van eerste tot laatste gebeurtenis", heads, rows, words=1)
        + paragraph(note, "small muted")
    )


def _variants(analysis: Analysis) -> Html:
    whole = analysis.log.cases.num_rows
    rows = [
        (trace(each.trace), number(each.count), Html(percent(each.count / whole) + bar(each.count / whole)))
        for each in analysis.variants[:MOST_VARIANTS]
    ]
    told = table("De meest gevolgde wegen", ("Weg", "Zaken", "Deel"), rows, words=1)
    return Html(told + _rest(len(analysis.variants) - MOST_VARIANTS, "wegen", "wegen"))


def _handovers(analysis: Analysis) -> Html:
    crossing = [each for each in analysis.handovers if each.source != each.target]
    rows = [
        (
            each.source,
            each.target,
            number(each.count),
            lasting(each.median_seconds or 0),
            lasting(each.total_seconds or 0),
        )
        for each in crossing[:MOST_ROWS]
    ]
    note = "Vergelijk hiermee geen personen. Kies liever een kolom met organisaties, teams of rollen."
    heads = ("Van", "Naar", "Aantal", "Wacht gewoonlijk", "Samen")
    return Html(
        table("Overdrachten aan een ander, de vaakst voorkomende eerst", heads, rows, words=2)
        + _rest(len(crossing) - MOST_ROWS, "overdrachten", "overdrachten")
        + paragraph(note, "small muted")
    )


def _intake(analysis: Analysis) -> Html:
    intake = analysis.log.intake
    rows = [("Gebruikt", number(intake.kept))]
    rows += [("Weggelaten op verzoek", number(intake.left_out))] if intake.left_out else []
    rows += [
        (f"Geweigerd, want {REASONS[reason]}", number(count)) for reason, count in intake.refused.items()
    ]
    rows += [("Samen: alle rijen van het bestand", number(intake.rows))]
    notes = [f"{number(count)} {NOTES[note]}" for note, count in intake.notes.items()]
    chosen = intake.kept - analysis.log.events.num_rows
    notes += [f"{number(chosen)} gebruikte gebeurtenissen horen bij zaken buiten de keuze"] if chosen else []
    return Html(table("Rijen", ("Wat", "Aantal"), rows, words=1) + listing(notes, "findings"))


def _method(analysis: Analysis) -> Html:
    return listing(
        [
            "Gebeurtenissen staan per zaak op tijd; bij gelijke tijd in de volgorde van het bestand.",
            "Gewoonlijk is de mediaan: de helft duurt korter. 9 van 10 is het punt waar 90 % onder blijft.",
            "Werkdagen zijn maandag tot en met vrijdag, zonder de feestdagen van de Algemene termijnenwet. "
            "Zij worden geteld na de eerste dag tot en met de laatste.",
            f"Wat is afgesloten: {analysis.endings.assumption}.",
            "Een termijn in dagen telt de dagen na de dag zelf. Een open zaak waarvan de termijn nog loopt "
            "is geen afwijking.",
            "Intervallen: Wilson voor delen, Kaplan-Meier met Brookmeyer-Crowley voor mediane duur, en MOVER "
            "voor verschillen.",
        ],
        "findings",
    )


def _files(analysis: Analysis) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    """The whole of each table, under the name of its file."""
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
