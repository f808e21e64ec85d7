"""Finding the client who asks, and reading questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.db.models import F, QuerySet

from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.norms.house import ANSWER_CLIENT, Figure, figure_of
from schakel.ground.people.queries import known_clients
from schakel.jobseekers.questions import access
from schakel.jobseekers.questions.models import ClientQuestion

SHOWN = 50


def answer_term(actor: Actor) -> Figure:
    """Within which term a question that this actor takes in is answered; one statement."""
    return figure_of(ANSWER_CLIENT, actor.employer_id, clock.today())


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: by full BSN, or by dossier number together with the day of birth."""

    bsn: str = ""
    number: str = ""
    born: date | None = None


def client_asked(*, actor: Actor, asker: Asker, page: str) -> UUID | None:
    """The dossier of the client who asks, wherever in the chain; each hit is written in the read log.

    Crosses row-level security on purpose and answers with an id only. Raises InvalidError for a number that
    is no BSN, ForbiddenError for who may not register clients.
    """
    if actor.organisation_id is None:
        return None
    if asker.bsn:
        known, _numbers = known_clients(bsns=[asker.bsn], organisation_id=actor.organisation_id, numbers=[])
        found = next(iter(known.values()), None)
    else:
        found = _by_number(asker.number.strip(), asker.born)
    if found is not None:
        log_read(page, [found], Section.IDENTITY)
    return found


def _by_number(number: str, born: date | None) -> UUID | None:
    if not number or born is None:
        return None
    access.TAKE_IN.check(current_context(), {})
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select questions_dossier(%s, %s)", [number, born])
        row = cursor.fetchone()
    return row[0] if row else None


def _named() -> QuerySet[ClientQuestion]:
    found = ClientQuestion.objects.select_related("organisation")
    return found.annotate(
        taken_by=F("reader__membership__professional__name"),
        answerer=F("answered_by__membership__professional__name"),
    )


def questions_of(dossier_id: UUID) -> list[ClientQuestion]:
    """The newest questions of a client: those that wait first, the oldest of these on top; at most SHOWN."""
    access.SEE.check_cell(current_context())
    found = _named().filter(dossier_id=dossier_id).order_by("-taken_at", "-id")[:SHOWN]
    waiting = [question for question in found if question.answered_at is None]
    return waiting[::-1] + [question for question in found if question.answered_at is not None]


def question_visible(dossier_id: UUID, question_id: UUID) -> ClientQuestion | None:
    """One question of a dossier that the actor may see."""
    access.SEE.check_cell(current_context())
    return _named().filter(dossier_id=dossier_id, pk=question_id).first()


def taken_in_by(actor: Actor) -> list[ClientQuestion]:
    """What the actor took in last, newest first; at most SHOWN. It names no client."""
    found = ClientQuestion.objects.filter(reader_id=actor.reader_id).order_by("-taken_at", "-id")
    return list(found[:SHOWN])


def may_answer() -> bool:
    """Whether the actor's role may write down what was answered."""
    return access.may_answer(current_context())
