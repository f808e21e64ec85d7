"""Template tags and filters of the house style; `{% load schakel %}` makes them available.

Filters on dates take the context value `today` as argument: `{{ term|people_date:today }}`.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from schakel.ground.kernel import dates
from schakel.web import charts, figures, marks, names
from schakel.web.controls import control_kind, render_control

register = template.Library()

for _tag in (marks.icon, marks.status, marks.who, marks.face, marks.duty, marks.reason, marks.glyph):
    register.simple_tag(_tag)
for _chart in (charts.meter, charts.points, charts.stage_bar, charts.interval):
    register.simple_tag(_chart)
for _figure in (figures.share_words, figures.middle_words, figures.count_words):
    register.simple_tag(_figure)

Day = dt.date | dt.datetime


@register.filter
def people_date(value: Day | None, today: Day) -> str:
    """The date as people say it ("morgen", "vr 27 nov"); empty for no date."""
    return dates.people_date(value, today) if value else ""


@register.filter
def short_date(value: Day | None, today: Day) -> str:
    """Day and short month ("6 dec"), with the year when it differs from today's; empty for no date."""
    return dates.short_date(value, today) if value else ""


@register.filter
def plain_date(value: Day | None, today: Day) -> str:
    """Day and whole month ("20 november"), with the year when it differs from today's; empty for no date."""
    return dates.plain_date(value, today) if value else ""


@register.filter
def long_date(value: Day | None) -> str:
    """The whole date in words ("maandag 23 november 2026"); empty for no date."""
    return dates.long_date(value) if value else ""


@register.filter
def days_late(value: Day | None, today: Day) -> int:
    """Whole days since the term passed; 0 when it has not, or there is none."""
    return dates.days_late(value, today) if value else 0


@register.filter
def due(value: Day | None, today: Day) -> dates.Due | None:
    """State and words of a term, for `{% status %}`; None when there is no term."""
    return dates.due(value, today) if value else None


@register.filter
def clock(value: dt.time | dt.datetime | None) -> str:
    """The time of day ("09.00"); empty for no time."""
    return "" if value is None else dates.clock(value)


@register.filter
def as_of(value: dt.datetime | None) -> str:
    """Date and time of the page's figures ("maandag 23 november 2026, 08.40 uur"); empty for none."""
    return dates.as_of(value) if value else ""


@register.filter
def initials(name: str) -> str:
    """At most two capitals of a name, Dutch prefixes left out."""
    return names.initials(name)


@register.simple_tag(takes_context=True)
def due_status(context: Context, value: Day | None) -> SafeString | str:
    """The state badge of a term, against the context's `today`; nothing when there is no term."""
    if not value:
        return ""
    term = dates.due(value, context["today"])
    return marks.status(term.state, term.words)


class Alert(NamedTuple):
    """How a message looks: NL Design System modifier, symbol, and the word that opens it."""

    modifier: str
    icon: str
    word: str


@register.filter
def alert_kind(level: str) -> Alert:
    """The alert of a Django message level tag or of the kinds error, warning, success and info."""
    kinds = {
        "error": Alert("error", "warn", gettext("Niet gelukt")),
        "warning": Alert("warning", "half", gettext("Let op")),
        "success": Alert("ok", "check", gettext("Gelukt")),
    }
    return kinds.get(level, Alert("info", "info", gettext("Ter informatie")))


@register.filter(name="control_kind")
def control_kind_filter(field: BoundField) -> str:
    """Which markup a field needs: chips, check, group, hidden or single."""
    return control_kind(field)


@register.filter(is_safe=True)
def control(field: BoundField) -> SafeString:
    """The field's widget with the classes of the house style; its own attributes stay."""
    return render_control(field)
