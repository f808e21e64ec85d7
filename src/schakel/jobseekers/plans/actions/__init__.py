"""Every write on plans and agreements; one noun per file."""

from schakel.jobseekers.plans.actions.agreeing import (
    NewWitness,
    object_to_plan,
    offer_plan,
    settle_disagreement,
    sign_for_organisation,
    sign_plan,
    withdraw_plan,
    witness_objection,
    witness_signature,
)
from schakel.jobseekers.plans.actions.agreements import (
    NewAgreement,
    change_agreement,
    check_agreement,
    decide,
    evaluate_decision,
    make_agreement,
)
from schakel.jobseekers.plans.actions.closing import NewAnswers, close_plan, evaluate_plan
from schakel.jobseekers.plans.actions.ladder import NewRung, arrange_ladder, take_rung
from schakel.jobseekers.plans.actions.parts import (
    NewPart,
    NewStep,
    add_part,
    add_step,
    change_step,
    check_step,
    remove_step,
)
from schakel.jobseekers.plans.actions.plans import (
    NewBaseline,
    begin_plan,
    remove_goal,
    set_baseline,
    set_rhythm,
    take_lead,
    write_goal,
)
from schakel.jobseekers.plans.actions.templates import keep_template, stop_template
from schakel.jobseekers.plans.actions.wishes import NewWish, block_wish

__all__ = [
    "NewAgreement",
    "NewAnswers",
    "NewBaseline",
    "NewPart",
    "NewRung",
    "NewStep",
    "NewWish",
    "NewWitness",
    "add_part",
    "add_step",
    "arrange_ladder",
    "begin_plan",
    "block_wish",
    "change_agreement",
    "change_step",
    "check_agreement",
    "check_step",
    "close_plan",
    "decide",
    "evaluate_decision",
    "evaluate_plan",
    "keep_template",
    "make_agreement",
    "object_to_plan",
    "offer_plan",
    "remove_goal",
    "remove_step",
    "set_baseline",
    "set_rhythm",
    "settle_disagreement",
    "sign_for_organisation",
    "sign_plan",
    "stop_template",
    "take_lead",
    "take_rung",
    "withdraw_plan",
    "witness_objection",
    "witness_signature",
    "write_goal",
]
