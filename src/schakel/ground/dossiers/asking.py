"""What somebody typed in the one search box: a name, a birth date, a number, a telephone or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from schakel.ground.organisations import names

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
PREFIXES = (names.PREFIXES | {"t", "vd", "vdr"}) - {"ben", "bin"}
"""Parts that people leave out, add or mistake: they rank, and narrow nothing. Ben is somebody's own name."""

MOST_WORDS = 4

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SPELLED = re.compile(r"(?<!\d)(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})(?!\d)")
_SOLID = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})\s?([a-z]{2})(?:\s+(\d{1,5})(?:\s?-?[a-z]{1,4}\d{0,2})?)?(?!\w)")
_PHONE = re.compile(r"^(?:\+|00)?[\d\s().\-/]{9,}$")
_DOTTED = re.compile(r"\b((?:[a-z]\.){1,6})")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, taken apart; what it isn't stays empty. said is all of it, folded."""

    said: str = ""
    words: tuple[str, ...] = ()
    birth_date: date | None = None
    phone: str = ""
    postcode: str = ""
    house_number: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.said


def understood(text: str, *, today: date) -> Asked:
    """What was meant. A name may stand beside a birth date or an address; a telephone stands alone.

    A birth date lies before today: two figures for the year are the last such year that has passed.
    """
    said = names.folded(text)[:80]
    asked = Asked(said)
    digits = re.sub(r"\D", "", said)
    if _PHONE.match(said) and 9 <= len(digits) <= 15 and not _date_in(said, today)[0]:
        return replace(asked, phone=digits[-9:])
    born, rest = _date_in(said, today)
    found = _POSTCODE.search(rest)
    if found is not None:
        house = int(found[3]) if found[3] else None
        asked = replace(asked, postcode=f"{found[1]}{found[2]}".upper(), house_number=house)
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return replace(asked, birth_date=born, words=_words(rest))


def _words(text: str) -> tuple[str, ...]:
    """Parts of a name, without the prefixes unless there is nothing else; the longest say most."""
    spaced = _DOTTED.sub(lambda found: found[1].replace(".", " "), text)
    parts = list(dict.fromkeys(part[:40] for part in re.split(r"[\W_]+", spaced) if part))
    telling = [part for part in parts if part not in PREFIXES] or parts
    return tuple(sorted(telling, key=lambda part: -len(part))[:MOST_WORDS])


def _date_in(text: str, today: date) -> tuple[date | None, str]:
    """A birth date in the text and what is left without it."""
    for pattern, order in (
        (_ISO, (3, 2, 1)),
        (_NUMERIC, (1, 2, 3)),
        (_SPELLED, (1, 2, 3)),
        (_SOLID, (1, 2, 3)),
    ):
        found = pattern.search(text)
        if found is None:
            continue
        day = _day(*(found[place] for place in order), today=today)
        if day is not None:
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _day(day: str, month: str, year: str, *, today: date) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    century = 0
    if len(year) == 2:
        century = 2000 if 2000 + int(year) < today.year else 1900
    try:
        born = date(century + int(year), number, int(day))
    except ValueError:
        return None
    return born if date(1900, 1, 1) <= born <= today else None


def _month(name: str) -> int:
    """The month that begins so; 0, which is no month, for another word."""
    short = {"mrt": 3}
    return short.get(name) or next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name)), 0)
