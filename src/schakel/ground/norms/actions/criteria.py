"""Wording, weighing or stopping a criterion of good legislation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms import access
from schakel.ground.norms.models import OwnCriterion
from schakel.ground.norms.queries.criteria import AskedCriterion, asked_criterion

LENGTHS = {"label": 120, "question": 300, "reason": 300}


@dataclass(frozen=True, slots=True)
class CriterionSet:
    """A criterion was worded, weighed, taken into use or out of it."""

    check_key: str
    label: str
    question: str
    weight: int
    is_used: bool
    reason: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "criterion.set",
        CriterionSet,
        section=None,
        heading=lambda c: (
            gettext("Criterium van de wetgevingstoets vastgelegd: %(label)s") % {"label": c["label"]}
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )


@action(access.MANAGE)
def set_criterion(
    *,
    actor: Actor,
    organisation_id: UUID,
    check_key: str,
    label: str,
    question: str,
    weight: int,
    is_used: bool,
    reason: str,
    expected_version: int,
) -> str:
    """Ask a criterion in these words from now on, for everybody here; expected_version 0 when nobody did.

    Raises NotFoundError for an unknown check, InvalidError with fields, StaleVersionError.
    """
    found = asked_criterion(check_key)
    if found is None:
        raise not_found()
    said = CriterionSet(check_key, label.strip(), question.strip(), weight, is_used, reason.strip())
    _check(said)
    values = asdict(said) | {"set_by": actor.name, "organisation_id": organisation_id, "set_at": clock.now()}
    _write(found, values, expected_version)
    record(said, organisation_id=organisation_id)
    return check_key


def _check(said: CriterionSet) -> None:
    wrong: dict[str, str] = {}
    for name, most in LENGTHS.items():
        if not 0 < len(getattr(said, name)) <= most:
            wrong[name] = gettext("Vul dit in, met hoogstens %(most)d tekens.") % {"most": most}
    if said.weight not in OwnCriterion.Weight.values:
        wrong["weight"] = gettext("Kies een gewicht uit de lijst.")
    if wrong:
        raise InvalidError(gettext("Dit criterium klopt niet."), gettext("Niet alles is goed."), fields=wrong)


def _write(found: AskedCriterion, values: dict[str, object], expected_version: int) -> None:
    check_key = values.pop("check_key")
    if found.own is not None:
        update_version(found.own, expected_version, **values)
        return
    kept, is_new = OwnCriterion.objects.get_or_create(check_key=check_key, defaults=values)
    if not is_new:
        raise StaleVersionError(kept)
