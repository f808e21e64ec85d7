"""Filing a partner's analysis on a topic for a question, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found, works_on
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.occasions import Occasion, occasions_of
from schakel.jobseekers.diagnosis.queries.analyses import analysis_visible
from schakel.jobseekers.diagnosis.topics import TOPICS, section_of_topic
from schakel.jobseekers.diagnosis.verbs import AnalysisFiled, AnalysisWithdrawn

LONGEST = {"question": 300, "findings": 2000, "based_on": 200}
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class NewAnalysis:
    """What was found on a topic for a question, on which ground and day, and what stays unknown.

    occasion_id is the bought service that it is the result of.
    """

    topic: str
    question: str
    findings: str
    stance: str
    based_on: str
    seen_on: date
    unknown: str = ""
    occasion_id: UUID | None = None


@action(access.FILE_ANALYSIS)
def file_analysis(*, actor: Actor, dossier_id: UUID, new: NewAnalysis) -> UUID:
    """File what the own organisation found; returns the analysis' id.

    Who guides reads it beside the diagnosis; the organisation that filed it reads its own. Raises
    InvalidError, ForbiddenError for a role that files none, NotFoundError or ForbiddenError for who may not
    write on life domains, ConflictError for a life domain that nobody opened.
    """
    require_alive(dossier_id)
    access.require_filer(current_context())
    occasion = _occasion(dossier_id, new.occasion_id)
    _check(new, is_known=occasion is not None or new.occasion_id is None)
    section = section_of_topic(new.topic)
    if section == Section.LIFE_DOMAINS:
        _require_open(dossier_id, new.topic)
    seat = seat_of_actor(actor)
    row = PartnerAnalysis(
        dossier_id=dossier_id,
        section_bit=int(section),
        topic=new.topic,
        question=new.question.strip(),
        findings=new.findings.strip(),
        stance=new.stance,
        based_on=new.based_on.strip(),
        unknown=new.unknown.strip(),
        seen_on=new.seen_on,
        occasion=occasion.name if occasion else "",
        occasion_id=occasion.id if occasion else None,
        filed_on=clock.today(),
        written_by_id=seat.person_id,
        role=seat.role,
        organisation_id=seat.organisation_id,
    )
    row.save(force_insert=True)
    _record(row)
    return row.id


@action(access.FILE_ANALYSIS)
def withdraw_analysis(
    *, actor: Actor, dossier_id: UUID, analysis_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Take back an analysis of the own organisation; returns its id.

    Raises NotFoundError for another's, InvalidError without a reason, ConflictError when it was withdrawn
    already, StaleVersionError.
    """
    row = analysis_visible(dossier_id, analysis_id)
    if row.organisation_id != actor.employer_id:
        raise not_found()
    if row.withdrawn_on is not None:
        raise ConflictError(
            gettext("Deze analyse is al ingetrokken."),
            gettext("Reden: %(why)s") % {"why": row.withdrawn_because},
            gettext("Leg een nieuwe analyse vast als dat nodig is."),
        )
    said = because.strip()
    if not said or len(said) > LONGEST_REASON:
        sentence = gettext("Schrijf in hooguit 300 tekens op waarom.")
        raise InvalidError(gettext("Er is niets ingetrokken."), sentence, fields={"because": sentence})
    update_version(row, expected_version, withdrawn_on=clock.today(), withdrawn_because=said)
    content = AnalysisWithdrawn(row.topic, said)
    record(content, dossier_id=dossier_id, section=Section(row.section_bit), things=_things(row))
    return row.id


def _record(row: PartnerAnalysis) -> None:
    content = AnalysisFiled(
        row.topic,
        row.question,
        row.findings,
        row.stance,
        row.based_on,
        row.unknown,
        row.seen_on.isoformat(),
        row.occasion,
    )
    record(content, dossier_id=row.dossier_id, section=Section(row.section_bit), things=_things(row))


def _things(row: PartnerAnalysis) -> list[Thing]:
    used = [Thing("service_use", row.occasion_id, "result")] if row.occasion_id else []
    return [Thing("analysis", row.pk), Thing("client", row.dossier_id), *used]


def _occasion(dossier_id: UUID, occasion_id: UUID | None) -> Occasion | None:
    if occasion_id is None:
        return None
    return next((one for one in occasions_of(dossier_id) if one.id == occasion_id), None)


def _require_open(dossier_id: UUID, domain: str) -> None:
    works_on(Section.LIFE_DOMAINS).check(current_context(), {"dossier_id": dossier_id})
    if domain not in {row.domain for row in open_life_domains_of(dossier_id)}:
        raise ConflictError(
            gettext("Dit leefgebied is niet open."),
            gettext("Over een leefgebied wordt alleen iets vastgelegd als er een vraag over is."),
            gettext("Open het op het tabblad Leefgebieden, met de vraag erbij."),
        )


def _check(new: NewAnalysis, *, is_known: bool) -> None:
    fields = _problems_of_words(new)
    if new.topic not in TOPICS:
        fields["topic"] = gettext("Kies waar de analyse over gaat.")
    if new.stance not in PartnerAnalysis.Stance.values:
        fields["stance"] = gettext("Kies wat dit betekent voor werk.")
    if new.seen_on > clock.today():
        fields["seen_on"] = gettext("Kies vandaag of een eerdere dag.")
    if not is_known:
        fields["occasion"] = gettext("Deze dienst loopt niet meer. Kies opnieuw.")
    if fields:
        raise InvalidError(
            gettext("De analyse is nog niet compleet."),
            gettext("De cliënt leest dit mee."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _problems_of_words(new: NewAnalysis) -> dict[str, str]:
    asked = {
        "question": gettext("Schrijf op welke vraag u beantwoordt."),
        "findings": gettext("Schrijf op wat u vond."),
        "based_on": gettext("Schrijf op waar dit op rust."),
    }
    fields = {name: words for name, words in asked.items() if not getattr(new, name).strip()}
    for name, most in (LONGEST | {"unknown": 200}).items():
        if len(getattr(new, name)) > most:
            fields[name] = gettext("Schrijf hoogstens %(most)s tekens.") % {"most": most}
    return fields
