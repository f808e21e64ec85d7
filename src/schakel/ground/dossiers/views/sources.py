"""The page on which an organisation judges whether its data may go to others."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import SECTION_LABELS, Role, Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms.sources import JudgementForm
from schakel.ground.dossiers.queries.sources import judgements
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

PAGE = "dossiers:sources"
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@page(PROFESSIONALS | ADMINISTRATORS)
@require_GET
def sources(request: SchakelRequest) -> HttpResponse:
    """How the data of each organisation is judged; an administrator judges those of their own."""
    return _page(request, JudgementForm())


@page(ADMINISTRATORS)
@require_POST
def judge(request: SchakelRequest) -> HttpResponse:
    """Record a judgement."""
    form = JudgementForm(request.POST)
    done = attempt(
        form,
        lambda: actions.judge_source(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            new=form.new_judgement(),
            **once(form),
        ),
    )
    if not done.is_done:
        return _page(request, form, status=done.status)
    messages.success(request, gettext("Het oordeel is vastgelegd en geldt vanaf nu."))
    return redirect(PAGE)


def _page(request: SchakelRequest, form: JudgementForm, status: int = 200) -> HttpResponse:
    rows = [{"row": row, "section": SECTION_LABELS[Section(row.section_bit)]} for row in judgements()]
    is_administrator = request.actor.role == Role.ADMINISTRATOR
    context = {"rows": rows, "form": form if is_administrator else None}
    return render(request, "dossiers/sources.html", context, status=status)
