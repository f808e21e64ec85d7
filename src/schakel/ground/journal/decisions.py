"""The choice record: what was asked, what was considered, what was chosen and why, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import dateformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError


class DecisionKind(TextChoices):
    """What is being decided."""

    GUIDANCE = "guidance", _("begeleiding")
    SERVICE = "service", _("dienst")
    DIRECTION = "direction", _("richting naar werk")
    HANDOVER = "handover", _("overdracht")
    REFUSAL = "refusal", _("afwijzing")
    DEVIATION = "deviation", _("afwijking van advies")


EVALUATE = "decision.evaluate"


class Outcome(TextChoices):
    """What became of what was expected of a choice."""

    CAME_TRUE = "came_true", _("uitgekomen")
    PARTLY = "partly", _("deels uitgekomen")
    NOT = "not", _("niet uitgekomen")
    UNKNOWN = "unknown", _("niet te zeggen")


NEEDS_A_SENTENCE = frozenset({DecisionKind.REFUSAL, DecisionKind.DEVIATION})


class Reason(TextChoices):
    """The closed list of reasons; free text says the rest."""

    CLIENT_WISH = "client_wish", _("wens van de cliënt")
    FITS_PROFILE = "fits_profile", _("past bij werkprofiel")
    FITS_VACANCY = "fits_vacancy", _("past bij een vacature")
    AGREED_BEFORE = "agreed_before", _("eerder afgesproken")
    MOVED = "moved", _("cliënt is verhuisd")
    BENEFIT_ENDS = "benefit_ends", _("uitkering eindigt")
    TASK_DONE = "task_done", _("taak is klaar")
    OTHER_EXPERTISE = "other_expertise", _("andere deskundigheid nodig")
    NO_EFFECT = "no_effect", _("werkt niet genoeg")
    OTHER = "other", _("anders")


class ReasonOrigin(TextChoices):
    """Where the text of a reason came from: offered from facts, or written by the chooser."""

    OFFERED = "offered", _("aangeboden")
    WRITTEN = "written", _("zelf geschreven")


class ClientView(TextChoices):
    """What the client thinks of the choice."""

    AGREES = "agrees", _("eens")
    DISAGREES = "disagrees", _("oneens")
    WANTS_OTHER = "wants_other", _("wil iets anders")
    NOT_ASKED = "not_asked", _("nog niet gevraagd")


@dataclass(frozen=True, slots=True)
class Option:
    """One option, and what was known of it when it was considered."""

    name: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """The outcome hoped for: what, by which day, and the chance in tens (0 to 10)."""

    what: str
    by: date
    chance: int


@dataclass(frozen=True, slots=True)
class AppliedNorm:
    """A norm that the choice rested on: its id and its source in the version of the day."""

    norm: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice as it is kept in the journal."""

    kind: str
    question: str
    options: tuple[Option, ...]
    chosen: str
    reason: str
    reason_text: str = ""
    reason_origin: str = ReasonOrigin.WRITTEN.value
    client_view: str = ClientView.NOT_ASKED.value
    client_words: str = ""
    expected: Expected | None = None
    norms: tuple[AppliedNorm, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionEvaluated:
    """Somebody looked back on a choice: what became of it, and what was learned."""

    chosen: str
    outcome: str
    learned: str = ""


def record_decision(
    decision: Decision,
    *,
    dossier_id: UUID,
    section: Section = Section.PLAN,
    things: tuple[Thing, ...] = (),
    supersedes: UUID | None = None,
) -> UUID:
    """Check a choice and leave it in the act that is running; returns the entry's id.

    Raises InvalidError with the field that is missing or wrong.
    """
    problems = problems_of(decision)
    if problems:
        raise InvalidError(
            gettext("De keuze is nog niet compleet."),
            gettext("Een keuze heeft een vraag, opties en een reden."),
            gettext("Vul aan wat hieronder staat."),
            fields=problems,
        )
    return record(decision, dossier_id=dossier_id, section=section, things=things, supersedes=supersedes)


def problems_of(decision: Decision) -> dict[str, str]:
    """What keeps a decision from being complete, by field, in sentences for the user."""
    problems = {}
    names = [option.name for option in decision.options]
    if not decision.question.strip():
        problems["question"] = gettext("Schrijf op wat er te kiezen was.")
    if len(set(names)) < 2:
        problems["options"] = gettext("Noem minstens twee verschillende opties; niets doen is er ook een.")
    if decision.chosen not in names:
        problems["chosen"] = gettext("Kies een van de genoemde opties.")
    if decision.reason not in Reason.values:
        problems["reason"] = gettext("Kies een reden.")
    needs_text = decision.reason == Reason.OTHER or decision.kind in NEEDS_A_SENTENCE
    if needs_text and not decision.reason_text.strip():
        problems["reason_text"] = gettext("Schrijf de reden in één zin op.")
    return problems | _problems_of_expectation(decision.expected)


def _problems_of_expectation(expected: Expected | None) -> dict[str, str]:
    if expected is None:
        return {}
    problems = {}
    if not expected.what.strip():
        problems["expected_what"] = gettext("Schrijf op wat u verwacht.")
    if not 0 <= expected.chance <= 10:
        problems["expected_chance"] = gettext("Kies een kans van 0 tot 10 op 10.")
    if expected.by < clock.today():
        problems["expected_by"] = gettext("Kies een dag die nog komt.")
    return problems


def register() -> None:
    """Make the decision known as a verb."""
    register_verb(
        "decision.record",
        Decision,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Keuze: %(chosen)s") % {"chosen": c["chosen"]},
    )
    register_verb(
        EVALUATE,
        DecisionEvaluated,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Teruggekeken op de keuze: %(chosen)s") % {"chosen": c["chosen"]},
        lines=lambda c: [evaluation_line(c)],
    )


def evaluation_line(content: dict[str, Any]) -> str:
    """What became of a choice in one sentence, with what was learned."""
    outcome = str(Outcome(content["outcome"]).label)
    learned = content.get("learned")
    return (
        gettext("%(outcome)s; geleerd: %(learned)s") % {"outcome": outcome, "learned": learned}
        if learned
        else outcome
    )


def decision_lines(content: dict[str, Any]) -> dict[str, str]:
    """The choice in the five lines of a decision card, ready to show."""
    others = [option["name"] for option in content["options"] if option["name"] != content["chosen"]]
    expected = content.get("expected")
    return {
        "question": content["question"],
        "chosen": content["chosen"],
        "considered": " · ".join(others),
        "reason": content["reason_text"] or str(Reason(content["reason"]).label),
        "client_view": content["client_words"] or str(ClientView(content["client_view"]).label),
        "expected": _expected_line(expected) if expected else "",
    }


def _expected_line(expected: dict[str, Any]) -> str:
    by = dateformat.format(date.fromisoformat(expected["by"]), "j F Y")
    words = {"what": expected["what"], "by": by, "chance": expected["chance"]}
    return gettext("%(what)s, kans %(chance)s op 10, uiterlijk %(by)s") % words
