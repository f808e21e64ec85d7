"""Writing the rows of protective facts, and what of them stands on the client's own row."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.keys import decrypt_named, seal_bsn
from schakel.ground.people.models import SECTION_OF, Client, Protection
from schakel.ground.people.protecting import check_source, refuse
from schakel.ground.people.verbs import ProtectionStarted

Kind = Protection.Kind

WITHOUT: dict[str, dict[str, Any]] = {
    Kind.SECRET_ADDRESS: {"has_secret_address": False},
    Kind.REPRESENTATIVE: {"is_represented": False},
    Kind.DEATH: {"deceased_on": None},
    Kind.DETENTION: {},
    Kind.INTERPRETER: {"interpreter": ""},
    Kind.SAFETY: {"has_safety_agreement": False},
}
"""What the client's own row says when there is no such protection."""


def start_protection(
    actor: Actor, client_id: UUID, kind: Kind, valid_from: date, source: str, **values: Any
) -> Protection:
    """Write a protective fact.

    Raises InvalidError without a source, ConflictError when it is there already.
    """
    fields: dict[str, str] = {}
    check_source(source, fields)
    refuse(fields, gettext("De bron ontbreekt."))
    _refuse_twice(client_id, kind)
    row = Protection(
        client_id=client_id,
        kind=kind,
        section_bit=int(SECTION_OF[kind]),
        organisation_id=actor.employer_id,
        source=source.strip(),
        valid_from=valid_from,
        **values,
    )
    row.save(force_insert=True)
    return row


def _refuse_twice(client_id: UUID, kind: Kind) -> None:
    there = Protection.objects.filter(client_id=client_id, kind=kind, valid_to__isnull=True)
    if kind != Kind.REPRESENTATIVE and there.exists():
        raise protected_already()


def entitled_already() -> ConflictError:
    """What somebody is told who enters a right of a statute over days on which another of it runs."""
    return ConflictError(
        gettext("Deze uitkering loopt in deze periode al."),
        gettext("Iemand heeft van één regeling één recht tegelijk."),
        gettext("Laat het recht dat er staat eerst eindigen, of verbeter de dagen. Wie betaalt, kan dat."),
    )


def protected_already() -> ConflictError:
    """What somebody is told who records what another recorded before."""
    return ConflictError(
        gettext("Dit is al vastgelegd."),
        gettext("Deze bescherming loopt nog."),
        gettext("Beëindig eerst wat er staat, of herzie het."),
    )


def flag_client(client_id: UUID, **values: Any) -> None:
    """Let the client's own row say what protects them, so that no page needs to ask for it."""
    update_version(Client.objects.get(pk=client_id), None, **values)


def record_start(row: Protection) -> None:
    """Tell the journal that a protection began, in the section of those who see it."""
    review = row.review_on.isoformat() if row.review_on else None
    content = ProtectionStarted(row.kind, row.valid_from.isoformat(), row.source, review)
    record(content, dossier_id=row.client_id, section=row.section, things=things_of(row))


def things_of(row: Protection) -> list[Thing]:
    """What an act on a protection is about."""
    return [Thing("client", row.client_id), Thing("protection", row.pk)]


def hand_bsn_over(from_id: UUID, to_id: UUID) -> None:
    """Give the BSN of one client to another who is the same person, or is not after all.

    Raises ConflictError when the key of the number is gone.
    """
    giver = Client.objects.get(pk=from_id)
    if giver.bsn_cipher is None:
        return
    bsn = decrypt_named(giver.bsn_key, bytes(giver.bsn_cipher), from_id)
    nothing: dict[str, Any] = {"bsn_cipher": None, "bsn_hash": None, "bsn_other_hash": None, "bsn_key": ""}
    Client.objects.filter(pk=from_id).update(**nothing)
    sealed = seal_bsn(bsn, to_id)
    Client.objects.filter(pk=to_id).update(
        bsn_cipher=sealed.cipher, bsn_hash=sealed.hash, bsn_other_hash=sealed.other_hash, bsn_key=sealed.key
    )
