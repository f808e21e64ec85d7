"""Partners' analyses beside each other, filing one, and taking one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.actions import file_analysis, withdraw_analysis
from schakel.jobseekers.diagnosis.analysing import by_topic
from schakel.jobseekers.diagnosis.forms.analyses import AnalysisForm
from schakel.jobseekers.diagnosis.forms.supplements import WithdrawForm
from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.occasions import occasions_of
from schakel.jobseekers.diagnosis.presenting import PartShown, domains_shown, parts_shown
from schakel.jobseekers.diagnosis.queries.analyses import analyses_of, analysis_visible
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnoses_of, taken
from schakel.jobseekers.diagnosis.topics import WORK_TOPICS
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, keep_reads, page

HERE, DIAGNOSIS = "diagnosis:analyses", "diagnosis:result"


@page(access.FILERS)
@require_GET
def analyses(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What each source found, per topic; a partner sees what the own organisation filed."""
    header, sections = _header(dossier_id)
    rows = analyses_of(dossier_id)
    diagnosis_id, parts = _own_parts(dossier_id, sections)
    topics = by_topic(rows, parts, request.actor.employer_id)
    context = header | {
        "topics": topics,
        "differing": [topic.label for topic in topics if topic.differs],
        "diagnosis_id": diagnosis_id,
        "reads_all": _reads_all(sections),
        "may_file": _may_file(header),
        "may_write": access.may_write(current_context()) and not header["dossier"].is_only_looked_at,
    }
    log_read(HERE, [dossier_id], _seen(rows, parts))
    return render(request, "diagnosis/analyses.html", context)


@page(access.FILERS)
@require_http_methods(["GET", "POST"])
def file(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """File what the own organisation found."""
    header, sections = _header(dossier_id)
    form = AnalysisForm(
        request.POST or None,
        topics=_topics(dossier_id, sections),
        occasions=occasions_of(dossier_id) if sections & Section.PLAN else [],
        initial={"seen_on": clock.today()},
    )
    status = 200
    if request.method == "POST":
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id}
        tried = attempt(form, lambda: file_analysis(**on, new=form.new(), **once(form)))
        if tried.is_done:
            messages.success(
                request, gettext("De analyse is vastgelegd. Wie de cliënt begeleidt, leest haar.")
            )
            return redirect(HERE, dossier_id)
        status = tried.status
    log_read("diagnosis:file_analysis", [dossier_id], Section.IDENTITY)
    context = header | {"form": form, "reads_all": _reads_all(sections)}
    return keep_reads(render(request, "diagnosis/file_analysis.html", context, status=status))


@page(access.FILERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SchakelRequest, dossier_id: UUID, analysis_id: UUID) -> HttpResponse:
    """Take back an analysis of the own organisation, with the reason."""
    header, _sections = _header(dossier_id)
    row = analysis_visible(dossier_id, analysis_id)
    if row.organisation_id != request.actor.employer_id:
        raise not_found()
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    status = 200
    if request.method == "POST":
        stale = gettext("Een collega wijzigde deze analyse intussen. Ga terug en kijk wat er nu staat.")
        tried = attempt(form, lambda: _withdraw(request, row, form), stale=stale)
        if tried.is_done:
            messages.success(request, gettext("De analyse is ingetrokken."))
            return redirect(HERE, dossier_id)
        status = tried.status
    log_read("diagnosis:withdraw_analysis", [dossier_id], Section.IDENTITY | Section(row.section_bit))
    context = header | {"form": form, "row": row}
    return keep_reads(render(request, "diagnosis/withdraw_analysis.html", context, status=status))


def _withdraw(request: SchakelRequest, row: PartnerAnalysis, form: WithdrawForm) -> UUID:
    said = form.cleaned_data
    return withdraw_analysis(
        actor=request.actor,
        dossier_id=row.dossier_id,
        analysis_id=row.pk,
        because=said["because"],
        expected_version=said["version"],
        **once(form),
    )


def _header(dossier_id: UUID) -> tuple[dict[str, Any], Section]:
    """The frame, under the tab through which this reader came, and the sections granted."""
    dossier, sections = dossier_with_sections(dossier_id)
    return header_context(dossier, sections, DIAGNOSIS if _reads_all(sections) else HERE), sections


def _reads_all(sections: Section) -> bool:
    return bool(sections & Section.DIAGNOSIS) and access.may_read(current_context())


def _may_file(header: dict[str, Any]) -> bool:
    return not header["dossier"].is_only_looked_at


def _own_parts(dossier_id: UUID, sections: Section) -> tuple[UUID | None, dict[str, PartShown]]:
    """The latest diagnosis and its parts by topic, for who reads the diagnosis."""
    found = diagnoses_of(dossier_id) if _reads_all(sections) else []
    if not found:
        return None, {}
    one = taken(found[0])
    topics = {part.name: part.domain or part.topic for part in one.content.parts}
    domains = [part.domain for part in one.content.domains]
    shown = [*parts_shown(one), *domains_shown(one, domains)]
    return one.diagnosis.pk, {topics[part.name]: part for part in shown if part.row is not None}


def _topics(dossier_id: UUID, sections: Section) -> list[str]:
    """The topics of work, and the life domains that are open to who writes on them."""
    if not sections & Section.LIFE_DOMAINS or not access.may_write_on_life(current_context()):
        return list(WORK_TOPICS)
    return [*WORK_TOPICS, *(row.domain for row in open_life_domains_of(dossier_id))]


def _seen(rows: list[PartnerAnalysis], parts: dict[str, PartShown]) -> Section:
    seen = Section.IDENTITY | (Section.DIAGNOSIS if parts else Section(0))
    for row in rows:
        seen |= Section(row.section_bit)
    return seen
