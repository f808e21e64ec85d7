"""What can be said of a dossier in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers.facts import FACT_KINDS
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DossierOpened:
    """A dossier was opened for a client."""

    number: str


@dataclass(frozen=True, slots=True)
class ParticipantJoined:
    """A professional or team queue takes part from now."""

    who: str
    organisation: str
    role: str
    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class ParticipantLeft:
    """A professional or team queue takes part no longer."""

    who: str
    organisation: str
    role: str
    because: str


@dataclass(frozen=True, slots=True)
class RegieTaken:
    """The regie of an organisation or of the chain has a new holder."""

    scope: str
    who: str
    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class DossierRested:
    """No organisation has a task any longer; the dossier rests."""

    because: str


@dataclass(frozen=True, slots=True)
class DossierReopened:
    """An organisation has a task again; the dossier rests no longer."""

    because: str


@dataclass(frozen=True, slots=True)
class FactStated:
    """Something became known of the client."""

    name: str
    value: str
    source: str
    quality: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class FactDisputed:
    """The client does not agree with what is known."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoverSent:
    """A task was handed to another organisation."""

    kind: str
    to: str
    message: str
    checklist: tuple[str, ...]
    because: str
    due_on: str


@dataclass(frozen=True, slots=True)
class HandoverTakenUp:
    """The receiving organisation took the task up."""

    by: str
    organisation: str
    working_days: int


@dataclass(frozen=True, slots=True)
class HandoverReturned:
    """The receiving organisation gave the task back."""

    by: str
    organisation: str
    because: str


def _scope(content: dict[str, Any]) -> str:
    words = {"who": content["who"], "organisation": content["organisation"]}
    if content["scope"] == "chain":
        return gettext("Regie van de keten: %(who)s, %(organisation)s") % words
    return gettext("Regie %(organisation)s: %(who)s") % words


def _joined(content: dict[str, Any]) -> str:
    words = {
        "who": content["who"],
        "role": Role(content["role"]).label,
        "organisation": content["organisation"],
    }
    if content["kind"] == "helping":
        return gettext("%(who)s helpt mee (%(role)s, %(organisation)s)") % words
    return gettext("%(who)s is betrokken (%(role)s, %(organisation)s)") % words


def _fact(content: dict[str, Any]) -> str:
    kind = FACT_KINDS[content["name"]]
    return f"{kind.label}: {kind.words(content['value'])}"


def _fact_lines(content: dict[str, Any]) -> list[str]:
    kind = FACT_KINDS[content["name"]]
    if content["was"] is None:
        return []
    return [gettext("Eerder: %(was)s") % {"was": kind.words(content["was"])}]


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}] if content["because"] else []


def _after_days(content: dict[str, Any]) -> list[str]:
    days = content["working_days"]
    if not days:
        return [gettext("dezelfde werkdag")]
    return [ngettext("na %(days)s werkdag", "na %(days)s werkdagen", days) % {"days": days}]


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "dossier.open",
        DossierOpened,
        task=ChainTask.INTAKE,
        heading=lambda c: gettext("Dossier %(number)s geopend") % {"number": c["number"]},
    )
    register_verb("participant.join", ParticipantJoined, heading=_joined, lines=_because)
    register_verb(
        "participant.leave",
        ParticipantLeft,
        heading=lambda c: (
            gettext("%(who)s doet niet meer mee (%(organisation)s)")
            % {"who": c["who"], "organisation": c["organisation"]}
        ),
        lines=_because,
    )
    register_verb("regie.take", RegieTaken, glyph=Glyph.HANDOVER, heading=_scope, lines=_because)
    register_verb("dossier.rest", DossierRested, heading=lambda c: gettext("Dossier in rust"), lines=_because)
    register_verb(
        "dossier.reopen", DossierReopened, heading=lambda c: gettext("Dossier heropend"), lines=_because
    )
    register_verb("fact.state", FactStated, section=Section.WORK_PROFILE, heading=_fact, lines=_fact_lines)
    register_verb(
        "fact.dispute",
        FactDisputed,
        section=Section.WORK_PROFILE,
        glyph=Glyph.CLIENT,
        heading=lambda c: gettext("Cliënt is het niet eens met: %(fact)s") % {"fact": _fact(c)},
        lines=lambda c: [f"“{c['words']}”"],
    )
    _register_handovers()


def _register_handovers() -> None:
    register_verb(
        "handover.send",
        HandoverSent,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda c: gettext("Overgedragen aan %(to)s") % {"to": c["to"]},
        lines=lambda c: [*_because(c), c["message"]],
    )
    register_verb(
        "handover.take_up",
        HandoverTakenUp,
        glyph=Glyph.HANDOVER,
        heading=lambda c: (
            gettext("Overdracht opgepakt door %(by)s, %(organisation)s")
            % {"by": c["by"], "organisation": c["organisation"]}
        ),
        lines=_after_days,
    )
    register_verb(
        "handover.return",
        HandoverReturned,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda c: (
            gettext("Overdracht teruggegeven door %(organisation)s") % {"organisation": c["organisation"]}
        ),
        lines=_because,
    )
