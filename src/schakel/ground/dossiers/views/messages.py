"""Consultations: the tab of a dossier, one with its answers, and what waits for the actor."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import answer_message, send_message, settle_message
from schakel.ground.dossiers.course import place_named
from schakel.ground.dossiers.forms.messages import AnswerForm, MessageForm
from schakel.ground.dossiers.models import CaseMessage
from schakel.ground.dossiers.queries import messages as queries
from schakel.ground.dossiers.queries.messages import Box, Consultation
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.looking import log_look
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.queries import names_of_readers
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB, INBOX = "dossiers:messages", "dossiers:message_inbox"
PAGE_SIZE = 20


@page(PROFESSIONALS)
@require_GET
def inbox(request: SchakelRequest) -> HttpResponse:
    """The consultations the actor is in, last moved first; what is unread comes before all else."""
    box = request.GET.get("box", "")
    if box not in Box.values:
        box = Box.UNREAD.value if queries.unread_of_actor(most=1) else Box.TO_ME.value
    before = place_named(request.GET.get("before", ""))
    found = queries.inbox(box, limit=PAGE_SIZE + 1, before=before)
    shown, address = found[:PAGE_SIZE], reverse(INBOX)
    log_read(INBOX, {c.message.dossier_id for c in shown}, Section.IDENTITY | Section.CONTACTS)
    unread = sum(c.is_unread for c in shown)
    context = {
        "found": shown,
        "shows": [
            {"label": b.label, "url": f"{address}?box={b.value}", "is_current": b.value == box} for b in Box
        ],
        "unread": ngettext("%(count)d ongelezen", "%(count)d ongelezen", unread) % {"count": unread}
        if unread
        else gettext("niets ongelezen"),
        "pager": _pager(address, found, {"box": box}, before is not None),
    }
    return render(request, "dossiers/message_inbox.html", context)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def of_dossier(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The consultations of a dossier, and the form for a new one."""
    header = dossier_header(request, dossier_id, TAB)
    addressees = queries.addressees_of(dossier_id)
    form = MessageForm(request.POST or None, addressees=addressees)
    status = 200
    if request.method == "POST":
        done = attempt(form, lambda: _send(request, dossier_id, form))
        if done.is_done:
            messages.success(request, gettext("Uw bericht is verstuurd. Het staat bij het dossier."))
            return redirect(TAB, dossier_id)
        status = done.status
    before = place_named(request.GET.get("before", ""))
    found = queries.consultations_of(dossier_id, limit=PAGE_SIZE + 1, before=before)
    log_read(TAB, [dossier_id], Section.IDENTITY | Section.CONTACTS)
    context = header | {
        "found": found[:PAGE_SIZE],
        "form": form if addressees else None,
        "pager": _pager(reverse(TAB, args=[dossier_id]), found, {}, before is not None),
    }
    return keep_reads(render(request, "dossiers/messages.html", context, status=status))


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def one(request: SchakelRequest, dossier_id: UUID, message_id: UUID) -> HttpResponse:
    """One consultation; whoever is in it may answer."""
    queries.consultation_visible(dossier_id, message_id)
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        done = attempt(form, lambda: _answer(request, dossier_id, message_id, form))
        if done.is_done:
            messages.success(request, gettext("Uw antwoord is verstuurd."))
            return redirect("dossiers:message", dossier_id, message_id)
        status = done.status
    return _one_page(request, dossier_id, message_id, form, status)


@page(PROFESSIONALS)
@require_POST
def settle(request: SchakelRequest, dossier_id: UUID, message_id: UUID) -> HttpResponse:
    """Say that a consultation is over."""
    try:
        settle_message(actor=request.actor, dossier_id=dossier_id, message_id=message_id)
        messages.success(request, gettext("Het overleg is afgehandeld."))
    except ConflictError as error:
        messages.info(request, str(error))
    return redirect("dossiers:message", dossier_id, message_id)


def _one_page(
    request: SchakelRequest, dossier_id: UUID, message_id: UUID, form: AnswerForm, status: int
) -> HttpResponse:
    consultation, answers = queries.consultation_visible(dossier_id, message_id)
    header = dossier_header(request, dossier_id, TAB)
    sections = Section.IDENTITY | Section.CONTACTS
    log_look("dossiers:message", dossier_id, sections, thing_id=message_id)
    names = names_of_readers(answer.reader_id for answer in answers)
    is_open = consultation.message.status != CaseMessage.Status.DONE
    context = header | {
        "item": consultation,
        "answers": [{"message": a, "by": names.get(a.reader_id)} for a in answers],
        "form": form if is_open and queries.is_party(message_id) else None,
    }
    return keep_reads(render(request, "dossiers/message.html", context, status=status))


def _send(request: SchakelRequest, dossier_id: UUID, form: MessageForm) -> UUID:
    body, to = form.cleaned_data["body"], form.readers()
    return send_message(actor=request.actor, dossier_id=dossier_id, body=body, to=to, **once(form))


def _answer(request: SchakelRequest, dossier_id: UUID, message_id: UUID, form: AnswerForm) -> UUID:
    return answer_message(
        actor=request.actor,
        dossier_id=dossier_id,
        message_id=message_id,
        body=form.cleaned_data["body"],
        **once(form),
    )


def _pager(address: str, found: list[Consultation], asked: dict[str, str], is_later: bool) -> dict[str, Any]:
    first = f"{address}?{urlencode(asked)}" if asked else address
    pager: dict[str, Any] = {"previous_url": first if is_later else ""}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1].message
        place = f"{last.moved_at.isoformat()}~{last.id}"
        pager["next_url"] = f"{address}?{urlencode(asked | {'before': place})}"
    return pager
