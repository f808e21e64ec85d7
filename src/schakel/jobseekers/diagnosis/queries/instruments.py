"""The instruments an organisation can use: those of Schakel, and those it brought in."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.models import Instrument


def kept_for(organisation_id: UUID) -> list[Instrument]:
    """What an organisation brought in, newest first."""
    return list(Instrument.objects.filter(organisation_id=organisation_id).order_by("-kept_at", "-id"))


def usable_by(organisation_id: UUID) -> list[InstrumentContent]:
    """What a diagnosis can begin with: ours first."""
    return [*own_instruments(), *(row.content for row in kept_for(organisation_id))]


def kept_instrument(organisation_id: UUID, instrument_id: UUID) -> Instrument:
    """One that the organisation brought in. Raises NotFoundError."""
    found = Instrument.objects.filter(pk=instrument_id, organisation_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found
