"""The client's next step: the one thing to do now, out of agreements and choices, never out of a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from schakel.ground.kernel.dates import plain_date
from schakel.jobseekers.plans.models import Agreement
from schakel.portal.client.choices import OwnDecision
from schakel.portal.client.queries import Helper

SOON = timedelta(days=7)
"""An own agreement due within this time comes before reading a choice."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, a sentence about it, and the way there when there is one."""

    what: str
    detail: str
    url: str = ""
    label: str = ""


def next_step(
    own: Iterable[Agreement], decisions: Iterable[OwnDecision], lead: Helper | None, today: date
) -> Step:
    """The own agreement that is late or due soon, else a choice to answer, else a later agreement."""
    first = min(own, key=lambda a: a.due_on, default=None)
    unread = next((d for d in decisions if d.needs_answer), None)
    if first is not None and (unread is None or first.due_on <= today + SOON):
        return _do(first, lead, today)
    return _read(unread) if unread is not None else _nothing(lead)


def _do(agreement: Agreement, lead: Helper | None, today: date) -> Step:
    day = plain_date(agreement.due_on, today)
    is_late = agreement.due_on < today
    when = gettext("Dit moest op %(day)s.") if is_late else gettext("Doe dit op of voor %(day)s.")
    detail = " ".join(part for part in (when % {"day": day}, _help_line(lead)) if part)
    return Step(agreement.what, detail, reverse("client:plan"), gettext("Lees mijn plan"))


def _read(decision: OwnDecision) -> Step:
    return Step(
        gettext("Lees wat er is gekozen. Zeg wat u ervan vindt."),
        gettext("Gekozen is: %(chosen)s.") % {"chosen": decision.chosen},
        reverse("client:view", args=[decision.id]),
        gettext("Lees en geef antwoord"),
    )


def _nothing(lead: Helper | None) -> Step:
    detail = gettext("Hebt u een vraag? Bel %(name)s.") % {"name": lead.first_name} if lead else ""
    return Step(gettext("Er is nu niets voor u te doen."), detail)


def _help_line(lead: Helper | None) -> str:
    return gettext("Lukt het niet? Bel %(name)s.") % {"name": lead.first_name} if lead else ""
