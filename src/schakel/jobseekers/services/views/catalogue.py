"""The catalogue: all services of a day with filters, one service, and an organisation's own."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import DELIVERERS, GUIDES, STAFF
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.model import EVERY_REGIME
from schakel.ground.norms.engine.wording import duty_words
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions import end_local, keep_local, note_knowledge, remove_local
from schakel.jobseekers.services.catalogue.labels import alike
from schakel.jobseekers.services.catalogue.model import CONTENTS, PARTIES, Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.forms.keeping import (
    EndLocalForm,
    KnowledgeForm,
    LocalServiceForm,
    ServiceFilter,
)
from schakel.jobseekers.services.presenting import limits_shown, rules_shown, scheme_words, service_lines
from schakel.jobseekers.services.queries.catalogue import (
    LOCAL,
    all_local,
    knowledge_history,
    local_visible,
    service_named,
    services_of,
)
from schakel.jobseekers.services.queries.levels import levels_of
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

HOME = "services:services"


@page(STAFF)
@require_GET
def services(request: SchakelRequest) -> HttpResponse:
    """All services of a day that fit what was asked."""
    form = ServiceFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    on: date = asked.get("on") or clock.today()
    organisation_id = request.actor.organisation_id
    held = services_of(organisation_id, on)
    context = {
        "form": form,
        "on": on,
        "found": [_row(one) for one in held if _fits(one, asked)],
        "total": len(held),
        "presets": the_catalogue().presets.values(),
        "digest": the_catalogue().digest,
        "may_keep": request.actor.role in access.KEEPERS,
        "may_list": request.actor.role in GUIDES | DELIVERERS,
        "own": all_local(organisation_id) if organisation_id and request.actor.role in access.KEEPERS else [],
        "today": clock.today(),
    }
    return render(request, "services/services.html", context)


def _row(service: Service) -> dict[str, Any]:
    return {
        "service": service,
        "schemes": scheme_words(service),
        "content": CONTENTS[service.content],
        "payer": PARTIES[service.payer],
        "is_local": service.key.startswith(LOCAL),
    }


def _fits(service: Service, asked: dict[str, Any]) -> bool:
    words = asked.get("q", "").casefold().split()
    text = f"{service.name} {service.goal} {service.target} {service.remarks}".casefold()
    scheme = asked.get("scheme", "")
    return (
        all(word in text for word in words)
        and (not scheme or scheme in service.schemes or EVERY_REGIME in service.schemes)
        and asked.get("content", "") in ("", service.content)
        and asked.get("how", "") in ("", service.how)
        and (not asked.get("aimed") or asked["aimed"] in service.aimed_at)
    )


@page(STAFF)
@require_GET
def service(request: SchakelRequest, service_key: str) -> HttpResponse:
    """One service: what it is for, its rules in plain words, the norms it rests on, the cases beside it."""
    found = service_named(service_key, request.actor.organisation_id)
    return render(request, "services/service.html", _context(request, found))


def _context(request: SchakelRequest, found: Service) -> dict[str, Any]:
    is_local = found.key.startswith(LOCAL)
    levels = levels_of([found], request.actor.organisation_id)[found.key]
    preset = next((one for one in the_catalogue().presets.values() if found.key in one.services), None)
    return {
        "service": found,
        "rules": rules_shown(found, levels),
        "limits": limits_shown(found, levels),
        "alike": alike(found, the_catalogue().on(found.start)),
        "lines": service_lines(found),
        "preset": preset,
        "norms": _norms(found),
        "is_now": found.holds_on(clock.today()),
        "knowledge": knowledge_history(found.key, request.actor.employer_id),
        "may_keep": request.actor.role in access.KEEPERS,
        "local_id": found.key.removeprefix(LOCAL) if is_local else None,
    }


def _norms(found: Service) -> list[dict[str, str]]:
    register, rows = the_register(), []
    for name in found.all_norms:
        norm = register.norms[name]
        version = norm.version_on(clock.today()) or norm.versions[-1]
        rows.append({"id": name, "text": duty_words(version, norm.mode, register)})
    return rows


@page(access.KEEPERS)
@require_http_methods(["GET", "POST"])
def knowledge(request: SchakelRequest, service_key: str) -> HttpResponse:
    """Note what the organisation knows of a service."""
    found = service_named(service_key, request.actor.organisation_id)
    form, status = KnowledgeForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: note_knowledge(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                service_key=found.key,
                new=form.new(),
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Wat u weet van de dienst is vastgelegd."))
            return redirect("services:service", found.key)
        status = tried.status
    context = {"form": form, "service": found, "heading": gettext("Wat weet u van deze dienst?")}
    return render(request, "services/keep.html", context, status=status)


@page(access.KEEPERS)
@require_http_methods(["GET", "POST"])
def add_local(request: SchakelRequest) -> HttpResponse:
    """Add an own service."""
    form = LocalServiceForm(request.POST or None, initial={"valid_from": clock.today()})
    return _keep(request, form, None, gettext("Voeg een eigen dienst toe"))


@page(access.KEEPERS)
@require_http_methods(["GET", "POST"])
def change_local(request: SchakelRequest, local_id: UUID) -> HttpResponse:
    """Change an own service."""
    row = local_visible(request.actor.organisation_id, local_id)
    form = LocalServiceForm(request.POST or None, initial=LocalServiceForm.values_of(row))
    return _keep(request, form, local_id, gettext("Wijzig een eigen dienst"))


def _keep(
    request: SchakelRequest, form: LocalServiceForm, local_id: UUID | None, heading: str
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _kept(request, form, local_id), stale=_changed())
        if tried.is_done:
            messages.success(request, gettext("De eigen dienst is vastgelegd."))
            return redirect("services:service", f"{LOCAL}{tried.result}")
        status = tried.status
    return render(request, "services/keep.html", {"form": form, "heading": heading}, status=status)


def _kept(request: SchakelRequest, form: LocalServiceForm, local_id: UUID | None) -> UUID:
    return keep_local(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        new=form.new(),
        local_id=local_id,
        expected_version=form.cleaned_data["version"],
        **once(form),
    )


def _changed() -> str:
    return gettext("Een collega wijzigde dit intussen. Open de pagina opnieuw.")


@page(access.KEEPERS)
@require_http_methods(["GET", "POST"])
def close_local(request: SchakelRequest, local_id: UUID) -> HttpResponse:
    """Give an own service its last day."""
    row = local_visible(request.actor.organisation_id, local_id)
    form, status = EndLocalForm(request.POST or None, initial={"version": row.version}), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: end_local(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                local_id=local_id,
                last_day=form.cleaned_data["last_day"],
                expected_version=form.cleaned_data["version"],
                **once(form),
            ),
            stale=_changed(),
        )
        if tried.is_done:
            messages.success(request, gettext("De eigen dienst heeft een laatste dag gekregen."))
            return redirect(HOME)
        status = tried.status
    context = {"form": form, "heading": gettext("Beëindig %(name)s") % {"name": row.name}, "row": row}
    return render(request, "services/keep.html", context, status=status)


@page(access.KEEPERS)
@require_POST
def drop_local(request: SchakelRequest, local_id: UUID) -> HttpResponse:
    """Take away an own service that was never used."""
    row = local_visible(request.actor.organisation_id, local_id)
    form = ActForm(request.POST)
    tried = attempt(
        form,
        lambda: remove_local(
            actor=request.actor, organisation_id=request.actor.employer_id, local_id=local_id, **once(form)
        ),
    )
    if tried.is_done:
        messages.success(request, gettext("De eigen dienst is verwijderd."))
        return redirect(HOME)
    close = EndLocalForm(initial={"version": row.version})
    context = {"form": close, "heading": gettext("Beëindig %(name)s") % {"name": row.name}, "row": row}
    context["refused"] = str(next(iter(form.non_field_errors()), ""))
    return render(request, "services/keep.html", context, status=tried.status)
