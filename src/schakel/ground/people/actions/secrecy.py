"""Keeping an address secret, and naming who may know it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ForbiddenError, InvalidError
from schakel.ground.organisations.models import Membership
from schakel.ground.people import access
from schakel.ground.people.models import Address, AddressReader, Client, Protection
from schakel.ground.people.protecting import check_review, check_source, refuse
from schakel.ground.people.queries.protections import may_name_readers
from schakel.ground.people.records import flag_client, record_start, start_protection, things_of
from schakel.ground.people.verbs import ReadersNamed

Kind = Protection.Kind


@action(access.KEEP_IDENTITY)
def hide_address(
    *,
    actor: Actor,
    dossier_id: UUID,
    membership_ids: Iterable[UUID],
    source: str,
    review_on: date | None = None,
) -> UUID:
    """Keep the client's address secret from everyone but the actor and these colleagues.

    They are of the actor's own organisation: a partner never sees a secret address. Returns the
    protection's id. Raises InvalidError for somebody of another organisation.
    """
    fields: dict[str, str] = {}
    check_source(source, fields)
    check_review(review_on, fields)
    refuse(fields, gettext("Het geheime adres is nog niet compleet vastgelegd."))
    readers = _colleagues(actor, membership_ids)
    row = start_protection(actor, dossier_id, Kind.SECRET_ADDRESS, clock.today(), source, review_on=review_on)
    _name(row, {actor.reader_id, *readers})
    _keep_place(dossier_id)
    flag_client(dossier_id, has_secret_address=True, place="")
    record_start(row)
    return row.id


@action(access.KEEP_IDENTITY)
def name_address_readers(*, actor: Actor, dossier_id: UUID, membership_ids: Iterable[UUID]) -> UUID:
    """Name anew who may know the secret address, the actor among them; returns the protection's id.

    Done by somebody who is named, or by a colleague of theirs once nobody named takes part any more.
    Raises ForbiddenError for anyone else, NotFoundError when no address is secret.
    """
    row = Protection.objects.filter(
        client_id=dossier_id, kind=Kind.SECRET_ADDRESS, valid_to__isnull=True
    ).first()
    if row is None:
        raise not_found()
    if not may_name_readers(dossier_id) or row.organisation_id != actor.organisation_id:
        raise ForbiddenError(
            gettext("Dit mag u hier niet doen."),
            gettext("Alleen wie het geheime adres kent, wijst anderen aan."),
            gettext("Vraag het aan een van hen."),
        )
    readers = {actor.reader_id, *_colleagues(actor, membership_ids)}
    _name(row, readers)
    # The actor is named by now, so that those who are named no longer can be taken off.
    AddressReader.objects.filter(protection=row).exclude(reader_id__in=readers).delete()
    record(ReadersNamed(len(readers)), dossier_id=dossier_id, things=things_of(row))
    return row.id


def _colleagues(actor: Actor, membership_ids: Iterable[UUID]) -> set[int]:
    wanted = set(membership_ids)
    found = Membership.objects.on(clock.today()).filter(pk__in=wanted, organisation_id=actor.employer_id)
    readers = set(found.values_list("reader_id", flat=True))
    if len(readers) != len(wanted):
        sentence = gettext("Kies alleen collega's van uw eigen organisatie.")
        raise InvalidError(gettext("Dit kan niet."), sentence, fields={"membership_ids": sentence})
    return readers


def _name(row: Protection, readers: set[int]) -> None:
    AddressReader.objects.bulk_create(
        (AddressReader(client_id=row.client_id, protection=row, reader_id=reader) for reader in readers),
        ignore_conflicts=True,
    )


def _keep_place(client_id: UUID) -> None:
    """A place that stands on the client's row only would be gone: keep it as an address, which is hidden."""
    place = Client.objects.values_list("place", flat=True).get(pk=client_id)
    if place and not Address.objects.on(clock.today()).filter(client_id=client_id).exists():
        Address(client_id=client_id, place=place, valid_from=clock.today()).save(force_insert=True)
