"""The plan of a client: its goals, parts and steps, what was agreed, the ladder, and how it ended."""

from schakel.jobseekers.plans.models.agreement import Agreement, Expectation
from schakel.jobseekers.plans.models.alternative import PlanAlternative
from schakel.jobseekers.plans.models.closing import BlockedWish, PlanEvaluation
from schakel.jobseekers.plans.models.discussion import (
    CaseDiscussion,
    DiscussionAgreement,
    DiscussionCase,
    DiscussionGuest,
)
from schakel.jobseekers.plans.models.ladder import Ladder, RungStep
from schakel.jobseekers.plans.models.nameless import NamelessCase, NamelessSubject
from schakel.jobseekers.plans.models.plan import Plan, PlanGoal, PlanPart, PlanStep
from schakel.jobseekers.plans.models.template import PlanTemplate
from schakel.jobseekers.plans.models.version import PlanSignature, PlanVersion

__all__ = [
    "Agreement",
    "BlockedWish",
    "CaseDiscussion",
    "DiscussionAgreement",
    "DiscussionCase",
    "DiscussionGuest",
    "Expectation",
    "Ladder",
    "NamelessCase",
    "NamelessSubject",
    "Plan",
    "PlanAlternative",
    "PlanEvaluation",
    "PlanGoal",
    "PlanPart",
    "PlanSignature",
    "PlanStep",
    "PlanTemplate",
    "PlanVersion",
    "RungStep",
]
