"""The plan of a dossier: duties side by side, and making, changing and checking an agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import DELIVERERS, Section
from schakel.ground.dossiers.drafting import draft_named, wants_to_keep
from schakel.ground.dossiers.models import Draft
from schakel.ground.dossiers.queries.drafts import own_draft
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.dossiers.views.keeping import keep_written
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.timeline import Show, TimelineEntry, timeline
from schakel.ground.journal.traces import last_trace
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.plans.actions import change_agreement, check_agreement, make_agreement
from schakel.jobseekers.plans.forms.agreements import AgreementForm, ChangeForm, CheckForm, values_of
from schakel.jobseekers.plans.forms.resting import LIST_ID, offered_norms
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.queries import agreement_visible, lanes_of, may_change, plan_of
from schakel.web.conflicts import Line, conflict_response, drops_mine, settled
from schakel.web.pages import GUIDES, PROFESSIONALS, SchakelRequest, keep_reads, page

WRITERS = GUIDES | DELIVERERS
TAB = "plans:list"
CHOICES_SHOWN = 5


@page(PROFESSIONALS)
@require_GET
def plan(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The duties in two lanes, what was done, and the latest choices."""
    header = dossier_header(request, dossier_id, TAB)
    found = plan_of(dossier_id)
    choices = timeline(dossier_id, show=Show.CHOICES, limit=CHOICES_SHOWN, sections=Section.PLAN)
    log_read("plans:list", [dossier_id], Section.IDENTITY | Section.PLAN)
    may_write = may_change() and not header["dossier"].is_only_looked_at
    context = header | {
        "lanes": lanes_of(found, dossier_id=dossier_id, has_links=may_write),
        "closed": [a for a in found if a.status != Agreement.Status.OPEN],
        "choices": _shown(choices),
        "may_write": may_write,
    }
    return render(request, "plans/plan.html", context)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def make(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Make an agreement with the client on behalf of the actor's organisation."""
    form = AgreementForm(request.POST or None)
    if wants_to_keep(request):
        if keep_written(request, dossier_id, Draft.Kind.AGREEMENT, form):
            return redirect("plans:make", dossier_id)
    elif request.method == "POST" and form.is_valid():
        try:
            make_agreement(
                actor=request.actor,
                dossier_id=dossier_id,
                organisation_id=_own(request),
                new=form.new_agreement(),
                draft_id=draft_named(request.POST),
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("De afspraak is gemaakt."))
            return redirect(TAB, dossier_id)
    draft = own_draft(dossier_id, Draft.Kind.AGREEMENT)
    if draft is not None and not form.is_bound:
        form = AgreementForm(initial=draft.values)
    more = {"draft": draft, "offered_norms": offered_norms(), "list_id": LIST_ID}
    return _form_page(request, dossier_id, form, "plans/make.html", **more)


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def change(request: SchakelRequest, dossier_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Change what was agreed, by when or why; two changes at once are put beside each other."""
    agreement = agreement_visible(dossier_id, agreement_id)
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie is gebleven. Er is niets gewijzigd."))
        return redirect(TAB, dossier_id)
    if request.method == "GET":
        form = ChangeForm(initial=values_of(agreement) | {"version": agreement.version})
        return _form_page(request, dossier_id, form, "plans/change.html", agreement=agreement)
    form = ChangeForm(settled(request.POST, values_of(agreement)))
    if form.is_valid():
        try:
            return _change(request, dossier_id, agreement_id, form)
        except StaleVersionError as error:
            return _conflict(request, error.current, form)
        except (InvalidError, ConflictError) as error:
            form.refuse(error)
    return _form_page(request, dossier_id, form, "plans/change.html", agreement=agreement)


def _change(request: SchakelRequest, dossier_id: UUID, agreement_id: UUID, form: ChangeForm) -> HttpResponse:
    said = form.cleaned_data
    change_agreement(
        actor=request.actor,
        dossier_id=dossier_id,
        agreement_id=agreement_id,
        what=said["what"],
        due_on=said["due_on"],
        because=said["because"],
        expected_version=said["version"],
        submit_key=said["submit_key"],  # type: ignore[call-arg]
    )
    messages.success(request, gettext("De afspraak is gewijzigd."))
    return redirect(TAB, dossier_id)


def _conflict(request: SchakelRequest, agreement: Agreement, form: ChangeForm) -> HttpResponse:
    log_read("plans:change", [agreement.dossier_id], Section.PLAN)
    said, today = form.cleaned_data, clock.today()
    labels = {name: str(field.label) for name, field in form.fields.items()}
    mine_day, theirs_day = short_date(said["due_on"], today), short_date(agreement.due_on, today)
    trace = last_trace(agreement.dossier_id, agreement.id)
    named = names_of_readers([trace.reader_id]).values() if trace else []
    return conflict_response(
        request,
        fields=[
            Line("what", labels["what"], said["what"], agreement.what),
            Line("due_on", labels["due_on"], mine_day, theirs_day, said["due_on"].isoformat()),
            Line("because", labels["because"], said["because"], agreement.because),
        ],
        version=agreement.version,
        action=request.path,
        cancel_url=reverse(TAB, args=[agreement.dossier_id]),
        who=next((found.name for found in named), ""),
        when=trace.at if trace else None,
    )


@page(WRITERS)
@require_http_methods(["GET", "POST"])
def check(request: SchakelRequest, dossier_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Note whether an agreement was kept; when it changed meanwhile, what was typed is asked again."""
    agreement = agreement_visible(dossier_id, agreement_id)
    if request.method == "GET":
        form = CheckForm(initial={"version": agreement.version})
        return _form_page(request, dossier_id, form, "plans/check.html", agreement=agreement)
    form = CheckForm(request.POST)
    if form.is_valid():
        try:
            return _check(request, dossier_id, agreement_id, form)
        except StaleVersionError as error:
            form = _asked_again(request, error.current)
        except (InvalidError, ConflictError) as error:
            form.refuse(error)
    return _form_page(request, dossier_id, form, "plans/check.html", agreement=agreement)


def _check(request: SchakelRequest, dossier_id: UUID, agreement_id: UUID, form: CheckForm) -> HttpResponse:
    said = form.cleaned_data
    check_agreement(
        actor=request.actor,
        dossier_id=dossier_id,
        agreement_id=agreement_id,
        status=said["status"],
        result=said["result"],
        expected_version=said["version"],
        submit_key=said["submit_key"],  # type: ignore[call-arg]
    )
    label = Agreement.Status(said["status"]).label
    messages.success(request, gettext("Vastgelegd: de afspraak is %(status)s.") % {"status": label})
    return redirect(TAB, dossier_id)


def _asked_again(request: SchakelRequest, agreement: Agreement) -> CheckForm:
    data = request.POST.copy()
    data["version"] = str(agreement.version)
    form = CheckForm(data)
    sentence = gettext(
        "De afspraak is intussen gewijzigd. Lees wat er nu staat en bewaar uw uitkomst opnieuw als die klopt."
    )
    form.add_error(None, sentence)
    return form


def _form_page(
    request: SchakelRequest, dossier_id: UUID, form: forms.Form, template: str, **more: Any
) -> HttpResponse:
    header = dossier_header(request, dossier_id, TAB)
    log_read(template.removesuffix(".html").replace("/", ":"), [dossier_id], Section.IDENTITY | Section.PLAN)
    context = header | {"form": form} | more
    return keep_reads(render(request, template, context, status=422 if form.errors else 200))


def _own(request: SchakelRequest) -> UUID:
    organisation_id = request.actor.organisation_id
    assert organisation_id is not None  # every writer of a plan works at an organisation
    return organisation_id


def _shown(entries: list[TimelineEntry]) -> list[dict[str, Any]]:
    names = names_of_readers([entry.reader_id for entry in entries]) if entries else {}
    return [_choice(entry, names) for entry in entries if entry.decision]


def _choice(entry: TimelineEntry, names: dict[int, Any]) -> dict[str, Any]:
    others = [o["name"] for o in entry.content["options"] if o["name"] != entry.content["chosen"]]
    who = names.get(entry.reader_id)
    return {
        "id": entry.id,
        "day": entry.occurred_at,
        "question": entry.content["question"],
        "by": f"{who.name}, {who.organisation}" if who else "",
        "decision": (entry.decision or {}) | {"considered": others},
    }
