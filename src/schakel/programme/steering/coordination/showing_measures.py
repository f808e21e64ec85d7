"""Measures and what sites come to by them, in words for a person and in values for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schakel.programme.steering.coordination.answering import Range, SiteResult, band_of, step_of
from schakel.programme.steering.coordination.measures import Measure
from schakel.programme.steering.coordination.showing import word_values


def measure_values(measure: Measure, found: Sequence[SiteResult]) -> dict[str, Any]:
    """The measure itself, and what the answers of each site come to."""
    return {
        "measure": measure.id,
        "name": word_values(measure.name),
        "source": measure.source,
        "items": [{"id": id_, "name": word_values(word)} for id_, word in measure.items.items()],
        "answers": [
            {"id": id_, "name": word_values(word), "worth": float(measure.worth[id_])}
            for id_, word in measure.answers.items()
        ],
        "parts": [
            {
                "id": part.id,
                "name": word_values(part.name),
                "items": list(part.items),
                "level": word_values(part.level),
            }
            for part in measure.parts
        ],
        "bands": [
            {"id": band.id, "name": word_values(band.name), "from": float(band.start)}
            for band in measure.bands
        ],
        "sites": [_result_values(measure, each) for each in found],
    }


def _result_values(measure: Measure, result: SiteResult) -> dict[str, Any]:
    band = band_of(measure, result)
    step, furthest, skipped = step_of(measure, result)
    return {
        "site": result.site,
        "latest": result.latest,
        "share": _range_values(result.share),
        "band": None if band is None else band.id,
        "realised": list(result.realised),
        "step": step,
        "furthest_step": furthest,
        "skipped": skipped,
        "parts": [
            {
                "id": each.part.id,
                "share": _range_values(each.share),
                "is_realised": each.is_realised,
                "items_realised": list(each.realised),
            }
            for each in result.parts
        ],
        "counts": {item: dict(counts) for item, counts in result.counts.items()},
        "contradicted": list(result.contradicted),
        "lines": dict(result.lines),
    }


def _range_values(share: Range) -> dict[str, float]:
    return {"low": round(float(share.low), 4), "high": round(float(share.high), 4)}


def measure_words(measure: Measure) -> list[str]:
    """The measure in Dutch, with the codes to answer by."""
    lines = [f"{measure.name.dutch} ({measure.source})"]
    lines += [f"  {id_}: {word.dutch}" for id_, word in measure.items.items()]
    return [*lines, "Antwoorden: " + ", ".join(f"{id_} ({w.dutch})" for id_, w in measure.answers.items())]


def result_words(measure: Measure, result: SiteResult) -> list[str]:
    """What the answers of one site come to, in Dutch."""
    parts = [f"  {each.part.name.dutch}: {_range_words(each.share)}" for each in result.parts]
    return [f"{result.site}: {_outcome_words(measure, result)}", *parts] + [
        f"  {item}: twee antwoorden op één dag, tellen niet mee" for item in result.contradicted
    ]


def _outcome_words(measure: Measure, result: SiteResult) -> str:
    if measure.are_steps:
        step, furthest, skipped = step_of(measure, result)
        more = f", misschien {furthest}" if furthest != step else ""
        return f"fase {step or 'nog geen'}{more}" + (f" (zonder {', '.join(skipped)})" if skipped else "")
    if measure.bands:
        band = band_of(measure, result)
        name = "nog niet te zeggen" if band is None else band.name.dutch
        return f"{name}, {_range_words(result.share)} naar coördinatie"
    low, high = result.realised
    return f"{low if low == high else f'{low} tot {high}'} van {len(result.parts)} gerealiseerd"


def _range_words(share: Range) -> str:
    low, high = float(share.low), float(share.high)
    return f"{low:.0%}" if low == high else f"{low:.0%} tot {high:.0%}"
