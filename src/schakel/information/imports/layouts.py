"""Layouts: which headings a kind of file has for which field, and whether a file still has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.information.imports.columns import FIELDS, folded, recognised, twice


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: for each field the headings it may have, the usual one first.

    key is what a form says; version counts from 1 and is 0 for a layout that comes with Schakel.
    """

    key: str
    name: str | Promise
    columns: Mapping[str, tuple[str, ...]]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a layout lies on the headings of a file.

    missing names the fields whose heading isn't there, with the heading that was expected; doubled those
    whose heading stands there twice; unused the headings that the layout leaves out though they are known.
    """

    mapping: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the file can be read by the layout without anybody choosing."""
        return not self.missing and not self.doubled


def fit(layout: Layout, headers: Sequence[str]) -> Fit:
    """Lay a layout on a file's headings; what it doesn't name is not read, however well known it is."""
    mapping: dict[str, str] = {}
    missing: dict[str, str] = {}
    doubled: dict[str, str] = {}
    for name in FIELDS:
        expected = layout.columns.get(name, ())
        header = next((found for one in expected if (found := _named(one, headers))), "")
        if header and twice(headers, header):
            doubled[name] = header
        elif header:
            mapping[name] = header
        elif expected:
            missing[name] = expected[0]
    known = set(recognised(headers).values())
    unused = [h for h in headers if h in known and h not in (*mapping.values(), *doubled.values())]
    return Fit(mapping, missing, doubled, tuple(unused))


def as_chosen(mapping: Mapping[str, str]) -> dict[str, str]:
    """A mapping that says of every field whether it is read, so that nothing is recognised besides."""
    return {name: mapping.get(name, "") for name in FIELDS}


def _named(expected: str, headers: Sequence[str]) -> str:
    return next((header for header in headers if header and folded(header) == folded(expected)), "")


_NUMBERS = {"bsn": ("BSN", "Burgerservicenummer", "SOFI-nummer")}
_NAMES = {
    "family_name": ("Achternaam", "Geslachtsnaam", "Naam"),
    "prefix": ("Voorvoegsel", "Tussenvoegsel", "Voorvoegsels"),
    "birth_date": ("Geboortedatum", "Geb.datum", "Gebdat"),
}

BUILT_IN = (
    Layout(
        "municipality",
        _("Uitkeringsbestand van de gemeente"),
        _NUMBERS
        | _NAMES
        | {
            "given_names": ("Voornamen", "Voornaam", "Roepnaam"),
            "client_number": ("Cliëntnummer", "Clientnr", "Klantnummer"),
            "place": ("Woonplaats", "Plaats"),
            "regime": ("Soort uitkering", "Regeling", "Uitkering"),
            "valid_from": ("Ingangsdatum", "Begindatum uitkering", "Begindatum"),
            "valid_to": ("Einddatum", "Einddatum uitkering"),
            "responsible": ("Klantmanager", "Consulent", "Medewerker"),
        },
    ),
    Layout(
        "uwv",
        _("Uitkeringsbestand van UWV"),
        _NUMBERS
        | _NAMES
        | {
            "given_names": ("Voorletters", "Voornamen", "Voornaam"),
            "place": ("Woonplaats", "Plaats"),
            "last_title": ("Laatste beroep", "Beroep", "Laatste functie"),
            "regime": ("Wet", "Uitkeringswet", "Regeling"),
            "valid_from": ("Eerste dag recht", "Eerste uitkeringsdag", "Ingangsdatum"),
            "valid_to": ("Laatste dag recht", "Maximale einddatum", "Einddatum"),
            "hours": ("Uren per week", "Gemiddeld arbeidsurenverlies", "Urenverlies"),
            "team": ("Team", "Vestiging", "Afdeling"),
        },
    ),
    Layout(
        "provider",
        _("Deelnemerslijst van een aanbieder"),
        _NAMES
        | {
            "given_names": ("Roepnaam", "Voornaam", "Voornamen"),
            "client_number": ("Uw kenmerk", "Kenmerk opdrachtgever", "Cliëntnummer"),
            "phone": ("Mobiel", "Telefoon", "Telefoonnummer"),
            "email": ("E-mail", "E-mailadres"),
            "place": ("Woonplaats", "Plaats"),
        },
    ),
)
"""Made from words that such files use, and no copy of anybody's format: a column that differs is asked."""


def built_in(key: str) -> Layout | None:
    """The layout of that key that comes with Schakel."""
    return next((layout for layout in BUILT_IN if layout.key == key), None)
