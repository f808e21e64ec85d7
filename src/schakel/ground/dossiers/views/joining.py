"""Asking by hand to take part in the dossier of a client whom another organisation guides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import ask_to_join
from schakel.ground.dossiers.forms import ClientForm
from schakel.ground.dossiers.forms.join_requests import AskToJoinForm
from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.dossiers.queries.join_requests import asked_before, own_request
from schakel.ground.dossiers.queries.known import Known, Way, known_by_bsn
from schakel.ground.dossiers.views.responsible import organisation_of, responsible_named, seats_of
from schakel.ground.journal.submissions import result_of
from schakel.ground.norms.house import ANSWER_PARTNER, preset_figure
from schakel.web.acting import attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page

PAGE = "dossiers:ask_to_join"
ASKED = "dossiers:own_join_request"
OF_ACT = {"submit_key", "version"}


def ask_page(request: SchakelRequest, known: Known) -> HttpResponse:
    """The page that asks for a reason, or tells when that was asked; nothing of the dossier."""
    seats = seats_of(request.actor)
    typed = {name: request.POST.get(name, "") for name in ("bsn", "because", "responsible")}
    typed["responsible"] = typed["responsible"] or seats[0][0]
    question = known.way_in.question if known.way_in else None
    return _page(request, AskToJoinForm(seats=seats, initial=typed), question, 409 if question else 200)


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def ask(request: SchakelRequest) -> HttpResponse:
    """Send the question; judged anew, since much can happen between two pages."""
    form = AskToJoinForm(request.POST, seats=seats_of(request.actor))
    if form.is_valid() and (earlier := result_of(form.cleaned_data["submit_key"])):
        return _to_question(request, UUID(str(earlier[0])))
    bsn = form.cleaned_data.get("bsn", "")
    known = known_by_bsn(actor=request.actor, bsn=bsn, page=PAGE) if bsn else None
    if known is None or known.way not in (Way.ASK, Way.ASKED):
        form.add_error(None, _nothing_to_ask(known))
        return _page(request, form, None, 409)
    if known.way == Way.ASKED or "start" in request.POST:
        return ask_page(request, known)
    done = attempt(form, lambda: _ask(request, form, known.dossier_id))
    if not done.is_done:
        return _page(request, form, None, done.status)
    return _to_question(request, known.dossier_id)


@page(REGISTRARS)
@require_GET
def own_question(request: SchakelRequest, own_request_id: UUID) -> HttpResponse:
    """What becomes of one question of the own organisation, and what comes next."""
    question = own_request(request.actor, own_request_id)
    term = preset_figure(ANSWER_PARTNER)
    context = {"question": question, "term": term, "due": term.ahead(question.asked_on)}
    return render(request, "dossiers/own_join_request.html", context)


def _page(
    request: SchakelRequest, form: AskToJoinForm, question: JoinRequest | None, status: int
) -> HttpResponse:
    context = {"form": form, "question": question, "carried": _carried(request, form)}
    return keep_reads(render(request, "dossiers/ask_to_join.html", context, status=status))


def _ask(request: SchakelRequest, form: AskToJoinForm, dossier_id: UUID) -> list[UUID]:
    responsible = responsible_named(request.actor, str(form.cleaned_data["responsible"]))
    return ask_to_join(
        actor=request.actor,
        organisation_id=organisation_of(request.actor),
        clients={dossier_id: responsible},
        because=form.cleaned_data["because"],
        **once(form),
    )


def _to_question(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """To the question that stands; once there was a yes it stands no longer."""
    question = asked_before(organisation_of(request.actor), [dossier_id]).get(dossier_id)
    return redirect(ASKED, question.pk) if question else redirect("dossiers:join_requests")


def _nothing_to_ask(known: Known | None) -> str:
    if known is None:
        return gettext("Niemand in de keten kent dit BSN. Ga terug en kijk het nummer na.")
    if known.is_visible or known.is_ours:
        return gettext("Uw organisatie is al betrokken bij deze cliënt. Ga terug en kijk opnieuw na.")
    return gettext("Vragen kan hier niet. Ga terug en kijk opnieuw na.")


def _carried(request: SchakelRequest, form: AskToJoinForm) -> list[tuple[str, Any]]:
    """What was typed on the form for a new client and is not asked here: it goes along to go back with."""
    others = ClientForm.base_fields.keys() - form.fields.keys() - OF_ACT
    return [(name, request.POST[name]) for name in sorted(others) if request.POST.get(name)]
