"""The signals that a first talk waits too long, and that the last contact is too long ago."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import GUIDES, Section
from schakel.ground.signals.kinds import GUIDANCE_CHANGES, HouseDay, SignalKind, Watch
from schakel.ground.signals.refreshing import watch

FIRST_TALK = "HOUSE-first-talk"
RHYTHMS = {
    "intensive": ("HOUSE-contact-intensive", _("Ritme: intensieve begeleiding")),
    "regular": ("HOUSE-contact-regular", _("Ritme: gewone begeleiding")),
    "monitoring": ("HOUSE-contact-monitoring", _("Ritme: volgen op afstand")),
    "aftercare": ("HOUSE-contact-aftercare", _("Ritme: nazorg na werk")),
}
"""The house norm of each way of guiding, by the name that `contacts_rhythms` in SQL gives it."""

_TALKS = frozenset({"contact.record", "contact.correct"})
_WAY_OF_GUIDING = frozenset(
    {
        "plan.agree",
        "plan.close",
        "diagnosis.conclude",
        "work_period.add",
        "profile.remove",
        "entitlement.start",
        "entitlement.end",
        "entitlement.correct",
    }
)


def register() -> None:
    """Make these kinds known."""
    about: dict[str, Any] = {
        "watch": Watch.LATE,
        "section": Section.CONTACTS,
        "roles": GUIDES,
        "url_name": "contacts:list",
    }
    watch(
        SignalKind(
            **about,
            name="first_talk_waits",
            label=_("Nog geen eerste gesprek"),
            max_snooze_days=10,
            verbs=_TALKS | GUIDANCE_CHANGES,
            criteria={
                "opened": (_("Dossier geopend op %(day)s"), _("Het dossier is nog nieuw")),
                "talked": (_("Er is een gesprek geweest"), _("Er is nog geen gesprek vastgelegd")),
            },
            house_days={"first_talk_before": HouseDay(FIRST_TALK, is_ahead=False)},
            advice=_("Nodig uit, of leg het gesprek vast dat er al was."),
        )
    )
    watch(
        SignalKind(
            **about,
            name="contact_due",
            label=_("Laatste contact te lang geleden"),
            max_snooze_days=21,
            verbs=_TALKS | GUIDANCE_CHANGES | _WAY_OF_GUIDING,
            criteria={"last": (_("Laatste contact op %(day)s"), _("Er was onlangs contact"))}
            | {"plan": (_("Ritme: afgesproken in het plan"), _("Ritme: afgesproken in het plan"))}
            | {name: (words, words) for name, (_key, words) in RHYTHMS.items()},
            house_days={
                f"contact_{name}_before": HouseDay(key, is_ahead=False) for name, (key, _w) in RHYTHMS.items()
            },
            advice=_("Bel, spreek af, of leg het contact vast dat er al was."),
        )
    )
