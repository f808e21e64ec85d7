"""The members of one's own organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.organisations.actions import end_membership
from schakel.ground.organisations.forms import EndForm
from schakel.ground.organisations.leaving import refusal_to_leave
from schakel.ground.organisations.models import Membership
from schakel.ground.organisations.queries import member_of, memberships_of, teams_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@page(ADMINISTRATORS)
@require_GET
def members(request: SchakelRequest) -> HttpResponse:
    """Who works at the administrator's organisation, in which role and team, since when."""
    organisation_id = _own(request)
    context = {
        "members": list(memberships_of(organisation_id)),
        "teams": list(teams_of(organisation_id)),
        "own_reader": request.actor.reader_id,
    }
    return render(request, "organisations/members.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def end_member(request: SchakelRequest, membership_id: UUID) -> HttpResponse:
    """End somebody's role, with a reason, unless something must be handed on first."""
    member = member_of(_own(request), membership_id)
    form = EndForm(request.POST or None, initial={"version": member.version})
    if request.method == "POST" and _ended(request, member, form):
        words = {"name": member.professional.name, "role": member.role_words}
        messages.success(request, gettext("%(name)s werkt hier niet meer als %(role)s.") % words)
        return redirect("organisations:members")
    context = {"member": member, "form": form, "refusal": refusal_to_leave(member)}
    return render(request, "organisations/end_member.html", context, status=422 if form.errors else 200)


def _ended(request: SchakelRequest, member: Membership, form: EndForm) -> bool:
    def act() -> object:
        return end_membership(
            actor=request.actor,
            organisation_id=member.organisation_id,
            membership_id=member.pk,
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return attempt(form, act).is_done


def _own(request: SchakelRequest) -> UUID:
    if request.actor.organisation_id is None:
        raise not_found()
    return request.actor.organisation_id
