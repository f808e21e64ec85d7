"""Partners' analyses beside each other per topic: whose is whose, and where they say different things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.presenting import PartShown
from schakel.jobseekers.diagnosis.topics import TOPICS

Stance = PartnerAnalysis.Stance
STANCE_MARKS = {
    Stance.HELPS: "good",
    Stance.NEUTRAL: "good",
    Stance.ATTENTION: "soon",
    Stance.HINDERS: "late",
    Stance.UNSURE: "unknown",
}
_DIRECTION = {Stance.HELPS: 1, Stance.NEUTRAL: 1, Stance.ATTENTION: -1, Stance.HINDERS: -1}
"""What asks attention and what hinders point the same way; who can't say yet contradicts nobody."""


@dataclass(frozen=True, slots=True)
class AnalysisShown:
    """One analysis with the mark of what it means for work; is_own: of the reader's organisation."""

    row: PartnerAnalysis
    mark: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class TopicShown:
    """A topic with the analysis that holds of each source, those before them, and our own part beside it."""

    name: str
    label: str | Promise
    latest: list[AnalysisShown]
    earlier: list[AnalysisShown]
    part: PartShown | None
    differs: bool


def by_topic(
    rows: Iterable[PartnerAnalysis], parts: dict[str, PartShown], organisation_id: UUID | None
) -> list[TopicShown]:
    """The topics on which somebody filed something, in their usual order. rows come newest first."""
    found: dict[str, list[PartnerAnalysis]] = {}
    for row in rows:
        found.setdefault(row.topic, []).append(row)
    return [_topic(name, found[name], parts.get(name), organisation_id) for name in TOPICS if name in found]


def _topic(
    name: str, rows: list[PartnerAnalysis], part: PartShown | None, organisation_id: UUID | None
) -> TopicShown:
    latest: dict[UUID, PartnerAnalysis] = {}
    for row in rows:
        if row.withdrawn_on is None:
            latest.setdefault(row.organisation_id, row)
    holding = list(latest.values())
    return TopicShown(
        name,
        TOPICS[name],
        [_shown(row, organisation_id) for row in holding],
        [_shown(row, organisation_id) for row in rows if row not in holding],
        part,
        differ(holding),
    )


def differ(rows: Iterable[PartnerAnalysis]) -> bool:
    """Whether what sources say of one topic points different ways for work."""
    return len({_DIRECTION[Stance(row.stance)] for row in rows if row.stance in _DIRECTION}) > 1


def topics_that_differ(rows: Iterable[PartnerAnalysis]) -> list[str | Promise]:
    """The labels of the topics on which sources disagree."""
    return [topic.label for topic in by_topic(rows, {}, None) if topic.differs]


def _shown(row: PartnerAnalysis, organisation_id: UUID | None) -> AnalysisShown:
    return AnalysisShown(row, STANCE_MARKS[Stance(row.stance)], row.organisation_id == organisation_id)
