"""The tab with life domains: what was opened and why, and the client's consent where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, NewLifeDomainNote
from schakel.ground.dossiers.consenting import WHAT_IS_TOLD, asks_consent
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.life_domains import (
    CloseLifeDomainForm,
    ConsentForm,
    LifeDomainNoteForm,
    OpenLifeDomainForm,
    TakeUpLifeDomainForm,
    WithdrawConsentForm,
)
from schakel.ground.dossiers.models import Consent, Document, LifeDomain
from schakel.ground.dossiers.queries.consents import consents_of
from schakel.ground.dossiers.queries.life_domains import kinds_to_open, life_domains_of
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:life_domains"
Tried = dict[str, ActForm]


@page(PROFESSIONALS)
@require_GET
def life_domains(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The opened life domains, or how one comes to see them."""
    return _page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def open_one(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Open a life domain for a question."""
    form = OpenLifeDomainForm(request.POST, kinds=DOMAIN_KINDS.values())

    def act() -> UUID:
        asked = {name: form.cleaned_data[name] for name in ("domain", "question", "asked_by", "because")}
        new = NewLifeDomain(**asked)
        return actions.open_life_domain(actor=request.actor, dossier_id=dossier_id, new=new, **once(form))

    return _do(request, dossier_id, "open", form, act, gettext("Het leefgebied is geopend."))


@page(PROFESSIONALS)
@require_POST
def take_up(request: SchakelRequest, dossier_id: UUID, life_domain_id: UUID) -> HttpResponse:
    """Say who works on the question."""
    form = TakeUpLifeDomainForm(request.POST, auto_id=f"take_up-{life_domain_id}-%s")

    def act() -> UUID:
        return actions.take_up_life_domain(
            actor=request.actor,
            dossier_id=dossier_id,
            life_domain_id=life_domain_id,
            worked_on_by=form.cleaned_data["worked_on_by"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("Er is vastgelegd wie eraan werkt.")
    return _do(request, dossier_id, f"take_up-{life_domain_id}", form, act, done)


@page(PROFESSIONALS)
@require_POST
def note(request: SchakelRequest, dossier_id: UUID, life_domain_id: UUID) -> HttpResponse:
    """Write something down within an open life domain."""
    form = LifeDomainNoteForm(request.POST, auto_id=f"note-{life_domain_id}-%s")

    def act() -> UUID:
        asked = {name: form.cleaned_data[name] for name in ("kind", "words", "source", "happened_on")}
        return actions.note_life_domain(
            actor=request.actor,
            dossier_id=dossier_id,
            life_domain_id=life_domain_id,
            new=NewLifeDomainNote(**asked),
            **once(form),
        )

    return _do(request, dossier_id, f"note-{life_domain_id}", form, act, gettext("Het is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def close(request: SchakelRequest, dossier_id: UUID, life_domain_id: UUID) -> HttpResponse:
    """Close a life domain with what came of its question."""
    form = CloseLifeDomainForm(request.POST, auto_id=f"close-{life_domain_id}-%s")

    def act() -> UUID:
        return actions.close_life_domain(
            actor=request.actor,
            dossier_id=dossier_id,
            life_domain_id=life_domain_id,
            outcome=form.cleaned_data["outcome"],
            words=form.cleaned_data["words"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("Het leefgebied is afgerond.")
    return _do(request, dossier_id, f"close-{life_domain_id}", form, act, done)


@page(PROFESSIONALS)
@require_POST
def consent(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Write down that the client agrees."""
    form = ConsentForm(request.POST, documents=_documents(dossier_id))

    def act() -> UUID:
        asked = form.cleaned_data
        document = asked["document_id"]
        new = NewConsent(asked["how"], asked["told"], asked["last_day"], document.pk if document else None)
        return actions.record_consent(actor=request.actor, dossier_id=dossier_id, new=new, **once(form))

    done = gettext("De toestemming is vastgelegd. De cliënt leest haar terug en kan altijd stoppen.")
    return _do(request, dossier_id, "consent", form, act, done)


@page(PROFESSIONALS)
@require_POST
def withdraw(request: SchakelRequest, dossier_id: UUID, consent_id: UUID) -> HttpResponse:
    """Take consent back because the client said so."""
    form = WithdrawConsentForm(request.POST)

    def act() -> UUID:
        return actions.withdraw_consent(
            actor=request.actor,
            dossier_id=dossier_id,
            consent_id=consent_id,
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("De toestemming is ingetrokken. Uw organisatie ziet de leefgebieden niet meer.")
    return _do(request, dossier_id, "withdraw", form, act, done)


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: Tried | None = None, status: int = 200
) -> HttpResponse:
    frame, tried = dossier_frame(request, dossier_id, tab=TAB, sections=Section.LIFE_DOMAINS), tried or {}
    may_act = not getattr(frame.dossier, "is_only_looked_at", False)
    is_seen = bool(frame.sections & Section.LIFE_DOMAINS)
    rows = life_domains_of(dossier_id) if is_seen else []
    may_keep = is_seen and may_act and _may_keep()
    context = frame.context | {
        "is_seen": is_seen,
        "open_ones": [_row(row, tried, may_keep) for row in rows if not row.is_closed],
        "closed": [row for row in rows if row.is_closed],
        "open_form": _open_form(rows, tried) if may_keep else None,
        "kinds": list(DOMAIN_KINDS.values()),
        "tried": next(iter(tried), ""),
    }
    context |= _consent(frame, tried, may_act=may_act)
    return keep_reads(render(request, "dossiers/life_domains.html", context, status=status))


def _consent(frame: Frame, tried: Tried, *, may_act: bool) -> dict[str, Any]:
    """What the own organisation may ask of the client, and what was agreed."""
    context = current_context()
    if not asks_consent(context):
        return {"asks_consent": False}
    of_others = consents_of(frame.dossier.pk)
    ours = [_agreed(row) for row in of_others.filter(organisation_id=context.actor.employer_id)]
    holds = any(row["holds"] and row["consent"].purpose == context.purpose for row in ours)
    form = tried.get("consent") or ConsentForm(documents=_documents(frame.dossier.pk))
    return {
        "asks_consent": True,
        "consents": ours,
        "consent_form": form if may_act and not holds else None,
        "may_withdraw": may_act,
        "what_is_told": WHAT_IS_TOLD,
    }


def _agreed(row: Consent) -> dict[str, Any]:
    last = row.valid_to - timedelta(days=1) if row.valid_to else None
    holds = clock.today() in row.period and not row.is_withdrawn
    form = WithdrawConsentForm(initial={"version": row.version}, auto_id=f"withdraw-{row.pk}-%s")
    return {"consent": row, "last_day": last, "holds": holds, "form": form}


def _row(row: LifeDomain, tried: Tried, may_keep: bool) -> dict[str, Any]:
    if not may_keep:
        return {"row": row}
    key, version = str(row.pk), {"version": row.version}
    forms = {
        "take_up": TakeUpLifeDomainForm(
            initial=version | {"worked_on_by": row.worked_on_by}, auto_id=f"take_up-{key}-%s"
        ),
        "note": LifeDomainNoteForm(initial={"happened_on": clock.today()}, auto_id=f"note-{key}-%s"),
        "close": CloseLifeDomainForm(initial=version, auto_id=f"close-{key}-%s"),
    }
    found: dict[str, Any] = {"row": row, "may_keep": True}
    for name, form in forms.items():
        found |= {f"{name}_name": f"{name}-{key}", f"{name}_form": tried.get(f"{name}-{key}", form)}
    return found


def _open_form(rows: list[LifeDomain], tried: Tried) -> ActForm:
    return tried.get("open") or OpenLifeDomainForm(kinds=kinds_to_open(rows))


def _documents(dossier_id: UUID) -> Any:
    """What could be the signed paper: as far as the actor sees it."""
    return Document.objects.filter(dossier_id=dossier_id, withdrawn_at=None).order_by("-added_at")


def _may_keep() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.LIFE_DOMAINS, Level.WRITE).is_allowed
