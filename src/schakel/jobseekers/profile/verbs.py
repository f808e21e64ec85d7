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


def _worked(content: Any) -> str:
    words = {"occupation": content["occupation"], "employer": content["employer"]}
    if not content["employer"]:
        return gettext("Werkte als %(occupation)s") % words
    return gettext("Werkte als %(occupation)s bij %(employer)s") % words


def _limited(content: Any) -> str:
    words = {"kind": WorkLimit.Kind(content["kind"]).label, "possible": content["possible"]}
    return gettext("Rekening houden met %(kind)s: %(possible)s") % words
