"""What the page of a running intake shows: its parts, who holds it, the proposal and what is still to do."""

from __future__ import annotations

from typing import Any

from django.forms import Form

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.intake.completeness import what_lacks
from schakel.jobseekers.intake.forms import IdentityForm, JoinForm, RouteForm, StepForm
from schakel.jobseekers.intake.forms.offers import AnswerForm, OfferForm
from schakel.jobseekers.intake.lead_time import clock_of
from schakel.jobseekers.intake.models import DirectOffer, Intake, IntakeAdviser, IntakePart, Route
from schakel.jobseekers.intake.proposing import proposed_for
from schakel.jobseekers.intake.queries import Seat, advisers_of, offers_of, parts_of, who_may_join
from schakel.jobseekers.intake.queries.steps import steps_of
from schakel.jobseekers.intake.questions import PACKAGES, PARTS
from schakel.jobseekers.intake.routing import Rule


def shown(actor: Actor, intake: Intake, tried: dict[str, Form], *, may_hold: bool) -> dict[str, Any]:
    """The context of a running intake; forms only for who may hold it."""
    parts, advisers = parts_of(intake), advisers_of(intake)
    names = names_of_readers(_readers(intake, parts, advisers))
    context = {
        "parts": [part_shown(row, names) for row in parts],
        "advisers": [(row, names.get(row.reader_id)) for row in advisers],
        "identified_by": names.get(intake.identity_checked_by_id or 0),
        "routed_by": names.get(intake.routed_by_id or 0),
        "offers": answers_awaited(offers_of(intake), tried, may_hold=may_hold),
        "packages": packages_shown(parts),
        "clock": clock_of(intake, parts, steps_of(intake.organisation_id), clock.today()),
    }
    return context | (_forms(actor, intake, parts, advisers, tried) if may_hold else {})


def packages_shown(parts: list[IntakePart]) -> list[tuple[str, Any, list[str]]]:
    """Each package with the names of its parts that are still open, as far as the actor may see them."""
    still_open = {row.key for row in parts if row.saved_at is None}
    return [
        (key, label, [str(PARTS[part].label) for part in keys if part in still_open])
        for key, (label, keys) in PACKAGES.items()
    ]


def answers_awaited(
    offers: list[DirectOffer], tried: dict[str, Form], *, may_hold: bool
) -> list[tuple[DirectOffer, Form | None]]:
    """Each offer with the form on which its answer is written down, for who may."""
    return [(row, _answer(row, tried) if may_hold else None) for row in offers]


def part_shown(row: IntakePart, names: dict[int, Any]) -> dict[str, Any]:
    """One part: how much of it is answered, and who saved it."""
    part = PARTS[row.key]
    return {
        "row": row,
        "part": part,
        "answered": sum(1 for question in part.questions if row.answers.get(question.key)),
        "asked": len(part.questions),
        "by": names.get(row.saved_by_id or 0),
    }


def _readers(intake: Intake, parts: list[IntakePart], advisers: list[IntakeAdviser]) -> set[int]:
    found = {intake.identity_checked_by_id, intake.routed_by_id}
    found |= {row.saved_by_id for row in parts} | {row.reader_id for row in advisers}
    return {reader for reader in found if reader is not None}


def _forms(
    actor: Actor,
    intake: Intake,
    parts: list[IntakePart],
    advisers: list[IntakeAdviser],
    tried: dict[str, Form],
) -> dict[str, Any]:
    start, rule = {"version": intake.version}, proposed_for(actor, intake, parts)
    present = {row.reader_id for row in advisers}
    seats = [seat for seat in who_may_join(intake.dossier_id) if seat.reader_id not in present]
    is_ours = intake.organisation_id == actor.employer_id
    forms: dict[str, Form | None] = {
        "identity_form": IdentityForm(initial=start, auto_id="id_identity_%s"),
        "offer_form": OfferForm(auto_id="id_offer_%s"),
        "join_form": _join(seats, start),
        "take_over_form": None if is_ours else StepForm(initial=start, auto_id="id_take_over_%s"),
        "route_form": RouteForm(initial=start | _first_route(intake, rule), auto_id="id_route_%s"),
        "finish_form": StepForm(initial=start, auto_id="id_finish_%s"),
    }
    return forms | tried | {"proposed": rule, "proposed_label": _label(rule), "lacking": what_lacks(intake)}


def _join(seats: list[Seat], start: dict[str, Any]) -> JoinForm | None:
    return JoinForm(seats=seats, initial=start, auto_id="id_join_%s") if seats else None


def _answer(offer: DirectOffer, tried: dict[str, Form]) -> Form | None:
    if offer.answer:
        return tried.get(str(offer.pk))
    start = {"version": offer.version}
    return tried.get(str(offer.pk)) or AnswerForm(initial=start, auto_id=f"id_{offer.pk}_%s")


def _first_route(intake: Intake, rule: Rule | None) -> dict[str, str]:
    """The route that was chosen, or else the proposal: taking it is one click, and a click it remains."""
    if intake.route:
        return {"route": intake.route}
    return {"route": rule.route} if rule else {}


def _label(rule: Rule | None) -> str:
    return str(Route(rule.route).label) if rule else ""
