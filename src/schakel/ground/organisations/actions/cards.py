"""One's own card in the directory, with its photo."""

from __future__ import annotations

from dataclasses import dataclass, fields
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Portrait, Professional
from schakel.ground.organisations.portraits import drawn
from schakel.ground.organisations.verbs.cards import CardChanged


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody tells of themselves: how to reach them, and what they know about."""

    phone: str = ""
    email: str = ""
    expertise: str = ""
    reachable: str = ""


@action(access.AT_WORK)
def change_card(*, actor: Actor, card: Card, expected_version: int | None = None) -> UUID:
    """Change one's own card; returns the professional's id.

    Raises StaleVersionError when it was changed meanwhile, in another window for instance.
    """
    professional = _self(actor)
    new = {field.name: str(getattr(card, field.name)).strip() for field in fields(card)}
    parts = [name for name, value in new.items() if getattr(professional, name) != value]
    update_version(professional, expected_version, **new)
    _record(actor, professional, parts)
    return professional.pk


@action(access.AT_WORK)
def place_portrait(*, actor: Actor, photo: bytes) -> UUID:
    """Put a photo on one's own card in place of the one before; returns the professional's id.

    Raises InvalidError for a file that is no photo or is too large.
    """
    professional = _self(actor)
    values = {"image": drawn(photo), "made_at": clock.now()}
    Portrait.objects.update_or_create(professional=professional, defaults=values)
    _record(actor, professional, ["photo"])
    return professional.pk


@action(access.AT_WORK)
def remove_portrait(*, actor: Actor) -> UUID:
    """Take the photo off one's own card; returns the professional's id."""
    professional = _self(actor)
    Portrait.objects.filter(professional=professional).delete()
    _record(actor, professional, ["photo"])
    return professional.pk


def _self(actor: Actor) -> Professional:
    found = Professional.objects.filter(memberships__reader_id=actor.reader_id).first()
    if found is None:
        raise not_found()
    return found


def _record(actor: Actor, professional: Professional, parts: list[str]) -> None:
    things = [Thing("organisation", actor.employer_id), Thing("professional", professional.pk)]
    record(CardChanged(str(professional.pk), parts), organisation_id=actor.employer_id, things=things)
