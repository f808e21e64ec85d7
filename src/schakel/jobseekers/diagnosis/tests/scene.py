"""What tests of diagnoses share: a dossier at UWV and the municipality, and a diagnosis filled in by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.jobseekers.diagnosis.actions import (
    Conclusion,
    Filled,
    NewDiagnosis,
    NewStyle,
    begin_diagnosis,
    conclude_diagnosis,
    sign_part,
)
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.models import DiagnosisPart
from tests.world import Person, World

OURS = own_instruments()[0]
ANSWERS: dict[str, dict[str, int | str]] = {
    "wishes": {"clear": 3, "reachable": 2, "steps": 1, "which": "Chauffeur"},
    "motivation": {"wants": 3, "believes": 2, "doubts": 0},
    "possibilities": {"experience": 2, "available": 3, "responsible": 2, "dutiful": 3},
    "competences": {"craft": 2, "learns": 2, "together": 3, "on_time": 3},
    "limitations": {"lifting": 2, "pace": 0, "times": 0, "travel": 1},
    "self_reliance": {
        "does": 3, "ready": 1, "works_along": 3, "shows_up": 3,
        "starts": 3, "asks": 2, "knows_way": 1, "has_means": 1,
    },
}  # fmt: skip
"""By hand: self-reliant in attitude, and short of means, so the advice is to advise and inform."""


def both_take_part(world: World) -> UUID:
    """A dossier of UWV in which Bas of the municipality takes part."""
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="involved",
            because="samen",
            membership_id=world.bas.membership_id,
        )
    return dossier_id


def begin(person: Person, dossier_id: UUID, mode: str = "alone", second_id: UUID | None = None) -> UUID:
    """A diagnosis with our own instrument."""
    with person.at_work() as actor:
        new = NewDiagnosis(OURS.digest, mode, second_id)
        return begin_diagnosis(actor=actor, dossier_id=dossier_id, new=new)


def sign(person: Person, dossier_id: UUID, diagnosis_id: UUID, *parts: str, **changes: Any) -> None:
    """Parts filled in as above and signed; changes go over the answers."""
    with person.at_work() as actor:
        for part in parts or ANSWERS:
            row = DiagnosisPart.objects.filter(
                diagnosis_id=diagnosis_id, name=part, voice="professional"
            ).first()
            sign_part(
                actor=actor,
                dossier_id=dossier_id,
                diagnosis_id=diagnosis_id,
                part=part,
                filled=Filled({**ANSWERS[part], **{k: v for k, v in changes.items() if k in ANSWERS[part]}}),
                expected_version=row.version if row else 0,
            )


def style(**changes: Any) -> NewStyle:
    """A style with its reason."""
    values: dict[str, Any] = {"style": "motivating", "because": "twijfelt nog", "review_on": in_days(90)}
    return NewStyle(**values | changes)


def conclusion(**changes: Any) -> Conclusion:
    """A whole conclusion that follows the advice."""
    values: dict[str, Any] = {
        "rung": 5,
        "variant": "advise",
        "reason": "fits_profile",
        "months": 6,
        "chance": 70,
        "summary": "Weet wat hij wil en mist de weg.",
        "style": style(),
    }
    return Conclusion(**values | changes)


def conclude(person: Person, dossier_id: UUID, diagnosis_id: UUID, **changes: Any) -> UUID:
    """The conclusion of a diagnosis whose parts are signed."""
    with person.at_work() as actor:
        return conclude_diagnosis(
            actor=actor,
            dossier_id=dossier_id,
            diagnosis_id=diagnosis_id,
            conclusion=conclusion(**changes),
            expected_version=None,
        )


def concluded(world: World, dossier_id: UUID, **changes: Any) -> UUID:
    """A diagnosis from begin to end by Marloes."""
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    return conclude(world.marloes, dossier_id, diagnosis_id, **changes)


def in_days(days: int) -> date:
    """A day from now."""
    return clock.today() + timedelta(days=days)
