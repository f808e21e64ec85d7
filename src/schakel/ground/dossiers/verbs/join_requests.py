"""What can be said in the journal of asking to take part."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class JoinAsked:
    """An organisation asked to take part."""

    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class JoinAnswered:
    """Who holds the regie of the chain answered."""

    organisation: str
    is_accepted: bool
    because: str


@dataclass(frozen=True, slots=True)
class JoinsAnswered:
    """Many questions got one answer; told to the organisation of who answered, and names nobody."""

    count: int
    is_accepted: bool
    because: str


@dataclass(frozen=True, slots=True)
class JoinWithdrawn:
    """An organisation takes its question back."""

    organisation: str
    because: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "join.ask",
        JoinAsked,
        heading=lambda c: gettext("%(name)s vraagt om mee te doen") % {"name": c["organisation"]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
    register_verb(
        "join.answer",
        JoinAnswered,
        heading=lambda c: (
            (gettext("%(name)s mag meedoen") if c["is_accepted"] else gettext("%(name)s doet nu niet mee"))
            % {"name": c["organisation"]}
        ),
        lines=lambda c: [c["because"]],
    )
    register_verb(
        "join.answer_many",
        JoinsAnswered,
        section=None,
        heading=lambda c: (
            ngettext(
                "%(count)s vraag om mee te doen beantwoord",
                "%(count)s vragen om mee te doen beantwoord",
                c["count"],
            )
            % {"count": c["count"]}
        ),
        lines=lambda c: [
            gettext("ja, doe mee") if c["is_accepted"] else gettext("nee, nu niet"),
            c["because"],
        ],
    )
    register_verb(
        "join.withdraw",
        JoinWithdrawn,
        heading=lambda c: gettext("%(name)s vraagt niet meer om mee te doen") % {"name": c["organisation"]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
