"""Opening a dossier without taking part in it, for an urgent reason, and having that judged by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import UrgentLook
from schakel.ground.dossiers.queries.protection import urgent_look_visible
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.protection import UrgentLookJudged, UrgentlyOpened
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.keys import digests

OPENED = Section.IDENTITY | Section.BENEFIT | Section.PLAN | Section.CONTACTS
"""What an urgent look opens, as far as the role may see it at all: whom to reach, and what is going on."""

SHORTEST_REASON = 15
"""Characters; fewer say nothing to who judges the look afterwards."""


@dataclass(frozen=True, slots=True)
class NewUrgentLook:
    """Which dossier, by its number or by the client's BSN, and what cannot wait."""

    urgency: str
    because: str
    number: str = ""
    bsn: str = ""


@action(access.LOOK_URGENTLY)
def look_urgently(*, actor: Actor, new: NewUrgentLook) -> UUID:
    """Open a dossier until the end of today, to read only; returns the dossier's id.

    By number where the actor's organisation takes part, by BSN for a registrar. Raises InvalidError for what
    is missing and for a dossier that can't be opened so: unknown, at rest or shielded look the same.
    """
    _check(new)
    dossier_id = _found(new)
    if is_visible(dossier_id):
        raise ConflictError(
            gettext("U ziet dit dossier al."),
            gettext("U bent erbij betrokken."),
            gettext("Open het vanuit de lijst met cliënten."),
        )
    seat, today = seat_of_actor(actor), clock.today()
    look = UrgentLook(
        dossier_id=dossier_id,
        reader_id=seat.reader_id,
        professional_id=seat.person_id,
        organisation_id=seat.organisation_id,
        role=seat.role,
        urgency=new.urgency,
        reason=new.because.strip(),
        sections=int(OPENED),
        opened_at=clock.now(),
        valid_from=today,
        valid_to=today + timedelta(days=1),
    )
    with records.registering():
        look.save(force_insert=True)
    records.derive_grants([dossier_id])
    content = UrgentlyOpened(seat.name, seat.organisation_name, seat.role, new.urgency, look.reason)
    record(content, dossier_id=dossier_id, things=_things(look))
    return dossier_id


@action(access.TAKE_PART)
def judge_urgent_look(
    *,
    actor: Actor,
    dossier_id: UUID,
    look_id: UUID,
    outcome: str,
    words: str,
    expected_version: int | None = None,
) -> UUID:
    """Say whether an urgent look was just, with why; returns the look's id.

    Raises ForbiddenError for one's own look, InvalidError without an outcome or words.
    """
    look = urgent_look_visible(dossier_id, look_id)
    judge = seat_of_actor(actor).person_id
    if look.professional_id == judge:
        raise ForbiddenError(
            gettext("Uw eigen inzage beoordeelt u niet."),
            gettext("Een ander kijkt of zij terecht was."),
            gettext("Vraag het aan wie de regie heeft in dit dossier."),
        )
    _check_outcome(outcome, words)
    update_version(
        look,
        expected_version,
        outcome=outcome,
        review=words.strip(),
        reviewed_by_id=judge,
        reviewed_at=clock.now(),
    )
    content = UrgentLookJudged(look.professional.name, outcome, words.strip())
    record(content, dossier_id=dossier_id, things=_things(look))
    return look.id


def _found(new: NewUrgentLook) -> UUID:
    hashes = digests(new.bsn) if new.bsn else (None,)
    found = next((dossier_id for digest in hashes if (dossier_id := _under(new, digest))), None)
    if found is None:
        sentence = gettext("Zo is er geen dossier dat u kunt openen. Kijk het nummer na.")
        field = "bsn" if new.bsn else "number"
        raise InvalidError(gettext("Dit dossier is niet te openen."), fields={field: sentence})
    return found


def _under(new: NewUrgentLook, digest: bytes | None) -> UUID | None:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_urgent(%s, %s)", [new.number.strip(), digest])
        found: UUID | None = cursor.fetchone()[0]
    return found


def _check(new: NewUrgentLook) -> None:
    fields = {}
    if not new.number.strip() and not new.bsn:
        fields["number"] = gettext("Vul een dossiernummer of een BSN in.")
    if new.urgency not in UrgentLook.Urgency.values:
        fields["urgency"] = gettext("Kies wat er niet kan wachten.")
    if len(new.because.strip()) < SHORTEST_REASON:
        fields["because"] = gettext("Schrijf op wat er aan de hand is, in een hele zin.")
    if fields:
        raise InvalidError(
            gettext("Er ontbreekt nog iets."),
            gettext("Een ander beoordeelt deze inzage later, en de cliënt leest de reden."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _check_outcome(outcome: str, words: str) -> None:
    fields = {}
    if outcome not in (UrgentLook.Outcome.JUST, UrgentLook.Outcome.NOT_JUST):
        fields["outcome"] = gettext("Kies of de inzage terecht was.")
    if not words.strip():
        fields["words"] = gettext("Schrijf in één zin op waarom.")
    if fields:
        raise InvalidError(
            gettext("Uw oordeel is nog niet compleet."),
            gettext("Wie keek, en de cliënt, lezen waarom."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _things(look: UrgentLook) -> list[Thing]:
    return [Thing("dossier", look.dossier_id), Thing("urgent_look", look.id)]
