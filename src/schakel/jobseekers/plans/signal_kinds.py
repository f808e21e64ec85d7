"""The signals of plans: an agreement nobody looked after, no plan yet, and a plan not looked at together."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import DELIVERERS, GUIDES, Section
from schakel.ground.signals.kinds import GUIDANCE_CHANGES, HouseDay, SignalKind, Watch
from schakel.ground.signals.refreshing import watch
from schakel.jobseekers.plans.presenting import MADE, REVIEWED

AGREEMENT_REVIEW = "HOUSE-agreement-review"

_AGREED = frozenset({"plan.agree", "plan.close"})


def register() -> None:
    """Make these kinds known."""
    _register_agreements()
    _register_plans()


def _register_plans() -> None:
    about: dict[str, Any] = {
        "watch": Watch.LATE,
        "section": Section.PLAN,
        "roles": GUIDES,
        "url_name": "plans:whole",
    }
    watch(
        SignalKind(
            **about,
            name="plan_missing",
            label=_("Nog geen plan"),
            max_snooze_days=21,
            verbs=GUIDANCE_CHANGES | _AGREED,
            criteria={
                "opened": (_("Dossier geopend op %(day)s"), _("Het dossier is nog nieuw")),
                "agreed": (_("Er is een plan dat geldt"), _("Er is nog geen plan waar iedereen mee instemt")),
            },
            house_days={"plan_made_before": HouseDay(MADE, is_ahead=False)},
            advice=_("Begin het plan met de cliënt, of leg voor wat er al staat."),
        )
    )
    watch(
        SignalKind(
            **about,
            name="plan_review_due",
            label=_("Plan te lang niet samen bekeken"),
            max_snooze_days=21,
            verbs=GUIDANCE_CHANGES | _AGREED | {"participant.join", "participant.leave", "plan.take_lead"},
            criteria={"agreed": (_("Plan geldt sinds %(day)s"), _("Het plan is nog nieuw"))},
            house_days={"plan_review_before": HouseDay(REVIEWED, is_ahead=False)},
            advice=_("Bekijk het plan met de cliënt en leg een nieuwe versie voor."),
        )
    )


def _register_agreements() -> None:
    watch(
        SignalKind(
            name="agreement_unchecked",
            label=_("Niet nagegaan of een afspraak is gelukt"),
            watch=Watch.LATE,
            section=Section.PLAN,
            roles=GUIDES | DELIVERERS,
            max_snooze_days=10,
            verbs=GUIDANCE_CHANGES
            | {
                "agreement.make",
                "agreement.change",
                "agreement.check",
                "participant.join",
                "participant.leave",
            },
            criteria={
                "due": (_("De afspraak moest klaar zijn op %(day)s"), _("De afspraak loopt nog")),
                "checked": (_("Nagegaan"), _("De uitkomst is nog niet vastgelegd")),
            },
            house_days={"agreement_before": HouseDay(AGREEMENT_REVIEW, is_ahead=False)},
            url_name="plans:list",
            advice=_("Vraag hoe het ging en rond de afspraak af."),
        )
    )
