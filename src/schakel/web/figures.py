"""Figures in words, the same on every page: a share or middle with its interval, or why it isn't there.

Each page of figures also includes the component `web/components/figures_note.html`, which says how to read
them.
"""

from __future__ import annotations

from math import isinf

from django.utils.formats import number_format
from django.utils.translation import gettext

from schakel.ground.kernel.shares import LEAST, Estimate, is_few, is_part_told, share


def percent_words(found: Estimate) -> str:
    """A share in percent with its interval: 34% (28 tot 41)."""
    values = {name: round(100 * getattr(found, name)) for name in ("value", "low", "high")}
    return gettext("%(value)d%% (%(low)d tot %(high)d)") % values


def points_words(found: Estimate) -> str:
    """A difference of two shares in percent points with its interval."""
    values = {name: f"{round(100 * getattr(found, name)):+d}" for name in ("value", "low", "high")}
    return gettext("%(value)s procentpunt (%(low)s tot %(high)s)") % values


def share_words(hits: int, total: int, *, is_open: bool = False, is_hidden: bool = False) -> str:
    """A share with its interval and the counts; of fewer than ten only that they are few.

    A part under ten, or one that leaves over fewer than ten, is told without its number, but to who may see
    everybody it is about (is_open). is_hidden: it would give a hidden part beside it away.
    """
    if total < LEAST:
        return few_words() if total else gettext("niets te tellen")
    if not is_open and (is_hidden or not is_part_told(hits, total)):
        return _roughly(hits, total)
    words = {"share": percent_words(share(hits, total)), "hits": hits, "total": total}
    return gettext("%(share)s · %(hits)d van %(total)d") % words


def count_words(count: int, *, is_hidden: bool = False) -> str:
    """A part of a shown group as a number; a small one, or what would give it away, without."""
    if is_few(count):
        return gettext("minder dan %(small)d") % {"small": LEAST}
    return few_words() if is_hidden and count else str(count)


def _roughly(hits: int, total: int) -> str:
    if is_few(hits):
        return gettext("minder dan %(small)d van %(total)d") % {"small": LEAST, "total": total}
    if is_few(total - hits):
        return gettext("meer dan %(most)d van %(total)d") % {"most": total - LEAST, "total": total}
    return few_words()


def middle_words(found: Estimate | None, total: int = LEAST) -> str:
    """A middle or other quantile with its interval: 4 (3 tot 6,5); a dot for none.

    Without interval where total is under ten: it would be little more than the smallest and the largest, two
    persons. An end that so few values don't bound is open: 9 (6 of meer).
    """
    if found is None:
        return "·"
    if total < LEAST:
        return _plain(found.value)
    if isinf(found.high):
        return gettext("%(value)s (%(low)s of meer)") % {
            "value": _plain(found.value),
            "low": _plain(found.low),
        }
    values = {name: _plain(getattr(found, name)) for name in ("value", "low", "high")}
    return gettext("%(value)s (%(low)s tot %(high)s)") % values


def few_words() -> str:
    """Why a figure is not there."""
    return gettext("niet getoond: minder dan tien, of zo af te leiden")


def _plain(value: float) -> str:
    """One decimal where there is something behind the comma."""
    rounded = round(float(value), 1)
    return str(number_format(rounded, decimal_pos=0 if rounded.is_integer() else 1))
