"""The route rules of the own organisation and of the house: whom each meets, and whom it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.jobseekers.intake.actions import add_rule, end_rule
from schakel.jobseekers.intake.forms import StepForm
from schakel.jobseekers.intake.forms.rules import RuleForm, TryForm
from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.proposing import house_rules_of, own_rules, rule_in
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import Person, Rule, counterexample_of, example_of, proposal
from schakel.jobseekers.intake.rule_checks import check_rule
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

HOME = "intake:rules"
SETTERS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule in words: its route, why, whom it meets and whom it does not."""

    route: str
    because: str
    meets: str
    misses: str


@page(SETTERS)
@require_http_methods(["GET", "POST"])
def rules(request: SchakelRequest) -> HttpResponse:
    """All rules in their order; adding one after a look at whom it meets; trying them on somebody."""
    form, status, preview = RuleForm(request.POST or None), 200, None
    organisation_id = request.actor.employer_id
    if request.method == "POST" and "preview" in request.POST:
        tried = attempt(form, lambda: check_rule(form.rule(), form.cleaned_data["place"]))
        preview, status = (shown(form.rule()) if tried.is_done else None), tried.status
    elif request.method == "POST":
        on: dict[str, Any] = {"actor": request.actor, "organisation_id": organisation_id}

        def act() -> UUID:
            return add_rule(**on, new=form.rule(), place=form.cleaned_data["place"], **once(form))

        added = attempt(form, act)
        if added.is_done:
            messages.success(request, gettext("De regel doet vanaf vandaag een voorstel. Een mens kiest."))
            return redirect(HOME)
        status = added.status
    context = _context(organisation_id, request) | {"form": form, "preview": preview}
    return render(request, "intake/rules.html", context, status=status)


@page(SETTERS)
@require_POST
def end(request: SchakelRequest, rule_id: UUID) -> HttpResponse:
    """Let an own rule propose nothing any more."""
    form = StepForm(request.POST)
    on: dict[str, Any] = {"actor": request.actor, "organisation_id": request.actor.employer_id}
    if attempt(form, lambda: end_rule(**on, rule_id=rule_id, **once(form))).is_done:
        messages.success(request, gettext("De regel is beëindigd. Gekozen routes blijven staan."))
    else:
        messages.error(request, " ".join(str(words) for words in form.non_field_errors()))
    return redirect(HOME)


def shown(rule: Rule) -> Shown:
    """A rule with somebody whom it meets, and the same person changed so that it does not."""
    other = counterexample_of(rule, BENEFITS, Intake.Entry.values)
    misses = in_words(other) if other is not None else ""
    return Shown(str(Route(rule.route).label), rule.because, in_words(example_of(rule)), misses)


def in_words(person: Person) -> str:
    """A made-up client in a few words."""
    return gettext("%(age)s jaar, %(months)s maanden tot werk, uitkering: %(benefit)s, %(entry)s") % {
        "age": "?" if person.age is None else person.age,
        "months": "?" if person.months is None else person.months,
        "benefit": BENEFITS[person.benefit],
        "entry": Intake.Entry(person.entry).label,
    }


def _context(organisation_id: UUID, request: SchakelRequest) -> dict[str, Any]:
    own, house = own_rules(organisation_id), house_rules_of(organisation_id)
    try_form = TryForm(request.GET if "benefit" in request.GET else None)
    context: dict[str, Any] = {
        "own": [(row, shown(rule_in(row)), StepForm(auto_id=f"id_{row.pk}_%s")) for row in own],
        "house": [shown(rule) for rule in house],
        "try_form": try_form,
    }
    if try_form.is_bound and try_form.is_valid():
        found = proposal([*map(rule_in, own), *house], try_form.person())
        context |= {"was_tried": True, "found": shown(found) if found else None}
    return context
