"""Asking help with debts, and every step until there is a plan or a refusal (R112)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.services import access
from schakel.jobseekers.services.debt_terms import plan_by, talk_by
from schakel.jobseekers.services.models import DebtHelp
from schakel.jobseekers.services.verbs.debts import (
    DebtHelpAsked,
    DebtHelpEnded,
    DebtTalkHeld,
    DebtThreatNoted,
)


@dataclass(frozen=True, slots=True)
class NewDebtHelp:
    """When help was asked, of whom, what threatens (empty if nothing), and what guidance reckons with."""

    asked_on: date
    helper: str
    threat: str = ""
    guidance: str = ""


@action(access.CHANGE_LIFE)
def ask_debt_help(*, actor: Actor, dossier_id: UUID, new: NewDebtHelp) -> UUID:
    """Note that a client asked help with debts; returns its id.

    Raises InvalidError for a day to come or without who helps, ConflictError while an earlier one is open.
    """
    require_alive(dossier_id)
    _refuse(
        asked_on=_problem_of_day(new.asked_on),
        helper="" if new.helper.strip() else gettext("Schrijf op wie de schuldhulp geeft."),
    )
    if DebtHelp.objects.filter(dossier_id=dossier_id, ended_on__isnull=True).exists():
        raise _already_asked()
    seat, is_threatening = seat_of_actor(actor), bool(new.threat.strip())
    row = DebtHelp(
        dossier_id=dossier_id,
        organisation_id=seat.organisation_id,
        asked_on=new.asked_on,
        helper=new.helper.strip(),
        counted_from=new.asked_on,
        is_threatening=is_threatening,
        threat=new.threat.strip(),
        guidance=new.guidance.strip(),
        talk_by=talk_by(new.asked_on, is_threatening=is_threatening),
        asked_by_id=seat.person_id,
    )
    row.save(force_insert=True)
    by = row.talk_by.isoformat() if row.talk_by else ""
    _record(DebtHelpAsked(new.asked_on.isoformat(), row.helper, row.threat, by, row.guidance), row)
    return row.pk


@action(access.CHANGE_LIFE)
def note_debt_threat(
    *, actor: Actor, dossier_id: UUID, debt_id: UUID, threat: str, since: date, expected_version: int | None
) -> UUID:
    """Note that something threatens after all: from that day the short term runs; returns the id.

    The term never becomes later by it. Raises InvalidError, ConflictError after the first talk.
    """
    row = _open(dossier_id, debt_id)
    if row.talked_on is not None or row.is_threatening:
        raise _passed(gettext("De korte termijn is hier niet meer nodig."))
    _refuse(
        since=_problem_of_day(since, row.asked_on),
        threat="" if threat.strip() else gettext("Schrijf op wat er dreigt."),
    )
    days = [day for day in (row.talk_by, talk_by(since, is_threatening=True)) if day is not None]
    update_version(
        row,
        expected_version,
        is_threatening=True,
        threat=threat.strip(),
        counted_from=since,
        talk_by=min(days, default=None),
    )
    by = row.talk_by.isoformat() if row.talk_by else ""
    _record(DebtThreatNoted(since.isoformat(), threat.strip(), by), row)
    return debt_id


@action(access.CHANGE_LIFE)
def hold_debt_talk(
    *, actor: Actor, dossier_id: UUID, debt_id: UUID, talked_on: date, expected_version: int | None
) -> UUID:
    """Note that the first talk on debts was held; returns the id."""
    row = _open(dossier_id, debt_id)
    if row.talked_on is not None:
        raise _passed(gettext("Het eerste gesprek staat al vast."))
    _refuse(talked_on=_problem_of_day(talked_on, row.asked_on))
    update_version(row, expected_version, talked_on=talked_on, plan_by=plan_by(talked_on))
    by = row.plan_by.isoformat() if row.plan_by else ""
    _record(DebtTalkHeld(talked_on.isoformat(), by), row)
    return debt_id


@action(access.CHANGE_LIFE)
def end_debt_help(
    *,
    actor: Actor,
    dossier_id: UUID,
    debt_id: UUID,
    outcome: str,
    ended_on: date,
    words: str,
    expected_version: int | None,
) -> UUID:
    """Note the plan, the refusal or that the client wants no help after all; returns the id.

    Raises InvalidError without what was decided in a sentence, or for a plan before the first talk.
    """
    row = _open(dossier_id, debt_id)
    fields = {
        "ended_on": _problem_of_day(ended_on, row.talked_on or row.asked_on),
        "words": "" if words.strip() else gettext("Schrijf in één zin op wat er is besloten."),
    }
    if outcome not in DebtHelp.Outcome.values:
        fields["outcome"] = gettext("Kies wat ervan kwam.")
    elif outcome == DebtHelp.Outcome.PLAN and row.talked_on is None:
        fields["outcome"] = gettext("Leg eerst vast wanneer het eerste gesprek was.")
    _refuse(**fields)
    update_version(row, expected_version, outcome=outcome, ended_on=ended_on, words=words.strip())
    _record(DebtHelpEnded(outcome, ended_on.isoformat(), words.strip()), row)
    return debt_id


def _open(dossier_id: UUID, debt_id: UUID) -> DebtHelp:
    row = DebtHelp.objects.filter(pk=debt_id, dossier_id=dossier_id).first()
    if row is None:
        raise not_found()
    if not row.is_open:
        raise _passed(gettext("Deze vraag om schuldhulp is al afgerond."))
    return row


def _problem_of_day(day: date, earliest: date | None = None) -> str:
    if day > clock.today():
        return gettext("Kies vandaag of een dag die geweest is.")
    if earliest is not None and day < earliest:
        return gettext("Deze dag ligt te vroeg. Kijk wat er al vaststaat.")
    return ""


def _refuse(**fields: str) -> None:
    wrong = {name: words for name, words in fields.items() if words}
    if wrong:
        raise InvalidError(gettext("Dit is nog niet compleet."), fields=wrong)


def _already_asked() -> ConflictError:
    return ConflictError(
        gettext("Er loopt al een vraag om schuldhulp."),
        gettext("Een tweede vraag zou de wettelijke termijn opnieuw laten beginnen."),
        gettext("Ga verder met de vraag die er staat."),
    )


def _passed(what: str) -> ConflictError:
    return ConflictError(
        what, gettext("Een collega kan u voor zijn geweest."), gettext("Bekijk de pagina opnieuw.")
    )


def _record(content: object, row: DebtHelp) -> None:
    record(
        content,
        dossier_id=row.dossier_id,
        things=[Thing("debt_help", row.pk), Thing("client", row.dossier_id)],
    )
