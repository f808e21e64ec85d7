"""Governing bodies: the list, one with its seats and decisions, and a meeting with its agenda."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.organisations.access import BODY_KEEPERS
from schakel.ground.organisations.actions import (
    change_body,
    change_body_meeting,
    decide_in_body,
    end_body,
    found_body,
    give_body_task,
    leave_body,
    plan_body_meeting,
    put_on_agenda,
    seat_in_body,
    settle_body_task,
)
from schakel.ground.organisations.forms.bodies import (
    BodyChangeForm,
    BodyForm,
    EndBodyForm,
    ItemForm,
    LeaveForm,
    MeetForm,
    MeetingForm,
    OutcomeForm,
    SeatForm,
    SettleForm,
    TaskForm,
)
from schakel.ground.organisations.models import BodyTask
from schakel.ground.organisations.queries.bodies import (
    ShownBody,
    ShownMeeting,
    bodies,
    seats_of,
    shown_body,
    shown_meeting,
    tasks_of,
)
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import PAGE_SIZE, next_page, place_after
from schakel.web.pages import STAFF, SchakelRequest, page

LIST, ONE, MEETING = "organisations:bodies", "organisations:body", "organisations:body_meeting"


@dataclass(slots=True)
class Deed:
    """One thing that can be done on a page: its form, the act with what it takes, and what is said after."""

    form: Any
    act: Callable[..., Any]
    values: Callable[[Any], dict[str, Any]]
    said: str


@page(STAFF)
@require_GET
def body_list(request: SchakelRequest) -> HttpResponse:
    """Bodies by name: those of one's own organisation, or all; and what they asked of it."""
    own, shows_all = own_organisation(request), request.GET.get("show") == "all"
    after = place_after(request.GET.get("after", ""))
    found = bodies(of=None if shows_all else own, after=after, limit=PAGE_SIZE + 1)
    context = {
        "bodies": found[:PAGE_SIZE],
        "shows_all": shows_all,
        "pager": next_page(found, {"show": "all" if shows_all else ""}),
        "may_add": request.actor.role in BODY_KEEPERS,
        "tasks": tasks_of(own),
    }
    return render(request, "organisations/bodies.html", context)


@page(BODY_KEEPERS)
@require_http_methods(["GET", "POST"])
def new_body(request: SchakelRequest) -> HttpResponse:
    """Record a body of which one's own organisation is the secretariat."""
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("kind", "name", "task")}
        made = acted(request, form, found_body, **values)
        if made:
            messages.success(request, gettext("Het orgaan is vastgelegd. Zet er nu de leden in."))
            return redirect(ONE, made)
    return render(request, "organisations/new_body.html", {"form": form}, status=422 if form.errors else 200)


@page(STAFF)
@require_http_methods(["GET", "POST"])
def body(request: SchakelRequest, body_id: UUID) -> HttpResponse:
    """A body: who sits in it, when it meets, what it decided; its secretariat keeps it up here."""
    shown = shown_body(body_id)
    deeds = _deeds_on_body(request, shown) if _keeps(request, shown) else {}
    done = _done(request, deeds)
    if done:
        return redirect(MEETING, done[1]) if done[0] == "meet" else redirect(ONE, body_id)
    context = {"shown": shown, "body": shown.body, "deeds": deeds}
    return render(request, "organisations/body.html", context, status=_status(deeds))


@page(STAFF)
@require_http_methods(["GET", "POST"])
def meeting(request: SchakelRequest, body_meeting_id: UUID) -> HttpResponse:
    """A meeting: its agenda with what became of each point, and who does what."""
    shown = shown_meeting(body_meeting_id)
    deeds = _deeds_on_meeting(request, shown)
    if _done(request, deeds):
        return redirect(MEETING, body_meeting_id)
    context = {
        "shown": shown,
        "meeting": shown.meeting,
        "body": shown.meeting.body,
        "deeds": deeds,
        "items": [(item, deeds.get(f"item-{item.pk}")) for item in shown.items],
        "tasks": [(task, deeds.get(f"task-{task.pk}")) for task in shown.tasks],
    }
    return render(request, "organisations/body_meeting.html", context, status=_status(deeds))


def _keeps(request: SchakelRequest, shown: ShownBody | ShownMeeting) -> bool:
    one = shown.body if isinstance(shown, ShownBody) else shown.meeting.body
    is_ours = one.keeper_id == request.actor.organisation_id and clock.today() in one.period
    return is_ours and request.actor.role in BODY_KEEPERS


def _deeds_on_body(request: SchakelRequest, shown: ShownBody) -> dict[str, Deed]:
    one, sent = shown.body, _sent(request)
    on = {"body_id": one.pk}
    start = {"name": one.name, "task": one.task, "version": one.version}
    return {
        "seat": Deed(
            SeatForm(sent("seat"), prefix="seat"),
            seat_in_body,
            lambda f: on | {"new": f.new_seat()},
            gettext("De zetel is vastgelegd."),
        ),
        "meet": Deed(
            MeetForm(sent("meet"), prefix="meet"),
            plan_body_meeting,
            lambda f: on | _said(f, "held_on", "place"),
            gettext("De vergadering staat vast. Maak nu de agenda."),
        ),
        "leave": Deed(
            LeaveForm(sent("leave"), prefix="leave", seats=shown.seats),
            leave_body,
            lambda f: on | {"seat_id": f.seat_id} | _said(f, "reason"),
            gettext("De zetel is beëindigd."),
        ),
        "change": Deed(
            BodyChangeForm(sent("change"), prefix="change", initial=start),
            change_body,
            lambda f: on | _said(f, "name", "task") | _version(f),
            gettext("Het orgaan is gewijzigd."),
        ),
        "end": Deed(
            EndBodyForm(sent("end"), prefix="end"),
            end_body,
            lambda f: on | _said(f, "reason"),
            gettext("Het orgaan is beëindigd. Wat het besloot, blijft hier te lezen."),
        ),
    }


def _deeds_on_meeting(request: SchakelRequest, shown: ShownMeeting) -> dict[str, Deed]:
    keeps = _keeps(request, shown)
    deeds = _deeds_of_keeper(request, shown) if keeps else {}
    own = request.actor.organisation_id
    for task in shown.tasks:
        is_theirs = task.seat.organisation_id == own and request.actor.role in BODY_KEEPERS
        if task.done_on is None and (keeps or is_theirs):
            deeds[f"task-{task.pk}"] = _settling(request, task)
    return deeds


def _deeds_of_keeper(request: SchakelRequest, shown: ShownMeeting) -> dict[str, Deed]:
    one, sent = shown.meeting, _sent(request)
    on = {"meeting_id": one.pk}
    names = ("held_on", "place", "report", "cancelled_because")
    start = {name: getattr(one, name) for name in (*names, "version")}
    deeds = {
        "meeting": Deed(
            MeetingForm(sent("meeting"), prefix="meeting", initial=start),
            change_body_meeting,
            lambda f: on | _said(f, *names) | _version(f),
            gettext("De vergadering is bijgewerkt."),
        )
    }
    if one.cancelled_because:
        return deeds
    deeds["put"] = Deed(
        ItemForm(sent("put"), prefix="put"),
        put_on_agenda,
        lambda f: on | _said(f, "subject", "asked"),
        gettext("Het punt staat op de agenda."),
    )
    if shown.is_held:
        deeds |= {f"item-{item.pk}": _deciding(request, item) for item in shown.items}
        deeds["task"] = Deed(
            TaskForm(sent("task"), prefix="task", seats=seats_of(one.body_id)),
            give_body_task,
            lambda f: on | {"seat_id": f.seat_id} | _said(f, "what", "due_on"),
            gettext("De actie is vastgelegd."),
        )
    return deeds


def _deciding(request: SchakelRequest, item: Any) -> Deed:
    name = f"item-{item.pk}"
    start = {key: getattr(item, key) for key in ("outcome", "decision", "because", "version")}
    return Deed(
        OutcomeForm(_sent(request)(name), prefix=name, initial=start),
        decide_in_body,
        lambda f: {"item_id": item.pk} | _said(f, "outcome", "decision", "because") | _version(f),
        gettext("De uitkomst is vastgelegd."),
    )


def _settling(request: SchakelRequest, task: BodyTask) -> Deed:
    name = f"task-{task.pk}"
    return Deed(
        SettleForm(_sent(request)(name), prefix=name, initial={"version": task.version}),
        settle_body_task,
        lambda f: {"task_id": task.pk} | _said(f, "result") | _version(f),
        gettext("De actie is afgerond."),
    )


def _sent(request: SchakelRequest) -> Callable[[str], Any]:
    """What was posted for one deed, or None for the others."""
    chosen = request.POST.get("deed", "")
    return lambda name: request.POST if name == chosen else None


def _said(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _version(form: Any) -> dict[str, Any]:
    return {"expected_version": form.cleaned_data["version"]}


def _done(request: SchakelRequest, deeds: dict[str, Deed]) -> tuple[str, Any] | None:
    """Do what was posted; the deed with what its act returned, or None when there is something to say."""
    if request.method != "POST":
        return None
    name = request.POST.get("deed", "")
    deed = deeds.get(name)
    if deed is None:
        raise not_found()
    if not deed.form.is_valid():
        return None
    try:
        done = acted(request, deed.form, deed.act, **deed.values(deed.form))
    except StaleVersionError:
        deed.form.add_error(
            None, gettext("Een collega heeft dit intussen gewijzigd. Bekijk de pagina opnieuw.")
        )
        return None
    if done is None:
        return None
    messages.success(request, deed.said)
    return name, done


def _status(deeds: dict[str, Deed]) -> int:
    return 422 if any(deed.form.is_bound and deed.form.errors for deed in deeds.values()) else 200
