"""What is recorded when a plan is laid before its signers, signed, refused or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.plans.models import PlanSignature

NAMES = ("plan.offer", "plan.withdraw", "plan.sign", "plan.refuse", "plan.agree")


@dataclass(frozen=True, slots=True)
class PlanOffered:
    """A version was laid before those who sign; digest is the SHA-256 of what stands in it."""

    number: int
    digest: str
    because: str


@dataclass(frozen=True, slots=True)
class PlanWithdrawn:
    """A version was taken back before everybody had signed."""

    number: int
    because: str


@dataclass(frozen=True, slots=True)
class PlanSigned:
    """Somebody put their name to a version: which, how, and the digest of what they signed."""

    number: int
    party: str
    how: str
    signed_on: str
    digest: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PlanRefused:
    """The client does not agree with a version."""

    number: int
    words: str
    is_heard: bool


@dataclass(frozen=True, slots=True)
class PlanAgreed:
    """Nobody has to sign any more: this version holds."""

    number: int
    is_without_client: bool


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(
        "plan.offer",
        PlanOffered,
        heading=lambda c: gettext("Plan voorgelegd, versie %(n)s") % {"n": c["number"]},
        lines=_because,
        **shared,
    )
    register_verb(
        "plan.withdraw",
        PlanWithdrawn,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Plan teruggehaald, versie %(n)s") % {"n": c["number"]},
        lines=_because,
        **shared,
    )
    register_verb("plan.sign", PlanSigned, glyph=Glyph.CHOICE, heading=_signed, **shared)
    register_verb(
        "plan.refuse",
        PlanRefused,
        glyph=Glyph.CLIENT,
        heading=lambda c: (
            gettext("De cliënt is het niet eens met versie %(n)s van het plan") % {"n": c["number"]}
        ),
        lines=lambda c: [f"“{c['words']}”"],
        **shared,
    )
    register_verb(
        "plan.agree",
        PlanAgreed,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Plan geldt, versie %(n)s") % {"n": c["number"]},
        lines=lambda c: [gettext("Zonder akkoord van de cliënt.")] if c["is_without_client"] else [],
        **shared,
    )


def _signed(content: dict[str, Any]) -> str:
    who = content["organisation"] or str(PlanSignature.Party(content["party"]).label)
    how = PlanSignature.How(content["how"]).label
    words = {"who": who, "n": content["number"], "how": how}
    return gettext("%(who)s ondertekende versie %(n)s van het plan, %(how)s") % words


def _because(content: dict[str, Any]) -> list[str]:
    return [content["because"]] if content["because"] else []
