"""Acts on the journal itself: sealing it, and asking for a parked entry to be tried again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import RoleNeed, SystemNeed, not_found
from schakel.ground.access.types import Role
from schakel.ground.journal.models import ParkedEntry, SealMade
from schakel.ground.journal.seals import SealError, compare, gone_since_sealed, load_seals, write_seal
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(7402)"
_ERASED = "select journal_erased_count()"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The journal was sealed: the seal's number and the digest of its file."""

    number: int
    digest: str
    links: int


@dataclass(frozen=True, slots=True)
class RetryAsked:
    """Somebody asked to hand a parked entry to its subscriber again."""

    subscriber: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "journal.seal",
        Sealed,
        section=None,
        heading=lambda c: gettext("Zegel %(n)s gezet") % {"n": c["number"]},
    )
    register_verb(
        "subscriber.retry",
        RetryAsked,
        section=None,
        heading=lambda c: gettext("Opnieuw aangeboden: %(who)s") % {"who": c["subscriber"]},
    )


@action(SystemNeed())
def seal_journal(*, actor: Actor) -> int:
    """Write the next seal outside the database; returns its number.

    Raises ConflictError when an earlier seal, or what it covers, is not as it was: then nothing is sealed.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        try:
            files = load_seals(cursor)
            compare(files, dict(SealMade.objects.values_list("number", "digest")))
        except SealError as error:
            raise _does_not_hold(error.broken.what) from error
        broken = gone_since_sealed(cursor)
        if broken is not None:
            raise _does_not_hold(f"{broken.stream}, {broken.sequence}: {broken.what}")
        cursor.execute(_ERASED)
        seal = write_seal(cursor, files, at=clock.now(), erased=cursor.fetchone()[0])
    SealMade(number=seal.number, digest=seal.digest, made_at=clock.now()).save(force_insert=True)
    record(Sealed(seal.number, seal.digest, seal.links), organisation_id=SYSTEM_STREAM)
    return seal.number


def _does_not_hold(what: str) -> ConflictError:
    return ConflictError(
        gettext("Het journaal is niet verzegeld."),
        gettext("Een eerder zegel klopt niet: %(what)s.") % {"what": what},
        gettext("Bewaar database en zegels zoals zij zijn, en vergelijk ze met een back-up."),
    )


@action(RoleNeed(frozenset({Role.ADMINISTRATOR})))
def retry_parked(*, actor: Actor, subscriber: str, entry_id: UUID) -> UUID:
    """Let the worker offer a parked entry again; returns the entry's id. Raises NotFoundError."""
    found = ParkedEntry.objects.filter(subscriber=subscriber, entry_id=entry_id)
    if not found.update(is_wanted=True):
        raise not_found()
    record(
        RetryAsked(subscriber),
        organisation_id=actor.employer_id,
        things=[Thing("entry", entry_id)],
    )
    return entry_id
