"""What keeps an organisation's own route rule from being used."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import BOUNDS, Rule

MOST = 120
MOST_PLACE = 999


def check_rule(new: Rule, place: int) -> None:
    """Raise InvalidError for what keeps a rule from being used."""
    fields = _problems_of_words(new, place) | _problems_of_bounds(new)
    if not fields and not _has_condition(new):
        fields["age_from"] = gettext("Geef minstens één voorwaarde, anders geldt de regel voor iedereen.")
    if fields:
        raise InvalidError(gettext("De regel is nog niet vastgelegd."), fields=fields)


def _problems_of_words(new: Rule, place: int) -> dict[str, str]:
    fields = {}
    if new.route not in Route.values:
        fields["route"] = gettext("Kies een route.")
    if not new.because.strip() or len(new.because.strip()) > 200:
        fields["because"] = gettext("Schrijf in hooguit 200 tekens op waarom deze route past.")
    if not 1 <= place <= MOST_PLACE:
        fields["place"] = gettext("Vul een plaats in van 1 tot en met 999.")
    if not new.benefits <= set(BENEFITS):
        fields["benefits"] = gettext("Kies uit de lijst.")
    if not new.entries <= set(Intake.Entry.values):
        fields["entries"] = gettext("Kies uit de lijst.")
    return fields


def _problems_of_bounds(new: Rule) -> dict[str, str]:
    fields = {}
    for name in BOUNDS:
        value = getattr(new, name)
        if value is not None and not 0 <= value <= MOST:
            fields[name] = gettext("Vul een getal in van 0 tot en met 120.")
    for first, below in (("age_from", "age_below"), ("months_from", "months_below")):
        start, end = getattr(new, first), getattr(new, below)
        if end is not None and end <= (start or 0):
            fields[below] = gettext("Zo geldt de regel voor niemand. Kies een hoger getal.")
    return fields


def _has_condition(new: Rule) -> bool:
    bounds = any(getattr(new, name) is not None for name in BOUNDS)
    return bounds or bool(new.benefits) or bool(new.entries)
