"""Who is who: the directory, a card for each professional, and one's own card."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.organisations.actions import change_card, place_portrait, remove_portrait
from schakel.ground.organisations.forms.cards import CardForm, PhotoForm, SoughtForm
from schakel.ground.organisations.models import Membership, Professional
from schakel.ground.organisations.portraits import MOST_BYTES
from schakel.ground.organisations.queries import (
    away_today,
    membership_of_reader,
    organisations_on_record,
)
from schakel.ground.organisations.queries.directory import (
    people_found,
    places,
    portrait_of,
    professional_of,
    with_portraits,
)
from schakel.ground.organisations.views.availability import AT_WORK, week_rows
from schakel.web.pages import STAFF, SchakelRequest, page

DIRECTORY = "organisations:directory"


@page(STAFF)
@require_GET
def who_is_who(request: SchakelRequest) -> HttpResponse:
    """Professionals by words, role, organisation and place, page by page."""
    form = SoughtForm(request.GET, organisations=organisations_on_record(), places=places())
    sought = form.sought()
    people, has_more = people_found(sought)
    away = away_today(m.reader_id for m in people)
    photos = with_portraits(m.professional_id for m in people)
    context = {
        "form": form,
        "words": sought.words,
        "is_narrowed": any((sought.words, sought.role, sought.organisation_id, sought.place)),
        "people": [
            {"member": m, "away": away.get(m.reader_id), "has_photo": m.professional_id in photos}
            for m in people
        ],
        "pager": _pager(request, people, has_more),
        "sees_absences": request.actor.role in AT_WORK,
    }
    return render(request, "organisations/directory.html", context)


@page(STAFF)
@require_GET
def card(request: SchakelRequest, professional_id: UUID) -> HttpResponse:
    """One professional: roles, expertise, how and when to reach them, and who stands in today."""
    professional, roles = professional_of(professional_id)
    away = away_today(m.reader_id for m in roles)
    context = {
        "professional": professional,
        "roles": [
            {"member": m, "away": away.get(m.reader_id), "week": week_rows(m.pk, only_known=True)}
            for m in roles
        ],
        "has_photo": professional.pk in with_portraits([professional.pk]),
        "is_own": any(m.reader_id == request.actor.reader_id for m in roles),
    }
    return render(request, "organisations/card.html", context)


@page(STAFF)
@require_GET
def portrait(request: SchakelRequest, professional_id: UUID) -> HttpResponse:
    """The photo of a card."""
    image = portrait_of(professional_id)
    if image is None:
        raise not_found()
    response = HttpResponse(image, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@page(STAFF)
@require_http_methods(["GET", "POST"])
def own_card(request: SchakelRequest) -> HttpResponse:
    """Change what colleagues read of me."""
    professional = _self(request)
    form = CardForm(request.POST or None, initial=_values(professional))
    if request.method == "POST" and form.done(
        lambda: change_card(  # type: ignore[call-arg]
            actor=request.actor,
            card=form.card(),
            expected_version=form.cleaned_data["version"] or 0,
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("Uw kaart is aangepast."))
        return redirect("organisations:card", professional.pk)
    return _own_page(request, professional, form=form)


@page(STAFF)
@require_POST
def own_photo(request: SchakelRequest) -> HttpResponse:
    """Place a photo on my card."""
    professional = _self(request)
    form = PhotoForm(request.POST, request.FILES)
    if form.done(
        lambda: place_portrait(  # type: ignore[call-arg]
            actor=request.actor,
            photo=form.cleaned_data["photo"].read(MOST_BYTES + 1),
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De foto staat op uw kaart."))
        return redirect("organisations:card", professional.pk)
    return _own_page(request, professional, photo_form=form)


@page(STAFF)
@require_POST
def remove_photo(request: SchakelRequest) -> HttpResponse:
    """Take the photo off my card."""
    professional_id = remove_portrait(actor=request.actor)
    messages.success(request, gettext("De foto is van uw kaart gehaald."))
    return redirect("organisations:card", professional_id)


def _own_page(
    request: SchakelRequest,
    professional: Professional,
    *,
    form: CardForm | None = None,
    photo_form: PhotoForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "professional": professional,
        "form": form or CardForm(initial=_values(professional)),
        "photo_form": photo_form or PhotoForm(auto_id="photo-%s"),
        "has_photo": professional.pk in with_portraits([professional.pk]),
    }
    is_wrong = bool(context["form"].errors or context["photo_form"].errors)
    return render(request, "organisations/own_card.html", context, status=422 if is_wrong else 200)


def _self(request: SchakelRequest) -> Professional:
    member = membership_of_reader(request.actor.reader_id)
    if member is None:
        raise not_found()
    return member.professional


def _values(professional: Professional) -> dict[str, Any]:
    names = ("phone", "email", "expertise", "reachable", "version")
    return {name: getattr(professional, name) for name in names}


def _pager(request: SchakelRequest, people: list[Membership], has_more: bool) -> dict[str, str]:
    """Forward from the last row, and back to the start: keyset pages have no numbers."""
    asked = {
        name: request.GET[name] for name in ("q", "role", "organisation", "place") if request.GET.get(name)
    }
    pager = {}
    if has_more:
        pager["next_url"] = f"{reverse(DIRECTORY)}?{urlencode(asked | {'after': str(people[-1].pk)})}"
    if request.GET.get("after"):
        pager["previous_url"] = f"{reverse(DIRECTORY)}?{urlencode(asked)}"
    return pager
