"""The signal that nobody has noted yet whether an agreement was kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import DELIVERERS, GUIDES, Section
from schakel.ground.people.verbs import DEATH
from schakel.ground.signals.kinds import HouseDay, SignalKind, Watch
from schakel.ground.signals.refreshing import watch

AGREEMENT_REVIEW = "HOUSE-agreement-review"


def _nothing(_today: date) -> dict[str, Any]:
    return {}


def register() -> None:
    """Make the kind known."""
    watch(
        SignalKind(
            name="agreement_unchecked",
            label=_("Niet nagegaan of een afspraak is gelukt"),
            watch=Watch.LATE,
            section=Section.PLAN,
            roles=GUIDES | DELIVERERS,
            max_snooze_days=10,
            verbs=frozenset(
                {
                    "agreement.make",
                    "agreement.change",
                    "agreement.check",
                    "dossier.rest",
                    "dossier.reopen",
                    "participant.join",
                    "participant.leave",
                    "regie.take",
                    "regie.undo",
                    "handover.take_up",
                    DEATH,
                }
            ),
            criteria={
                "due": (_("De afspraak moest klaar zijn op %(day)s"), _("De afspraak loopt nog")),
                "checked": (_("Nagegaan"), _("De uitkomst is nog niet vastgelegd")),
            },
            thresholds=_nothing,
            house_days={"agreement_before": HouseDay(AGREEMENT_REVIEW, is_ahead=False)},
            url_name="plans:list",
            advice=_("Vraag hoe het ging en rond de afspraak af."),
        )
    )
