"""Opening a dossier for an urgent reason, and the page on which others judge that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms.shields import JudgeForm, UrgentLookForm
from schakel.ground.dossiers.models import UrgentLook
from schakel.ground.dossiers.queries.protection import (
    own_urgent_looks,
    shields_to_review,
    urgent_look_visible,
    urgent_looks_to_judge,
)
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import StaleVersionError
from schakel.web.acting import attempt, once
from schakel.web.pages import GUIDES, PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

OVERSIGHT = "dossiers:oversight"


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def urgent(request: SchakelRequest) -> HttpResponse:
    """Open a dossier that one takes no part in, and read what came of earlier times."""
    form = UrgentLookForm(request.POST or None, may_use_bsn=request.actor.role in REGISTRARS)
    status = 200
    if request.method == "POST":
        done = attempt(
            form, lambda: actions.look_urgently(actor=request.actor, new=form.new_look(), **once(form))
        )
        if done.result is not None:
            messages.warning(request, gettext("Het dossier is tot het einde van vandaag voor u open."))
            return redirect("dossiers:dossier", done.result)
        status = done.status
    context = {"form": form, "looks": own_urgent_looks()}
    return render(request, "dossiers/urgent.html", context, status=status)


@page(GUIDES)
@require_GET
def oversight(request: SchakelRequest) -> HttpResponse:
    """The urgent looks that wait for a judgement, and the shields to look at again."""
    return _page(request)


@page(GUIDES)
@require_POST
def judge(request: SchakelRequest, dossier_id: UUID, look_id: UUID) -> HttpResponse:
    """Say whether an urgent look was just."""
    urgent_look_visible(dossier_id, look_id)
    form = JudgeForm(request.POST, auto_id=f"judge-{look_id}-%s")

    def act() -> UUID:
        return actions.judge_urgent_look(
            actor=request.actor,
            dossier_id=dossier_id,
            look_id=look_id,
            outcome=form.cleaned_data["outcome"],
            words=form.cleaned_data["words"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    try:
        done = attempt(form, act)
    except StaleVersionError:
        messages.info(request, gettext("Een collega heeft deze inzage net beoordeeld."))
        return redirect(OVERSIGHT)
    if not done.is_done:
        return _page(request, {look_id: form}, status=done.status)
    messages.success(request, gettext("Uw oordeel is vastgelegd. Wie keek, en de cliënt, kunnen het lezen."))
    return redirect(OVERSIGHT)


def _page(
    request: SchakelRequest, tried: dict[UUID, JudgeForm] | None = None, status: int = 200
) -> HttpResponse:
    looks, shields = urgent_looks_to_judge(), shields_to_review()
    shown = {look.dossier_id for look in looks} | {held.dossier_id for held in shields}
    log_read(OVERSIGHT, shown, Section.IDENTITY)
    context = {"looks": [_row(look, tried or {}) for look in looks], "shields": shields}
    return keep_reads(render(request, "dossiers/oversight.html", context, status=status))


def _row(look: UrgentLook, tried: dict[UUID, JudgeForm]) -> dict[str, Any]:
    form = tried.get(look.pk) or JudgeForm(initial={"version": look.version}, auto_id=f"judge-{look.pk}-%s")
    return {"look": look, "form": form, "is_tried": look.pk in tried}
