"""The report: one HTML page without scripts, each picture with its table, and the tables as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from schakel.programme.process.engine.analysis import Analysis
from schakel.programme.process.engine.building import NOTES, REASONS
from schakel.programme.process.engine.comparing import Comparison
from schakel.programme.process.engine.intervals import Estimate
from schakel.programme.process.engine.judging import Verdict
from schakel.programme.process.engine.language import phrase, spoken
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
from schakel.programme.process.engine.report_files import report_files
from schakel.programme.process.engine.showing import Edge
from schakel.programme.process.engine.timing import Between
from schakel.programme.process.engine.wording import days, findings, lasting, number, percent, span

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
    for name, rows in report_files(analysis):
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)


def _counts(analysis: Analysis) -> dict[str, int]:
    import numpy as np

    log = analysis.log
    counts = np.bincount(log.column("events", "activity"), minlength=len(log.activities))
    return {name: int(count) for name, count in zip(log.activities, counts, strict=True) if count}


def _page(title: str, analysis: Analysis, css: str, parts: Sequence[tuple[str, str, Html]]) -> str:
    links = "".join(f'<li><a href="#{name}">{escape(phrase(text))}</a></li>' for name, text, _inner in parts)
    inner = "".join(section(name, phrase(text), [html]) for name, text, html in parts)
    own = (HERE / "report.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{spoken()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(phrase('Procesanalyse van {title}', title=title))}</title>"
        f"<style>{own}{css}</style></head>"
        f'<body><a class="skip" href="#inhoud">{phrase("Naar de inhoud")}</a>'
        f"<header><h1>{phrase('Hoe zaken werkelijk lopen')}</h1>{paragraph(_facts(title, analysis), 'muted')}"
        f'<nav aria-label="{phrase("Onderdelen")}"><ul>{links}</ul></nav></header>'
        f'<main id="inhoud">{inner}</main></body></html>'
    )


def _facts(title: str, analysis: Analysis) -> str:
    log = analysis.log
    refused = sum(log.intake.refused.values())
    return phrase(
        "{title} · {cases} zaken · {events} gebeurtenissen · {refused} rijen geweigerd",
        title=title,
        cases=number(log.cases.num_rows),
        events=number(log.events.num_rows),
        refused=number(refused),
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
            phrase("Dikte: hoe vaak."),
            phrase("Getal: gewone wachttijd (mediaan), daaronder hoe vaak."),
            phrase("Amber: het langst wachten."),
        ],
        "legend muted small",
    )
    part = percent(drawn.part_of_transitions)
    told = phrase("De kaart toont {part} van alles wat van stap naar stap ging.", part=part)
    left_out = _left_out(drawn)
    told += phrase(" Alleen in de tabel staan nog {left_out}.", left_out=left_out) if left_out else ""
    name = phrase("Kaart, schuifbaar")
    region = f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
    alone = paragraph(Html(f'<a href="kaart.svg">{phrase("Open de kaart los")}</a>'), "small")
    return Html(f"{legend}{paragraph(told, 'small muted')}{region}{svg}</div>{alone}")


def _left_out(drawn: Drawn) -> str:
    """How many steps and kinds of transitions the map doesn't hold; empty when it holds all."""
    counted = (
        (drawn.steps_left_out, "{n} stap", "{n} stappen"),
        (drawn.arrows_left_out, "{n} soort overgang", "{n} soorten overgangen"),
    )
    words = [phrase(one if n == 1 else many, n=number(n)) for n, one, many in counted if n]
    return phrase(" en ").join(words)


def _heads(*heads: str) -> tuple[str, ...]:
    return tuple(phrase(head) for head in heads)


def _edge_table(edges: Sequence[Edge]) -> Html:
    caption = phrase("Overgangen tussen stappen, de vaakst voorkomende eerst")
    rows = map(_edge, edges[:MOST_ROWS])
    told = table(caption, _heads(*EDGE_HEADS), rows, words=2, ids="stap")
    return Html(told + _rest(len(edges) - MOST_ROWS, "Nog {count} overgangen staan in {link}.", "kaart"))


def _edge(edge: Edge) -> tuple[object, ...]:
    return (
        edge.source,
        edge.target,
        number(edge.count),
        lasting(edge.median_seconds),
        lasting(edge.p90_seconds),
        days(edge.median_working_days),
        lasting(edge.total_seconds),
    )


def _rest(count: int, sentence: str, file: str) -> Html:
    if count <= 0:
        return Html("")
    link = f'<a href="{file}.csv">{file}.csv</a>'
    return paragraph(Html(phrase(sentence, count=number(count), link=link)), "small")


def _deadlines(analysis: Analysis) -> Html:
    late = analysis.deadlines
    assert late is not None
    counted = [
        (late.closed, "{passed} van de {closed} afgesloten zaken gingen over hun termijn heen."),
        (late.open, "Nog open: {open}; daarvan over hun termijn: {overdue}."),
        (late.without, "Afgesloten zonder termijn: {without}."),
        (late.unreadable, "Met een tijd die niet te lezen is: {unreadable}."),
    ]
    names = ("passed", "closed", "open", "overdue", "without", "unreadable")
    words = {name: number(getattr(late, name)) for name in names}
    told = [phrase(sentence, **words) for count, sentence in counted if count]
    caption = phrase("Waar de zaken wachtten die te laat waren, de meeste tijd eerst")
    waits = table(caption, _heads(*EDGE_HEADS), map(_edge, late.waits[:20]), words=2)
    return Html(listing(told, "findings") + waits + _case_list("te-laat", late.cases))


def _case_list(file: str, cases: Sequence[str]) -> Html:
    if not cases:
        return Html("")
    inner = paragraph(", ".join(cases[:MOST_CASES])) + _rest(
        len(cases) - MOST_CASES, "Nog {count} zaken staan in {link}.", file
    )
    return more(phrase("Zaken: {count}", count=number(len(cases))), inner)


def _rules(verdicts: Sequence[Verdict]) -> Html:
    heads = _heads(
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
    note = phrase(
        "Een afwijking met een vastgelegde reden is maatwerk en geen overtreding; daarom staat zij apart."
    )
    return Html(paragraph(note) + table(phrase("Per regel het aantal zaken"), heads, rows, words=1))


def _behind(found: Verdict) -> str:
    reasons = [f"‘{reason}’: {number(count)}" for reason, count in found.reasons.items()]
    told = more(phrase("Redenen"), listing(reasons, "findings")) if reasons else Html("")
    return told + _case_list("regels", [case for case, _reason in found.cases])


def _comparison(found: Comparison) -> Html:
    sides = (found.one, found.other)
    rows = [
        (side.name, number(side.cases), number(side.closed), _lasting(side.median_seconds)) for side in sides
    ]
    heads = (found.column, *_heads("Zaken", "Afgesloten", "Gewone duur (95 %-interval)"))
    apart = found.median_seconds
    told = phrase("Verschil in gewone duur: {value}.", value=_lasting(apart))
    if apart.low <= 0 <= apart.high:
        told += phrase(" Het interval gaat over nul heen, dus dit kan toeval zijn.")
    steps = [
        (each.activity, _share(each.one), _share(each.other), _points(each.difference))
        for each in found.activities
    ]
    note = phrase(
        "De intervallen gelden voor alle stappen samen (95 %). Een verschil zegt niet waardoor het komt."
    )
    head = (phrase("Stap"), found.one.name, found.other.name, phrase("Verschil in procentpunten"))
    return Html(
        table(phrase("De twee groepen"), heads, rows, words=1)
        + paragraph(told)
        + table(phrase("In welk deel van de zaken een stap voorkomt"), head, steps, words=1)
        + paragraph(note, "small muted")
    )


def _lasting(estimate: Estimate) -> str:
    if not abs(estimate.value) < float("inf"):
        return f"{phrase('nog niet bereikt')}, {span(estimate)}"
    return f"{lasting(estimate.value)}, {span(estimate)}"


def _share(estimate: Estimate) -> str:
    return f"{percent(estimate.value)} ({percent(estimate.low)} – {percent(estimate.high)})"


def _points(estimate: Estimate) -> str:
    value, low, high = (number(100 * part) for part in (estimate.value, estimate.low, estimate.high))
    return phrase("{value} ({low} tot {high})", value=value, low=low, high=high)


def _durations(analysis: Analysis) -> Html:
    told = analysis.durations
    whole = (
        told["median_seconds"],
        told["p90_seconds"],
        told["median_working_days"],
        told["p90_working_days"],
    )
    rows = [(phrase("Hele zaak"), number(told["cases"]), *_four(whole)), *map(_between, analysis.between)]
    heads = _heads(
        "Stuk", "Zaken", "Gewoonlijk", "9 van 10 binnen", "Werkdagen gewoonlijk", "Werkdagen, 9 van 10"
    )
    going = told["cases"] - told["closed"]
    sentence = "Nog open, en meegeteld tot hun laatste gebeurtenis: {count}."
    note = paragraph(phrase(sentence, count=number(going)), "small muted") if going else Html("")
    return Html(table(phrase("Tijd van eerste tot laatste gebeurtenis"), heads, rows, words=1) + note)


def _between(each: Between) -> tuple[object, ...]:
    name = phrase("Van ‘{source}’ tot ‘{target}’", source=each.source, target=each.target)
    points = (each.median_seconds, each.p90_seconds, each.median_working_days, each.p90_working_days)
    return (name, number(each.count), *_four(points))


def _four(points: Sequence[float | None]) -> Iterator[str]:
    """Two durations and two numbers of working days; a dash where there is none."""
    for place, point in enumerate(points):
        yield "–" if point is None else lasting(point) if place < 2 else days(point)


def _variants(analysis: Analysis) -> Html:
    whole = analysis.log.cases.num_rows
    rows = [
        (trace(each.trace), number(each.count), Html(percent(each.count / whole) + bar(each.count / whole)))
        for each in analysis.variants[:MOST_VARIANTS]
    ]
    told = table(phrase("De meest gevolgde wegen"), _heads("Weg", "Zaken", "Deel"), rows, words=1)
    return Html(
        told + _rest(len(analysis.variants) - MOST_VARIANTS, "Nog {count} wegen staan in {link}.", "wegen")
    )


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
    note = phrase("Vergelijk hiermee geen personen. Kies liever een kolom met organisaties, teams of rollen.")
    heads = _heads("Van", "Naar", "Aantal", "Wacht gewoonlijk", "Samen")
    return Html(
        table(phrase("Overdrachten aan een ander, de vaakst voorkomende eerst"), heads, rows, words=2)
        + _rest(len(crossing) - MOST_ROWS, "Nog {count} overdrachten staan in {link}.", "overdrachten")
        + paragraph(note, "small muted")
    )


def _intake(analysis: Analysis) -> Html:
    intake = analysis.log.intake
    rows = [(phrase("Gebruikt"), number(intake.kept))]
    rows += [(phrase("Weggelaten op verzoek"), number(intake.left_out))] if intake.left_out else []
    rows += [
        (phrase("Geweigerd, want {reason}", reason=phrase(REASONS[reason])), number(count))
        for reason, count in intake.refused.items()
    ]
    rows += [(phrase("Samen: alle rijen van het bestand"), number(intake.rows))]
    notes = [f"{number(count)} {phrase(NOTES[note])}" for note, count in intake.notes.items()]
    chosen = intake.kept - analysis.log.events.num_rows
    outside = "{count} gebruikte gebeurtenissen horen bij zaken buiten de keuze"
    notes += [phrase(outside, count=number(chosen))] if chosen else []
    told = table(phrase("Rijen"), _heads("Wat", "Aantal"), rows, words=1)
    return Html(told + (listing(notes, "findings") if notes else ""))


METHOD = (
    "Gebeurtenissen staan per zaak op tijd; bij gelijke tijd in de volgorde van het bestand.",
    "Gewoonlijk is de mediaan: de helft duurt korter. 9 van 10 is het punt waar 90 % onder blijft.",
    "Werkdagen zijn maandag tot en met vrijdag, zonder de feestdagen van de Algemene termijnenwet. "
    "Zij worden geteld na de eerste dag tot en met de laatste.",
    "Wat is afgesloten: {assumption}.",
    "Een termijn in dagen telt de dagen na de dag zelf. Een open zaak waarvan de termijn nog loopt is geen "
    "afwijking.",
    "Intervallen: Wilson voor delen, Kaplan-Meier met Brookmeyer-Crowley voor mediane duur, en MOVER voor "
    "verschillen.",
)


def _method(analysis: Analysis) -> Html:
    assumption = analysis.endings.assumption
    return listing([phrase(sentence, assumption=assumption) for sentence in METHOD], "findings")
