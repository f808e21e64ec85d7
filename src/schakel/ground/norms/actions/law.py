"""Judging the questions of the legislation test."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms import access
from schakel.ground.norms.models.law import LawJudgement, LawState
from schakel.ground.norms.queries.law import Question, question


@dataclass(frozen=True, slots=True)
class LawJudged:
    """A question of the legislation test was confirmed, rejected or opened again."""

    key: str
    text: str
    state: str
    reason: str
    lawyer: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "law.judge", LawJudged, section=None, heading=lambda c: gettext("Wetgevingsvraag beoordeeld")
    )


@action(access.JUDGE)
def judge_law(
    *,
    actor: Actor,
    organisation_id: UUID,
    question_id: UUID,
    state: str,
    reason: str,
    lawyer: str = "",
    expected_version: int = 0,
) -> UUID:
    """Say how a question of today's law stands, and why; expected_version 0 when nobody judged it before.

    Confirming takes the name of the lawyer who did. Raises NotFoundError for a question that the law of
    today does not ask, InvalidError with fields, StaleVersionError when somebody else judged it meanwhile.
    """
    asked = question(question_id, clock.today())
    if asked is None:
        raise not_found()
    said = {"state": state, "reason": reason.strip(), "lawyer": lawyer.strip()}
    _check(said)
    values = said | {
        "text": asked.finding.text,
        "judged_by": actor.name,
        "organisation_id": organisation_id,
        "judged_at": clock.now(),
    }
    _write(asked, values, expected_version)
    content = LawJudged(asked.finding.key, asked.finding.text, **said)
    record(content, organisation_id=organisation_id, things=[Thing("law_question", question_id)])
    return question_id


def _check(said: dict[str, str]) -> None:
    wrong: dict[str, str] = {}
    if said["state"] not in LawState.values:
        wrong["state"] = gettext("Kies hoe de vraag staat.")
    if not 0 < len(said["reason"]) <= 1000:
        wrong["reason"] = gettext("Schrijf op waarom, in hoogstens 1000 tekens.")
    if len(said["lawyer"]) > 120:
        wrong["lawyer"] = gettext("Gebruik hoogstens 120 tekens.")
    if said["state"] == LawState.CONFIRMED and not said["lawyer"]:
        wrong["lawyer"] = gettext("Noem de jurist die dit bevestigt.")
    if wrong:
        raise InvalidError(gettext("Dit oordeel klopt niet."), gettext("Niet alles is goed."), fields=wrong)


def _write(asked: Question, values: dict[str, object], expected_version: int) -> None:
    if asked.judgement is not None:
        update_version(asked.judgement, expected_version, **values)
        return
    defaults = values | {"key": asked.finding.key}
    kept, is_new = LawJudgement.objects.get_or_create(id=asked.id, defaults=defaults)
    if not is_new:
        raise StaleVersionError(kept)
