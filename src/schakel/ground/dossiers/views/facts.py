"""The tab with what is known of a client: every source beside the other, and asked once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.facts import FACT_KINDS, FactKind
from schakel.ground.dossiers.forms import FactForm
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.facts import KnownFact, facts_of, own_fact
from schakel.ground.dossiers.queries.sources import withheld_in
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import short_date
from schakel.ground.kernel.errors import StaleVersionError
from schakel.web.acting import attempt, once
from schakel.web.conflicts import Line, conflict_response, drops_mine, settled
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:facts"


@page(PROFESSIONALS)
@require_GET
def facts(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """All facts with their sources."""
    return _page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def state(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """State a fact as the actor's organisation knows it."""
    if drops_mine(request.POST):
        messages.info(request, gettext("De andere versie blijft staan."))
        return redirect(TAB, dossier_id)
    answers = _answers(request, dossier_id)
    kind = FACT_KINDS.get(answers.get("name", ""))
    if kind is None:
        raise not_found()
    form = FactForm(answers, kind=kind)
    try:
        done = attempt(form, lambda: _state(request, dossier_id, form))
    except StaleVersionError as error:
        return _conflict(request, dossier_id, kind, form, error.current)
    if not done.is_done:
        return _page(request, dossier_id, form, status=done.status)
    messages.success(request, gettext("%(fact)s is vastgelegd.") % {"fact": kind.label})
    return redirect(TAB, dossier_id)


def _state(request: SchakelRequest, dossier_id: UUID, form: FactForm) -> UUID:
    asked = form.cleaned_data
    return state_fact(
        actor=request.actor,
        dossier_id=dossier_id,
        new=NewFact(asked["name"], asked["value"], asked["quality"]),
        expected_version=asked["version"] or 0,
        **once(form),
    )


def _answers(request: SchakelRequest, dossier_id: UUID) -> QueryDict:
    """What was posted; after a choice between two versions, with what was chosen."""
    if "mine-name" not in request.POST:
        return request.POST
    theirs = own_fact(dossier_id, request.POST["mine-name"])
    return settled(request.POST, {"value": theirs.value, "quality": theirs.quality} if theirs else {})


def _conflict(
    request: SchakelRequest, dossier_id: UUID, kind: FactKind, form: FactForm, current: Any
) -> HttpResponse:
    """Both versions beside each other. The row that changed was superseded, so the newest is read again."""
    log_read(TAB, [dossier_id], Section.WORK_PROFILE)
    theirs = own_fact(dossier_id, kind.name) or current
    mine, how = form.cleaned_data, {key: str(words) for key, words in Fact.Quality.choices}
    fields = [
        Line("value", str(kind.label), kind.words(mine["value"]), kind.words(theirs.value), mine["value"]),
        Line(
            "quality", gettext("Hoe weet u dit"), how[mine["quality"]], how[theirs.quality], mine["quality"]
        ),
        Line("name", gettext("Gegeven"), str(kind.label), str(kind.label), kind.name),
    ]
    return conflict_response(
        request,
        fields=fields,
        version=theirs.version,
        action=reverse("dossiers:state_fact", args=[dossier_id]),
        cancel_url=reverse(TAB, args=[dossier_id]),
    )


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: FactForm | None = None, status: int = 200
) -> HttpResponse:
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.WORK_PROFILE)
    if not frame.sections & Section.WORK_PROFILE:
        raise not_found()
    context = current_context()
    may_state = may(context.actor, context.purpose, Section.WORK_PROFILE, Level.WRITE).is_allowed
    rows = [_row(request, known, tried, may_state) for known in facts_of(dossier_id)]
    context_of = frame.context | {"rows": rows, "withheld": withheld_in(dossier_id)}
    return keep_reads(render(request, "dossiers/facts.html", context_of, status=status))


def _row(
    request: SchakelRequest, known: KnownFact, tried: FactForm | None, may_state: bool
) -> dict[str, Any]:
    is_tried = tried is not None and tried.data.get("name") == known.kind.name
    form = tried if is_tried else _form(known, request.actor.organisation_id)
    return {
        "kind": known.kind,
        "sources": [{"fact": fact, "words": known.kind.words(fact.value)} for fact in known.sources],
        "is_competing": known.is_competing,
        "chosen": known.chosen.pk if known.chosen else None,
        "is_tried": is_tried,
        "form": form if may_state else None,
    }


def _form(known: KnownFact, organisation_id: UUID | None) -> FactForm:
    """Filled with the own answer, or with what somebody else was told, so that nobody asks twice."""
    own, other = known.own(organisation_id), known.other(organisation_id)
    filled = own or other
    initial: dict[str, Any] = {"name": known.kind.name, "version": own.version if own else 0}
    if filled is not None:
        initial |= {"value": filled.value, "quality": filled.quality}
    return FactForm(kind=known.kind, known=_known_words(known, other), initial=initial)


def _known_words(known: KnownFact, other: Fact | None) -> str:
    if other is None:
        return ""
    source = other.source_organisation.name if other.source_organisation else gettext("cliënt")
    words = {"value": known.kind.words(other.value), "source": source}
    words["day"] = short_date(other.obtained_on, clock.today())
    return gettext("Al bekend: %(value)s, %(source)s, %(day)s") % words
