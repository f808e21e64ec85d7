"""Erasing content: what goes together, by whose decision, and which rows of the rooms go with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import EVALUATE
from schakel.ground.journal.streams import streams_of
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError, InvalidError

ERASE = "journal.erase"
DECISION_LENGTH = 120


class ErasureReason(TextChoices):
    """Why content may be erased; the list is closed."""

    WRONG_PERSON = "wrong_person", _("bij de verkeerde persoon vastgelegd")
    UNLAWFUL = "unlawful", _("had niet vastgelegd mogen worden")
    CLIENT_REQUEST = "client_request", _("het verzoek van de cliënt is toegewezen")
    RETENTION = "retention", _("de bewaartermijn is voorbij")


BASIS = {
    ErasureReason.WRONG_PERSON: "AVG artikel 5, eerste lid, onder d",
    ErasureReason.UNLAWFUL: "AVG artikel 17, eerste lid, onder d",
    ErasureReason.CLIENT_REQUEST: "AVG artikel 17, eerste lid",
    ErasureReason.RETENTION: "AVG artikel 5, eerste lid, onder e",
}
"""The article each reason rests on; ours until a lawyer confirms."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Content was erased: why, on which legal basis, by which decision, and of how many entries."""

    reason: str
    basis: str
    decision: str
    count: int


Erase = Callable[[UUID, UUID], None]
"""Takes away a room's rows about one thing: the dossier's id and the thing's."""
Choices = Callable[[UUID, UUID], Iterable[UUID]]
"""The entries of the choices that belong to one thing, by its rows: the dossier's id and the thing's."""


@dataclass(slots=True)
class Eraser:
    """How one type of thing is erased: the verbs that tell of it, and what takes the rooms' rows away."""

    thing: str
    what: str | Promise = ""
    verbs: set[str] = field(default_factory=set)
    rows: list[Erase] = field(default_factory=list)
    choices: list[Choices] = field(default_factory=list)


_erasers: dict[str, Eraser] = {}


def register_eraser(
    thing: str,
    verbs: Iterable[str],
    *,
    what: str | Promise = "",
    rows: Erase | None = None,
    choices: Choices | None = None,
) -> None:
    """Say at start-up which verbs tell of a type of thing, and what takes its rows away.

    Entries are erased together when their header names the same thing; an entry that names none of this
    type is itself the thing. A higher room may add its verbs and rows to a type of a lower one. choices names
    those that belong to a thing though their header may not say so; a choice takes its looks back along.
    """
    eraser = _erasers.setdefault(thing, Eraser(thing))
    eraser.what = what or eraser.what
    eraser.verbs.update(verbs)
    if rows is not None and rows not in eraser.rows:
        eraser.rows.append(rows)
    if choices is not None and choices not in eraser.choices:
        eraser.choices.append(choices)


def eraser_for(verb: str) -> Eraser | None:
    """What erases entries of this verb, if anything does."""
    return next((eraser for eraser in _erasers.values() if verb in eraser.verbs), None)


@dataclass(frozen=True, slots=True)
class Family:
    """Entries that tell of the same thing and are erased together; the first is the one pointed at."""

    thing_id: UUID
    section: Section
    organisation_id: UUID | None
    eraser: Eraser
    entry_ids: tuple[UUID, ...]


_ENTRY = """
select e.verb, e.header, e.section_bit, e.organisation_id, c.entry_id is null
  from journal_entry e left join journal_content c on c.entry_id = e.id
 where e.id = %s and e.dossier_id = any (journal_streams(%s))
"""
# The header is canonical text; a dossier has few enough entries to look through.
_TOGETHER = """
select e.id from journal_entry e join journal_content c on c.entry_id = e.id
 where e.dossier_id = any (journal_streams(%s)) and e.verb = any(%s) and strpos(e.header, %s) > 0
   and e.id <> %s
 order by e.recorded_at, e.id
"""


_LOOKED_BACK = """
select e.id from journal_entry e join journal_content c on c.entry_id = e.id
 where e.dossier_id = any (journal_streams(%s)) and (e.id = any(%s::uuid[]) or e.verb = %s and exists (
   select from unnest(%s::uuid[]) of_choice where strpos(e.header, of_choice::text) > 0))
 order by e.recorded_at, e.id
"""


def family_of(dossier_id: UUID, entry_id: UUID) -> Family | None:
    """What would be erased with this entry; None when the actor does not see it.

    Raises ConflictError for a verb that no room can erase, and for content that is gone already.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_ENTRY, [entry_id, dossier_id])
        row = cursor.fetchone()
        if row is None:
            return None
        verb, header, section_bit, organisation_id, is_gone = row
        if is_gone:
            raise _gone()
        eraser = eraser_for(verb)
        if eraser is None:
            raise _no_eraser()
        thing_id = _thing_of(json.loads(header), eraser.thing) or entry_id
        cursor.execute(_TOGETHER, [dossier_id, sorted(eraser.verbs), str(thing_id), entry_id])
        family = [entry_id, *(found for (found,) in cursor.fetchall())]
        held = [choice for choices in eraser.choices for choice in choices(dossier_id, thing_id)]
        cursor.execute(_LOOKED_BACK, [dossier_id, held, EVALUATE, [*family, *held]])
        family += [found for (found,) in cursor.fetchall()]
    return Family(thing_id, Section(section_bit), organisation_id, eraser, tuple(dict.fromkeys(family)))


def _thing_of(header: dict[str, Any], wanted: str) -> UUID | None:
    named = (
        UUID(thing["id"]) for thing in header["objects"] if thing["type"] == wanted and not thing["part"]
    )
    return next(named, None)


def erase_family(dossier_id: UUID, family: Family, *, reason: str, decision: str) -> UUID:
    """Erase content and rows of a family in the act that is running; returns the id of the erasure's entry.

    Raises InvalidError without a reason or decision, ConflictError when something was erased meanwhile.
    """
    _check(reason, decision)
    entry_ids = list(family.entry_ids)
    content = Erased(reason, BASIS[ErasureReason(reason)], decision.strip(), len(entry_ids))
    things = [Thing("client", dossier_id), *(Thing("entry", entry_id, "erased") for entry_id in entry_ids)]
    erasure_id = record(content, dossier_id=dossier_id, section=family.section, things=things)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select journal_erase(%s::uuid[], %s)", [entry_ids, erasure_id])
        if cursor.fetchone()[0] != len(entry_ids):
            raise _gone()
    for stream_id in streams_of(dossier_id):
        remove_rows(family.eraser.thing, stream_id, family.thing_id)
    return erasure_id


def remove_rows(thing: str, dossier_id: UUID, thing_id: UUID) -> None:
    """Take away what rooms keep of one thing; a room whose thing holds another one calls it for that one."""
    for erase in _erasers[thing].rows:
        erase(dossier_id, thing_id)


def _check(reason: str, decision: str) -> None:
    fields = {}
    if reason not in ErasureReason.values:
        fields["reason"] = gettext("Kies waarom dit gewist wordt.")
    if not decision.strip() or len(decision.strip()) > DECISION_LENGTH:
        fields["decision"] = gettext("Noem het besluit: wie besloot, wanneer, en het kenmerk als dat er is.")
    if fields:
        raise InvalidError(
            gettext("Er is niets gewist."),
            gettext("Wissen gaat alleen op een besluit, met een reden."),
            gettext("Vul aan wat hieronder staat."),
            fields=fields,
        )


def _no_eraser() -> ConflictError:
    return ConflictError(
        gettext("Deze regel kan niet worden gewist."),
        gettext("Hij zegt wie er meedeed of wie verantwoordelijk was; dat blijft staan."),
        gettext("Klopt er iets niet? Verbeter het waar het vastgelegd is, of vraag uw privacyadviseur."),
    )


def _gone() -> ConflictError:
    return ConflictError(
        gettext("Dit is intussen al gewist."),
        gettext("Iemand anders was u voor."),
        gettext("Bekijk het verloop van het dossier opnieuw."),
    )


_DONE = """
select e.id, e.recorded_at, e.reader_id, e.organisation_id, c.body
  from journal_entry e join journal_content c on c.entry_id = e.id
 where e.dossier_id = any (journal_streams(%s)) and e.verb = %s
 order by e.recorded_at desc, e.id desc limit %s
"""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One act of erasing, as it is told afterwards."""

    id: UUID
    at: datetime
    reader_id: int
    organisation_id: UUID | None
    reason: str
    basis: str
    decision: str
    count: int


def erasures_of(dossier_id: UUID, *, limit: int = 20) -> list[Erasure]:
    """What was erased in a dossier, newest first."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_DONE, [dossier_id, ERASE, limit])
        return [Erasure(*row[:4], **json.loads(row[4])) for row in cursor.fetchall()]


def register() -> None:
    """Make erasing known as a verb, and choices as something that can be erased."""
    register_verb(ERASE, Erased, glyph=Glyph.CORRECTION, heading=_heading, lines=_lines)
    register_eraser(
        "entry",
        ("decision.record", "decision.evaluate"),
        what=_("de keuze, met wat de cliënt ervan vond en hoe zij uitpakte"),
    )


def _heading(content: dict[str, Any]) -> str:
    count = content["count"]
    return ngettext("%(count)s regel gewist", "%(count)s regels gewist", count) % {"count": count}


def _lines(content: dict[str, Any]) -> list[str]:
    reason = ErasureReason(content["reason"]).label
    return [
        gettext("want %(why)s") % {"why": reason},
        gettext("Besluit: %(decision)s (%(basis)s)")
        % {"decision": content["decision"], "basis": content["basis"]},
    ]
