"""What is recorded of taking a diagnosis, part by part, and of concluding it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.diagnosis.models import Diagnosis, DiagnosisResult, GuidanceStyle

NAMES = (
    "diagnosis.begin",
    "diagnosis.save",
    "diagnosis.sign",
    "diagnosis.own_view",
    "diagnosis.conclude",
    "diagnosis.style",
    "diagnosis.withdraw",
)


@dataclass(frozen=True, slots=True)
class DiagnosisBegun:
    """A diagnosis was begun with an instrument in one version, by one or two professionals."""

    instrument: str
    edition: str
    digest: str
    mode: str
    second: str
    is_again: bool


@dataclass(frozen=True, slots=True)
class PartSaved:
    """Somebody went on with a part, which is not finished yet."""

    part: str


@dataclass(frozen=True, slots=True)
class PartSigned:
    """Whoever filled a part in stands for it: the answers, as they were."""

    part: str
    answers: dict[str, int | str]
    note: str


@dataclass(frozen=True, slots=True)
class OwnViewGiven:
    """The client gave the own view on a part."""

    part: str
    answers: dict[str, int | str]
    note: str


@dataclass(frozen=True, slots=True)
class DiagnosisConcluded:
    """What the diagnosis came to; the choice of guidance has an entry of its own."""

    rung: int
    phase: int
    is_near: bool
    advised: str
    variant: str
    months: int
    chance: int
    summary: str


@dataclass(frozen=True, slots=True)
class StyleChosen:
    """A style of guiding was chosen or reviewed, with its reason and the day to look again."""

    style: str
    because: str
    review_on: str


@dataclass(frozen=True, slots=True)
class DiagnosisWithdrawn:
    """A diagnosis that ran goes no further."""

    because: str


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.DIAGNOSIS, "task": ChainTask.DIAGNOSIS}
    register_verb("diagnosis.begin", DiagnosisBegun, heading=_begun, lines=_begun_lines, **shared)
    register_verb(
        "diagnosis.save",
        PartSaved,
        heading=lambda c: gettext("Verder gewerkt aan de diagnose: %(part)s") % {"part": c["part"]},
        **shared,
    )
    register_verb(
        "diagnosis.sign",
        PartSigned,
        heading=lambda c: gettext("Deel van de diagnose ondertekend: %(part)s") % {"part": c["part"]},
        lines=_note,
        **shared,
    )
    register_verb(
        "diagnosis.own_view",
        OwnViewGiven,
        glyph=Glyph.CLIENT,
        heading=lambda c: gettext("Eigen kijk van de cliënt: %(part)s") % {"part": c["part"]},
        lines=_note,
        **shared,
    )
    register_verb(
        "diagnosis.conclude",
        DiagnosisConcluded,
        glyph=Glyph.CHOICE,
        heading=lambda _c: gettext("Diagnose afgerond"),
        lines=_concluded_lines,
        **shared,
    )
    register_verb(
        "diagnosis.withdraw",
        DiagnosisWithdrawn,
        glyph=Glyph.CORRECTION,
        heading=lambda _c: gettext("Diagnose ingetrokken"),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
        **shared,
    )
    register_verb(
        "diagnosis.style",
        StyleChosen,
        glyph=Glyph.CHOICE,
        heading=lambda c: gettext("Stijl van begeleiden: %(style)s") % {"style": _style(c["style"])},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
        **shared,
    )


def _begun(content: dict[str, Any]) -> str:
    return gettext("Nieuwe diagnose begonnen") if content["is_again"] else gettext("Diagnose begonnen")


def _begun_lines(content: dict[str, Any]) -> list[str]:
    words = {"title": content["instrument"], "edition": content["edition"]}
    lines = [gettext("%(title)s, versie %(edition)s") % words, str(Diagnosis.Mode(content["mode"]).label)]
    return lines + (
        [gettext("samen met %(name)s") % {"name": content["second"]}] if content["second"] else []
    )


def _note(content: dict[str, Any]) -> list[str]:
    return [content["note"]] if content["note"] else []


def _concluded_lines(content: dict[str, Any]) -> list[str]:
    words = {"months": content["months"], "chance": content["chance"]}
    variant = DiagnosisResult.Variant(content["variant"]).label
    return [
        gettext("Begeleiding: %(variant)s") % {"variant": variant},
        ngettext(
            "Werk binnen %(months)s maand, kans %(chance)s procent",
            "Werk binnen %(months)s maanden, kans %(chance)s procent",
            content["months"],
        )
        % words,
        content["summary"],
    ]


def _style(style: str) -> str:
    return str(GuidanceStyle.Style(style).label)
