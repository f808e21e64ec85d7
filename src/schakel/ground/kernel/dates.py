"""Dates and times in the words people use: vandaag, 3 dagen te laat, vr 27 nov.

Every function takes today explicitly, so that a page, a test and a simulated region agree on the moment.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from django.utils import dateformat, timezone
from django.utils.translation import gettext, ngettext, pgettext

DueState = Literal["late", "soon", "open"]
WEEK_AHEAD_DAYS = 6


class Due(NamedTuple):
    """How a term stands: the state picks shape and colour, the words are for the reader."""

    state: DueState
    words: str


def as_day(value: dt.date | dt.datetime) -> dt.date:
    """The calendar day of a date or a moment; an aware moment is read in the current time zone."""
    if not isinstance(value, dt.datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def short_date(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> str:
    """Day and short month ("6 dec"), with the year when that is not this year."""
    day = as_day(value)
    if day.year == as_day(today).year:
        return dateformat.format(day, pgettext("datumvorm", "j b"))
    return dateformat.format(day, pgettext("datumvorm", "j b Y"))


def weekday_date(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> str:
    """Short weekday and date ("vr 27 nov"), with the year when that is not this year."""
    day = as_day(value)
    return f"{dateformat.format(day, 'D')} {short_date(day, today)}"


def long_date(value: dt.date | dt.datetime) -> str:
    """The whole date in words ("maandag 23 november 2026")."""
    return dateformat.format(as_day(value), pgettext("datumvorm", "l j F Y"))


def plain_date(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> str:
    """Day and whole month ("20 november"), with the year when that is not this year; for plain sentences."""
    day = as_day(value)
    if day.year == as_day(today).year:
        return dateformat.format(day, pgettext("datumvorm", "j F"))
    return dateformat.format(day, pgettext("datumvorm", "j F Y"))


def people_date(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> str:
    """The date as people say it: gisteren, vandaag, morgen, or weekday and date."""
    day = as_day(value)
    near = {-1: gettext("gisteren"), 0: gettext("vandaag"), 1: gettext("morgen")}
    return near.get((day - as_day(today)).days) or weekday_date(day, today)


def days_late(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> int:
    """Whole calendar days since the term passed; 0 on the day itself and before it."""
    return max(0, (as_day(today) - as_day(value)).days)


def due(value: dt.date | dt.datetime, today: dt.date | dt.datetime) -> Due:
    """State and words of a term, such as ("late", "3 dagen te laat") or ("open", "6 dec")."""
    ahead = (as_day(value) - as_day(today)).days
    if ahead < 0:
        words = ngettext("%(days)d dag te laat", "%(days)d dagen te laat", -ahead)
        return Due("late", words % {"days": -ahead})
    if ahead <= 1:
        return Due("soon", gettext("Morgen") if ahead else gettext("Vandaag"))
    if ahead <= WEEK_AHEAD_DAYS:
        words = weekday_date(value, today)
        return Due("open", words[:1].upper() + words[1:])
    return Due("open", short_date(value, today))


def clock(value: dt.time | dt.datetime) -> str:
    """The time of day as written in Dutch ("09.00"); an aware moment is read in the current time zone."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.time_format(value, pgettext("kloktijd", "H.i"))


def as_of(moment: dt.datetime) -> str:
    """The moment a page shows, for its footer ("maandag 23 november 2026, 08.40 uur")."""
    return gettext("%(date)s, %(clock)s uur") % {"date": long_date(moment), "clock": clock(moment)}
