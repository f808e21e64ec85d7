"""The columns a client file may have: the words they go by, and how they are found in a header row."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from schakel.information.imports.decoding import ReadingError

SYNONYMS: dict[str, tuple[str, ...]] = {
    "family_name": ("achternaam", "familienaam", "geslachtsnaam", "naam", "surname", "lastname"),
    "prefix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels"),
    "given_names": ("voornaam", "voornamen", "roepnaam", "firstname", "givennames"),
    "birth_date": ("geboortedatum", "gebdatum", "geboortedag", "geboren", "gebdat"),
    "bsn": ("bsn", "burgerservicenummer", "bsnnummer", "sofinummer"),
    "client_number": (
        "clientnummer",
        "clientnr",
        "klantnummer",
        "klantnr",
        "dossiernummer",
        "dossiernr",
        "clientid",
        "nummer",
    ),
    "street": ("straat", "straatnaam", "street", "streetname"),
    "house_number": ("huisnummer", "huisnr", "nr", "housenumber"),
    "house_suffix": ("toevoeging", "huisnummertoevoeging", "huisletter", "huisnrtoevoeging"),
    "postcode": ("postcode", "pc", "zipcode", "postalcode"),
    "place": ("plaats", "woonplaats", "plaatsnaam", "gemeente", "city"),
    "phone": ("telefoon", "telefoonnummer", "tel", "telnr", "mobiel", "mobielnummer", "phone"),
    "email": ("email", "emailadres", "mail", "mailadres"),
    "last_title": ("laatsteberoep", "beroep", "beroepstitel", "laatstefunctie", "functie", "laatstewerk"),
    "regime": ("regeling", "uitkering", "uitkeringssoort", "soortuitkering", "wet", "regime"),
    "valid_from": ("begindatum", "ingangsdatum", "startdatum", "datumbegin", "begindatumuitkering", "vanaf"),
    "valid_to": ("einddatum", "datumeinde", "einddatumuitkering", "totenmet", "laatstedag"),
    "hours": ("uren", "urenperweek", "aantaluren", "urenperweekuitkering"),
    "responsible": (
        "verantwoordelijke",
        "medewerker",
        "contactpersoon",
        "werkcoach",
        "klantmanager",
        "begeleider",
        "coach",
        "regisseur",
    ),
    "team": ("team", "afdeling", "teamnaam"),
}
"""Each field with the headings it is known by, folded; the first is its usual name."""

FIELDS = tuple(SYNONYMS)
LABELS = {
    "family_name": _("Achternaam"),
    "prefix": _("Tussenvoegsel"),
    "given_names": _("Voornaam"),
    "birth_date": _("Geboortedatum"),
    "bsn": _("BSN"),
    "client_number": _("Uw cliëntnummer"),
    "street": _("Straat"),
    "house_number": _("Huisnummer"),
    "house_suffix": _("Toevoeging"),
    "postcode": _("Postcode"),
    "place": _("Plaats"),
    "phone": _("Telefoon"),
    "email": _("E-mail"),
    "last_title": _("Laatste beroep"),
    "regime": _("Regeling"),
    "valid_from": _("Begindatum"),
    "valid_to": _("Einddatum"),
    "hours": _("Uren per week"),
    "responsible": _("Verantwoordelijke"),
    "team": _("Team"),
}
"""Each field as the screen names it."""

NUMBERS = ("bsn", "client_number")
DUTCH = {
    "family_name": "achternaam",
    "bsn": "bsn",
    "client_number": "cliëntnummer",
}
_FIELD_OF = {word: name for name, words in SYNONYMS.items() for word in words}


def folded(heading: str) -> str:
    """A heading without case, accents, spaces and signs: 'Cliënt-nummer' gives 'clientnummer'."""
    parts = unicodedata.normalize("NFKD", heading)
    return "".join(char for char in parts if char.isalnum() and not unicodedata.combining(char)).lower()


def told_apart(headers: Sequence[str]) -> tuple[str, ...]:
    """Headings of which no two are equal: the second 'BSN' becomes 'BSN (2)'. Empty ones stay empty."""
    seen = set[str]()
    found = list[str]()
    for header in headers:
        name, number = header, 1
        while name and folded(name) in seen:
            number += 1
            name = f"{header} ({number})"
        seen.add(folded(name) if name else "")
        found.append(name)
    return tuple(found)


def twice(headers: Sequence[str], header: str) -> bool:
    """Whether a heading stands in the file more than once, so that a person must say which one counts."""
    return any(other.endswith(" (2)") and folded(other) == f"{folded(header)}2" for other in headers)


def recognised(headers: Sequence[str]) -> dict[str, str]:
    """The field that each known heading stands for, as field to heading; the first of two equals counts."""
    found: dict[str, str] = {}
    by_rank: dict[str, int] = {}
    for header in headers:
        name = _FIELD_OF.get(folded(header))
        if name is None:
            continue
        rank = SYNONYMS[name].index(folded(header))
        if name not in found or rank < by_rank[name]:
            found[name], by_rank[name] = header, rank
    return found


def mapped(headers: Sequence[str], chosen: Mapping[str, str] | None) -> dict[str, str]:
    """Which heading fills which field: what was recognised, with what was chosen laid over it.

    A chosen field with an empty heading is left out. Raises ReadingError for a field or heading that isn't
    there, and when the family name or both numbers are missing.
    """
    mapping = recognised(headers)
    doubled = {name for name, header in mapping.items() if twice(headers, header)}
    for name, header in (chosen or {}).items():
        field = name if name in SYNONYMS else _FIELD_OF.get(folded(name))
        if field is None:
            raise ReadingError("unknown_field", column=name, fields=", ".join(_usual_names()))
        mapping.pop(field, None)
        doubled.discard(field)
        if header:
            mapping[field] = _header_named(header, headers)
    _check_required(mapping, headers)
    for name in sorted(doubled):
        raise ReadingError("double_heading", column=mapping[name])
    return {name: mapping[name] for name in FIELDS if name in mapping}


def _header_named(name: str, headers: Sequence[str]) -> str:
    for header in headers:
        if header == name or (folded(header) == folded(name) and folded(name)):
            return header
    raise ReadingError("unknown_column", column=name, headers=_listed(headers))


def _check_required(mapping: Mapping[str, str], headers: Sequence[str]) -> None:
    if "family_name" not in mapping:
        raise ReadingError("missing_name", headers=_listed(headers))
    if not any(name in mapping for name in NUMBERS):
        raise ReadingError("missing_number", headers=_listed(headers))


def _listed(headers: Sequence[str]) -> str:
    return ", ".join(header[:40] for header in headers[:30] if header)


def _usual_names() -> list[str]:
    return [words[0] for words in SYNONYMS.values()]
