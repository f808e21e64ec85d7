"""What can be said in the journal of shields and urgent looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Role
from schakel.ground.dossiers.models.urgent_look import UrgentLook
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DossierShielded:
    """From now on only named readers see the dossier."""

    readers: tuple[str, ...]
    because: str
    review_on: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ReaderNamed:
    """Somebody may see the shielded dossier from now."""

    who: str
    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class ReaderUnnamed:
    """Somebody may see the shielded dossier no longer."""

    who: str
    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class ShieldReviewed:
    """The shield is still needed, and is looked at again on another day."""

    because: str
    review_on: str


@dataclass(frozen=True, slots=True)
class ShieldLifted:
    """Whoever takes part sees the dossier again."""

    because: str


@dataclass(frozen=True, slots=True)
class UrgentlyOpened:
    """Somebody who takes no part opened the dossier, for one day."""

    who: str
    organisation: str
    role: str
    urgency: str
    because: str


@dataclass(frozen=True, slots=True)
class UrgentLookJudged:
    """Another person judged afterwards whether the look was just."""

    who: str
    outcome: str
    words: str


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def _shielded(content: dict[str, Any]) -> list[str]:
    return [*_because(content), gettext("Lezers: %(names)s") % {"names": ", ".join(content["readers"])}]


def _opened(content: dict[str, Any]) -> str:
    words = {"who": content["who"], "role": Role(content["role"]).label, "where": content["organisation"]}
    return gettext("Dringend ingezien door %(who)s (%(role)s, %(where)s)") % words


def _urgency(content: dict[str, Any]) -> list[str]:
    return [str(UrgentLook.Urgency(content["urgency"]).label), *_because(content)]


def _judged(content: dict[str, Any]) -> str:
    words = {"who": content["who"], "outcome": UrgentLook.Outcome(content["outcome"]).label}
    return gettext("Dringend inzien door %(who)s beoordeeld: %(outcome)s") % words


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "dossier.shield",
        DossierShielded,
        heading=lambda c: gettext("Dossier afgeschermd: alleen genoemde lezers zien het"),
        lines=_shielded,
    )
    register_verb(
        "shield.name",
        ReaderNamed,
        heading=lambda c: gettext("%(who)s mag dit afgeschermde dossier zien") % {"who": c["who"]},
        lines=_because,
    )
    register_verb(
        "shield.unname",
        ReaderUnnamed,
        heading=lambda c: gettext("%(who)s mag dit afgeschermde dossier niet meer zien") % {"who": c["who"]},
        lines=_because,
    )
    register_verb(
        "shield.review",
        ShieldReviewed,
        heading=lambda c: gettext("Afscherming blijft nodig"),
        lines=_because,
    )
    register_verb(
        "dossier.unshield", ShieldLifted, heading=lambda c: gettext("Afscherming opgeheven"), lines=_because
    )
    register_verb(
        "dossier.look_urgently", UrgentlyOpened, glyph=Glyph.CORRECTION, heading=_opened, lines=_urgency
    )
    register_verb(
        "urgent_look.judge",
        UrgentLookJudged,
        glyph=Glyph.CHOICE,
        heading=_judged,
        lines=lambda c: [f"“{c['words']}”"],
    )
