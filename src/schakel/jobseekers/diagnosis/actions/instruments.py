"""Loading an instrument of others, and taking away one that was never used."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.norms.engine.entries import Problems
from schakel.ground.norms.engine.model import Place
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.instruments.loading import InstrumentError, parse_instrument
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.models import Instrument
from schakel.jobseekers.diagnosis.records import keep
from schakel.jobseekers.diagnosis.verbs import InstrumentLoaded, InstrumentRemoved


@action(access.KEEP_INSTRUMENTS)
def load_instrument(*, actor: Actor, raw: bytes, file: str) -> UUID:
    """Let everyone use an instrument from the bytes of its file; returns its id, also when it was there.

    Raises InstrumentError with file, line and reason of all that is wrong.
    """
    found = parse_instrument(raw, file)
    _refuse_our_key(found, file)
    row = keep(found)
    content = InstrumentLoaded(row.key, row.edition, row.digest)
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("instrument", row.id)])
    return row.id


def _refuse_our_key(found: InstrumentContent, file: str) -> None:
    """One under a key of ours would be kept and never be offered."""
    if found.key in {one.key for one in own_instruments()}:
        problems = Problems()
        problems.add(Place(file, 1), f"key {found.key} is van Schakel zelf; kies een andere")
        raise InstrumentError(problems)


@action(access.KEEP_INSTRUMENTS)
def remove_instrument(*, actor: Actor, digest: str) -> UUID:
    """Take an instrument away that was never used; returns its id.

    Raises NotFoundError, and ConflictError for one in use: a diagnosis stays readable as it was taken.
    """
    row = Instrument.objects.select_for_update().filter(digest=digest).first()
    if row is None:
        raise not_found()
    if row.first_used_on is not None:
        raise ConflictError(
            gettext("Dit instrument kan niet weg."),
            gettext("Er is een diagnose mee gesteld, en die moet leesbaar blijven."),
            gettext("Laad een nieuwe versie; die komt ernaast te staan."),
        )
    content, instrument_id = InstrumentRemoved(row.key, row.edition, row.digest), row.id
    row.delete()
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("instrument", instrument_id)])
    return instrument_id
