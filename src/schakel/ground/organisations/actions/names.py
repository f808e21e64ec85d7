"""What an organisation calls itself and its roles, and how it can be reached."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Organisation, OwnName
from schakel.ground.organisations.models.organisation import KIND, NAME
from schakel.ground.organisations.verbs import OrganisationChanged, OwnNameGiven

MAX = 120


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an organisation is and how to call it; codes are those of the vocabulary, or empty."""

    place: str = ""
    phone: str = ""
    municipality_code: str = ""
    region_code: str = ""


@action(access.MANAGE)
def change_reach(
    *, actor: Actor, organisation_id: UUID, reach: Reach, reason: str, expected_version: int | None = None
) -> UUID:
    """Put down where one's organisation is and how it is reached; returns its id.

    Raises InvalidError when nothing changes, StaleVersionError when somebody was first.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    new = asdict(reach)
    changed = tuple(
        f"{name}: {getattr(organisation, name)} → {new[name]}"
        for name in new
        if getattr(organisation, name) != new[name]
    )
    if not changed:
        raise _nothing_changes("place")
    update_version(organisation, expected_version, **new)
    record(
        OrganisationChanged(changed, reason.strip()),
        organisation_id=organisation_id,
        things=[_thing(organisation_id)],
    )
    return organisation_id


@action(access.MANAGE)
def give_own_name(
    *,
    actor: Actor,
    organisation_id: UUID,
    subject: str,
    text: str,
    reason: str,
    expected_version: int | None = None,
) -> UUID:
    """Name one's organisation ('name'), its kind ('kind') or one of its roles anew, from today.

    An empty text takes our own word for a kind or role again. The former word stays in use for earlier days.
    Returns the organisation's id. Raises InvalidError for a name that is empty, too long, taken or the same.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    text, was = " ".join(text.split()), _present(organisation, subject)
    _check(organisation, subject, text, was, reason)
    _turn_over(organisation, subject, text)
    changes: dict[str, Any] = {"words": _words(organisation_id)}
    if subject == NAME:
        changes["name"] = text
    update_version(organisation, expected_version, **changes)
    content = OwnNameGiven(subject, was, text, reason.strip())
    record(content, organisation_id=organisation_id, things=[_thing(organisation_id)])
    return organisation_id


def _present(organisation: Organisation, subject: str) -> str:
    today = clock.today()
    if subject == NAME:
        return organisation.name
    if subject == KIND:
        return organisation.kind_on(today)
    if subject not in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
        raise InvalidError(
            gettext("Deze rol past niet bij dit soort organisatie."),
            gettext("Elk soort organisatie heeft eigen rollen."),
            gettext("Kies een rol die bij de organisatie hoort."),
            fields={"subject": gettext("Kies een rol die bij de organisatie hoort.")},
        )
    return organisation.role_on(subject, today)


def _check(organisation: Organisation, subject: str, text: str, was: str, reason: str) -> None:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom de naam verandert.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    if text == was:
        raise _nothing_changes("text")
    if len(text) > MAX or (subject == NAME and not text):
        sentence = gettext("Schrijf een naam van 1 tot en met 120 tekens.")
        raise InvalidError(gettext("Deze naam kan niet."), sentence, fields={"text": sentence})
    others = Organisation.objects.on(clock.today()).filter(name__iexact=text).exclude(pk=organisation.pk)
    if subject == NAME and others.exists():
        sentence = gettext("Een andere organisatie heet al zo. Kies een naam die haar onderscheidt.")
        raise InvalidError(gettext("Deze naam is al in gebruik."), sentence, fields={"text": sentence})


def _turn_over(organisation: Organisation, subject: str, text: str) -> None:
    """End the word of today and begin the next; the first name of all is kept as well."""
    today = clock.today()
    known = OwnName.objects.filter(organisation=organisation, subject=subject)
    if subject == NAME and not known.exists():
        _own_name(organisation, subject, organisation.name, organisation.valid_from).save(force_insert=True)
    known.on(today).update(valid_to=today)
    if text:
        _own_name(organisation, subject, text, today).save(force_insert=True)


def _own_name(organisation: Organisation, subject: str, text: str, start: Any) -> OwnName:
    return OwnName(id=uuid7(), organisation=organisation, subject=subject, text=text, valid_from=start)


def _words(organisation_id: UUID) -> dict[str, list[list[str | None]]]:
    words: dict[str, list[list[str | None]]] = {}
    for row in OwnName.objects.filter(organisation_id=organisation_id).order_by("valid_from", "id"):
        end = row.valid_to.isoformat() if row.valid_to else None
        words.setdefault(row.subject, []).append([row.valid_from.isoformat(), end, row.text])
    return words


def _nothing_changes(field: str) -> InvalidError:
    sentence = gettext("Dit is al zo. Vul in wat er verandert.")
    return InvalidError(gettext("Er verandert niets."), sentence, fields={field: sentence})


def _thing(organisation_id: UUID) -> Thing:
    return Thing("organisation", organisation_id)
