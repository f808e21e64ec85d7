"""Diagnoses in the words of the screen: parts with their scores, the advice, and the scales side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schakel.jobseekers.diagnosis.forms.running import language
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent, Part, said
from schakel.jobseekers.diagnosis.instruments.scoring import Found
from schakel.jobseekers.diagnosis.models import DiagnosisPart, DiagnosisResult
from schakel.jobseekers.diagnosis.queries.diagnoses import Taken, Voice
from schakel.jobseekers.diagnosis.scales import RUNG_LABELS, Mapped


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """A score in words; percent None and words empty with too few answers."""

    title: str
    percent: int | None
    words: str
    level: str
    own_percent: int | None = None
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part on the page: who filled it in, what it scores, and what was said in words."""

    name: str
    title: str
    row: DiagnosisPart | None
    own_row: DiagnosisPart | None
    scores: list[ScoreShown]
    lines: list[tuple[str, str]] = field(default_factory=list)


def parts_shown(taken: Taken) -> list[PartShown]:
    """The six parts about work, in the order of the instrument."""
    return [_part(taken, part) for part in taken.content.core]


def domains_shown(taken: Taken, opened: Iterable[str]) -> list[PartShown]:
    """The parts on life domains that are open; one that nobody asked about is not there, and not missing."""
    wanted = set(opened)
    return [_part(taken, part) for part in taken.content.domains if part.domain in wanted]


def _part(taken: Taken, part: Part) -> PartShown:
    spoken, row = language(), taken.row(part.name)
    scores = [
        _score(taken.scores[part.name, one.name], taken.own_scores[part.name, one.name], spoken)
        for one in part.scores
    ]
    return PartShown(
        part.name,
        said(part.title, spoken),
        row,
        taken.row(part.name, Voice.CLIENT),
        scores,
        _words(part, row, spoken) if row is not None else [],
    )


def _score(found: Found, own: Found, spoken: str) -> ScoreShown:
    return ScoreShown(
        said(found.score.title, spoken),
        found.percent,
        said(found.band.label, spoken) if found.band else "",
        found.band.level if found.band else "",
        own.percent,
        said(own.band.label, spoken) if own.band else "",
    )


def _words(part: Part, row: DiagnosisPart, spoken: str) -> list[tuple[str, str]]:
    """What was answered in words."""
    open_ones = [question for question in part.questions if question.scale is None]
    found = [(said(q.text, spoken), str(row.answers[q.name])) for q in open_ones if row.answers.get(q.name)]
    return [*found, *([("", row.note)] if row.note else [])]


def advice_shown(taken: Taken) -> dict[str, Any]:
    """The advised way of guiding with the scores it rests on, or the scores that are missing for it."""
    spoken, advice = language(), taken.advice
    return {
        "variant": str(DiagnosisResult.Variant(advice.variant).label) if advice.variant else "",
        "because": [
            (said(one.score.title, spoken), said(one.band.label, spoken))
            for one in advice.because
            if one.band
        ],
        "missing": [said(one.title, spoken) for one in advice.missing],
        "rung": str(RUNG_LABELS[taken.rung]) if taken.rung else "",
    }


def instrument_shown(content: InstrumentContent) -> dict[str, Any]:
    """What an instrument is called, by whom it is, and whether it was tested on people."""
    spoken = language()
    return {
        "title": said(content.title, spoken),
        "about": said(content.about, spoken),
        "edition": content.edition,
        "maker": content.maker,
        "is_validated": content.is_validated,
    }


def scale_rows(mapped: Mapped) -> list[dict[str, Any]]:
    """The scales beside each other, a row for each rung."""
    return [
        {"rung": rung, "label": label, "phase": mapped[rung].phase, "is_near": mapped[rung].is_near}
        for rung, label in RUNG_LABELS.items()
    ]
