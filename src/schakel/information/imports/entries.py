"""From the texts of a row to the client they name; every text that can't be used gets its own sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.actions import Responsible
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.names import folded, sort_key, split_prefix
from schakel.ground.people.actions import NewClient, NewEntitlement
from schakel.ground.people.addresses import NewAddress, checked_address
from schakel.ground.people.bsn import clean_bsn
from schakel.information.imports.columns import LABELS
from schakel.information.imports.days import as_date
from schakel.information.imports.people import People
from schakel.information.imports.sheets import NO_OUTCOME
from schakel.information.imports.types import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_REGIMES = {
    "ww": "ww",
    "werkloosheidswet": "ww",
    "bijstand": "participatiewet",
    "participatiewet": "participatiewet",
    "bijstand (participatiewet)": "participatiewet",
    "pw": "participatiewet",
    "p-wet": "participatiewet",
    "wwb": "participatiewet",
    "wia": "wia",
    "wga": "wia",
    "wajong": "wajong",
    "ioaw": "ioaw",
    "zw": "zw",
    "ziektewet": "zw",
}
_WHOLE = re.compile(r"(\d{1,3})(?:[.,]0+)?")
_FIRST_BIRTH = date(1900, 1, 1)
_HOURS_IN_WEEK = 60
_LONGEST_KEY = 200
_LONGEST_PREFIX = 20
_LONGEST_SUFFIX = 10
_HOUSE = re.compile(r"(\d{1,5})(?!\d)[\s/-]*(|[^\W_].*)", re.ASCII)
_LOCATING = ("street", "house_number", "postcode")
"""Without any of these a row tells a place of residence and no address."""

_ADDRESS = {
    "street": _("straat"),
    "house_number": _("huisnummer"),
    "postcode": _("postcode"),
    "place": _("plaats"),
}


def entry_of(number: int, values: Mapping[str, str], people: People) -> Entry:
    """The client that a row names; problems holds a sentence for each text that can't be used."""
    reader = _Row(_calculated(values))
    reader.problems += _without_outcome(values)
    client = NewClient(
        family_name=_family_name(reader),
        given_names=reader.text("given_names", 80, _("voornaam")),
        birth_date=_birth_date(reader),
        bsn=_bsn(reader),
        number=reader.text("client_number", 40, _("cliëntnummer")),
        place=reader.text("place", 80, _("plaats")),
        phone=_phone(reader),
        email=_email(reader),
        entitlement=_entitlement(reader),
        address=_address(reader),
    )
    title = reader.text("last_title", 200, _("laatste beroep"))
    responsible = _responsible(reader, people)
    _check_identity(reader, client)
    return Entry(number, client, title, responsible, tuple(reader.problems))


def _calculated(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: "" if text == NO_OUTCOME else text for name, text in values.items()}


def _without_outcome(values: Mapping[str, str]) -> list[str]:
    sentence = gettext("%(field)s: in deze cel staat een formule zonder uitkomst. Vul de waarde zelf in.")
    return [sentence % {"field": LABELS[name]} for name, text in values.items() if text == NO_OUTCOME]


class _Row:
    """The texts of one row, and the problems found in them so far."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values, self.problems = values, list[str]()

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def text(self, name: str, longest: int, label: StrOrPromise) -> str:
        text = self.get(name)
        if len(text) <= longest:
            return text
        words = {"field": label, "count": len(text), "limit": longest}
        self.add(gettext("%(field)s: %(count)s tekens is te lang. Kort in tot %(limit)s.") % words)
        return ""

    def parsed(
        self, name: str, parse: Callable[[str], Any], sentence: StrOrPromise, field: StrOrPromise = ""
    ) -> Any:
        """The value of a text; None when it is empty, or can't be parsed: then the sentence is added.

        field is what the sentence calls it, where several fields share a sentence.
        """
        if not self.get(name):
            return None
        try:
            return parse(self.get(name))
        except ValueError:
            self.add(str(sentence) % {"field": field} if field else str(sentence))
            return None

    def add(self, sentence: str) -> None:
        self.problems.append(sentence[:1].upper() + sentence[1:])


def _family_name(row: _Row) -> str:
    family, prefix = row.text("family_name", 80, _("achternaam")), row.get("prefix")
    if not row.get("family_name"):
        row.add(gettext("Achternaam: ontbreekt. Vul hem in."))
    if prefix and not folded(family).startswith(f"{folded(prefix)} "):
        family = f"{prefix} {family}"
    found, main = split_prefix(family)
    given = row.get("given_names")[:80]
    lengths = (len(sort_key(main, found, given)), len(folded(f"{given} {family}")))
    if len(found) > _LONGEST_PREFIX or len(main) > 80 or max(lengths) > _LONGEST_KEY:
        row.add(gettext("Achternaam: met het tussenvoegsel is de naam te lang. Kort hem in."))
    return family


def _birth_date(row: _Row) -> date | None:
    sentence = _("Geboortedatum: dit is geen datum. Schrijf dag-maand-jaar, zoals 3-5-1985.")
    born: date | None = row.parsed("birth_date", as_date, sentence)
    if born is not None and not _FIRST_BIRTH <= born <= clock.today():
        row.add(gettext("Geboortedatum: ligt vóór 1900 of in de toekomst. Kijk de datum na."))
        return None
    return born


def _bsn(row: _Row) -> str:
    if not row.get("bsn"):
        return ""
    try:
        return clean_bsn(row.get("bsn"))
    except InvalidError as error:
        row.add(f"BSN: {error.why} {error.remedy}")
        return ""


def _phone(row: _Row) -> str:
    phone = row.text("phone", 20, _("telefoon"))
    if phone and not re.fullmatch(r"[+()\d\s./-]+", phone):
        row.add(gettext("Telefoon: een nummer heeft alleen cijfers. Haal letters en andere tekens weg."))
        return ""
    return phone


def _email(row: _Row) -> str:
    email = row.text("email", 254, _("e-mail"))
    try:
        if email:
            validate_email(email)
    except ValidationError:
        row.add(gettext("E-mail: dit is geen e-mailadres. Kijk het na, of laat het leeg."))
        return ""
    return email


def _address(row: _Row) -> NewAddress | None:
    """The address when the file has a column for each of its parts; a row fills all of them or none."""
    texts = {name: row.get(name) for name in _ADDRESS}
    if not row.values.keys() >= _ADDRESS.keys() or not any(texts[name] for name in _LOCATING):
        return None
    missing = [str(label) for name, label in _ADDRESS.items() if not texts[name]]
    if missing:
        words = {"parts": ", ".join(missing)}
        row.add(
            gettext("Adres: niet compleet, %(parts)s ontbreekt. Vul aan, of laat het adres leeg.") % words
        )
        return None
    number = row.parsed(
        "house_number",
        _house_number,
        _("Huisnummer: begint niet met een getal. Schrijf het als 12 of 12-A."),
    )
    street = row.text("street", 80, _("straat"))
    suffix = " ".join(filter(None, (number[1] if number else "", row.get("house_suffix"))))
    if len(suffix) > _LONGEST_SUFFIX:
        row.add(gettext("Toevoeging: te lang. Kort in tot 10 tekens."))
    if number is None or not street or len(suffix) > _LONGEST_SUFFIX:
        return None
    # A place that is too long has its own sentence already.
    return _checked(row, NewAddress(street, number[0], texts["postcode"], texts["place"][:80], suffix))


def _checked(row: _Row, address: NewAddress) -> NewAddress | None:
    try:
        return checked_address(address)
    except InvalidError as error:
        for sentence in error.fields.values():
            row.add(gettext("Adres: %(why)s") % {"why": sentence})
        return None


def _house_number(text: str) -> tuple[int, str]:
    """The number and what stands behind it, without the sign between the two."""
    found = _HOUSE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1]), found[2]


def _entitlement(row: _Row) -> NewEntitlement | None:
    unreadable = _("%(field)s: dit is geen datum. Schrijf dag-maand-jaar, zoals 1-12-2026.")
    start = row.parsed("valid_from", as_date, unreadable, _("begindatum"))
    end = row.parsed("valid_to", as_date, unreadable, _("einddatum"))
    hours = row.parsed("hours", _hours, _("Uren: schrijf hele uren per week, van 0 tot en met 60."))
    if not row.get("regime"):
        if any(row.get(name) for name in ("valid_from", "valid_to")):
            row.add(gettext("Regeling: ontbreekt bij deze datums. Vul de regeling in, zoals WW."))
        return None
    regime = _REGIMES.get(row.get("regime").lower())
    if regime is None:
        row.add(gettext("Regeling: kent Schakel niet. Kies WW, bijstand, WIA, Wajong, IOAW of Ziektewet."))
        return None
    if start is None:
        if not row.get("valid_from"):
            row.add(gettext("Begindatum: ontbreekt bij de regeling. Vul de eerste dag van het recht in."))
        return None
    if end is not None and end < start:
        row.add(gettext("Einddatum: ligt vóór de begindatum. Kijk beide datums na."))
        return None
    return NewEntitlement(regime, start, _day_after(end), hours)


def _day_after(last: date | None) -> date | None:
    """The first day without the right; systems without open ends write a last day in the year 9999."""
    return None if last is None or last.year == date.max.year else last + timedelta(days=1)


def _hours(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None or int(found[1]) > _HOURS_IN_WEEK:
        raise ValueError(text)
    return int(found[1])


def _responsible(row: _Row, people: People) -> Responsible | None:
    for name, label in (("responsible", _("Verantwoordelijke")), ("team", _("Team"))):
        if not row.get(name):
            continue
        found = people.named(row.get(name)) if name == "responsible" else people.team(row.get(name))
        if isinstance(found, str):
            row.add(f"{label}: {found}")
            return None
        return found
    if people.default is None:
        row.add(
            gettext(
                "Verantwoordelijke: ontbreekt. Vul een naam of team in, of kies een team bij het inlezen."
            )
        )
    return people.default


def _check_identity(row: _Row, client: NewClient) -> None:
    if not row.get("bsn") and not row.get("client_number"):
        row.add(gettext("BSN en cliëntnummer: ontbreken beide. Vul er ten minste één in."))
