"""What can be said in the journal of disputes and of choices between sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.facts import FACT_KINDS
from schakel.ground.dossiers.models.fact import Fact
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DisputeAnswered:
    """The source answered the client who does not agree with a fact."""

    name: str
    value: str
    source: str
    outcome: str
    because: str


@dataclass(frozen=True, slots=True)
class FactChosen:
    """Of sources that differ, this is the one to go by; no source is the client's own word."""

    name: str
    value: str
    source: str
    because: str


def _words(content: dict[str, Any]) -> dict[str, str]:
    kind = FACT_KINDS[content["name"]]
    source = content["source"] or gettext("cliënt")
    return {"label": str(kind.label), "value": kind.words(content["value"]), "source": source}


def _answered(content: dict[str, Any]) -> str:
    words = _words(content) | {"outcome": str(Fact.Outcome(content["outcome"]).label)}
    return gettext("%(source)s antwoordt over %(label)s (%(value)s): %(outcome)s") % words


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "fact.answer_dispute",
        DisputeAnswered,
        section=Section.WORK_PROFILE,
        glyph=Glyph.CORRECTION,
        heading=_answered,
        lines=_because,
    )
    register_verb(
        "fact.choose",
        FactChosen,
        section=Section.WORK_PROFILE,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("%(label)s: wij gaan uit van %(value)s (%(source)s)") % _words(c),
        lines=_because,
    )
