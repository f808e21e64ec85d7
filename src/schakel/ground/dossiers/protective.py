"""What is said on screen of the facts that protect a client."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.people.models import Client, Protection, Representative

Kind = Protection.Kind


def warnings_about(client: Client, sections: Section) -> list[str]:
    """What everyone who opens the dossier must know first; of safety only who meets the client."""
    found = []
    if client.deceased_on is not None:
        day = short_date(client.deceased_on, clock.today())
        words = gettext("Deze cliënt is overleden op %(day)s. Er gaan geen afspraken en berichten meer uit.")
        found.append(words % {"day": day})
    if client.has_safety_agreement and sections & Section.CONTACTS:
        found.append(
            gettext("Er is een veiligheidsafspraak. Lees die bij Bescherming, vóór u de cliënt spreekt.")
        )
    return found


def facts_in_short(client: Client) -> list[tuple[str, str]]:
    """What stands beside the client's name: icon and words of each protection that is no warning."""
    found = []
    if client.has_secret_address:
        found.append(("lock", gettext("geheim adres")))
    if client.is_represented:
        found.append(("people", gettext("heeft een wettelijk vertegenwoordiger")))
    if client.interpreter:
        found.append(("speak", gettext("tolk %(language)s") % {"language": client.interpreter}))
    return found


def lines_of(row: Protection, readers: Iterable[str]) -> list[str]:
    """What a protection says, line by line."""
    today = clock.today()
    if row.kind == Kind.DEATH:
        return [gettext("Overleden op %(day)s.") % {"day": short_date(row.valid_from, today)}]
    if row.kind == Kind.DETENTION:
        return [gettext("In detentie sinds %(day)s.") % {"day": short_date(row.valid_from, today)}]
    if row.kind == Kind.INTERPRETER:
        return [gettext("Een gesprek gaat met een tolk %(language)s.") % {"language": row.language}]
    if row.kind == Kind.SAFETY:
        return _safety(row, today)
    if row.kind == Kind.REPRESENTATIVE:
        return _representative(row.representative, today)
    return _secrecy(readers)


def _secrecy(readers: Iterable[str]) -> list[str]:
    names = ", ".join(readers) or gettext("niemand meer die meedoet")
    return [gettext("Alleen deze mensen zien het adres: %(names)s.") % {"names": names}]


def _safety(row: Protection, today: date) -> list[str]:
    lines = [row.words, gettext("want %(why)s") % {"why": row.because}]
    if row.until is not None:
        lines.append(gettext("Geldt tot en met %(day)s.") % {"day": short_date(row.until, today)})
    if row.told_on is not None:
        lines.append(gettext("Aan de cliënt verteld op %(day)s.") % {"day": short_date(row.told_on, today)})
    else:
        lines.append(gettext("De cliënt weet dit niet: %(why)s") % {"why": row.not_told_because})
    return lines


def _representative(who: Representative, today: date) -> list[str]:
    words = {
        "court": who.court,
        "number": who.document_number,
        "day": short_date(who.document_on, today),
    }
    reach = " · ".join(part for part in (who.phone, who.email) if part)
    lines = [
        f"{capfirst(who.get_capacity_display())}: {who.name}",
        gettext("Brieven gaan naar %(address)s.") % {"address": ", ".join(who.lines[1:])},
        gettext("Beschikking %(number)s van %(court)s, %(day)s.") % words,
    ]
    return [*lines, reach] if reach else lines
