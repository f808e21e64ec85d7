"""What can be said in the journal of working hours, absence, cover and fixed pairs; never why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class HoursSet:
    """The working week of a member, as "1 08:30-17:00" per weekday."""

    membership: str
    week: list[str]


@dataclass(frozen=True, slots=True)
class AbsenceReported:
    """A member is away from a day, and back on another; None is not known yet."""

    membership: str
    kind: str
    start: str
    back_on: str | None


@dataclass(frozen=True, slots=True)
class AbsenceChanged:
    """The day on which a member is back has changed."""

    membership: str
    was: str | None
    back_on: str | None


@dataclass(frozen=True, slots=True)
class CoverArranged:
    """A colleague stands in from a day until the absence ends, or a later colleague takes over."""

    membership: str
    standin: str
    start: str
    until: str | None


@dataclass(frozen=True, slots=True)
class PairMade:
    """An organisation named the fixed partner of its member."""

    membership: str
    partner: str


@dataclass(frozen=True, slots=True)
class PairEnded:
    """A fixed pair, or the wish for one, ended; and with it their standing in for each other."""

    membership: str
    partner: str


def register() -> None:
    """Make these verbs known."""
    for name, schema, heading in (
        ("hours.set", HoursSet, lambda c: gettext("Werktijden vastgelegd")),
        ("absence.report", AbsenceReported, lambda c: gettext("Afwezigheid gemeld")),
        ("absence.change", AbsenceChanged, lambda c: gettext("Afwezigheid aangepast")),
        ("cover.arrange", CoverArranged, lambda c: gettext("Waarneming geregeld")),
        ("pair.make", PairMade, lambda c: gettext("Vast koppel voorgesteld of gemaakt")),
        ("pair.end", PairEnded, lambda c: gettext("Vast koppel beëindigd")),
    ):
        register_verb(name, schema, section=None, heading=heading)
