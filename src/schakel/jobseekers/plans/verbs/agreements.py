"""What is recorded of agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.jobseekers.plans.models import Agreement

NAMES = ("agreement.make", "agreement.change", "agreement.check")


@dataclass(frozen=True, slots=True)
class AgreementMade:
    """An agreement was made."""

    what: str
    because: str
    duty: str
    due_on: str
    norm: str = ""


@dataclass(frozen=True, slots=True)
class AgreementChecked:
    """It was noted whether an agreement was kept."""

    what: str
    status: str
    result: str


@dataclass(frozen=True, slots=True)
class AgreementChanged:
    """The content or term of an agreement was changed."""

    what: str
    due_on: str
    because: str
    was: str


def register() -> None:
    """Make these verbs known."""
    shared: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb(
        "agreement.make",
        AgreementMade,
        heading=lambda c: gettext("Afspraak: %(what)s") % {"what": c["what"]},
        lines=_made,
        **shared,
    )
    register_verb("agreement.check", AgreementChecked, heading=_checked_heading, lines=_result, **shared)
    register_verb(
        "agreement.change",
        AgreementChanged,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Afspraak gewijzigd: %(what)s") % {"what": c["what"]},
        lines=lambda c: [
            gettext("want %(why)s") % {"why": c["because"]},
            gettext("Eerder: %(was)s") % {"was": c["was"]},
        ],
        **shared,
    )


def _made(content: dict[str, Any]) -> list[str]:
    """Agreements of before named no norm."""
    why, norm = gettext("want %(why)s") % {"why": content["because"]}, content.get("norm")
    return [why, gettext("Rust op norm %(norm)s") % {"norm": norm}] if norm else [why]


def _checked_heading(content: dict[str, Any]) -> str:
    return f"{content['what']}: {Agreement.Status(content['status']).label}"


def _result(content: dict[str, Any]) -> list[str]:
    return [content["result"]] if content["result"] else []
