"""What an address in the Netherlands looks like: what was typed, made into what is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError

_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}", re.ASCII)
_NEVER_GIVEN_OUT = ("SA", "SD", "SS")
HIGHEST_NUMBER = 99_999


@dataclass(frozen=True, slots=True)
class NewAddress:
    """An address as told; the postcode may hold a space and small letters."""

    street: str
    house_number: int
    postcode: str
    place: str
    house_suffix: str = ""


def clean_postcode(text: str) -> str:
    """A postcode as it is kept: 1234AB. Raises InvalidError with a sentence that says what is wrong."""
    compact = re.sub(r"\s+", "", text).upper()
    if not _POSTCODE.fullmatch(compact) or compact[4:] in _NEVER_GIVEN_OUT:
        sentence = gettext("Een postcode heeft vier cijfers en twee letters, zoals 1234 AB.")
        raise InvalidError(gettext("Deze postcode klopt niet."), sentence, fields={"postcode": sentence})
    return compact


def checked_address(new: NewAddress) -> NewAddress:
    """The address as it is kept. Raises InvalidError with a sentence for each field that isn't right."""
    fields: dict[str, str] = {}
    try:
        postcode = clean_postcode(new.postcode)
    except InvalidError as error:
        postcode, fields = "", dict(error.fields)
    street, place = " ".join(new.street.split()), " ".join(new.place.split())
    if not street:
        fields["street"] = gettext("Vul de straat in.")
    if not place:
        fields["place"] = gettext("Vul de woonplaats in.")
    if not 0 < new.house_number <= HIGHEST_NUMBER:
        fields["house_number"] = gettext("Vul een huisnummer in van 1 of hoger.")
    if fields:
        raise InvalidError(gettext("Dit adres is nog niet compleet."), fields=fields)
    return NewAddress(street, new.house_number, postcode, place, new.house_suffix.strip())


def envelope(street: str, number: int, suffix: str, postcode: str, place: str) -> tuple[str, str]:
    """Both lines of an address as on an envelope, without the name."""
    house = " ".join(part for part in (str(number), suffix) if part)
    return (f"{street} {house}", f"{postcode[:4]} {postcode[4:]}  {place}")
