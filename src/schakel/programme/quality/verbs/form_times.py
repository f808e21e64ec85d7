"""The works council agreed with counting times of forms, or does no longer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class FormTimesAgreed:
    """The works council agreed, in a document, from a day on: from then on forms are counted."""

    document: str
    start: str


@dataclass(frozen=True, slots=True)
class FormTimesEnded:
    """That holds no longer, and what was counted is gone."""

    document: str
    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "form_times.agree",
        FormTimesAgreed,
        section=None,
        heading=lambda c: gettext("Meten van tijd aan formulieren staat aan: %(document)s") % c,
    )
    register_verb(
        "form_times.end",
        FormTimesEnded,
        section=None,
        heading=lambda _c: gettext("Meten van tijd aan formulieren staat uit, met wat er gemeten was"),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )
