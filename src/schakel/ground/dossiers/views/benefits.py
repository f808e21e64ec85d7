"""The tab with rights to a benefit: read by who guides, kept by the back office of who pays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.benefits import BenefitForm, CorrectBenefitForm, EndBenefitForm
from schakel.ground.dossiers.queries.concurrent import concurrent_rows
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people import actions
from schakel.ground.people.models import BenefitEntitlement, regime_label
from schakel.ground.people.queries import entitlements_of
from schakel.ground.people.queries.situations import concurrent_count, situation_of
from schakel.ground.people.situation import Situation
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

TAB = "dossiers:benefits"
CONCURRENT = "dossiers:concurrent"
SITUATIONS: dict[Situation, tuple[str, str | Promise]] = {
    Situation.NONE: ("info", _("geen uitkering")),
    Situation.WITHIN: ("info", _("één uitkering")),
    Situation.TRANSITION: ("soon", _("overgang tussen twee uitkeringen")),
    Situation.CONCURRENT: ("soon", _("samenloop van uitkeringen")),
}


@page(PROFESSIONALS)
@require_GET
def benefits(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The client's rights, newest first, and the situation that follows from them."""
    return _page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def start(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Enter a right that the own organisation pays."""
    form = BenefitForm(request.POST)

    def act() -> UUID:
        return actions.start_entitlement(
            actor=request.actor,
            dossier_id=dossier_id,
            organisation_id=request.actor.employer_id,
            new=form.entitlement(),
            **once(form),
        )

    return _do(request, dossier_id, "start", form, act, gettext("De uitkering is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def end(request: SchakelRequest, dossier_id: UUID, entitlement_id: UUID) -> HttpResponse:
    """Let a right end that the own organisation pays."""
    form = EndBenefitForm(request.POST)

    def act() -> UUID:
        return actions.end_entitlement(
            actor=request.actor,
            dossier_id=dossier_id,
            entitlement_id=entitlement_id,
            valid_to=form.cleaned_data["last_day"] + timedelta(days=1),
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("Het einde van de uitkering is vastgelegd.")
    return _do(request, dossier_id, f"end-{entitlement_id}", form, act, done)


@page(PROFESSIONALS)
@require_POST
def correct(request: SchakelRequest, dossier_id: UUID, entitlement_id: UUID) -> HttpResponse:
    """Put right what was written wrongly of a right; the journal keeps what stood there."""
    form = CorrectBenefitForm(request.POST)

    def act() -> UUID:
        return actions.correct_entitlement(
            actor=request.actor,
            dossier_id=dossier_id,
            entitlement_id=entitlement_id,
            new=form.entitlement(),
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("De uitkering is verbeterd. Wat er eerst stond, blijft in het verloop.")
    return _do(request, dossier_id, f"correct-{entitlement_id}", form, act, done)


@page(REGISTRARS)
@require_GET
def concurrent(request: SchakelRequest) -> HttpResponse:
    """The own clients with two benefits at once, and how many the organisation has."""
    rows = concurrent_rows()
    log_read(CONCURRENT, [row.dossier_id for row in rows], Section.IDENTITY | Section.BENEFIT)
    return render(request, "dossiers/concurrent.html", {"rows": rows, "count": concurrent_count()})


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    frame, tried = dossier_frame(request, dossier_id, tab=TAB, sections=Section.BENEFIT), tried or {}
    if not frame.sections & Section.BENEFIT:
        raise not_found()
    rights, may_keep = list(entitlements_of(dossier_id)), _may_keep()
    situation = situation_of(rights)
    own = request.actor.organisation_id if may_keep else None
    context = frame.context | {
        "rights": [_row(right, right.organisation_id == own, tried) for right in rights],
        "situation": SITUATIONS[situation],
        "is_concurrent": situation == Situation.CONCURRENT,
        "start_form": tried.get("start", BenefitForm()) if may_keep else None,
        "tried": next(iter(tried), ""),
    }
    return keep_reads(render(request, "dossiers/benefits.html", context, status=status))


def _row(right: BenefitEntitlement, is_own: bool, tried: dict[str, ActForm]) -> dict[str, Any]:
    end, correct, today = f"end-{right.pk}", f"correct-{right.pk}", clock.today()
    fresh_end = EndBenefitForm(initial={"version": right.version}, auto_id=f"{end}-%s")
    values = CorrectBenefitForm.values_of(right)
    fresh_correct = CorrectBenefitForm(initial=values, auto_id=f"{correct}-%s")
    is_over = right.valid_to is not None and right.valid_to <= today
    return {
        "right": right,
        "label": regime_label(right.regime, right.valid_from),
        "last_day": right.valid_to - timedelta(days=1) if right.valid_to else None,
        "is_over": is_over,
        "is_to_come": right.valid_from > today,
        "end_name": end,
        "correct_name": correct,
        "end_form": tried.get(end) or (fresh_end if is_own and right.valid_to is None else None),
        "correct_form": tried.get(correct, fresh_correct) if is_own else None,
    }


def _may_keep() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.BENEFIT, Level.WRITE).is_allowed
