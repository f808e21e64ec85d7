"""Answering many organisations at once: chosen from the list, counted, and told what happened with each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import answer_join_requests
from schakel.ground.dossiers.actions.join_answers import MOST_ANSWERED
from schakel.ground.dossiers.forms.join_requests import JoinAnswersForm
from schakel.ground.dossiers.queries.join_answers import Judged, Verdict, judged
from schakel.ground.dossiers.views.join_requests import LIST, list_page
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.submissions import result_of
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page

PAGE = "dossiers:answer_join_requests"


@page(REGISTRARS)
@require_POST
def answer_many(request: SchakelRequest) -> HttpResponse:
    """Count what was chosen, ask for one answer with one reason, and give it."""
    chosen = _chosen(request.POST)
    if not chosen:
        return list_page(request, QueryDict(request.POST.get("query", "")), is_nothing_chosen=True)
    is_sent = "is_sent" in request.POST
    form = JoinAnswersForm(request.POST if is_sent else None)
    if form.is_valid() and result_of(form.cleaned_data["submit_key"]):
        messages.success(request, gettext("Dit antwoord was al verstuurd."))
        return redirect(LIST)
    if not is_sent:
        return _confirm_page(request, form, chosen)
    return _answered(request, form, chosen)


def _chosen(posted: QueryDict) -> list[UUID]:
    """The questions chosen, or all of the page; what is no id was never a question."""
    found = []
    for text in posted.getlist("listed" if "takes_all" in posted else "chosen")[: MOST_ANSWERED + 1]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _answered(request: SchakelRequest, form: JoinAnswersForm, chosen: list[UUID]) -> HttpResponse:
    """Judged before it is done, so that the report tells of each what happened and why not."""
    told: list[Judged] = []

    def act() -> UUID:
        is_accepted = form.cleaned_data["is_accepted"] == "yes"
        told.extend(judged(request.actor, chosen, is_accepted=is_accepted))
        return answer_join_requests(
            actor=request.actor,
            request_ids=chosen,
            is_accepted=is_accepted,
            because=form.cleaned_data["because"],
            **once(form),
        )

    done = attempt(form, act)
    if not done.is_done:
        return _confirm_page(request, form, chosen, done.status)
    context = _sorted(request, told) | {"is_accepted": form.cleaned_data["is_accepted"] == "yes"}
    return keep_reads(render(request, "dossiers/join_requests_answered.html", context))


def _confirm_page(
    request: SchakelRequest, form: JoinAnswersForm, chosen: list[UUID], status: int = 200
) -> HttpResponse:
    found = judged(request.actor, chosen, is_accepted=True)
    context = _sorted(request, found) | {"form": form, "chosen": chosen}
    return keep_reads(render(request, "dossiers/answer_join_requests.html", context, status=status))


def _sorted(request: SchakelRequest, found: list[Judged]) -> dict[str, Any]:
    """Those that get the answer, those that don't and why, and how many wait no longer."""
    named = [one for one in found if one.row is not None]
    log_read(PAGE, sorted({one.row.dossier_id for one in named if one.row}), Section.IDENTITY)
    answering = [one for one in named if one.verdict == Verdict.ANSWERS]
    return {
        "answering": answering,
        "askers": sorted({one.row.organisation.name for one in answering if one.row}),
        "others": [one for one in named if one.verdict != Verdict.ANSWERS],
        "gone": len(found) - len(named),
    }
