"""Figures in words, the same on every page: a share or middle with its interval, or why it isn't there.

Each page of figures also includes the component `web/components/figures_note.html`, which says how to read
them.
"""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext

from schakel.ground.kernel.shares import LEAST, Estimate, share


def percent_words(found: Estimate) -> str:
    """A share in percent with its interval: 34% (28 tot 41)."""
    values = {name: round(100 * getattr(found, name)) for name in ("value", "low", "high")}
    return gettext("%(value)d%% (%(low)d tot %(high)d)") % values


def points_words(found: Estimate) -> str:
    """A difference of two shares in percent points with its interval."""
    values = {name: f"{round(100 * getattr(found, name)):+d}" for name in ("value", "low", "high")}
    return gettext("%(value)s procentpunt (%(low)s tot %(high)s)") % values


def share_words(hits: int, total: int) -> str:
    """A share with its interval and the counts; of fewer than ten only that they are few."""
    if total < LEAST:
        return few_words() if total else gettext("niets te tellen")
    words = {"share": percent_words(share(hits, total)), "hits": hits, "total": total}
    return gettext("%(share)s · %(hits)d van %(total)d") % words


def middle_words(found: Estimate | None, total: int = LEAST) -> str:
    """A middle with its interval: 4 (3 tot 6,5); without interval where total is under ten, a dot for none.

    Under ten values the interval would be little more than the smallest and the largest: two persons.
    """
    if found is None:
        return "·"
    values = {name: _plain(getattr(found, name)) for name in ("value", "low", "high")}
    return values["value"] if total < LEAST else gettext("%(value)s (%(low)s tot %(high)s)") % values


def few_words() -> str:
    """Why a figure is not there."""
    return gettext("niet getoond: minder dan tien, of zo af te leiden")


def _plain(value: float) -> str:
    """One decimal where there is something behind the comma."""
    rounded = round(float(value), 1)
    return str(number_format(rounded, decimal_pos=0 if rounded.is_integer() else 1))
