"""Home visits during an intake: asked with a reason, decided by somebody else, told first, looked back on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import Decision, DecisionKind, Option, Reason, record_decision
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import HomeVisit
from schakel.jobseekers.intake.queries import running_intake
from schakel.jobseekers.intake.queries.home_visits import visit_visible
from schakel.jobseekers.intake.verbs.home_visits import (
    VisitAsked,
    VisitDecided,
    VisitEvaluated,
    VisitReported,
    VisitTold,
    VisitWithdrawn,
)

State = HomeVisit.State
LONGEST, LONGEST_REPORT = 600, 2000


@dataclass(frozen=True, slots=True)
class NewHomeVisit:
    """What must be found out, on which ground and why, and what else was tried before going to a home."""

    ground: str
    question: str
    reason: str
    tried: str


@dataclass(frozen=True, slots=True)
class Told:
    """How and when the client was told, and for which day."""

    how: str
    told_on: date
    planned_on: date


@dataclass(frozen=True, slots=True)
class Report:
    """How it went at the door, on which day, and what was seen."""

    met: str
    visited_on: date
    report: str


@action(access.HOLD)
def ask_home_visit(*, actor: Actor, dossier_id: UUID, intake_id: UUID, new: NewHomeVisit) -> UUID:
    """Ask for a home visit; returns its id. Somebody else decides, and nothing happens before that.

    Raises InvalidError without a ground, a question, a reason or what was tried, and for a client who died;
    ConflictError while another one runs in this intake.
    """
    require_alive(dossier_id)
    intake = running_intake(dossier_id, intake_id)
    _check(_asked(new))
    running = HomeVisit.objects.filter(intake=intake, state__in=(State.ASKED, State.GRANTED, State.TOLD))
    if running.exists():
        raise ConflictError(
            gettext("Er loopt al een huisbezoek in deze intake."),
            gettext("Maak dat eerst af, of trek het in."),
        )
    row = HomeVisit(
        dossier_id=dossier_id,
        intake=intake,
        organisation_id=actor.employer_id,
        state=State.ASKED,
        ground=new.ground,
        question=new.question.strip(),
        reason=new.reason.strip(),
        tried=new.tried.strip(),
        asked_by_id=actor.reader_id,
        asked_on=clock.today(),
    )
    content = VisitAsked(row.ground, row.question, row.reason, row.tried)
    record(content, dossier_id=dossier_id, things=_things(row))
    row.save(force_insert=True)
    return row.id


@action(access.HOLD)
def decide_home_visit(
    *,
    actor: Actor,
    dossier_id: UUID,
    visit_id: UUID,
    is_granted: bool | None,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """Decide whether a home visit is in proportion, with a reason either way; returns its id.

    The decision stands among the choices, where the client may answer it. Raises ForbiddenError for who asked
    for it or works elsewhere, InvalidError without a reason, ConflictError when it was decided already.
    """
    row = _at(dossier_id, visit_id, State.ASKED)
    _of_own_organisation(actor, row)
    if row.asked_by_id == actor.reader_id:
        raise ForbiddenError(
            gettext("U vroeg dit huisbezoek zelf aan."),
            gettext("Een ander weegt of het in verhouding is."),
            gettext("Vraag een collega die meedoet in dit dossier."),
        )
    _check({"is_granted": "" if is_granted is not None else gettext("Kies of het huisbezoek mag.")})
    _check({"because": _words(because, gettext("Schrijf op waarom het wel of niet in verhouding is."))})
    record(VisitDecided(bool(is_granted), because.strip()), dossier_id=dossier_id, things=_things(row))
    _decide(row, because.strip(), is_granted=bool(is_granted))
    update_version(
        row,
        expected_version,
        state=State.GRANTED if is_granted else State.REFUSED,
        decided_by_id=actor.reader_id,
        decided_on=clock.today(),
        decided_because=because.strip(),
    )
    return row.id


@action(access.HOLD)
def tell_client(
    *, actor: Actor, dossier_id: UUID, visit_id: UUID, told: Told, expected_version: int | None = None
) -> UUID:
    """Note that the client was told of the visit and its day; returns its id. Only then may one go.

    Raises InvalidError for days that cannot be, ConflictError when it was not allowed or is over.
    """
    row = _at(dossier_id, visit_id, State.GRANTED, State.TOLD)
    _of_own_organisation(actor, row)
    fields = {
        "how": "" if told.how in HomeVisit.Told.values else gettext("Kies hoe de cliënt het hoorde."),
        "told_on": gettext("Deze dag is nog niet geweest.") if told.told_on > clock.today() else "",
        "planned_on": gettext("De cliënt hoort het vóór het bezoek.")
        if told.planned_on < told.told_on
        else "",
    }
    _check(fields)
    content = VisitTold(told.how, told.told_on.isoformat(), told.planned_on.isoformat())
    record(content, dossier_id=dossier_id, things=_things(row))
    changes = {"told_how": told.how, "told_on": told.told_on, "planned_on": told.planned_on}
    update_version(row, expected_version, state=State.TOLD, **changes)
    return row.id


@action(access.HOLD)
def report_home_visit(
    *, actor: Actor, dossier_id: UUID, visit_id: UUID, report: Report, expected_version: int | None = None
) -> UUID:
    """Write down how the visit went; returns its id. No consequence follows from it here.

    Raises InvalidError for a day that cannot be or without words, ConflictError before the client was told.
    """
    row = _at(dossier_id, visit_id, State.TOLD)
    _of_own_organisation(actor, row)
    _check(_reported(row, report))
    content = VisitReported(report.met, report.visited_on.isoformat(), report.report.strip())
    record(content, dossier_id=dossier_id, things=_things(row))
    update_version(
        row,
        expected_version,
        state=State.DONE,
        met=report.met,
        visited_on=report.visited_on,
        report=report.report.strip(),
        reported_by_id=actor.reader_id,
    )
    return row.id


@action(access.HOLD)
def evaluate_home_visit(
    *,
    actor: Actor,
    dossier_id: UUID,
    visit_id: UUID,
    was_needed: bool | None,
    learned: str,
    expected_version: int | None = None,
) -> UUID:
    """Look back on whether the visit was needed and in proportion; returns its id.

    Raises ForbiddenError for who made the visit, InvalidError without an answer and words, ConflictError
    before its report or after the look back.
    """
    row = _at(dossier_id, visit_id, State.DONE)
    _of_own_organisation(actor, row)
    if row.reported_by_id == actor.reader_id:
        raise ForbiddenError(
            gettext("U ging zelf op huisbezoek."),
            gettext("Een ander kijkt terug of het nodig was."),
            gettext("Vraag een collega die meedoet in dit dossier."),
        )
    _check(
        {
            "was_needed": "" if was_needed is not None else gettext("Kies of het nodig was."),
            "learned": _words(learned, gettext("Schrijf op wat u ervan leerde.")),
        }
    )
    record(VisitEvaluated(bool(was_needed), learned.strip()), dossier_id=dossier_id, things=_things(row))
    update_version(
        row,
        expected_version,
        state=State.CLOSED,
        was_needed=was_needed,
        learned=learned.strip(),
        evaluated_by_id=actor.reader_id,
        evaluated_on=clock.today(),
    )
    return row.id


@action(access.HOLD)
def withdraw_home_visit(
    *, actor: Actor, dossier_id: UUID, visit_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Stop a visit that was not made yet; returns its id. Raises InvalidError without a reason."""
    row = _at(dossier_id, visit_id, State.ASKED, State.GRANTED, State.TOLD)
    _of_own_organisation(actor, row)
    _check({"because": _words(because, gettext("Schrijf op waarom het niet doorgaat."), most=300)})
    record(VisitWithdrawn(because.strip()), dossier_id=dossier_id, things=_things(row))
    update_version(row, expected_version, state=State.WITHDRAWN, withdrawn_because=because.strip())
    return row.id


def _at(dossier_id: UUID, visit_id: UUID, *states: str) -> HomeVisit:
    row = visit_visible(dossier_id, visit_id)
    if row.state not in states:
        raise ConflictError(
            gettext("Deze stap past nu niet bij het huisbezoek."),
            gettext("Het staat nu zo: %(state)s.") % {"state": row.get_state_display()},
            gettext("Kijk wat er intussen gebeurde."),
        )
    return row


def _of_own_organisation(actor: Actor, row: HomeVisit) -> None:
    if row.organisation_id != actor.employer_id:
        raise ForbiddenError(
            gettext("Dit huisbezoek is van een andere organisatie."),
            gettext("Alleen wie het vroeg, gaat er verder mee."),
            gettext("Bespreek het met die organisatie."),
        )


def _asked(new: NewHomeVisit) -> dict[str, str]:
    return {
        "ground": "" if new.ground in HomeVisit.Ground.values else gettext("Kies wat de aanleiding is."),
        "question": _words(new.question, gettext("Schrijf op wat u wilt weten."), most=300),
        "reason": _words(new.reason, gettext("Schrijf op waarom dat nodig is.")),
        "tried": _words(
            new.tried, gettext("Schrijf op wat u eerst probeerde en waarom dat niet genoeg was.")
        ),
    }


def _reported(row: HomeVisit, report: Report) -> dict[str, str]:
    told = row.told_on or clock.today()
    fields = {
        "met": "" if report.met in HomeVisit.Met.values else gettext("Kies hoe het ging."),
        "report": _words(report.report, gettext("Schrijf op wat u zag en hoorde."), most=LONGEST_REPORT),
    }
    if report.visited_on > clock.today():
        fields["visited_on"] = gettext("Deze dag is nog niet geweest.")
    elif report.visited_on < told:
        fields["visited_on"] = gettext("De cliënt wist het toen nog niet.")
    return fields


def _words(text: str, lacking: str, *, most: int = LONGEST) -> str:
    if not text.strip():
        return lacking
    if len(text.strip()) > most:
        return gettext("Dit is te lang. Gebruik hooguit %(most)s tekens.") % {"most": most}
    return ""


def _check(fields: dict[str, str]) -> None:
    found = {name: words for name, words in fields.items() if words}
    if found:
        raise InvalidError(gettext("Dit is nog niet vastgelegd."), fields=found)


def _decide(row: HomeVisit, because: str, *, is_granted: bool) -> None:
    yes, no = gettext("huisbezoek"), gettext("geen huisbezoek")
    decision = Decision(
        kind=DecisionKind.DIRECTION if is_granted else DecisionKind.REFUSAL,
        question=gettext("Is een huisbezoek hier in verhouding?"),
        options=(Option(yes, row.reason), Option(no, row.tried)),
        chosen=yes if is_granted else no,
        reason=Reason.OTHER,
        reason_text=because,
    )
    record_decision(decision, dossier_id=row.dossier_id, section=Section.BENEFIT, things=_things(row))


def _things(row: HomeVisit) -> tuple[Thing, ...]:
    return (Thing("intake", row.intake_id), Thing("home_visit", row.pk))
