"""What a merge would do, and of one that was done whether it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.merging import CHOSEN, value_of
from schakel.ground.dossiers.models import ClientMerge, Dossier
from schakel.ground.dossiers.queries.people import participations_of, regies_of, who
from schakel.ground.dossiers.verbs.merging import TAKEN
from schakel.ground.journal.timeline import said_in
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.models import Address, Client
from schakel.ground.people.queries.addresses import current_address


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who takes part in the dossier that goes on from then on, and did not before."""

    name: str
    organisation: str
    role: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merge does to who takes part: who joins, who leads the chain, whose login stays."""

    joining: list[Joining]
    lead: str
    logins: str


def outlook(into: Dossier, ending: Dossier) -> Outlook:
    """What would follow for who takes part; four statements."""
    there = {row.reader_id for row in participations_of(into.pk)}
    joining = [
        Joining(who(row), row.organisation.name, row.organisation.role_on(row.role, clock.today()))
        for row in participations_of(ending.pk)
        if row.reader_id not in there
    ]
    leads = [row for row in (*regies_of(into.pk), *regies_of(ending.pk)) if row.scope == "chain"]
    lead = f"{who(leads[0])}, {leads[0].organisation.name}" if leads else ""
    return Outlook(joining, lead, _logins(into.client, ending.client))


def _logins(into: Client, ending: Client) -> str:
    """Which login the client has afterwards."""
    if into.reader_id and ending.reader_id:
        return gettext("De cliënt had twee accounts. Dat van het dossier dat eindigt, sluit.")
    if ending.reader_id:
        return gettext("De cliënt logt in zoals nu, en ziet dan het dossier dat verdergaat.")
    return ""


def differing(into: Dossier, ending: Dossier) -> list[tuple[str, str]]:
    """What may be taken over from the dossier that ends, each with what it says; two statements.

    What the one that goes on lacks is not among it: that goes along by itself.
    """
    said = [
        (name, _words(into.client, name), _words(ending.client, name)) for name in CHOSEN if name != "address"
    ]
    said.append(("address", *_homes(into.client, ending.client)))
    return [
        (name, f"{TAKEN[name]}: {there}") for name, here, there in said if here and there and here != there
    ]


def _words(client: Client, name: str) -> str:
    if name == "birth_date":
        return f"{client.birth_date:%d-%m-%Y}" if client.birth_date else ""
    return str(value_of(client, name) or "")


def _homes(into: Client, ending: Client) -> tuple[str, str]:
    """Where both live, as far as the actor may know; a place alone says less than an address."""
    here, there = current_address(into.pk), current_address(ending.pk)
    if here is None and there is not None:
        return "", ""
    return _home(into, here), _home(ending, there)


def _home(client: Client, address: Address | None) -> str:
    return ", ".join(address.lines) if address is not None else client.place


@dataclass(frozen=True, slots=True)
class Undoing:
    """Whether the actor can undo a merge; late when somebody worked in the dossier since.

    entry_id and words are the first entry after it, as far as the actor may see that.
    """

    is_possible: bool = False
    is_late: bool = False
    entry_id: UUID | None = None
    words: str = ""


def merge_named(dossier_id: UUID, merge_id: UUID) -> ClientMerge:
    """A merge into this dossier. Raises NotFoundError when it isn't there or may not be seen."""
    found = ClientMerge.objects.filter(pk=merge_id, dossier_id=dossier_id)
    merge = found.select_related("merged__client", "merged_by", "ended_by").first()
    if merge is None:
        raise not_found()
    return merge


def undoing(merge: ClientMerge) -> Undoing:
    """Whether the actor can undo a merge now: who registers clients may; two statements."""
    if merge.is_ended:
        return Undoing()
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select later_entry, is_kept from dossiers_merge_state(%s)", [merge.pk])
        row = cursor.fetchone()
    if row is None:
        return Undoing()
    later, is_kept = row
    if later is None:
        return Undoing(is_possible=is_kept, is_late=not is_kept)
    said = said_in([later]).get(later)
    return Undoing(is_late=True, entry_id=later, words=said[0]) if said else Undoing(is_late=True)
