"""What becomes of each row: set against the other rows of the file, and against what is known already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.queries.known import Way
from schakel.ground.kernel.dates import long_date
from schakel.ground.organisations.names import folded
from schakel.ground.people.actions import NewEntitlement
from schakel.ground.people.keys import digests
from schakel.information.imports.models import ImportRow
from schakel.information.imports.types import CONTACT_FIELDS, Asked, Changes, Entry, Known, Standing, Verdict

Outcome = ImportRow.Outcome


def duplicates(entries: Iterable[Entry]) -> dict[int, str]:
    """Rows that name a client of an earlier row, with the sentence that points there.

    A wrong row is never the first of two, so that its corrected twin is not lost.
    """
    seen: dict[tuple[str, str], int] = {}
    found: dict[int, str] = {}
    for entry in entries:
        if entry.problems:
            continue
        keys = [("bsn", entry.client.bsn), ("number", entry.client.number)]
        keys = [key for key in keys if key[1]]
        twin = next((key for key in keys if key in seen), None)
        if twin is not None:
            found[entry.number] = _twin(twin[0], seen[twin])
            continue
        seen.update(dict.fromkeys(keys, entry.number))
    return found


def _twin(kind: str, line: int) -> str:
    if kind == "bsn":
        return gettext("Dubbel met regel %(line)s: zelfde BSN. Haal een van de twee weg.") % {"line": line}
    sentence = gettext("Dubbel met regel %(line)s: zelfde cliëntnummer. Haal een van de twee weg.")
    return sentence % {"line": line}


def judge(entry: Entry, known: Known, twin: str = "") -> Verdict:
    """The outcome of one row, and what applying it would change."""
    if entry.problems:
        return Verdict(Outcome.WRONG, problems=entry.problems)
    if twin:
        return Verdict(Outcome.DUPLICATE, problems=(twin,))
    by_bsn, by_number = known.by_bsn.get(entry.client.bsn), known.by_number.get(entry.client.number)
    if by_bsn and by_number and by_bsn != by_number:
        return _wrong(gettext("BSN en cliëntnummer: horen bij twee verschillende personen. Kijk beide na."))
    client_id = by_bsn or by_number
    if client_id is None:
        return Verdict(Outcome.NEW)
    if client_id in known.closed:
        return _closed(is_ours=known.closed[client_id])
    standing = known.standing.get(client_id)
    if client_id in known.other_bsn:
        return _wrong(gettext("Cliëntnummer: hoort bij iemand met een ander BSN. Kijk beide na."))
    if standing is None:
        return _elsewhere(entry, client_id, known)
    return _compared(entry, client_id, standing)


def _elsewhere(entry: Entry, client_id: UUID, known: Known) -> Verdict:
    """Of somebody in whose dossier the organisation takes no part: what will be done, and no more."""
    way_in = known.ways_in[client_id]
    if way_in.question is not None:
        return asked(Asked(way_in.question.pk, way_in.question.asked_on))
    outcome, words = (
        Outcome.ASK,
        gettext(
            "Bekend bij een andere organisatie. Er gaat een vraag naar wie daar de regie heeft. Na een ja"
            " wordt deze regel vanzelf verwerkt."
        ),
    )
    if way_in.way == Way.JOIN:
        outcome, words = (
            Outcome.KNOWN,
            gettext(
                "Heeft al een dossier in de keten, en niemand begeleidt nu. Uw organisatie doet meteen mee en"
                " heeft dan de regie."
            ),
        )
    return Verdict(outcome, client_id, notes=(words, *_address_note(entry)))


def asked(question: Asked) -> Verdict:
    """The row of somebody for whom the organisation asked to take part: this and never more."""
    words = gettext("Bekend bij een andere organisatie: vraag gestuurd op %(day)s.")
    notes = (words % {"day": long_date(question.on)},)
    return Verdict(Outcome.ASKED, notes=notes, request_id=question.request_id)


def let_in(entry: Entry, client_id: UUID, standing: Standing | None) -> Verdict:
    """The row of somebody in whose dossier the organisation was let in, or left again since."""
    if standing is None:
        words = gettext("Uw organisatie doet in dit dossier niet meer mee. Uit deze regel is niets verwerkt.")
        return Verdict(Outcome.SAME, notes=(words,))
    changes, notes = compare(entry, standing)
    agreed = gettext("Uw organisatie mocht meedoen. De regie van de keten blijft waar die is.")
    return Verdict(Outcome.KNOWN, client_id, notes=(agreed, *notes, *_address_note(entry)), changes=changes)


def _closed(*, is_ours: bool) -> Verdict:
    """A file tells nothing of a shielded dossier: the own client looks unchanged, another is refused."""
    if is_ours:
        return Verdict(Outcome.SAME)
    return _wrong(gettext("Deze regel kan niet worden ingelezen. Vraag uw beheerder om hulp."))


def same_client(verdict: Verdict, line: int, seen: dict[UUID, int]) -> Verdict:
    """The verdict, or duplicate where an earlier row already names this known client by its other number."""
    if verdict.client_id is None:
        return verdict
    first = seen.setdefault(verdict.client_id, line)
    if first == line:
        return verdict
    sentence = gettext("Dubbel met regel %(line)s: dezelfde persoon. Haal een van de twee weg.")
    return Verdict(Outcome.DUPLICATE, verdict.client_id, problems=(sentence % {"line": first},))


def _wrong(sentence: str) -> Verdict:
    return Verdict(Outcome.WRONG, problems=(sentence,))


def _compared(entry: Entry, client_id: UUID, standing: Standing) -> Verdict:
    if _has_other_bsn(entry.client.bsn, standing.bsn_hash):
        return _wrong(gettext("Cliëntnummer: hoort bij iemand met een ander BSN. Kijk beide na."))
    if _is_somebody_else(entry, standing):
        return _wrong(gettext("Cliëntnummer: hoort bij iemand met een andere naam en geboortedatum."))
    changes, notes = compare(entry, standing)
    notes += _address_note(entry)
    if changes:
        notes.insert(0, gettext("Verschil: %(fields)s.") % {"fields": ", ".join(_named(changes))})
    return Verdict(
        Outcome.CHANGED if changes else Outcome.SAME, client_id, notes=tuple(notes), changes=changes
    )


def _address_note(entry: Entry) -> tuple[str, ...]:
    """A file never moves somebody who is known: the day of a move, and a secret address, are not in it."""
    if entry.client.address is None:
        return ()
    return (gettext("Adres: wie al bekend is, verhuist niet door een bestand. Kijk het na in het dossier."),)


def _has_other_bsn(bsn: str, known: bytes | None) -> bool:
    return bool(bsn and known is not None and known not in digests(bsn))


def _is_somebody_else(entry: Entry, standing: Standing) -> bool:
    """Where only the own number matches, another name together with another birth date is another person."""
    if entry.client.bsn and standing.bsn_hash is not None:
        return False
    has_other_birth = None not in (entry.client.birth_date, standing.birth_date) and (
        entry.client.birth_date != standing.birth_date
    )
    return has_other_birth and folded(entry.client.family_name) not in standing.search_name


def compare(entry: Entry, standing: Standing) -> tuple[Changes, list[str]]:
    """What a row adds where the organisation takes part, and the notes on what stays as it stands."""
    notes = _identity_notes(entry, standing)
    contact: dict[str, str] = {}
    for name, label in zip(
        CONTACT_FIELDS, (gettext("Telefoon"), gettext("E-mail"), gettext("Plaats")), strict=True
    ):
        value, now = getattr(entry.client, name), standing.contact[name]
        if not value or value == now:
            continue
        if not now or name in standing.replaceable:
            contact[name] = value
        else:
            notes.append(_kept(label))
    entitlement = _right_to_add(entry.client.entitlement, standing.rights, notes)
    bsn = _bsn_to_add(entry, standing, notes)
    number = entry.client.number if entry.client.number not in standing.numbers else ""
    if standing.title and entry.last_title and folded(entry.last_title) != folded(standing.title):
        notes.append(_kept(gettext("Laatste beroep")))
    title = entry.last_title if standing.title is None else ""
    return Changes(contact, bsn, number, entitlement, title), notes


def _named(changes: Changes) -> list[str]:
    """What changes, in words."""
    parts = {
        gettext("telefoon"): "phone" in changes.contact,
        gettext("e-mail"): "email" in changes.contact,
        gettext("plaats"): "place" in changes.contact,
        gettext("BSN"): changes.bsn,
        gettext("uw cliëntnummer"): changes.number,
        gettext("recht op uitkering"): changes.entitlement,
        gettext("laatste beroep"): changes.title,
    }
    return [words for words, is_there in parts.items() if is_there]


def _identity_notes(entry: Entry, standing: Standing) -> list[str]:
    notes = []
    if folded(entry.client.family_name) not in standing.search_name:
        notes.append(_kept(gettext("Achternaam")))
    if entry.client.birth_date not in (None, standing.birth_date):
        notes.append(_kept(gettext("Geboortedatum")))
    return notes


def _bsn_to_add(entry: Entry, standing: Standing, notes: list[str]) -> str:
    """A BSN for a client known without one, when name and birth date say that it is the same person."""
    if not entry.client.bsn or standing.bsn_hash is not None:
        return ""
    if _identity_notes(entry, standing):
        notes.append(gettext("BSN: niet toegevoegd, want naam of geboortedatum wijkt af. Kijk het na."))
        return ""
    return entry.client.bsn


def _kept(label: str) -> str:
    sentence = gettext("%(field)s: in het dossier staat iets anders, dat blijft staan. Vraag het de cliënt.")
    return sentence % {"field": label}


def _right_to_add(
    new: NewEntitlement | None, rights: Sequence[NewEntitlement], notes: list[str]
) -> NewEntitlement | None:
    """A right that doesn't overlap one of the same regime; else a note where the two differ."""
    if new is None or new in rights:
        return None
    if any(new.regime == old.regime and _overlap(new, old) for old in rights):
        notes.append(
            gettext("Regeling: in het dossier loopt dit recht met andere datums of uren, dat blijft staan.")
        )
        return None
    return new


def _overlap(one: NewEntitlement, other: NewEntitlement) -> bool:
    return one.valid_from < (other.valid_to or date.max) and other.valid_from < (one.valid_to or date.max)


def digest_of(content: bytes) -> str:
    """By which the same file is recognised."""
    return hashlib.sha256(content).hexdigest()
