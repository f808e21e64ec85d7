"""Integrated teams: the list, one with its people and queues, and keeping it up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.organisations.actions import (
    answer_joint_team,
    change_joint_team,
    choose_joint_queue,
    end_joint_team,
    invite_to_joint_team,
    leave_joint_team,
    make_joint_team,
    place_in_joint_team,
    withdraw_joint_invitation,
)
from schakel.ground.organisations.forms import CancelForm
from schakel.ground.organisations.forms.joint_teams import (
    JointInviteForm,
    JointPlaceForm,
    JointQueueForm,
    JointTeamForm,
)
from schakel.ground.organisations.models import JointTeam
from schakel.ground.organisations.queries.joint_teams import (
    invitations_of,
    joint_teams,
    kept_team,
    may_keep,
    partner_row,
    shown_team,
)
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS, PAGE_SIZE, next_page, place_after
from schakel.web.forms import ActForm
from schakel.web.pages import STAFF, SchakelRequest, page

ONE, EDIT, LIST = "organisations:joint_team", "organisations:edit_joint_team", "organisations:joint_teams"


@page(STAFF)
@require_GET
def joint_team_list(request: SchakelRequest) -> HttpResponse:
    """Integrated teams by name: those of one's own organisation, or all; and who asked us in."""
    organisation_id = own_organisation(request)
    shows_all = request.GET.get("show") == "all"
    after = place_after(request.GET.get("after", ""))
    found = joint_teams(of=None if shows_all else organisation_id, after=after, limit=PAGE_SIZE + 1)
    may_add = request.actor.role == Role.ADMINISTRATOR
    context = {
        "teams": found[:PAGE_SIZE],
        "shows_all": shows_all,
        "pager": next_page(found, {"show": "all" if shows_all else ""}),
        "may_add": may_add,
        "asked": invitations_of(organisation_id) if may_add else [],
        "answer_form": ActForm(),
    }
    return render(request, "organisations/joint_teams.html", context)


@page(STAFF)
@require_GET
def joint_team(request: SchakelRequest, joint_team_id: UUID) -> HttpResponse:
    """A team: for whom, where, who is in it by organisation, and the queue of each."""
    shown = shown_team(joint_team_id)
    asked = {partner.organisation_id for partner in shown.asked}
    is_administrator = request.actor.role == Role.ADMINISTRATOR
    context = {
        "shown": shown,
        "team": shown.team,
        "may_edit": may_keep(request.actor, joint_team_id),
        "may_answer": is_administrator and request.actor.organisation_id in asked,
        "answer_form": ActForm(),
        "own_id": request.actor.organisation_id,
    }
    return render(request, "organisations/joint_team.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_joint_team(request: SchakelRequest) -> HttpResponse:
    """Set up a team."""
    form = JointTeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acted(request, form, make_joint_team, new=form.new_team())
        if made:
            messages.success(request, gettext("Het team is gemaakt. Vraag nu de andere organisaties erbij."))
            return redirect(EDIT, made)
    status = 422 if form.errors else 200
    return render(request, "organisations/new_joint_team.html", {"form": form}, status=status)


@page(ADMINISTRATORS)
@require_POST
def answer(request: SchakelRequest, joint_team_id: UUID) -> HttpResponse:
    """Say whether one's own organisation takes part."""
    form, is_accepted = ActForm(request.POST), request.POST.get("answer") == "yes"
    form.is_valid()
    on = {"joint_team_id": joint_team_id, "is_accepted": is_accepted}
    if acted(request, form, answer_joint_team, **on) is None:
        messages.error(request, " ".join(str(one) for one in form.non_field_errors()))
        return redirect(ONE, joint_team_id)
    if is_accepted:
        messages.success(request, gettext("Uw organisatie doet mee. Zet nu uw eigen mensen in het team."))
        return redirect(EDIT, joint_team_id)
    messages.success(request, gettext("Uw organisatie doet niet mee."))
    return redirect(LIST)


@page(STAFF)
@require_http_methods(["GET", "POST"])
def edit_joint_team(request: SchakelRequest, joint_team_id: UUID) -> HttpResponse:
    """Keep up a team: what is known of it, who is asked, one's own people and queue; or leave or end it."""
    team, own = kept_team(request.actor, joint_team_id), own_organisation(request)
    forms = _forms(team, own, is_administrator=request.actor.role == Role.ADMINISTRATOR)
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed in forms:
        form = forms[deed] = _sent(request, team, own, deed)
        if form.is_valid() and _done(request, team, deed, form):
            return redirect(LIST) if deed in ("leave", "end") else redirect(EDIT, team.pk)
    is_refused = any(form.errors for form in forms.values())
    context = {"shown": shown_team(team.pk), "team": team, "forms": forms, "own_id": own}
    return render(request, "organisations/edit_joint_team.html", context, status=422 if is_refused else 200)


def _forms(team: JointTeam, own: UUID, *, is_administrator: bool) -> dict[str, ActForm]:
    names = ("name", "target_group", "caseload", "caseload_words", "version")
    start = {name: getattr(team, name) for name in names}
    start |= {"location": team.location_id, "part_of": team.part_of_id}
    queue_id = partner_row(team.pk, own).queue_id
    forms: dict[str, ActForm] = {
        "team": JointTeamForm(team=team, initial=start),
        "invite": JointInviteForm(prefix="invite", team=team),
        "withdraw": ActForm(prefix="withdraw"),
        "place": JointPlaceForm(prefix="place", organisation_id=own),
        "queue": JointQueueForm(prefix="queue", organisation_id=own, initial={"queue": str(queue_id or "")}),
    }
    if is_administrator:
        forms["leave"] = CancelForm(prefix="leave")
    if is_administrator and team.founder_id == own:
        forms["end"] = CancelForm(prefix="end")
    return forms


def _sent(request: SchakelRequest, team: JointTeam, own: UUID, deed: str) -> ActForm:
    if deed == "team":
        return JointTeamForm(request.POST, team=team)
    if deed == "invite":
        return JointInviteForm(request.POST, prefix=deed, team=team)
    if deed == "place":
        return JointPlaceForm(request.POST, prefix=deed, organisation_id=own)
    if deed == "queue":
        return JointQueueForm(request.POST, prefix=deed, organisation_id=own)
    kind = ActForm if deed == "withdraw" else CancelForm
    return kind(request.POST, prefix=deed)


def _done(request: SchakelRequest, team: JointTeam, deed: str, form: Any) -> bool:
    """Do what the form asks; tells whether it was done."""
    act, values, said = _deed(request, deed, form)
    done = acted(request, form, act, joint_team_id=team.pk, **values)
    if done:
        messages.success(request, said)
    return bool(done)


def _deed(request: SchakelRequest, deed: str, form: Any) -> tuple[Any, dict[str, Any], str]:
    """The act that a form asks for, with what it takes, and the words for when it is done."""
    data = form.cleaned_data
    if deed == "team":
        values = {"new": form.new_team(), "expected_version": data["version"]}
        return change_joint_team, values, gettext("Het team is gewijzigd.")
    if deed == "invite":
        words = gettext("%(name)s is gevraagd.") % {"name": data["invited"].name}
        return invite_to_joint_team, {"invited_id": data["invited"].pk}, words
    if deed == "withdraw":
        values = {"invited_id": _uuid(request.POST.get("invited_id", ""))}
        return withdraw_joint_invitation, values, gettext("De vraag is ingetrokken.")
    if deed == "place":
        values = {"membership_id": data["membership"].pk, "part": data["part"]}
        return place_in_joint_team, values, gettext("Wie er in het team zit, is gewijzigd.")
    if deed == "queue":
        return choose_joint_queue, {"queue_id": form.queue_id()}, gettext("De wachtrij is gekozen.")
    if deed == "leave":
        words = gettext("Uw organisatie doet niet meer mee.")
        return leave_joint_team, {"reason": data["reason"]}, words
    return end_joint_team, {"reason": data["reason"]}, gettext("Het team is beëindigd.")


def _uuid(text: str) -> UUID:
    """What names nothing is an id of nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
