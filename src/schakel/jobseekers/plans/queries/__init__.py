"""Every read of plans and agreements; one noun per file."""

from schakel.jobseekers.plans.queries.agreements import (
    DONE_SHOWN,
    SHOWN,
    agreement_visible,
    agreements_of,
    lanes_of,
    may_change,
    plan_of,
    what_must_happen,
)
from schakel.jobseekers.plans.queries.plans import (
    PlanStanding,
    current_plan_of,
    plan_standing,
    plan_visible,
    plans_of,
)
from schakel.jobseekers.plans.queries.versions import waits_for_client

__all__ = [
    "DONE_SHOWN",
    "SHOWN",
    "PlanStanding",
    "agreement_visible",
    "agreements_of",
    "current_plan_of",
    "lanes_of",
    "may_change",
    "plan_of",
    "plan_standing",
    "plan_visible",
    "plans_of",
    "waits_for_client",
    "what_must_happen",
]
