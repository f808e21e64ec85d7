"""What can be said in the journal of life domains and of consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.dossiers.models.consent import Consent
from schakel.ground.dossiers.models.life_domain import LifeDomain, LifeDomainNote
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class LifeDomainOpened:
    """A question opened a life domain."""

    domain: str
    question: str
    asked_by: str
    because: str
    organisation: str


@dataclass(frozen=True, slots=True)
class LifeDomainTakenUp:
    """Somebody works on the question of a life domain."""

    domain: str
    worked_on_by: str


@dataclass(frozen=True, slots=True)
class LifeDomainNoted:
    """Something became known, was said or was done within a life domain."""

    domain: str
    kind: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class LifeDomainClosed:
    """The question of a life domain was dealt with."""

    domain: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The client lets an organisation see a part of the dossier, for a purpose and until a day."""

    organisation: str
    purpose: str
    how: str
    told: str
    until: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """The client took consent back; by whom it was written down, empty for the client."""

    organisation: str
    purpose: str
    recorded_by: str


LIFE_DOMAIN_VERBS = ("life_domain.open", "life_domain.take_up", "life_domain.note", "life_domain.close")


def _label(content: dict[str, Any]) -> str:
    return str(DOMAIN_KINDS[content["domain"]].label)


def _opened(content: dict[str, Any]) -> str:
    return gettext("Leefgebied geopend: %(domain)s") % {"domain": _label(content)}


def _question(content: dict[str, Any]) -> list[str]:
    who = LifeDomain.AskedBy(content["asked_by"]).label
    asked = gettext("Vraag van %(who)s: %(question)s") % {"who": who, "question": content["question"]}
    return [asked, gettext("want %(why)s") % {"why": content["because"]}]


def _taken_up(content: dict[str, Any]) -> str:
    return gettext("%(domain)s: %(who)s werkt eraan") % {
        "domain": _label(content),
        "who": content["worked_on_by"],
    }


def _noted(content: dict[str, Any]) -> str:
    kind = LifeDomainNote.Kind(content["kind"]).label
    return gettext("%(domain)s: %(kind)s") % {"domain": _label(content), "kind": kind}


def _closed(content: dict[str, Any]) -> str:
    outcome = LifeDomain.Outcome(content["outcome"]).label
    return gettext("%(domain)s: %(kind)s") % {"domain": _label(content), "kind": outcome}


def _given(content: dict[str, Any]) -> str:
    return gettext("Cliënt laat %(organisation)s de leefgebieden zien") % content


def _how(content: dict[str, Any]) -> list[str]:
    return [str(Consent.How(content["how"]).label), str(Purpose(content["purpose"]).label)]


def register() -> None:
    """Make these verbs known."""
    part: dict[str, Any] = {"section": Section.LIFE_DOMAINS}
    register_verb("life_domain.open", LifeDomainOpened, heading=_opened, lines=_question, **part)
    register_verb("life_domain.take_up", LifeDomainTakenUp, heading=_taken_up, **part)
    register_verb(
        "life_domain.note",
        LifeDomainNoted,
        heading=_noted,
        lines=lambda c: [c["words"], c["source"]],
        **part,
    )
    register_verb(
        "life_domain.close",
        LifeDomainClosed,
        heading=_closed,
        lines=lambda c: [c["words"]] if c["words"] else [],
        **part,
    )
    register_verb("consent.give", ConsentGiven, glyph=Glyph.CLIENT, heading=_given, lines=_how, **part)
    register_verb(
        "consent.withdraw",
        ConsentWithdrawn,
        glyph=Glyph.CLIENT,
        heading=lambda c: gettext("Cliënt trok de toestemming aan %(organisation)s in") % c,
        **part,
    )
