"""What is recorded of agreements, plans and the ladder; the verbs stand by noun."""

from __future__ import annotations

from schakel.jobseekers.plans.verbs import (
    agreeing,
    agreements,
    closing,
    discussions,
    nameless,
    plans,
    settings,
    weighing,
)
from schakel.jobseekers.plans.verbs.agreeing import (
    PlanAgreed,
    PlanOffered,
    PlanRefused,
    PlanSigned,
    PlanWithdrawn,
)
from schakel.jobseekers.plans.verbs.agreements import AgreementChanged, AgreementChecked, AgreementMade
from schakel.jobseekers.plans.verbs.closing import PlanClosed, PlanEvaluated, RungTaken, WishBlocked
from schakel.jobseekers.plans.verbs.plans import (
    BaselineSet,
    GoalRemoved,
    GoalWritten,
    LeadTaken,
    PartAdded,
    PlanBegun,
    RhythmSet,
    StepAdded,
    StepChanged,
    StepChecked,
    StepRemoved,
)
from schakel.jobseekers.plans.verbs.settings import LadderArranged, TemplateKept, TemplateStopped

__all__ = [
    "OF_AGREEMENT",
    "OF_CASE",
    "OF_PLAN",
    "AgreementChanged",
    "AgreementChecked",
    "AgreementMade",
    "BaselineSet",
    "GoalRemoved",
    "GoalWritten",
    "LadderArranged",
    "LeadTaken",
    "PartAdded",
    "PlanAgreed",
    "PlanBegun",
    "PlanClosed",
    "PlanEvaluated",
    "PlanOffered",
    "PlanRefused",
    "PlanSigned",
    "PlanWithdrawn",
    "RhythmSet",
    "RungTaken",
    "StepAdded",
    "StepChanged",
    "StepChecked",
    "StepRemoved",
    "TemplateKept",
    "TemplateStopped",
    "WishBlocked",
    "register",
]

OF_AGREEMENT = agreements.NAMES
OF_CASE = discussions.NAMES
OF_NAMELESS = nameless.NAMES
OF_PLAN = (*plans.NAMES, *agreeing.NAMES, *closing.NAMES, *weighing.NAMES)
"""What is erased together with a plan."""


def register() -> None:
    """Make this room's verbs known."""
    agreements.register()
    plans.register()
    agreeing.register()
    closing.register()
    settings.register()
    discussions.register()
    nameless.register()
    weighing.register()
