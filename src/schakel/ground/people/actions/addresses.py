"""Every write on where a client lives."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people import access
from schakel.ground.people.addresses import NewAddress, checked_address
from schakel.ground.people.models import Address, Client
from schakel.ground.people.queries.addresses import current_address, require_open_address
from schakel.ground.people.verbs import AddressCorrected, AddressEntered


@action(access.KEEP_IDENTITY)
def enter_address(*, actor: Actor, dossier_id: UUID, new: NewAddress, valid_from: date) -> UUID:
    """Enter where the client lives from a day on; the address before ends that day. Returns its id.

    Raises InvalidError for an address that can't be, a day to come, or one not after the start of the
    address that stands now; ForbiddenError where the address is secret and the actor is no named reader.
    """
    require_open_address(dossier_id)
    clean, before = checked_address(new), _last(dossier_id)
    _check_day(valid_from, before)
    if before is not None and (before.valid_to is None or before.valid_to > valid_from):
        update_version(before, None, valid_to=valid_from)
    row = Address(client_id=dossier_id, valid_from=valid_from, **asdict(clean))
    row.save(force_insert=True)
    _show_place(dossier_id)
    things = [Thing("client", dossier_id), Thing("address", row.id)]
    record(AddressEntered(valid_from.isoformat(), before is not None), dossier_id=dossier_id, things=things)
    return row.id


@action(access.KEEP_IDENTITY)
def correct_address(
    *,
    actor: Actor,
    dossier_id: UUID,
    address_id: UUID,
    new: NewAddress,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Put right what was written wrongly in an address; its period stays. Returns its id.

    Raises StaleVersionError when somebody else corrected it meanwhile, InvalidError without a reason.
    """
    require_open_address(dossier_id)
    if not because.strip():
        sentence = gettext("Schrijf op waarom u dit verbetert.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})
    row = _address(dossier_id, address_id)
    values = asdict(checked_address(new))
    changed = tuple(sorted(name for name, value in values.items() if getattr(row, name) != value))
    update_version(row, expected_version, **values)
    _show_place(dossier_id)
    things = [Thing("client", dossier_id), Thing("address", row.id)]
    record(AddressCorrected(changed, because.strip()), dossier_id=dossier_id, things=things)
    return row.id


def _address(client_id: UUID, address_id: UUID) -> Address:
    row = Address.objects.filter(pk=address_id, client_id=client_id).first()
    if row is None:
        raise not_found()
    return row


def _last(client_id: UUID) -> Address | None:
    return Address.objects.filter(client_id=client_id).order_by("-valid_from", "-id").first()


def _check_day(day: date, before: Address | None) -> None:
    if day > clock.today():
        sentence = gettext("Leg een verhuizing vast op de dag zelf, of daarna.")
    elif before is not None and day <= before.valid_from:
        sentence = gettext(
            "Het vorige adres begint op die dag of later. Kies een latere dag, of verbeter het."
        )
    else:
        return
    raise InvalidError(gettext("Deze dag past niet."), sentence, fields={"valid_from": sentence})


def _show_place(client_id: UUID) -> None:
    """The place on the client's own row is that of today's address; the database hides a secret one."""
    now, client = current_address(client_id), Client.objects.get(pk=client_id)
    if now is not None and client.place != now.place:
        update_version(client, None, place=now.place)
