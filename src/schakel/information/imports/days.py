"""Dates as files write them: five styles, of which each text can be only one."""

from __future__ import annotations

import re
from datetime import date

from schakel.information.imports.sheets import day_of

_TIME = r"(?:[T ]0{1,2}:00(?::00)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def as_date(text: str) -> date:
    """A date as 23-11-2026, 2026-11-23, 23 nov 2026, 20261123, or 46349 as a spreadsheet counts from 1900.

    Five digits only: fewer may be a year. Raises ValueError.
    """
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_DIGITS, (1, 2, 3))):
        if found := pattern.fullmatch(text):
            year, month, day = (int(found[place]) for place in order)
            return date(year, month, day)
    if found := _IN_WORDS.fullmatch(text.lower()):
        return date(int(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
    return _of_serial(text)


def _of_serial(text: str) -> date:
    found = _SERIAL.fullmatch(text)
    day = day_of(int(found[1])) if found else None
    if day is None:
        raise ValueError(text)
    return day
