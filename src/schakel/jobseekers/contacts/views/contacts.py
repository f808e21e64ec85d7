"""The pages of contact moments: the list with its form, and putting one right."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.drafting import draft_named, wants_to_keep
from schakel.ground.dossiers.models import Draft
from schakel.ground.dossiers.queries.drafts import own_draft
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.dossiers.views.keeping import keep_written
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.traces import last_trace
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.contacts.actions import correct_contact, record_contact
from schakel.jobseekers.contacts.forms.contacts import ContactForm, CorrectionForm, values_of
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.contacts.queries import contacts_before, may_record, own_contact
from schakel.web.conflicts import Line, conflict_response, drops_mine, settled
from schakel.web.pages import GUIDES, PROFESSIONALS, SchakelRequest, keep_reads, page

WRITERS = professionals_that(Level.WRITE, Section.CONTACTS)
PAGE_SIZE = 20
TAB = "contacts:list"


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def contacts(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The contact moments of a dossier, newest first, and the form for a new one, or for one's draft."""
    form = ContactForm(request.POST or None)
    if wants_to_keep(request):
        if keep_written(request, dossier_id, Draft.Kind.CONTACT, form):
            return redirect(TAB, dossier_id)
    elif request.method == "POST" and form.is_valid():
        try:
            record_contact(
                actor=request.actor,
                dossier_id=dossier_id,
                new=form.new_contact(),
                draft_id=draft_named(request.POST),
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("Het contact is vastgelegd."))
            return redirect(TAB, dossier_id)
    return _list_page(request, dossier_id, form)


def _list_page(request: SchakelRequest, dossier_id: UUID, form: ContactForm) -> HttpResponse:
    header = dossier_header(request, dossier_id, TAB)
    may_write = may_record() and not header["dossier"].is_only_looked_at
    draft = own_draft(dossier_id, "contact") if may_write else None
    if draft is not None and not form.is_bound:
        form = ContactForm(initial=draft.values)
    before = _place(request.GET.get("before", ""))
    found = contacts_before(dossier_id, limit=PAGE_SIZE + 1, before=before)
    log_read("contacts:list", [dossier_id], Section.IDENTITY | Section.CONTACTS)
    context = header | {
        "contacts": found[:PAGE_SIZE],
        "form": form if may_write else None,
        "draft": draft,
        "own_organisation": request.actor.organisation_id,
        "pager": _pager(dossier_id, found, before),
        "may_ask_mentor": may_write and request.actor.role in GUIDES,
    }
    response = render(request, "contacts/list.html", context, status=422 if form.errors else 200)
    return keep_reads(response)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def correct(request: SchakelRequest, dossier_id: UUID, contact_id: UUID) -> HttpResponse:
    """Put a contact moment of the own organisation right; the earlier words stay in the journal."""
    contact = own_contact(dossier_id, contact_id)
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(TAB, dossier_id)
    form = CorrectionForm(initial=values_of(contact) | {"version": contact.version})
    if request.method == "POST":
        form = CorrectionForm(settled(request.POST, values_of(contact)))
        if form.is_valid():
            try:
                return _correct(request, dossier_id, contact_id, form)
            except StaleVersionError as error:
                log_read("contacts:correct", [dossier_id], Section.CONTACTS)
                return _conflict(request, error.current, form)
            except InvalidError as error:
                form.refuse(error)
    header = dossier_header(request, dossier_id, TAB)
    log_read("contacts:correct", [dossier_id], Section.IDENTITY | Section.CONTACTS)
    context = header | {"form": form, "contact": contact}
    response = render(request, "contacts/correct.html", context, status=422 if form.errors else 200)
    return keep_reads(response)


def _correct(
    request: SchakelRequest, dossier_id: UUID, contact_id: UUID, form: CorrectionForm
) -> HttpResponse:
    correct_contact(
        actor=request.actor,
        dossier_id=dossier_id,
        contact_id=contact_id,
        new=form.new_contact(),
        because=form.cleaned_data["because"],
        expected_version=form.cleaned_data["version"],
        submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
    )
    messages.success(request, gettext("Het contact is verbeterd. Wat er eerst stond, blijft in het verloop."))
    return redirect(TAB, dossier_id)


def _conflict(request: SchakelRequest, contact: ContactMoment, form: CorrectionForm) -> HttpResponse:
    theirs, mine = values_of(contact), {name: str(form.data.get(name, "")) for name in form.fields}
    mine |= {"day": form.cleaned_data["day"].isoformat(), "time": form.cleaned_data["time"].strftime("%H:%M")}
    lines = [
        Line(name, str(form.fields[name].label), _words(name, mine[name]), _words(name, value), mine[name])
        for name, value in theirs.items()
    ]
    lines.append(Line("because", str(form.fields["because"].label), mine["because"], mine["because"]))
    trace = last_trace(contact.dossier_id, contact.id)
    named = names_of_readers([trace.reader_id]).values() if trace else []
    return conflict_response(
        request,
        fields=lines,
        version=contact.version,
        action=request.path,
        cancel_url=reverse(TAB, args=[contact.dossier_id]),
        who=next((found.name for found in named), ""),
        when=trace.at if trace else None,
    )


def _words(name: str, value: str) -> str:
    """A value of the form as people read it."""
    if name == "day":
        return long_date(datetime.fromisoformat(value))
    choices = {"channel": ContactMoment.Channel, "kind": ContactMoment.Kind}
    return str(choices[name](value).label) if name in choices else value


def _pager(dossier_id: UUID, found: list[ContactMoment], before: object) -> dict[str, Any]:
    first = reverse(TAB, args=[dossier_id])
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst"), "previous_url": first if before else ""}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        stamp = last.occurred_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")
        pager["next_url"] = f"{first}?before={stamp}_{last.id}"
    return pager


def _place(text: str) -> tuple[datetime, UUID] | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    stamp, _sign, last = text.partition("_")
    try:
        moment = datetime.strptime(stamp, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return moment, UUID(last)
    except ValueError:
        return None
