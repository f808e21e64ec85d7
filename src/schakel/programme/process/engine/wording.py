"""The answers in words: durations as people say them, and the sentences that open a report."""

from __future__ import annotations

from schakel.programme.process.engine.analysis import Analysis
from schakel.programme.process.engine.comparing import Comparison, Side
from schakel.programme.process.engine.intervals import Estimate, share
from schakel.programme.process.engine.judging import Verdict
from schakel.programme.process.engine.language import phrase, spoken
from schakel.programme.process.engine.showing import Edge

UNITS = {
    "nl": (
        (86_400, "dag", "dagen"),
        (3_600, "uur", "uur"),
        (60, "minuut", "minuten"),
        (1, "seconde", "seconden"),
    ),
    "en": (
        (86_400, "day", "days"),
        (3_600, "hour", "hours"),
        (60, "minute", "minutes"),
        (1, "second", "seconds"),
    ),
}
SHORT = {"seconden": "sec", "seconde": "sec", "minuten": "min", "minuut": "min",
         "seconds": "sec", "second": "sec", "minutes": "min", "minute": "min"}  # fmt: skip


def number(value: float, digits: int = 0) -> str:
    """A number as it is written in the language: 1.234,5 in Dutch."""
    text = f"{value:,.{digits}f}".replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if spoken() == "nl" else text


def days(value: float) -> str:
    """A number of days, with a decimal only where there is one."""
    text = number(value, 1)
    return text[:-2] if text[-1] == "0" else text


def lasting(seconds: float) -> str:
    """A duration in its largest fitting unit; one decimal below ten."""
    if seconds < 0:
        return f"−{lasting(-seconds)}"
    units = UNITS[spoken()]
    size, one, many = next((unit for unit in units if seconds >= unit[0]), units[-1])
    value = seconds / size
    text = days(value) if value < 10 else number(value)
    return f"{text} {one if text == '1' else many}"


def brief(seconds: float) -> str:
    """The same in short, for a label."""
    count, unit = lasting(seconds).rsplit(" ", 1)
    return f"{count} {SHORT.get(unit, unit)}"


def percent(value: float) -> str:
    """A share in whole percents; never 0 % or 100 % for what is only nearly so."""
    if 0 < value < 0.005:
        return phrase("minder dan 1 %")
    if 0.995 <= value < 1:
        return phrase("meer dan 99 %")
    return phrase("{n} %", n=number(value * 100))


def span(estimate: Estimate) -> str:
    """An interval of durations in words."""
    low, high = (
        lasting(end) if abs(end) < float("inf") else phrase("onbekend")
        for end in (estimate.low, estimate.high)
    )
    return phrase("tussen {low} en {high}", low=low, high=high)


def findings(analysis: Analysis) -> list[str]:
    """What matters most, in sentences."""
    log, lasted = analysis.log, analysis.durations
    lines = [
        phrase(
            "{cases} zaken, {events} gebeurtenissen, {steps} stappen; {refused} rijen geweigerd.",
            cases=number(log.cases.num_rows),
            events=number(log.events.num_rows),
            steps=number(len(log.activities)),
            refused=number(sum(log.intake.refused.values())),
        ),
        phrase(
            "Een zaak duurt gewoonlijk {usual} (mediaan); 9 van de 10 duren hooguit {most}.",
            usual=lasting(lasted["median_seconds"]),
            most=lasting(lasted["p90_seconds"]),
        ),
    ]
    lines += [_longest(analysis.edges)] if analysis.edges else []
    first = analysis.variants[0]
    lines.append(
        phrase(
            "Er zijn {count} verschillende wegen; de meest gekozen weg volgt {part} van de zaken.",
            count=number(len(analysis.variants)),
            part=percent(first.count / log.cases.num_rows),
        )
    )
    return [*lines, *_deadline(analysis), *map(verdict, analysis.verdicts), *_compared(analysis.comparison)]


def _longest(edges: list[Edge]) -> str:
    longest = max(edges, key=lambda edge: edge.total_seconds)
    whole = sum(edge.total_seconds for edge in edges)
    return phrase(
        "De meeste tijd gaat heen tussen ‘{source}’ en ‘{target}’: {part} van alle wachttijd. {wait}",
        source=longest.source,
        target=longest.target,
        part=percent(longest.total_seconds / whole if whole else 0),
        wait=_wait(longest),
    )


def _wait(edge: Edge) -> str:
    return phrase(
        "Dat duurt gewoonlijk {usual}, maar 1 op de 10 keer langer dan {most} ({count} keer).",
        usual=lasting(edge.median_seconds),
        most=lasting(edge.p90_seconds),
        count=number(edge.count),
    )


def _deadline(analysis: Analysis) -> list[str]:
    late = analysis.deadlines
    if late is None or not late.closed:
        return []
    found = share(late.passed, late.closed)
    lines = [
        phrase(
            "{passed} van de {closed} afgesloten zaken gingen over hun termijn heen ({part}, tussen {low} en "
            "{high}).",
            passed=number(late.passed),
            closed=number(late.closed),
            part=percent(found.value),
            low=percent(found.low),
            high=percent(found.high),
        )
    ]
    if late.waits:
        wait = late.waits[0]
        lines.append(
            phrase(
                "Die verloren de meeste tijd tussen ‘{source}’ en ‘{target}’: samen {whole}. {wait}",
                source=wait.source,
                target=wait.target,
                whole=lasting(wait.total_seconds),
                wait=_wait(wait),
            )
        )
    return lines


def verdict(found: Verdict) -> str:
    """A rule with how cases stand to it; a deviation with a reason is counted apart."""
    parts = [phrase("{kept} van {checked} zaken zo", kept=number(found.kept), checked=number(found.checked))]
    parts.append(phrase("{count} afwijkend zonder reden", count=number(found.without_reason)))
    parts.append(phrase("{count} afwijkend met reden", count=number(found.with_reason)))
    parts += [phrase("{count} nog te gaan", count=number(found.pending))] if found.pending else []
    parts += [phrase("{count} niet te beoordelen", count=number(found.unknown))] if found.unknown else []
    return f"{found.rule.sentence} {', '.join(parts)}."


def _compared(found: Comparison | None) -> list[str]:
    if found is None:
        return []
    apart = found.median_seconds
    if apart.low > 0 or apart.high < 0:
        last = phrase("Het verschil is {value}, {span}.", value=lasting(apart.value), span=span(apart))
    else:
        last = phrase("Het verschil kan ook nul zijn, want het interval gaat over nul heen.")
    return [
        phrase(
            "Gewone duur bij {one}; bij {other}. {last}",
            one=_side(found.one),
            other=_side(found.other),
            last=last,
        )
    ]


def _side(side: Side) -> str:
    usual = side.median_seconds
    value = lasting(usual.value) if usual.value < float("inf") else phrase("nog niet bereikt")
    return f"{side.name} (n = {number(side.cases)}): {value}, {span(usual)}"
