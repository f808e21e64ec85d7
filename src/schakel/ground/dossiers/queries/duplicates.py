"""Pairs of dossiers that may be of one person, among those that are open to the actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from django.db import connections
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import DistinctPair, Dossier, Participation
from schakel.ground.dossiers.queries.people import who
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import short_date
from schakel.ground.people.models import Address, Client, ClientNumber
from schakel.ground.people.queries.clients import check_not_moved

_FIND = "select * from dossiers_duplicates(%s, %s, %s, %s)"

ALIKE: dict[str, str | Promise] = {
    "name": _("zelfde naam"),
    "birth": _("zelfde geboortedatum"),
    "phone": _("zelfde telefoon"),
    "address": _("zelfde adres"),
}


class PairPlace(NamedTuple):
    """Where a list of pairs goes on: after this score and pair."""

    score: int
    dossier_id: UUID
    other_id: UUID


@dataclass(frozen=True, slots=True)
class Pair:
    """Two dossiers that look alike, and in what."""

    dossier: Dossier
    other: Dossier
    alike: tuple[str, ...]
    place: PairPlace


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two dossiers side by side; is_same None where one of them says nothing."""

    label: str | Promise
    first: str
    second: str
    is_same: bool | None


def duplicate_pairs(*, limit: int, after: PairPlace | None = None) -> list[Pair]:
    """At most limit pairs after a place, most alike first; two statements.

    Only dossiers that the actor may see, both of each pair; nothing for who registers nobody.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_FIND, [limit, *(after or (None, None, None))])
        rows = cursor.fetchall()
    known = _dossiers({one for row in rows for one in row[:2]})
    return [
        Pair(known[first], known[second], tuple(alike), PairPlace(score, first, second))
        for first, second, alike, score in rows
        if first in known and second in known
    ]


def both_visible(dossier_id: UUID, other_id: UUID) -> tuple[Dossier, Dossier]:
    """Two dossiers with their clients.

    Raises NotFoundError when the actor doesn't see both, MovedError when the first goes on in another.
    """
    known = _dossiers({dossier_id, other_id})
    if len(known) != 2:
        raise not_found()
    check_not_moved(known[dossier_id].client)
    if known[other_id].client.merged_into_id is not None:
        raise not_found()
    access.SEE.check_cell(current_context())
    return known[dossier_id], known[other_id]


def judgement_of(dossier_id: UUID, other_id: UUID) -> DistinctPair | None:
    """The judgement that these are two people, if there is one."""
    first, second = sorted((dossier_id, other_id))
    found = DistinctPair.objects.filter(dossier_id=first, other_id=second)
    return found.select_related("judged_by").first()


def compared(first: Dossier, second: Dossier) -> list[Compared]:
    """What both dossiers say of the person, field by field; three statements."""
    homes, numbers, people = _homes(first, second), _numbers(first, second), _people(first, second)
    today = clock.today()
    fields: list[tuple[str | Promise, str, str]] = [
        (_("Naam"), first.client.full_name, second.client.full_name),
        (_("Geboortedatum"), _day(first.client), _day(second.client)),
        (_("Telefoon"), first.client.phone, second.client.phone),
        (_("E-mail"), first.client.email, second.client.email),
        (_("Adres"), homes.get(first.pk, first.client.place), homes.get(second.pk, second.client.place)),
        (_("Cliëntnummer"), numbers.get(first.pk, ""), numbers.get(second.pk, "")),
        (_("Geopend"), short_date(first.opened_on, today), short_date(second.opened_on, today)),
        (_("Betrokken"), people.get(first.pk, ""), people.get(second.pk, "")),
    ]
    rows = [Compared(label, a, b, _is_same(a, b)) for label, a, b in fields]
    phone = rows[2]
    rows[2] = replace(phone, is_same=_is_same(_phone_key(phone.first), _phone_key(phone.second)))
    bsn = Compared(_("BSN"), _bsn(first.client), _bsn(second.client), _same_bsn(first, second))
    return [*rows[:2], bsn, *rows[2:]]


def _is_same(first: str, second: str) -> bool | None:
    return first.casefold() == second.casefold() if first and second else None


def _phone_key(phone: str) -> str:
    """As people_phone_key: the last nine digits are the same with 0, +31 and 0031."""
    return "".join(sign for sign in phone if sign.isdigit())[-9:]


def _same_bsn(first: Dossier, second: Dossier) -> bool | None:
    """Two dossiers never have the same BSN."""
    return False if first.client.bsn_hash is not None and second.client.bsn_hash is not None else None


def _bsn(client: Client) -> str:
    return gettext("bekend") if client.bsn_hash is not None else gettext("niet bekend")


def _day(client: Client) -> str:
    return f"{client.birth_date:%d-%m-%Y}" if client.birth_date else ""


def _dossiers(ids: Iterable[UUID]) -> dict[UUID, Dossier]:
    return Dossier.objects.select_related("client").in_bulk(list(ids))


def _homes(*dossiers: Dossier) -> dict[UUID, str]:
    """Where they live; an address that is secret to the actor is not among these rows."""
    found = Address.objects.on(clock.today()).filter(client_id__in=[d.pk for d in dossiers])
    return {row.client_id: ", ".join(row.lines) for row in found}


def _numbers(*dossiers: Dossier) -> dict[UUID, str]:
    found = ClientNumber.objects.filter(client_id__in=[d.pk for d in dossiers]).select_related("organisation")
    words: dict[UUID, list[str]] = {}
    for row in found.order_by("number"):
        words.setdefault(row.client_id, []).append(f"{row.number} ({row.organisation.name})")
    return {key: ", ".join(value) for key, value in words.items()}


def _people(*dossiers: Dossier) -> dict[UUID, str]:
    found = Participation.objects.on(clock.today()).filter(dossier_id__in=[d.pk for d in dossiers])
    words: dict[UUID, list[str]] = {}
    for row in found.select_related("professional", "team", "organisation").order_by("valid_from", "id"):
        words.setdefault(row.dossier_id, []).append(f"{who(row)}, {row.organisation.name}")
    return {key: "; ".join(value) for key, value in words.items()}
