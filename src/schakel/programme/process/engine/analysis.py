"""One analysis from question to answer: what the command and the report both show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from schakel.programme.process.engine import showing
from schakel.programme.process.engine.building import REASONS
from schakel.programme.process.engine.comparing import Comparison, compare
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.judging import Verdict, judge
from schakel.programme.process.engine.language import phrase
from schakel.programme.process.engine.rules import Rule
from schakel.programme.process.engine.store import Store, open_store
from schakel.programme.process.engine.timing import Between, Deadlines, Endings, between, deadlines, endings


@dataclass(frozen=True)
class Wishes:
    """What to work out beside the map: all optional."""

    end: tuple[str, ...] = ()
    closed: str = ""
    deadline: str = ""
    between: Sequence[tuple[str, str]] = ()
    rules: Sequence[Rule] = ()
    compare: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Analysis:
    """The answers on one log."""

    log: EventLog
    endings: Endings
    edges: list[showing.Edge]
    variants: list[showing.Variant]
    durations: dict[str, Any]
    handovers: list[showing.Handover]
    between: list[Between] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    deadlines: Deadlines | None = None
    comparison: Comparison | None = None


def analyse(log: EventLog, wishes: Wishes, store: Store | None = None) -> Analysis:
    """Work out all answers. Raises InvalidError for a step or attribute that isn't there."""
    store = store or open_store(log)
    ends = endings(log, activities=wishes.end, column=wishes.closed)
    due = deadlines(log, deadline=wishes.deadline, closed=wishes.closed) if wishes.deadline else None
    group = wishes.compare
    return Analysis(
        log,
        ends,
        showing.edges(log, store),
        showing.all_variants(log, store),
        showing.durations(log, store) | {"closed": int(ends.closed.sum()), "assumption": ends.assumption},
        showing.all_handovers(log, store),
        [between(log, store, *pair) for pair in wishes.between],
        [judge(log, store, rule, ends.closed, ends.now) for rule in wishes.rules],
        due,
        compare(log, ends, group[0], (group[1], group[2])) if group else None,
    )


def as_json(analysis: Analysis, most_cases: int) -> dict[str, Any]:
    """The answer as JSON values. Lists of cases stop at most_cases, and then say how many were left out."""
    log, intake = analysis.log, analysis.log.intake
    told = {
        "cases": log.cases.num_rows,
        "events": intake.rows,
        "kept": intake.kept,
        "left_out": intake.left_out,
        "chosen": log.events.num_rows,
        "refused": [
            {"reason": reason, "count": count, "text": phrase(REASONS[reason])}
            for reason, count in intake.refused.items()
        ],
        "notes": dict(intake.notes),
        "edges": showing.values(analysis.edges),
        "variants": showing.values(analysis.variants),
        "durations": analysis.durations,
        "handovers": showing.values(analysis.handovers),
        "between": [_between(each, most_cases) for each in analysis.between],
        "rules": [_verdict(each, most_cases) for each in analysis.verdicts],
    }
    if analysis.deadlines is not None:
        late = analysis.deadlines
        told["deadlines"] = (
            asdict(late) | {"waits": showing.values(late.waits)} | _some(late.cases, most_cases)
        )
    if analysis.comparison is not None:
        told["comparison"] = _without_infinity(asdict(analysis.comparison))
    return told


def _some(cases: Sequence[Any], most: int) -> dict[str, Any]:
    return {"cases": list(cases[:most]), "cases_left_out": max(0, len(cases) - most)}


def _between(each: Between, most: int) -> dict[str, Any]:
    [told] = showing.values([each])
    del told["rows"]
    rows = [{"case": case, "seconds": seconds, "working_days": days} for case, seconds, days in each.rows]
    return told | _some(rows, most)


def _verdict(each: Verdict, most: int) -> dict[str, Any]:
    rows = [{"case": case, "reason": reason} for case, reason in each.cases]
    return {
        "id": each.rule.id,
        "template": each.rule.template,
        "sentence": each.rule.sentence,
        "checked": each.checked,
        "kept": each.kept,
        "deviations": each.with_reason + each.without_reason,
        "with_reason": each.with_reason,
        "without_reason": each.without_reason,
        "pending": each.pending,
        "unknown": each.unknown,
        "reasons": each.reasons,
    } | _some(rows, most)


def _without_infinity(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_infinity(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_infinity(item) for item in value]
    return showing.finite(value)
