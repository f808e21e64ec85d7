"""What the journal says of aiming at a mix of services, of steering, and of the works council."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class MixTargetSet:
    """An organisation aims at a mix from a day on, for all or for one team."""

    team: str
    shares: dict[str, int]
    is_derived: bool
    start: str
    reason: str


@dataclass(frozen=True, slots=True)
class SteeringNoted:
    """Something changed in the steering of services on a day."""

    on: str
    what: str


@dataclass(frozen=True, slots=True)
class CouncilAgreed:
    """The works council agreed with figures on how choices are recorded, by a document, from a day on."""

    document: str
    start: str


@dataclass(frozen=True, slots=True)
class CouncilAgreementEnded:
    """That agreement holds no longer."""

    document: str
    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb("service.mix", MixTargetSet, section=None, heading=_mix, lines=_because)
    register_verb(
        "service.steering",
        SteeringNoted,
        section=None,
        heading=lambda c: gettext("Verandering in de sturing vastgelegd: %(what)s") % {"what": c["what"]},
    )
    register_verb(
        "service.council",
        CouncilAgreed,
        section=None,
        heading=lambda c: (
            gettext("Instemming van de ondernemingsraad vastgelegd: %(document)s")
            % {"document": c["document"]}
        ),
    )
    register_verb(
        "service.council_end",
        CouncilAgreementEnded,
        section=None,
        heading=lambda c: (
            gettext("Instemming van de ondernemingsraad ingetrokken: %(document)s")
            % {"document": c["document"]}
        ),
        lines=_because,
    )


def _mix(content: dict[str, Any]) -> str:
    if content["team"]:
        return gettext("Doel voor de dienstenmix vastgelegd: %(team)s") % {"team": content["team"]}
    return gettext("Doel voor de dienstenmix vastgelegd")


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["reason"]}]
