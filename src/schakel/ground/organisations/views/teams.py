"""The teams of one's own organisation: who is in them since when, making, ending and moving."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.organisations.actions.teams import end_team, found_team, place_in_team
from schakel.ground.organisations.forms.teams import EndTeamForm, MoveForm, TeamForm
from schakel.ground.organisations.queries import member_of, partner, teams_of
from schakel.ground.organisations.queries.teams import (
    fits,
    own_team,
    place_on,
    roles_for_teams,
    teams_shown,
    why_not_end,
)
from schakel.ground.organisations.views.acting import own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

LIST = "organisations:teams"


@page(ADMINISTRATORS)
@require_GET
def teams(request: SchakelRequest) -> HttpResponse:
    """The teams with their people, who is in none, and the integrated teams that the organisation is in."""
    return render(request, "organisations/teams.html", {"shown": teams_shown(own_organisation(request))})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_team(request: SchakelRequest) -> HttpResponse:
    """Make a team."""
    own = own_organisation(request)
    organisation = partner(own)
    form = TeamForm(request.POST or None, organisation=organisation, roles=roles_for_teams(organisation))
    status = 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: found_team(
                actor=request.actor,
                organisation_id=own,
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Het team is gemaakt. Zet er nu mensen in."))
            return redirect(LIST)
        status = tried.status
    return render(request, "organisations/new_team.html", {"form": form}, status=status)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def stop_team(request: SchakelRequest, team_id: UUID) -> HttpResponse:
    """End a team, unless somebody or something is still in it."""
    own = own_organisation(request)
    team, form, status = own_team(own, team_id), EndTeamForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: end_team(
                actor=request.actor,
                organisation_id=own,
                team_id=team_id,
                reason=form.cleaned_data["reason"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("%(name)s is beëindigd.") % {"name": team.name})
            return redirect(LIST)
        status = tried.status
    context = {"team": team, "form": form, "refusal": why_not_end(team)}
    return render(request, "organisations/end_team.html", context, status=status)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def move(request: SchakelRequest, membership_id: UUID) -> HttpResponse:
    """Put somebody in another team, or in none, from a day on."""
    own, today = own_organisation(request), clock.today()
    member = member_of(own, membership_id)
    fitting = [team for team in teams_of(own) if fits(member.role, team.role)]
    now = place_on(member, today)
    initial = {"version": member.version, "on": today, "team_id": now.pk if now else None}
    form, status = MoveForm(request.POST or None, teams=fitting, initial=initial), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: place_in_team(
                actor=request.actor,
                organisation_id=own,
                membership_id=membership_id,
                team_id=form.cleaned_data["team_id"] or None,
                on=form.cleaned_data["on"],
                expected_version=form.cleaned_data["version"] or 0,
                **once(form),
            ),
            stale=gettext("Een collega wijzigde dit intussen. Kijk hoe het er nu voor staat."),
        )
        if tried.is_done:
            words = {"name": member.professional.name, "day": long_date(form.cleaned_data["on"])}
            messages.success(request, gettext("%(name)s: geregeld vanaf %(day)s.") % words)
            return redirect(LIST)
        status = tried.status
    context = {"member": member, "form": form, "now": now}
    return render(request, "organisations/move.html", context, status=status)
