"""Pages on who works when, who is away and who stands in, and the fixed pairs of an organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import (
    arrange_cover,
    change_absence,
    end_pair,
    make_pair,
    report_absence,
    set_working_hours,
)
from schakel.ground.organisations.forms.availability import (
    AbsenceForm,
    BackOnForm,
    CoverForm,
    FindForm,
    HoursForm,
    PairForm,
)
from schakel.ground.organisations.models import Absence, Membership, Weekday
from schakel.ground.organisations.queries import member_of, membership_of_reader, memberships_of
from schakel.ground.organisations.queries.availability import (
    absence_of,
    absences_at,
    absences_of,
    covering_today,
    pairs_at,
    partner_of,
    partners_for,
    standins_for,
    week_of,
)
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
AT_WORK = PROFESSIONALS | ADMINISTRATORS


@page(AT_WORK)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """My working week, my absences, my partner, and for whom I stand in."""
    member = _self(request)
    context = {
        "member": member,
        "week": week_rows(member.pk),
        "absences": absences_of(member.pk),
        "partner": partner_of(member.pk),
        "covering": covering_today(member.reader_id),
    }
    return render(request, "organisations/availability.html", context)


@page(AT_WORK)
@require_GET
def absences(request: SchakelRequest) -> HttpResponse:
    """Who of the own organisation is away now or soon; whoever nobody stands in for comes first."""
    rows, is_more = absences_at(request.actor.employer_id)
    context = {
        "rows": rows,
        "is_more": is_more,
        "may_change": request.actor.role == Role.ADMINISTRATOR,
        "own_reader": request.actor.reader_id,
    }
    return render(request, "organisations/absences.html", context)


@page(AT_WORK)
@require_http_methods(["GET", "POST"])
def hours(request: SchakelRequest, membership_id: UUID) -> HttpResponse:
    """Write down a working week."""
    member = _may_tell(request, membership_id)
    form = HoursForm(request.POST or None, week=week_of(member.pk))
    if request.method == "POST" and form.done(
        lambda: set_working_hours(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=member.organisation_id,
            membership_id=member.pk,
            week=form.week(),
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De werktijden zijn vastgelegd."))
        return _back(request, member)
    return _render(request, "hours", {"member": member, "form": form})


@page(AT_WORK)
@require_http_methods(["GET", "POST"])
def report(request: SchakelRequest, membership_id: UUID) -> HttpResponse:
    """Report an absence, with who stands in."""
    member = _may_tell(request, membership_id)
    find = FindForm(request.GET)
    form = AbsenceForm(request.POST or None, **_standins(request, member))
    if request.method == "POST" and form.done(
        lambda: report_absence(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=member.organisation_id,
            membership_id=member.pk,
            new=form.new_absence(),
            standin_id=_id(form.cleaned_data["standin"]),
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De afwezigheid is gemeld."))
        return _back(request, member)
    return _render(request, "report_absence", {"member": member, "form": form, "find": find})


@page(AT_WORK)
@require_GET
def absence(request: SchakelRequest, absence_id: UUID) -> HttpResponse:
    """One absence: change when somebody is back, and who stands in."""
    return _absence_page(request, _own_absence(request, absence_id))


@page(AT_WORK)
@require_POST
def change(request: SchakelRequest, absence_id: UUID) -> HttpResponse:
    """Move the day somebody is back."""
    found = _own_absence(request, absence_id)
    form = BackOnForm(request.POST)
    if form.done(
        lambda: change_absence(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=found.membership.organisation_id,
            absence_id=found.pk,
            back_on=form.cleaned_data["back_on"],
            expected_version=form.cleaned_data["version"] or 0,
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De afwezigheid is aangepast."))
        return _back(request, found.membership)
    return _absence_page(request, found, back_form=form)


@page(AT_WORK)
@require_POST
def cover(request: SchakelRequest, absence_id: UUID) -> HttpResponse:
    """Choose who stands in from a day."""
    found = _own_absence(request, absence_id)
    form = CoverForm(request.POST, **_standins(request, found.membership))
    if form.done(
        lambda: arrange_cover(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=found.membership.organisation_id,
            absence_id=found.pk,
            standin_id=UUID(form.cleaned_data["standin"]),
            start=form.cleaned_data["start"],
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("De waarneming is geregeld."))
        return redirect("organisations:absence", found.pk)
    return _absence_page(request, found, cover_form=form)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def pairs(request: SchakelRequest) -> HttpResponse:
    """The fixed pairs of the own members: those that hold, asked by us, asked of us; and make one."""
    organisation_id = request.actor.employer_id
    find = FindForm(request.GET)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    members = [m for m in memberships_of(organisation_id) if m.role != Role.ADMINISTRATOR]
    form = PairForm(
        request.POST or None,
        members=members,
        partners=partners_for(organisation_id, words, _posted(request, "partner")),
    )
    if request.method == "POST" and form.done(
        lambda: make_pair(  # type: ignore[call-arg]
            actor=request.actor,
            organisation_id=organisation_id,
            membership_id=UUID(form.cleaned_data["member"]),
            partner_id=UUID(form.cleaned_data["partner"]),
            submit_key=form.cleaned_data["submit_key"],
        )
    ):
        messages.success(request, gettext("Het vaste koppel is vastgelegd."))
        return redirect("organisations:pairs")
    holding, asked, asked_of_us = pairs_at(organisation_id)
    context = {"form": form, "find": find, "holding": holding, "asked": asked, "asked_of_us": asked_of_us}
    return _render(request, "pairs", context)


@page(ADMINISTRATORS)
@require_POST
def stop_pair(request: SchakelRequest, pair_id: UUID) -> HttpResponse:
    """End a pair, or the wish for one."""
    end_pair(actor=request.actor, organisation_id=request.actor.employer_id, pair_id=pair_id)
    messages.success(request, gettext("Het vaste koppel is beëindigd. Zij nemen niet meer voor elkaar waar."))
    return redirect("organisations:pairs")


def _absence_page(
    request: SchakelRequest,
    found: Absence,
    *,
    back_form: BackOnForm | None = None,
    cover_form: CoverForm | None = None,
) -> HttpResponse:
    [row] = [r for r in absences_of(found.membership_id) if r.absence.pk == found.pk]
    find = FindForm(request.GET)
    start = max(found.valid_from, clock.today())
    standins = _standins(request, found.membership)
    context: dict[str, Any] = {
        "row": row,
        "member": found.membership,
        "find": find,
        "form": cover_form or CoverForm(auto_id="cover-%s", initial={"start": start}, **standins),
        "back_form": back_form
        or BackOnForm(auto_id="back-%s", initial={"back_on": found.valid_to, "version": found.version}),
    }
    is_wrong = bool(context["form"].errors or context["back_form"].errors)
    return render(request, "organisations/absence.html", context, status=422 if is_wrong else 200)


def _standins(request: SchakelRequest, member: Membership) -> dict[str, Any]:
    """The people to choose from; who was chosen stays among them."""
    find = FindForm(request.GET)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    chosen = _posted(request, "standin")
    return {"people": standins_for(member, words, chosen=chosen), "partner": partner_of(member.pk)}


def _posted(request: SchakelRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def _may_tell(request: SchakelRequest, membership_id: UUID) -> Membership:
    """Oneself, or a member of the own organisation for its administrator; nobody else finds the page."""
    member = member_of(request.actor.employer_id, membership_id)
    if member.reader_id != request.actor.reader_id and request.actor.role != Role.ADMINISTRATOR:
        raise not_found()
    return member


def _own_absence(request: SchakelRequest, absence_id: UUID) -> Absence:
    found = absence_of(request.actor.employer_id, absence_id)
    _may_tell(request, found.membership_id)
    return found


def _self(request: SchakelRequest) -> Membership:
    member = membership_of_reader(request.actor.reader_id)
    if member is None:
        raise not_found()
    return member


def _back(request: SchakelRequest, member: Membership) -> HttpResponse:
    is_own = member.reader_id == request.actor.reader_id
    return redirect("organisations:availability" if is_own else "organisations:absences")


def _render(request: SchakelRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, f"organisations/{name}.html", context, status=status)


def week_rows(membership_id: UUID, *, only_known: bool = False) -> list[dict[str, Any]]:
    """The working week for a template; only_known leaves it empty while nobody wrote it down."""
    week = week_of(membership_id)
    if only_known and not week:
        return []
    return [
        {"label": day.label, "times": week.get(day.value)}
        for day in Weekday
        if day.value in week or day.value <= Weekday.FRIDAY
    ]


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
