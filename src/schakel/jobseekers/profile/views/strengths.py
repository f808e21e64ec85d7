"""Adding to a profile and taking off it, on the tab of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.jobseekers.profile import actions
from schakel.jobseekers.profile.forms.strengths import RemoveForm
from schakel.jobseekers.profile.queries import last_occupation_of
from schakel.jobseekers.profile.views.occupation import profile_page
from schakel.jobseekers.profile.views.showing import FORMS
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

WRITERS = professionals_that(Level.READ, Section.WORK_PROFILE)
TAB = "profile:occupation"
ACTS: dict[str, Callable[..., UUID]] = {
    "competence": actions.add_competence,
    "period": actions.add_work_period,
    "limit": actions.add_limit,
}
"""By sort of line the act that adds one."""


@page(WRITERS)
@require_POST
def add(request: SchakelRequest, dossier_id: UUID, line_kind: str) -> HttpResponse:
    """Add a line of one sort."""
    if line_kind not in ACTS:
        raise not_found()
    act, form = ACTS[line_kind], FORMS[line_kind](request.POST, auto_id=f"id_{line_kind}_%s")

    def add_it() -> UUID:
        return act(actor=request.actor, dossier_id=dossier_id, new=form.new_line(), **once(form))

    done = gettext("Het werkprofiel is aangevuld.")
    return _do(request, dossier_id, f"{line_kind}_form", form, add_it, done)


@page(WRITERS)
@require_POST
def remove(request: SchakelRequest, dossier_id: UUID, line_id: UUID) -> HttpResponse:
    """Take a line off with a reason."""
    form = RemoveForm(request.POST, auto_id=f"id_{line_id}_%s")

    def act() -> UUID:
        said = form.cleaned_data
        on: dict[str, Any] = {"dossier_id": dossier_id, "line_id": line_id, "because": said["because"]}
        return actions.remove_line(actor=request.actor, **on, expected_version=said["version"], **once(form))

    done = gettext("De regel is uit het werkprofiel gehaald. In het verloop blijft die staan.")
    return _do(request, dossier_id, str(line_id), form, act, done)


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: Form, act: Callable[[], UUID], done: str
) -> HttpResponse:
    stale = gettext("Iemand anders veranderde dit intussen. Kijk wat er nu staat.")
    tried = attempt(form, act, stale=stale)
    if tried.is_done:
        messages.success(request, done)
        return redirect(TAB, dossier_id)
    row = last_occupation_of(dossier_id)
    return keep_reads(profile_page(request, dossier_id, row, tried={name: form}, status=tried.status))
