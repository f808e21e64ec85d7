"""Chain partners: the list for everyone at work, one with its history, and the own one to keep up."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import SECTION_LABELS, OrganisationKind, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import Reach, change_reach, give_own_name, use_preset
from schakel.ground.organisations.forms import OwnNameForm, PartnersForm, PresetForm, ReachForm
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.models.agreed_tie import EVERYTHING
from schakel.ground.organisations.queries import (
    names_of,
    partner,
    partners,
    presences_of,
    role_words_of,
    ties_of,
)
from schakel.ground.organisations.queries.agreed_ties import proposals_to, tie_today
from schakel.ground.organisations.queries.chain_ties import chain_tie
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.vocabulary.places import municipality_named, region_choices
from schakel.web.pages import STAFF, SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
PAGE_SIZE = 50


@page(STAFF)
@require_GET
def partner_list(request: SchakelRequest) -> HttpResponse:
    """Chain partners by name, also by a name of before."""
    form = PartnersForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    after = place_after(request.GET.get("after", ""))
    found = partners(asked["q"], kind=asked["kind"], after=after, limit=PAGE_SIZE + 1)
    today = clock.today()
    rows = [(one, one.kind_on(today)) for one in found[:PAGE_SIZE]]
    context = {"form": form, "rows": rows, "asked": asked, "pager": next_page(found, asked)}
    context["may_add"] = may_add = request.actor.role == Role.ADMINISTRATOR
    context["proposals"] = proposals_to(own_organisation(request)) if may_add else []
    return render(request, "organisations/partners.html", context)


@page(STAFF)
@require_GET
def one_partner(request: SchakelRequest, organisation_id: UUID) -> HttpResponse:
    """A chain partner: its names, its own words, where it came from, what became of it, where it is."""
    organisation, today = partner(organisation_id), clock.today()
    context = {
        "organisation": organisation,
        "kind": organisation.kind_on(today),
        "names": names_of(organisation),
        "role_words": role_words_of(organisation),
        "ties": ties_of(organisation_id),
        "chain": _chain(request, organisation),
        "presences": presences_of(organisation_id),
        "municipality": municipality_named(organisation.municipality_code),
        "region": dict(region_choices()).get(organisation.region_code, ""),
        "is_closed": organisation.valid_to is not None and organisation.valid_to <= today,
        "may_edit": request.actor.role == Role.ADMINISTRATOR
        and request.actor.organisation_id == organisation_id,
        "may_tie": request.actor.role == Role.ADMINISTRATOR,
    }
    return render(request, "organisations/partner.html", context)


def _chain(request: SchakelRequest, organisation: Organisation) -> dict[str, Any] | None:
    """The tie of one's own organisation to another one, in words; none to itself."""
    own_kind = request.actor.organisation_kind
    if organisation.pk == request.actor.organisation_id or own_kind == OrganisationKind.NONE:
        return None
    tie = chain_tie(own_kind, organisation.kind, clock.today())
    agreed = tie_today(request.actor.employer_id, organisation.pk)
    most = Section(agreed.sections if agreed is not None else EVERYTHING)
    return {
        "mechanism": agreed.get_mechanism_display() if agreed is not None else tie.mechanism.label,
        "is_narrow": tie.is_narrow,
        "freely": [SECTION_LABELS[section] for section in tie.freely if section & most],
        "consented": [SECTION_LABELS[section] for section in tie.consented if section & most],
        "agreed": agreed,
    }


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def own_names(request: SchakelRequest) -> HttpResponse:
    """Name one's own organisation, its kind or a role anew."""
    organisation = partner(own_organisation(request))
    start = {"version": organisation.version}
    form = OwnNameForm(request.POST or None, organisation=organisation, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = {name: data[name] for name in ("subject", "text", "reason")}
        if acted(request, form, give_own_name, expected_version=data["version"], **values):
            messages.success(request, gettext("De naam is gewijzigd en geldt vanaf vandaag."))
            return redirect("organisations:partner", organisation.pk)
    return _form_page(request, organisation, form, gettext("Eigen namen"))


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def reach(request: SchakelRequest) -> HttpResponse:
    """Put down where one's own organisation is and how it is reached."""
    organisation = partner(own_organisation(request))
    names = ("place", "phone", "region_code", "municipality_code")
    start = {name: getattr(organisation, name) for name in names} | {"version": organisation.version}
    form = ReachForm(request.POST or None, regions=region_choices(), initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = Reach(**{name: data[name] for name in names})
        if acted(request, form, change_reach, reach=new, reason="", expected_version=data["version"]):
            messages.success(request, gettext("De gegevens zijn gewijzigd."))
            return redirect("organisations:partner", organisation.pk)
    return _form_page(request, organisation, form, gettext("Plaats en telefoon"))


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def preset(request: SchakelRequest) -> HttpResponse:
    """Enter a set of chain partners for a region."""
    organisation = partner(own_organisation(request))
    form = PresetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "region")}
        if acted(request, form, use_preset, **values):
            messages.success(request, gettext("De partners die er nog niet waren, zijn ingevoerd."))
            return redirect("organisations:partners")
    return _form_page(request, organisation, form, gettext("Partners van een regio invoeren"))


def place_after(words: str) -> tuple[str, UUID] | None:
    """The place in a list by name that an address names; None for anything else."""
    name, _mark, row_id = words.rpartition("~")
    try:
        return (name, UUID(row_id)) if name else None
    except ValueError:
        return None


def next_page(found: list[Any], asked: dict[str, str]) -> dict[str, str]:
    """The address of what follows, when there is more than one page."""
    if len(found) <= PAGE_SIZE:
        return {}
    last = found[PAGE_SIZE - 1]
    filled = {name: value for name, value in asked.items() if value}
    return {"next_url": "?" + urlencode(filled | {"after": f"{last.name}~{last.pk}"})}


def _form_page(request: SchakelRequest, organisation: Organisation, form: Any, heading: str) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "heading": heading}
    return render(request, "organisations/own.html", context, status=422 if form.errors else 200)
