"""The tab with letters and e-mails to the client: what was written, writing one, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.forms.letters import StartForm, WithdrawForm, WriteForm
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import as_day, long_date
from schakel.ground.notices.actions import queue_notice, retry_notice, withdraw_notice
from schakel.ground.notices.fields import fill
from schakel.ground.notices.letters import letter_html, pdf_of
from schakel.ground.notices.models import Notice, Transport
from schakel.ground.notices.ports import Addressee, Stop, addressee_of, stop_for
from schakel.ground.notices.queries import (
    letterhead_of,
    notice_in,
    notices_of,
    paragraphs_of,
    template_of,
    templates_of,
)
from schakel.ground.notices.sending import stop_now
from schakel.ground.organisations.queries import membership_of_reader, names_of_readers
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:letters"
PAGE_SIZE = 20


@page(PROFESSIONALS)
@require_GET
def letters(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What was written to the client, newest first."""
    header = _header(request, dossier_id)
    place = _place(request.GET.get("before", ""), dossier_id)
    found = notices_of(dossier_id, limit=PAGE_SIZE + 1, before=place)
    names = names_of_readers(notice.reader_id for notice in found)
    context = header | {
        "notices": [_shown(request, notice, names) for notice in found[:PAGE_SIZE]],
        "pager": _pager(dossier_id, found, is_further=place is not None),
        "may_write": _may_write(),
        "stop": _words(stop_for(dossier_id, Transport.LETTER)),
    }
    return render(request, "dossiers/letters.html", context)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def write(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Write to the client: choose a text, change it, look at it, and put it in the queue."""
    header = _header(request, dossier_id)
    if not _may_write():
        raise not_found()
    own = request.actor.employer_id
    start = StartForm(request.GET or None, templates=templates_of(own), paragraphs=paragraphs_of(own))
    form = WriteForm(request.POST or None, initial=_first_text(request, header["dossier"], start))
    step = request.POST.get("step", "")
    if step == "send":
        done = attempt(form, lambda: _queue(request, dossier_id, form))
        if done.is_done:
            messages.success(
                request, gettext("Het bericht gaat over tien minuten weg. Tot dan kunt u het intrekken.")
            )
            return redirect(TAB, dossier_id)
        return _write_page(request, header, start, form, done)
    if step == "preview" and form.is_valid():
        return _preview(request, header, form)
    return _write_page(request, header, start, form, Attempt(422 if form.errors else 200))


@page(PROFESSIONALS)
@require_GET
def letter_pdf(request: SchakelRequest, dossier_id: UUID, notice_id: UUID) -> HttpResponse:
    """A letter as PDF, with the address as it may be shown today."""
    _header(request, dossier_id)
    notice = notice_in(dossier_id, notice_id)
    writer = names_of_readers([notice.reader_id]).get(notice.reader_id)
    html = letter_html(
        letterhead_of(notice.organisation_id, name=writer.organisation if writer else ""),
        addressee_of(dossier_id) or Addressee("", ""),
        day=as_day(notice.made_at),
        subject=notice.subject,
        body=notice.body,
        signed_by=notice.signed_by,
    )
    headers = {"Content-Disposition": f'attachment; filename="{notice.id}.pdf"'}
    return HttpResponse(pdf_of(html), content_type="application/pdf", headers=headers)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, notice_id: UUID) -> HttpResponse:
    """Take back what has not left."""
    header = _header(request, dossier_id)
    notice = notice_in(dossier_id, notice_id)
    form = WithdrawForm(request.POST or None, initial={"version": notice.version})
    status = 200
    if request.method == "POST":
        done = attempt(form, lambda: _withdraw(request, notice, form))
        if done.is_done:
            messages.success(request, gettext("Het bericht is ingetrokken en gaat niet weg."))
            return redirect(TAB, dossier_id)
        status = done.status
    context = header | {"form": form, "notice": notice}
    return keep_reads(render(request, "dossiers/withdraw_letter.html", context, status=status))


@page(PROFESSIONALS)
@require_POST
def retry(request: SchakelRequest, dossier_id: UUID, notice_id: UUID) -> HttpResponse:
    """Send once more what was held or failed."""
    notice = notice_in(dossier_id, notice_id)
    retry_notice(
        actor=request.actor, dossier_id=dossier_id, notice_id=notice.id, expected_version=notice.version
    )
    messages.success(request, gettext("Het bericht wordt opnieuw verstuurd."))
    return redirect(TAB, dossier_id)


def _header(request: SchakelRequest, dossier_id: UUID) -> dict[str, Any]:
    header = dossier_header(request, dossier_id, TAB)
    log_read(TAB, [dossier_id], Section.IDENTITY | Section.CONTACTS)
    return header


def _may_write() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.CONTACTS, Level.WRITE).is_allowed


def _shown(request: SchakelRequest, notice: Notice, names: dict[int, Any]) -> dict[str, Any]:
    is_own = notice.organisation_id == request.actor.organisation_id and _may_write()
    return {
        "notice": notice,
        "who": names.get(notice.reader_id),
        "why": _words(notice.why),
        "may_withdraw": is_own and notice.state in {"queued", "held", "failed"},
        "may_retry": is_own and notice.state in {"held", "failed"},
        "is_letter": notice.transport == Transport.LETTER,
    }


def _words(stop: str) -> str:
    return str(Stop(stop).label) if stop else ""


def _first_text(request: SchakelRequest, dossier: Dossier, start: StartForm) -> dict[str, str]:
    """The chosen template with its fields filled in, and the chosen paragraphs below it."""
    own, values = request.actor.employer_id, _values(request, dossier)
    if not start.is_valid():
        return {"transport": Transport.LETTER, "body": fill("[aanhef]\n\n", values)}
    asked = start.cleaned_data
    text = template_of(own, UUID(asked["template"])) if asked["template"] else None
    chosen = set(asked.get("paragraph") or ())
    more = [paragraph.text for paragraph in paragraphs_of(own) if str(paragraph.pk) in chosen]
    body = "\n\n".join([text.body if text else "[aanhef]\n", *more])
    subject = text.subject if text else ""
    transport = text.transport if text else Transport.LETTER
    return {"transport": transport, "subject": fill(subject, values), "body": fill(body, values)}


def _values(request: SchakelRequest, dossier: Dossier) -> dict[str, str]:
    member = membership_of_reader(request.actor.reader_id)
    addressee = addressee_of(dossier.pk)
    return {
        "aanhef": addressee.salutation if addressee else f"Beste {dossier.client.full_name},",
        "cliënt": dossier.client.full_name,
        "organisatie": member.organisation.name if member else "",
        "datum": long_date(clock.today()),
        "afzender": request.actor.name,
        "telefoon": member.professional.phone if member else "",
        "dossiernummer": dossier.number,
    }


def _queue(request: SchakelRequest, dossier_id: UUID, form: WriteForm) -> UUID:
    return queue_notice(
        actor=request.actor, dossier_id=dossier_id, new=form.new(signed_by=_signed_by(request)), **once(form)
    )


def _withdraw(request: SchakelRequest, notice: Notice, form: WithdrawForm) -> UUID:
    return withdraw_notice(
        actor=request.actor,
        dossier_id=notice.dossier_id,
        notice_id=notice.id,
        because=form.cleaned_data["because"],
        expected_version=form.cleaned_data["version"] or 0,
        **once(form),
    )


def _signed_by(request: SchakelRequest) -> str:
    member = membership_of_reader(request.actor.reader_id)
    return f"{request.actor.name}, {member.get_role_display()}" if member else request.actor.name


def _preview(request: SchakelRequest, header: dict[str, Any], form: WriteForm) -> HttpResponse:
    dossier_id, asked = header["dossier_id"], form.cleaned_data
    stop = stop_now(dossier_id, asked["transport"])
    context = header | {
        "form": form,
        "addressee": addressee_of(dossier_id),
        "head": _head(request),
        "paragraphs": [part for part in asked["body"].replace("\r\n", "\n").split("\n\n") if part.strip()],
        "signed_by": _signed_by(request),
        "transport_words": Transport(asked["transport"]).label,
        "stop": _words(stop),
        "day": long_date(clock.today()),
    }
    return render(request, "dossiers/letter_preview.html", context)


def _write_page(
    request: SchakelRequest, header: dict[str, Any], start: StartForm, form: WriteForm, done: Attempt[UUID]
) -> HttpResponse:
    context = header | {"start": start, "form": form}
    return keep_reads(render(request, "dossiers/write_letter.html", context, status=done.status))


def _head(request: SchakelRequest) -> Any:
    return letterhead_of(request.actor.employer_id, name=request.seat.organisation)  # type: ignore[attr-defined]


def _pager(dossier_id: UUID, found: list[Notice], *, is_further: bool) -> dict[str, Any]:
    first = reverse(TAB, args=[dossier_id])
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst"), "previous_url": first if is_further else ""}
    if len(found) > PAGE_SIZE:
        pager["next_url"] = f"{first}?before={found[PAGE_SIZE - 1].id}"
    return pager


def _place(text: str, dossier_id: UUID) -> Notice | None:
    """The notice that the address names as the last one seen; anything else is the top of the list."""
    try:
        return Notice.objects.filter(dossier_id=dossier_id, pk=UUID(text)).first()
    except ValueError:
        return None
