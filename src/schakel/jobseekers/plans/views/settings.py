"""Pages on which an administrator arranges the ladder and the standard courses of the organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.actions import arrange_ladder, keep_template, stop_template
from schakel.jobseekers.plans.forms.settings import LadderForm, TemplateForm
from schakel.jobseekers.plans.ladder import house_ladder, ladder_from
from schakel.jobseekers.plans.models import PlanTemplate
from schakel.jobseekers.plans.queries.ladder import own_ladder
from schakel.jobseekers.plans.queries.lists import templates_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def ladder(request: SchakelRequest) -> HttpResponse:
    """The rungs of the organisation; steps that were recorded keep the words they had."""
    organisation_id = request.actor.employer_id
    own = own_ladder(organisation_id)
    first = LadderForm.values_of(ladder_from(own.rows) if own else house_ladder())
    form = LadderForm(request.POST or None, initial={**first, "version": own.version if own else 0})
    status = 200
    if request.method == "POST":

        def act() -> UUID:
            version = form.cleaned_data["version"]
            on = {"actor": request.actor, "organisation_id": organisation_id, "rungs": form.rungs()}
            return arrange_ladder(**on, expected_version=version, **once(form))  # type: ignore[arg-type]

        tried = attempt(form, act, stale=_stale())
        if tried.is_done:
            messages.success(request, gettext("De ladder is vastgelegd."))
            return redirect("plans:ladder")
        status = tried.status
    return render(request, "plans/ladder.html", {"form": form, "own": own}, status=status)


@page(ADMINISTRATORS)
@require_GET
def templates(request: SchakelRequest) -> HttpResponse:
    """The standard courses of the organisation."""
    return render(request, "plans/templates.html", {"courses": templates_of(request.actor.employer_id)})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_template(request: SchakelRequest) -> HttpResponse:
    """Write a standard course."""
    return _template_page(request, None)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def template(request: SchakelRequest, course_id: UUID) -> HttpResponse:
    """Change a standard course; plans that run keep their steps."""
    return _template_page(request, _own(request, course_id))


@page(ADMINISTRATORS)
@require_POST
def stop(request: SchakelRequest, course_id: UUID) -> HttpResponse:
    """Offer a standard course no longer."""
    form = SubmitForm(request.POST)

    def act() -> UUID:
        return stop_template(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            template_id=course_id,
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    tried = attempt(form, act, stale=_stale())
    if tried.is_done:
        messages.success(request, gettext("Nieuwe plannen beginnen niet meer met deze standaard."))
    else:
        messages.error(request, " ".join(str(words) for found in form.errors.values() for words in found))
    return redirect("plans:templates")


def _template_page(request: SchakelRequest, row: PlanTemplate | None) -> HttpResponse:
    form = TemplateForm(request.POST or None, initial=TemplateForm.values_of(row) if row else {})
    status = 200
    if request.method == "POST":

        def act() -> UUID:
            return keep_template(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                name=form.cleaned_data["name"],
                steps=form.steps(),
                template_id=row.pk if row else None,
                expected_version=form.cleaned_data["version"] if row else None,
                **once(form),
            )

        tried = attempt(form, act, stale=_stale())
        if tried.is_done:
            messages.success(request, gettext("De standaard is vastgelegd. Plannen die lopen, blijven zo."))
            return redirect("plans:templates")
        status = tried.status
    return render(request, "plans/template.html", {"form": form, "row": row}, status=status)


def _own(request: SchakelRequest, template_id: UUID) -> PlanTemplate:
    found = next((t for t in templates_of(request.actor.employer_id) if t.pk == template_id), None)
    if found is None:
        raise not_found()
    return found


def _stale() -> str:
    return gettext("Een collega wijzigde dit intussen. Open de pagina opnieuw.")
