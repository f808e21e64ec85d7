"""The questions of the legislation test as they stand: with what was judged of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from schakel.ground.norms.engine.legislation import LawFinding, cells, review
from schakel.ground.norms.models.law import LawJudgement, LawState
from schakel.ground.norms.queries.criteria import criteria_in_use
from schakel.ground.norms.registers import the_register

_SPACE = UUID("6f0f8a0e-6a55-5b0e-9d0c-7f9d2f0c1a44")


@dataclass(frozen=True, slots=True)
class Question:
    """A finding, or whether a scheme's norms on a subject are all registered, with its judgement if any."""

    finding: LawFinding
    judgement: LawJudgement | None

    @property
    def id(self) -> UUID:
        """The same over time, whatever the words of the question."""
        return question_id(self.finding)

    @property
    def is_outdated(self) -> bool:
        """Whether what was judged was asked in other words."""
        return self.judgement is not None and self.judgement.text != self.finding.text

    @property
    def state(self) -> LawState:
        """Open until judged in the words of today."""
        if self.judgement is None or self.is_outdated:
            return LawState.OPEN
        return LawState(self.judgement.state)


def question_id(finding: LawFinding) -> UUID:
    """The id that follows from what a finding is about."""
    return uuid5(_SPACE, finding.key)


def questions(on: date) -> list[Question]:
    """All findings of the law of a day as they stand; two statements."""
    return _with_judgements(review(the_register(), criteria_in_use(), on))


def question(wanted: UUID, on: date) -> Question | None:
    """The finding or the cell with that id, if the law of the day still asks it; two statements."""
    register = the_register()
    asked = [*review(register, criteria_in_use(), on), *cells(register, on)]
    found = [finding for finding in asked if question_id(finding) == wanted]
    return _with_judgements(found)[0] if found else None


def cell_questions(on: date) -> dict[tuple[str, str], Question]:
    """By subject and scheme: whether all norms are registered, as judged; one statement."""
    asked = _with_judgements(cells(the_register(), on))
    return {(q.finding.subject, q.finding.regime): q for q in asked}


def _with_judgements(findings: list[LawFinding]) -> list[Question]:
    """Few questions are judged, so all judgements are read at once rather than hundreds of ids sent."""
    judged = {row.key: row for row in LawJudgement.objects.all()}
    return [Question(finding, judged.get(finding.key)) for finding in findings]
