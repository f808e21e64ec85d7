"""What in a free text would tell who a client is: sure signs, and words that are a name in the dossier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.dossiers.models import Dossier
from schakel.ground.people.models import HouseholdMember

_NUMBER_LIKE = re.compile(r"(?<!\d)\d{8,9}(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?!\d)")
SHORTEST = 3
"""A shorter word says too little to be taken for a name."""


@dataclass(frozen=True, slots=True)
class Traces:
    """sure must go: a number, a birth date, a telephone or address of mail. names may be an ordinary word."""

    sure: tuple[str, ...]
    names: tuple[str, ...]


def traces_in(dossier_id: UUID, text: str) -> Traces:
    """What in the text leads to this client; two statements."""
    dossier = Dossier.objects.select_related("client").get(pk=dossier_id)
    client = dossier.client
    said = text.casefold()
    sure = [
        known for known in (dossier.number, client.phone, client.email) if known and known.casefold() in said
    ]
    sure += _NUMBER_LIKE.findall(text)
    if client.birth_date is not None:
        sure += _days_in(text, client.birth_date)
    named = [client.given_names, client.family_name]
    named += HouseholdMember.objects.filter(client_id=dossier_id).values_list("name", flat=True)
    known = {word for name in named for word in _words(name)}
    return Traces(tuple(dict.fromkeys(sure)), tuple(sorted(known & _words(text))))


def _days_in(text: str, born: date) -> list[str]:
    """Birth dates however written: day first or year first."""
    wanted = ({born.day, born.month}, born.year)
    found = []
    for match in _DAY.finditer(text):
        parts = [int(part) for part in match.groups()]
        for year, rest in ((parts[2], parts[:2]), (parts[0], parts[1:])):
            if (set(rest), year) == wanted:
                found.append(match.group(0))
                break
    return found


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text) if len(word) >= SHORTEST}
