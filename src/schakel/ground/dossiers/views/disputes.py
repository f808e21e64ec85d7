"""One fact from all sides: what each source says, the dispute and its answer, the choice, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.actions import answer_dispute, choose_fact
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.disputes import AnswerForm, ChooseForm
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.queries.facts import KnownFact, course_of_fact, known_fact
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.kernel.actors import current_context
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB, ONE = "dossiers:facts", "dossiers:fact"


@page(PROFESSIONALS)
@require_GET
def fact(request: SchakelRequest, dossier_id: UUID, name: str) -> HttpResponse:
    """All that is and was said of one fact."""
    return _page(request, dossier_id, name)


@page(PROFESSIONALS)
@require_POST
def choose(request: SchakelRequest, dossier_id: UUID, name: str) -> HttpResponse:
    """Choose the source to go by."""
    if not sections_visible(dossier_id) & Section.WORK_PROFILE:
        raise not_found()
    form = ChooseForm(request.POST, sources=_choices(known_fact(dossier_id, name)))

    def act() -> UUID:
        return choose_fact(
            actor=request.actor,
            dossier_id=dossier_id,
            name=name,
            fact_id=UUID(form.cleaned_data["fact"]),
            because=form.cleaned_data["because"],
            **once(form),
        )

    return _do(request, dossier_id, name, {"choose": form}, act, gettext("Uw keuze is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def answer(request: SchakelRequest, dossier_id: UUID, fact_id: UUID) -> HttpResponse:
    """Answer the client about a fact of one's own organisation."""
    disputed = Fact.objects.filter(pk=fact_id, dossier_id=dossier_id).first()
    if disputed is None:
        raise not_found()
    form = AnswerForm(request.POST, kind=known_fact(dossier_id, disputed.name).kind)

    def act() -> UUID:
        return answer_dispute(
            actor=request.actor,
            dossier_id=dossier_id,
            fact_id=fact_id,
            outcome=form.cleaned_data["outcome"],
            because=form.cleaned_data["because"],
            value=form.cleaned_data["value"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    done = gettext("Uw antwoord is vastgelegd. De cliënt kan het lezen.")
    return _do(request, dossier_id, disputed.name, {"answer": form}, act, done)


def _do(
    request: SchakelRequest,
    dossier_id: UUID,
    name: str,
    tried: dict[str, ActForm],
    act: Callable[[], UUID],
    done: str,
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, name, tried, status)

    form = next(iter(tried.values()))
    return carry_out(request, form, act, done=done, back=(ONE, dossier_id, name), again=again)


def _page(
    request: SchakelRequest,
    dossier_id: UUID,
    name: str,
    tried: dict[str, ActForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.WORK_PROFILE)
    if not frame.sections & Section.WORK_PROFILE:
        raise not_found()
    known = known_fact(dossier_id, name)
    course = course_of_fact(dossier_id, name)
    context = frame.context | {
        "known": known,
        "sources": [(source, known.kind.words(source.value)) for source in known.sources],
        "course": [(source, known.kind.words(source.value)) for source in course if not source.is_current],
        "forms": _forms(request, known) | (tried or {}) if _may_weigh() else {},
        "answer_id": _answer_id(request, known),
    }
    return keep_reads(render(request, "dossiers/fact.html", context, status=status))


def _may_weigh() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.WORK_PROFILE, Level.WRITE).is_allowed


def _forms(request: SchakelRequest, known: KnownFact) -> dict[str, ActForm]:
    forms: dict[str, ActForm] = {}
    own = known.own(request.actor.organisation_id)
    if own is not None and own.is_disputed:
        forms["answer"] = AnswerForm(kind=known.kind, initial={"version": own.version})
    if known.differs:
        forms["choose"] = ChooseForm(sources=_choices(known))
    return forms


def _answer_id(request: SchakelRequest, known: KnownFact) -> UUID | None:
    own = known.own(request.actor.organisation_id)
    return own.pk if own is not None else None


def _choices(known: KnownFact) -> list[tuple[str, str]]:
    return [
        (
            str(source.pk),
            f"{known.kind.words(source.value)} · "
            + (source.source_organisation.name if source.source_organisation else gettext("cliënt")),
        )
        for source in known.sources
    ]
