"""What leaves, and what is stopped: judged when a notice is written and again when it would leave."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.notices.models import Transport
from schakel.ground.notices.ports import Addressee, Stop, addressee_of, stop_for
from schakel.ground.notices.transports import carrier_of


def stop_now(dossier_id: UUID, transport: str) -> str:
    """Why nothing may leave for this client in this way, as a Stop; empty when it may."""
    return stop_for(dossier_id, transport) or _unreachable(addressee_of(dossier_id), transport)


def _unreachable(addressee: Addressee | None, transport: str) -> str:
    if addressee is None:
        return Stop.NOBODY
    if transport == Transport.LETTER and not addressee.lines:
        return Stop.NO_ADDRESS
    if transport == Transport.EMAIL and not addressee.email:
        return Stop.NO_EMAIL
    return "" if carrier_of(transport) else Stop.NO_TRANSPORT
