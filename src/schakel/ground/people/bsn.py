"""The BSN: only numbers that no living person has (series 999) are let in."""

from __future__ import annotations

from django.utils.translation import gettext
from stdnum.nl import bsn as dutch

from schakel.ground.kernel.errors import InvalidError

TEST_SERIES = "999"


def clean_bsn(text: str) -> str:
    """The nine digits of a BSN. Raises InvalidError with a sentence that says what is wrong."""
    digits = text.replace(" ", "").replace(".", "").replace("-", "")
    if not digits.isdigit():
        raise _wrong(gettext("Een BSN heeft alleen cijfers."), gettext("Haal letters en tekens weg."))
    if len(digits) != 9:
        why = gettext("Dit nummer telt %(count)s cijfers. Een BSN heeft er 9.") % {"count": len(digits)}
        may_lack_zero = len(digits) == 8
        raise _wrong(
            why, gettext("Zet er een 0 voor, of kijk het na.") if may_lack_zero else gettext("Kijk het na.")
        )
    if not dutch.is_valid(digits):
        raise _wrong(
            gettext("Dit nummer kan geen BSN zijn: de controle op de cijfers klopt niet."),
            gettext("Kijk het na."),
        )
    if not digits.startswith(TEST_SERIES):
        raise _wrong(
            gettext("Alleen BSN's uit de testreeks 999 mogen hier in."),
            gettext("Gebruik in deze omgeving geen echt nummer."),
        )
    return digits


def _wrong(why: str, remedy: str) -> InvalidError:
    return InvalidError(gettext("Dit BSN klopt niet."), why, remedy, fields={"bsn": f"{why} {remedy}"})
