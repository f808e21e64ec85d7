"""What is recorded of the lines of a work profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.profile.models import WorkLimit


@dataclass(frozen=True, slots=True)
class CompetenceAdded:
    """Something a client can do."""

    words: str
    kind: str
    shown_by: str


@dataclass(frozen=True, slots=True)
class CompetenceLinked:
    """Someone linked words to a concept, in one edition of the vocabulary."""

    words: str
    uri: str
    label: str
    edition: str


@dataclass(frozen=True, slots=True)
class CompetenceUnlinked:
    """The link of words to a concept, or that none fits, no longer holds."""

    words: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class NoConceptFits:
    """Someone looked and found no concept for these words."""

    words: str


@dataclass(frozen=True, slots=True)
class LinkAgreed:
    """The client said that the concept fits."""

    words: str
    label: str


@dataclass(frozen=True, slots=True)
class WorkPeriodAdded:
    """Work that a client did."""

    occupation: str
    employer: str
    began_on: str
    ended_on: str = ""


@dataclass(frozen=True, slots=True)
class WorkLimitAdded:
    """What work must take into account."""

    kind: str
    possible: str


@dataclass(frozen=True, slots=True)
class ProfileLineRemoved:
    """A line of the profile no longer holds."""

    words: str
    because: str


def register() -> None:
    """Make these verbs known."""
    about: dict[str, Any] = {"task": ChainTask.DIAGNOSIS, "section": Section.WORK_PROFILE}
    register_verb(
        "competence.add",
        CompetenceAdded,
        **about,
        heading=lambda c: gettext("Kan: %(words)s") % {"words": c["words"]},
    )
    _register_links(about)
    register_verb("work_period.add", WorkPeriodAdded, **about, heading=_worked)
    register_verb(
        "work_limit.add",
        WorkLimitAdded,
        task=ChainTask.DIAGNOSIS,
        section=Section.DIAGNOSIS,
        heading=_limited,
    )
    register_verb(
        "profile.remove",
        ProfileLineRemoved,
        **about,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Uit het werkprofiel: %(words)s") % {"words": c["words"]},
        lines=lambda c: [c["because"]],
    )


def _register_links(about: dict[str, Any]) -> None:
    register_verb(
        "competence.link",
        CompetenceLinked,
        **about,
        heading=lambda c: (
            gettext("Gekoppeld: %(words)s is %(label)s") % {k: c[k] for k in ("words", "label")}
        ),
        lines=lambda c: [gettext("Woordenlijst: %(edition)s") % {"edition": c["edition"]}],
    )
    register_verb(
        "competence.unlink",
        CompetenceUnlinked,
        **about,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Niet meer gekoppeld: %(words)s") % {"words": c["words"]},
        lines=lambda c: [gettext("Was: %(label)s") % {"label": c["label"]}] if c["label"] else [],
    )
    register_verb(
        "competence.none",
        NoConceptFits,
        **about,
        heading=lambda c: gettext("Geen passend begrip voor: %(words)s") % {"words": c["words"]},
    )
    register_verb(
        "competence.agree",
        LinkAgreed,
        **about,
        heading=lambda c: (
            gettext("Cliënt: %(label)s past bij ‘%(words)s’") % {"label": c["label"], "words": c["words"]}
        ),
    )


def _worked(content: Any) -> str:
    words = {"occupation": content["occupation"], "employer": content["employer"]}
    if not content["employer"]:
        return gettext("Werkte als %(occupation)s") % words
    return gettext("Werkte als %(occupation)s bij %(employer)s") % words


def _limited(content: Any) -> str:
    words = {"kind": WorkLimit.Kind(content["kind"]).label, "possible": content["possible"]}
    return gettext("Rekening houden met %(kind)s: %(possible)s") % words
