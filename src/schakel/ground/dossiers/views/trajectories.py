"""Trajectories of a dossier with who pays, and the page on which a right or task is brought to its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, OrganisationKind, Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms import (
    ActForm,
    ChangeTrajectoryForm,
    EndTalkForm,
    EndTrajectoryForm,
    TrajectoryForm,
)
from schakel.ground.dossiers.models import Trajectory
from schakel.ground.dossiers.queries.trajectories import end_talks_of, trajectories_of
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.organisations.queries import organisations_on_record
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

TRAJECTORIES, ENDING = "dossiers:trajectories", "dossiers:ending"
HANDOVERS = "dossiers:handovers"
"""The tab that these pages belong to."""


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def trajectories(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What runs with providers: recorded, changed and ended here."""
    frame = dossier_frame(request, dossier_id, tab=HANDOVERS, sections=Section.PLAN)
    if not frame.sections & Section.PLAN:
        raise not_found()
    rows = trajectories_of(dossier_id)
    offered = _offered(request, rows)
    deed, status = request.POST.get("deed", ""), 200
    if request.method == "POST" and deed in offered:
        status = _attempt(request, dossier_id, deed, offered[deed])
        if status < 400:
            messages.success(request, gettext("Het traject is bijgewerkt."))
            return redirect(TRAJECTORIES, dossier_id)
    context = frame.context | {
        "rows": [_row(row, offered) for row in rows],
        "start": offered.get("start"),
        "tried": deed if status >= 400 else "",
    }
    return keep_reads(render(request, "dossiers/trajectories.html", context, status=status))


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def ending(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The end of a right or a task: the talk, what still runs, and the ways on."""
    frame = dossier_frame(request, dossier_id, tab=HANDOVERS, sections=Section.PLAN | Section.CONTACTS)
    form, status = EndTalkForm(request.POST or None, initial={"held_on": clock.today()}), 200
    if request.method == "POST":
        done = attempt(form, lambda: _hold(request, dossier_id, form))
        status = done.status
        if done.is_done:
            messages.success(request, gettext("Het gesprek over het einde is vastgelegd."))
            return redirect(ENDING, dossier_id)
    context = frame.context | _ending(frame) | {"form": form if frame.may_write else None}
    return keep_reads(render(request, "dossiers/ending.html", context, status=status))


def _hold(request: SchakelRequest, dossier_id: UUID, form: ActForm) -> UUID:
    asked = form.cleaned_data
    return actions.hold_end_talk(
        actor=request.actor,
        dossier_id=dossier_id,
        held_on=asked["held_on"],
        summary=asked["summary"],
        wish=asked["wish"],
        **once(form),
    )


def _ending(frame: Frame) -> dict[str, Any]:
    rows = trajectories_of(frame.dossier.pk)
    return {
        "talks": end_talks_of(frame.dossier.pk),
        "running": [row for row in rows if row.ended_on is None],
        "handovers": frame.handovers,
    }


def _attempt(request: SchakelRequest, dossier_id: UUID, deed: str, form: ActForm) -> int:
    """Do what was posted; returns the status of the page."""
    try:
        return attempt(form, lambda: _act(request, dossier_id, deed, form)).status
    except StaleVersionError as error:
        form.add_error(None, str(error))
        return error.status


def _act(request: SchakelRequest, dossier_id: UUID, deed: str, form: ActForm) -> UUID:
    about: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, **once(form)}
    if isinstance(form, TrajectoryForm):
        return actions.start_trajectory(**about, new=form.new_trajectory())
    asked = form.cleaned_data
    about |= {"trajectory_id": UUID(deed.partition(":")[2]), "expected_version": asked["version"]}
    if isinstance(form, EndTrajectoryForm):
        return actions.end_trajectory(**about, because=asked["because"])
    days = {"planned_end": asked["planned_end"], "paid_until": asked["paid_until"]}
    return actions.change_trajectory(**about, **days, because=asked["because"])


def _offered(request: SchakelRequest, rows: list[Trajectory]) -> dict[str, ActForm]:
    """The forms for who may change plans at the organisation that pays; one per deed and trajectory."""
    context, deed = current_context(), request.POST.get("deed", "")
    if request.actor.role not in REGISTRARS:
        return {}
    if not may(context.actor, context.purpose, Section.PLAN, Level.WRITE).is_allowed:
        return {}
    providers = organisations_on_record().filter(kind=OrganisationKind.PROVIDER)
    data = request.POST if deed == "start" else None
    offered: dict[str, ActForm] = {"start": TrajectoryForm(data, providers=providers, auto_id="start-%s")}
    for row in rows:
        if row.ended_on is None:
            offered |= _forms_of(row, request)
    return offered


def _forms_of(row: Trajectory, request: SchakelRequest) -> dict[str, ActForm]:
    deed = request.POST.get("deed", "")
    days = {"version": row.version, "planned_end": row.planned_end, "paid_until": row.paid_until}
    kinds: dict[str, type[ActForm]] = {"change": ChangeTrajectoryForm, "end": EndTrajectoryForm}
    return {
        f"{name}:{row.pk}": kind(
            request.POST if deed == f"{name}:{row.pk}" else None,
            initial=days,
            auto_id=f"{name}-{row.pk}-%s",
        )
        for name, kind in kinds.items()
    }


def _row(row: Trajectory, offered: dict[str, ActForm]) -> dict[str, Any]:
    return {
        "row": row,
        "change": offered.get(f"change:{row.pk}"),
        "end": offered.get(f"end:{row.pk}"),
        "change_deed": f"change:{row.pk}",
        "end_deed": f"end:{row.pk}",
    }
