"""Who asks to take part, and the answer."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions.join_requests import answer_join_request
from schakel.ground.dossiers.forms.join_requests import JoinAnswerForm, JoinFilterForm
from schakel.ground.dossiers.queries import join_requests as queries
from schakel.ground.dossiers.queries.visible import dossier_visible
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page

LIST = "dossiers:join_requests"


@page(REGISTRARS)
@require_GET
def join_requests(request: SchakelRequest) -> HttpResponse:
    """What waits for the actor's answer, and what the own organisation asked."""
    return list_page(request, request.GET)


def list_page(request: SchakelRequest, asked: QueryDict, *, is_nothing_chosen: bool = False) -> HttpResponse:
    """The list as it is filtered; is_nothing_chosen where somebody wanted to answer and chose no question."""
    filters = JoinFilterForm(asked, askers=queries.askers_of(request.actor))
    after = _id_in(asked.get("after", ""))
    waiting = queries.page_to_answer(request.actor, filters.narrowed(), after)
    log_read(LIST, sorted({one.dossier_id for one in waiting.rows}), Section.IDENTITY)
    kept = filters.kept()
    context = {
        "filters": filters,
        "is_narrowed": bool(kept),
        "to_answer": waiting.rows,
        "query": urlencode(kept | ({"after": str(after)} if after else {})),
        "pager": _pager(waiting, kept, is_later=after is not None),
        "asked": queries.asked_by_organisation(request.actor),
        "is_nothing_chosen": is_nothing_chosen,
    }
    status = 422 if is_nothing_chosen else 200
    return keep_reads(render(request, "dossiers/join_requests.html", context, status=status))


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _pager(waiting: queries.Waiting, kept: dict[str, str], *, is_later: bool) -> dict[str, str]:
    first = reverse(LIST)
    pager = {"note": gettext("oudste vraag eerst")}
    pager["previous_url"] = f"{first}?{urlencode(kept)}" if is_later else ""
    if waiting.has_more:
        pager["next_url"] = f"{first}?{urlencode(kept | {'after': str(waiting.rows[-1].pk)})}"
    return pager


@page(REGISTRARS)
@require_GET
def next_request(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The oldest one in a dossier; for who does not answer it, the people who do."""
    dossier_visible(dossier_id)
    waiting = queries.asked_of_actor(request.actor, dossier_id)
    if not waiting:
        return redirect("dossiers:people", dossier_id=dossier_id)
    return redirect("dossiers:answer_join_request", dossier_id=dossier_id, join_request_id=waiting[0].pk)


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def answer_request(request: SchakelRequest, dossier_id: UUID, join_request_id: UUID) -> HttpResponse:
    """Answer one."""
    row = queries.request_to_answer(request.actor, dossier_id, join_request_id)
    form, status = JoinAnswerForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: answer_join_request(
                actor=request.actor,
                dossier_id=dossier_id,
                request_id=join_request_id,
                is_accepted=form.cleaned_data["is_accepted"] == "yes",
                because=form.cleaned_data["because"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Uw antwoord is verstuurd."))
            return redirect(LIST)
        status = tried.status
    log_read("dossiers:answer_join_request", [dossier_id], Section.IDENTITY)
    context = {"row": row, "form": form}
    return keep_reads(render(request, "dossiers/answer_join_request.html", context, status=status))
