"""What the journal says of a household: that somebody belongs to it, never who."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.people.models import HouseholdMember


@dataclass(frozen=True, slots=True)
class HouseholdMemberAdded:
    """Somebody belongs to the client's family or household since a day."""

    kind: str
    valid_from: str
    source: str


@dataclass(frozen=True, slots=True)
class HouseholdMemberCorrected:
    """What was written wrongly of a household member was put right."""

    kind: str
    fields: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class HouseholdMemberEnded:
    """Somebody belongs to the family or household no more, or never did."""

    kind: str
    because: str
    is_mistake: bool


def _kind(kind: str) -> str:
    return str(HouseholdMember.Kind(kind).label)


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "household.add",
        HouseholdMemberAdded,
        section=Section.BENEFIT,
        heading=lambda c: gettext("Huishouden of familie: %(kind)s vastgelegd") % {"kind": _kind(c["kind"])},
    )
    register_verb(
        "household.correct",
        HouseholdMemberCorrected,
        section=Section.BENEFIT,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Huishouden of familie: %(kind)s verbeterd") % {"kind": _kind(c["kind"])},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
    register_verb(
        "household.end",
        HouseholdMemberEnded,
        section=Section.BENEFIT,
        glyph=Glyph.CORRECTION,
        heading=lambda c: (
            (
                gettext("Huishouden of familie: %(kind)s was een vergissing")
                if c["is_mistake"]
                else gettext("Huishouden of familie: %(kind)s beëindigd")
            )
            % {"kind": _kind(c["kind"])}
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
