"""Every write on a client's family and household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.models import Grant
from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people import access
from schakel.ground.people.models import Client, HouseholdMember, HouseholdTie
from schakel.ground.people.protecting import check_past, check_source, refuse
from schakel.ground.people.verbs.household import (
    HouseholdMemberAdded,
    HouseholdMemberCorrected,
    HouseholdMemberEnded,
)

Kind = HouseholdMember.Kind
OLDEST = 120

FACING = {
    Kind.PARTNER: Kind.PARTNER,
    Kind.PARENT: Kind.CHILD,
    Kind.CHILD: Kind.PARENT,
    Kind.HOUSEMATE: Kind.HOUSEMATE,
}
"""What the client is to somebody who is this to the client."""

UNDER_ONE_ROOF = frozenset({Kind.PARTNER, Kind.HOUSEMATE})


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who belongs to the household, since when, and where that is known from.

    name and birth_year are left out for who is a client: then they are taken from that dossier.
    """

    kind: str
    valid_from: date
    source: str
    name: str = ""
    birth_year: int | None = None


@action(access.KEEP_IDENTITY)
def add_household_member(
    *, actor: Actor, dossier_id: UUID, new: NewMember, other_id: UUID | None = None
) -> UUID:
    """Record that somebody belongs to the client's family or household; returns the row's id.

    With other_id it is a client whose dossier the actor works in too: then both files say it of the other.
    Raises InvalidError for what is missing or can't be, NotFoundError for a dossier that the actor doesn't
    see, ConflictError where it stands already, ForbiddenError where it would give away who is protected.
    """
    access.SEE_BENEFIT.check(current_context(), {"dossier_id": dossier_id})
    if other_id is None:
        _check(new, needs_name=True)
        row = _row(actor, dossier_id, new, new.kind, new.name.strip(), new.birth_year)
        row.save(force_insert=True)
        _record_added(row)
        return row.id
    return _add_both(actor, dossier_id, other_id, new)


@action(access.KEEP_IDENTITY)
def correct_household_member(
    *,
    actor: Actor,
    dossier_id: UUID,
    member_id: UUID,
    new: NewMember,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Put right what was written wrongly of somebody; returns the row's id.

    Of who is a client too, only that dossier tells the name: the row is ended as a mistake and made anew.
    Raises InvalidError without a reason or for what can't be, StaleVersionError, ConflictError.
    """
    row = _member(dossier_id, member_id)
    _check(new, needs_name=True, because=because)
    if HouseholdTie.objects.filter(pk=row.pk).exists():
        raise ConflictError(
            gettext("Dit kunt u hier niet verbeteren."),
            gettext("De naam en het geboortejaar komen uit het dossier van deze persoon."),
            gettext("Verbeter ze daar, of beëindig dit als vergissing en leg het opnieuw vast."),
        )
    values: dict[str, Any] = {
        "kind": new.kind,
        "name": new.name.strip(),
        "birth_year": new.birth_year,
        "valid_from": new.valid_from,
        "source": new.source.strip(),
    }
    changed = tuple(sorted(name for name, value in values.items() if getattr(row, name) != value))
    update_version(row, expected_version, **values)
    record(
        HouseholdMemberCorrected(row.kind, changed, because.strip()),
        dossier_id=dossier_id,
        things=_things(row),
    )
    return row.id


@action(access.KEEP_IDENTITY)
def end_household_member(
    *,
    actor: Actor,
    dossier_id: UUID,
    member_id: UUID,
    last_day: date,
    because: str,
    is_mistake: bool = False,
    expected_version: int | None = None,
) -> UUID:
    """End what the file says of somebody, after a last day or as a mistake; returns the row's id.

    Where the actor sees the other's dossier too, it ends there as well. Raises InvalidError without a
    reason or for a day that can't be, StaleVersionError, NotFoundError for what ended before.
    """
    row = _member(dossier_id, member_id)
    _check_end(row, last_day, because, is_mistake=is_mistake)
    tie = HouseholdTie.objects.filter(pk=row.pk).select_related("mirror").first()
    _end(row, last_day, because, is_mistake, expected_version)
    if tie is not None and tie.mirror.valid_to is None and _may_write(tie.other_id):
        _end(tie.mirror, max(last_day, tie.mirror.valid_from), because, is_mistake, None)
    return row.id


def _add_both(actor: Actor, client_id: UUID, other_id: UUID, new: NewMember) -> UUID:
    if other_id == client_id:
        sentence = gettext("Dit is het dossier van de cliënt zelf.")
        raise InvalidError(gettext("Kies iemand anders."), sentence, fields={"number": sentence})
    if not _may_write(other_id):
        raise not_found()
    _check(new, needs_name=False)
    # Two colleagues who record the same at once wait for each other here.
    people = {
        one.pk: one
        for one in Client.objects.select_for_update(no_key=True)
        .filter(pk__in=[client_id, other_id])
        .order_by("pk")
    }
    client, other = people[client_id], people[other_id]
    _refuse_what_gives_away(client, other, new.kind)
    _refuse_twice(client, other)
    row = _row(actor, client_id, new, new.kind, other.full_name, _year(other))
    mirror = _row(actor, other_id, new, FACING[Kind(new.kind)], client.full_name, _year(client))
    HouseholdMember.objects.bulk_create([row, mirror])
    ties = [(row, client_id, other_id, mirror), (mirror, other_id, client_id, row)]
    HouseholdTie.objects.bulk_create(
        HouseholdTie(member=one, client_id=own, other_id=their, mirror=facing)
        for one, own, their, facing in ties
    )
    _record_added(row)
    _record_added(mirror)
    return row.id


def _row(
    actor: Actor, client_id: UUID, new: NewMember, kind: str, name: str, birth_year: int | None
) -> HouseholdMember:
    return HouseholdMember(
        client_id=client_id,
        kind=kind,
        name=name[:120],
        birth_year=birth_year,
        organisation_id=actor.employer_id,
        source=new.source.strip(),
        valid_from=new.valid_from,
    )


def _end(row: HouseholdMember, last_day: date, because: str, is_mistake: bool, version: int | None) -> None:
    first_without = row.valid_from if is_mistake else last_day + timedelta(days=1)
    values = {"valid_to": first_without, "ended_because": because.strip(), "is_mistake": is_mistake}
    update_version(row, version, **values)
    content = HouseholdMemberEnded(row.kind, because.strip(), is_mistake)
    record(content, dossier_id=row.client_id, things=_things(row))


def _refuse_what_gives_away(client: Client, other: Client, kind: str) -> None:
    """Neither a name behind a shield nor a house behind a secret address may be told by the other's file."""
    today, both = clock.today(), [client.pk, other.pk]
    grants = Grant.objects.filter(dossier_id__in=both, valid_from__lte=today, valid_to__gt=today)
    shielded = grants.filter(is_personal=True).exists()
    hidden = kind in UNDER_ONE_ROOF and client.has_secret_address != other.has_secret_address
    if not shielded and not hidden:
        return
    raise ForbiddenError(
        gettext("Deze twee dossiers kunt u niet verbinden."),
        gettext("Eén van de twee is afgeschermd.")
        if shielded
        else gettext("Eén van de twee heeft een geheim adres, en zo zou te zien zijn met wie die woont."),
        gettext("Overleg met wie de bescherming vastlegde."),
    )


def _refuse_twice(client: Client, other: Client) -> None:
    there = HouseholdTie.objects.filter(client=client, other=other, member__valid_to__isnull=True)
    if there.exists():
        raise ConflictError(
            gettext("Dit is al vastgelegd."),
            gettext("Beide dossiers noemen elkaar al."),
            gettext("Beëindig eerst wat er staat."),
        )


def _may_write(client_id: UUID) -> bool:
    context, dossier = current_context(), {"dossier_id": client_id}
    try:
        access.KEEP_IDENTITY.check(context, dossier)
        access.SEE_BENEFIT.check(context, dossier)
    except (ForbiddenError, type(not_found())):
        return False
    return True


def _member(client_id: UUID, member_id: UUID) -> HouseholdMember:
    row = HouseholdMember.objects.filter(pk=member_id, client_id=client_id, valid_to__isnull=True).first()
    if row is None:
        raise not_found()
    return row


def _check(new: NewMember, *, needs_name: bool, because: str | None = None) -> None:
    fields: dict[str, str] = {}
    if new.kind not in Kind.values:
        fields["kind"] = gettext("Kies wat deze persoon is voor de cliënt.")
    if needs_name and not new.name.strip():
        fields["name"] = gettext("Vul de naam in, of het nummer van het dossier.")
    year = clock.today().year
    if new.birth_year is not None and not year - OLDEST <= new.birth_year <= year:
        fields["birth_year"] = gettext("Vul een geboortejaar in van vier cijfers.")
    if because is not None and not because.strip():
        fields["because"] = gettext("Schrijf op waarom u dit verbetert.")
    check_source(new.source, fields)
    check_past("valid_from", new.valid_from, fields)
    refuse(fields, gettext("Dit is nog niet compleet."))


def _check_end(row: HouseholdMember, last_day: date, because: str, *, is_mistake: bool) -> None:
    fields: dict[str, str] = {}
    if not because.strip():
        fields["because"] = gettext("Schrijf op waarom dit eindigt.")
    if not is_mistake:
        check_past("last_day", last_day, fields)
        if last_day < row.valid_from:
            fields["last_day"] = gettext("Kies de begindatum of een dag daarna.")
    refuse(fields, gettext("Dit is nog niet compleet."))


def _record_added(row: HouseholdMember) -> None:
    content = HouseholdMemberAdded(row.kind, row.valid_from.isoformat(), row.source)
    record(content, dossier_id=row.client_id, things=_things(row))


def _year(client: Client) -> int | None:
    return client.birth_date.year if client.birth_date else None


def _things(row: HouseholdMember) -> list[Thing]:
    return [Thing("client", row.client_id), Thing("household_member", row.pk)]
