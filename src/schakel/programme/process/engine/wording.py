"""The answers in Dutch words: durations as people say them, and the sentences that open a report."""

from __future__ import annotations

from schakel.programme.process.engine.analysis import Analysis
from schakel.programme.process.engine.comparing import Comparison
from schakel.programme.process.engine.intervals import Estimate, share
from schakel.programme.process.engine.judging import Verdict
from schakel.programme.process.engine.showing import Edge

UNITS = (
    (86_400, "dag", "dagen"),
    (3_600, "uur", "uur"),
    (60, "minuut", "minuten"),
    (1, "seconde", "seconden"),
)


def number(value: float, digits: int = 0) -> str:
    """A number as it is written in Dutch: 1.234,5."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,"))


def lasting(seconds: float) -> str:
    """A duration in its largest fitting unit; one decimal below ten."""
    if seconds < 0:
        return f"−{lasting(-seconds)}"
    size, one, many = next((unit for unit in UNITS if seconds >= unit[0]), UNITS[-1])
    value = seconds / size
    text = number(value, 1 if value < 10 else 0).removesuffix(",0")
    return f"{text} {one if text == '1' else many}"


def brief(seconds: float) -> str:
    """The same in short, for a label."""
    for long, short in (("seconden", "sec"), ("seconde", "sec"), ("minuten", "min"), ("minuut", "min")):
        if (text := lasting(seconds)).endswith(long):
            return text.replace(long, short)
    return lasting(seconds)


def percent(value: float) -> str:
    """A share in whole percents; never 0 % or 100 % for what is only nearly so."""
    if 0 < value < 0.005:
        return "minder dan 1 %"
    if 0.995 <= value < 1:
        return "meer dan 99 %"
    return f"{number(value * 100)} %"


def span(estimate: Estimate) -> str:
    """An interval of durations in words."""
    ends = [lasting(end) if abs(end) < float("inf") else "onbekend" for end in (estimate.low, estimate.high)]
    return f"tussen {ends[0]} en {ends[1]}"


def findings(analysis: Analysis) -> list[str]:
    """What matters most, in sentences."""
    log, told = analysis.log, analysis.durations
    lines = [
        f"{number(log.cases.num_rows)} zaken, {number(log.events.num_rows)} gebeurtenissen, "
        f"{number(len(log.activities))} stappen; {number(sum(log.intake.refused.values()))} rijen geweigerd.",
        f"Een zaak duurt gewoonlijk {lasting(told['median_seconds'])} (mediaan); "
        f"9 van de 10 duren hooguit {lasting(told['p90_seconds'])}.",
    ]
    if analysis.edges:
        longest = max(analysis.edges, key=lambda edge: edge.total_seconds)
        whole = sum(edge.total_seconds for edge in analysis.edges)
        part = percent(longest.total_seconds / whole) if whole else "0 %"
        lines.append(
            f"De meeste tijd gaat heen tussen ‘{longest.source}’ en ‘{longest.target}’: "
            f"{part} van alle wachttijd. {_wait(longest)}"
        )
    first = analysis.variants[0]
    lines.append(
        f"Er zijn {number(len(analysis.variants))} verschillende wegen; de meest gekozen weg "
        f"volgt {percent(first.count / log.cases.num_rows)} van de zaken."
    )
    return [*lines, *_deadline(analysis), *map(verdict, analysis.verdicts), *_compared(analysis.comparison)]


def _wait(edge: Edge) -> str:
    return (
        f"Dat duurt gewoonlijk {lasting(edge.median_seconds)}, maar 1 op de 10 keer langer dan "
        f"{lasting(edge.p90_seconds)} ({number(edge.count)} keer)."
    )


def _deadline(analysis: Analysis) -> list[str]:
    late = analysis.deadlines
    if late is None or not late.closed:
        return []
    found = share(late.passed, late.closed)
    lines = [
        f"{number(late.passed)} van de {number(late.closed)} afgesloten zaken gingen over hun termijn heen "
        f"({percent(found.value)}, tussen {percent(found.low)} en {percent(found.high)})."
    ]
    if late.waits:
        wait = late.waits[0]
        lines.append(
            f"Die verloren de meeste tijd tussen ‘{wait.source}’ en ‘{wait.target}’: samen "
            f"{lasting(wait.total_seconds)}. {_wait(wait)}"
        )
    return lines


def verdict(found: Verdict) -> str:
    """A rule with how cases stand to it; a deviation with a reason is counted apart."""
    parts = [f"{number(found.kept)} van {number(found.checked)} zaken zo"]
    parts.append(f"{number(found.without_reason)} afwijkend zonder reden")
    parts.append(f"{number(found.with_reason)} afwijkend met reden")
    parts += [f"{number(found.pending)} nog te gaan"] if found.pending else []
    parts += [f"{number(found.unknown)} niet te beoordelen"] if found.unknown else []
    return f"{found.rule.sentence} {', '.join(parts)}."


def _compared(found: Comparison | None) -> list[str]:
    if found is None:
        return []
    sides = [
        f"{side.name} (n = {number(side.cases)}): "
        + (
            lasting(side.median_seconds.value)
            if side.median_seconds.value < float("inf")
            else "nog niet bereikt"
        )
        + f", {span(side.median_seconds)}"
        for side in (found.one, found.other)
    ]
    apart = found.median_seconds
    if apart.low > 0 or apart.high < 0:
        told = f"Het verschil is {lasting(apart.value)}, {span(apart)}."
    else:
        told = "Het verschil kan ook nul zijn, want het interval gaat over nul heen."
    return [f"Gewone duur bij {sides[0]}; bij {sides[1]}. {told}"]
