"""Work that is offered during an intake, and how an organisation holds intakes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.jobseekers.intake.models import ChannelChoice, DirectOffer, Intake


@dataclass(frozen=True, slots=True)
class WorkOffered:
    """Work First or a vacancy was offered."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    """The client took or refused it, with why in their words."""

    what: str
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChannelSet:
    """From now on an organisation holds these intakes so."""

    benefit: str
    mode: str
    reason: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class ChannelEnded:
    """What was agreed on how intakes are held, holds no longer."""

    benefit: str
    mode: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "intake.offer",
        WorkOffered,
        section=Section.BENEFIT,
        task=ChainTask.MEDIATION,
        heading=lambda c: gettext("Werk aangeboden: %(what)s") % {"what": c["what"]},
        lines=lambda c: [str(DirectOffer.Kind(c["kind"]).label)],
    )
    register_verb(
        "intake.offer_answer",
        OfferAnswered,
        section=Section.BENEFIT,
        task=ChainTask.MEDIATION,
        heading=lambda c: (
            gettext("Aanbod %(answer)s: %(what)s")
            % {"answer": DirectOffer.Answer(c["answer"]).label, "what": c["what"]}
        ),
        lines=lambda c: [c["words"]] if c["words"] else [],
    )
    register_verb(
        "intake.set_channel",
        ChannelSet,
        section=None,
        task=ChainTask.INTAKE,
        heading=lambda c: (
            gettext("Intake bij %(benefit)s: %(mode)s")
            % {
                "benefit": ChannelChoice.Benefit(c["benefit"]).label,
                "mode": Intake.Mode(c["mode"]).label,
            }
        ),
        lines=lambda c: [c["reason"]],
    )
    register_verb(
        "intake.end_channel",
        ChannelEnded,
        section=None,
        task=ChainTask.INTAKE,
        heading=lambda c: (
            gettext("Afspraak over intakes bij %(benefit)s beëindigd")
            % {"benefit": ChannelChoice.Benefit(c["benefit"]).label}
        ),
    )
