"""What a handover must hold: the parts there are, and our preset for each pair of kinds of organisation.

Organisations may agree otherwise (`HandoverArrangement`); the preset is ours and marked so on screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import OrganisationKind, Section, section_named

OWN = "own"
"""The keys of parts that two organisations worded themselves begin with this."""


@dataclass(frozen=True, slots=True)
class PartKind:
    """One part that a handover may hold; section says who may read what is written there."""

    label: str | Promise
    help: str | Promise
    section: Section


PART_KINDS: dict[str, PartKind] = {
    "picture": PartKind(
        _("Beeld van de cliënt"), _("Wat kan en wil deze persoon, wat helpt, wat niet?"), Section.WORK_PROFILE
    ),
    "expectations": PartKind(
        _("Wat van de dienst wordt verwacht"),
        _("Welk resultaat, wanneer, en wat beslist u zelf?"),
        Section.PLAN,
    ),
    "experiences": PartKind(
        _("Ervaringen met de cliënt"), _("Wat is geprobeerd en wat kwam ervan?"), Section.CONTACTS
    ),
    "shared_view": PartKind(
        _("Gedeelde visie op de aanpak"),
        _("Waar bent u het samen over eens, en waarover niet?"),
        Section.PLAN,
    ),
    "agreements": PartKind(
        _("Afspraken en plan"), _("Wat loopt, wie doet wat, en voor wanneer?"), Section.PLAN
    ),
    "services": PartKind(
        _("Diensten en trajecten"), _("Wat loopt door, bij wie, wie betaalt en tot wanneer?"), Section.PLAN
    ),
    "income": PartKind(
        _("Uitkering en termijnen"), _("Welk recht, tot wanneer, wat volgt?"), Section.BENEFIT
    ),
    "told": PartKind(
        _("Wat de cliënt weet en ervan vindt"),
        _("Is de overdracht besproken? Wat wil de cliënt?"),
        Section.IDENTITY,
    ),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A part as a pair of organisations asks it."""

    key: str
    label: str
    help: str
    section: Section
    is_required: bool

    def stored(self) -> dict[str, Any]:
        """As an arrangement keeps it: the words only where they are the organisations' own."""
        kept: dict[str, Any] = {"key": self.key, "required": self.is_required}
        return kept | {"label": self.label} if self.key.startswith(OWN) else kept


@dataclass(frozen=True, slots=True)
class Agreed:
    """What holds between two organisations: the term in working days and what must be handed over.

    held_back are the parts that would go along, if the tie that the two agreed on let them share the section.
    """

    term_working_days: int
    items: tuple[Item, ...]
    is_preset: bool
    arrangement_id: UUID | None = None
    version: int = 0
    held_back: tuple[Item, ...] = ()


_BENEFITS = {
    "picture": True,
    "experiences": False,
    "agreements": True,
    "services": True,
    "income": True,
    "told": True,
}
_TO_PROVIDER = {
    "picture": True,
    "expectations": True,
    "experiences": True,
    "shared_view": True,
    "told": False,
}
_ANY = {"picture": True, "experiences": False, "told": True}
_PAYERS = frozenset({OrganisationKind.UWV.value, OrganisationKind.MUNICIPALITY.value})


def preset(from_kind: str, to_kind: str, term_working_days: int) -> Agreed:
    """Ours: between payers of benefits the whole course; to a provider the minimum set of R032.

    The term is the house norm that the receiver works by.
    """
    if from_kind in _PAYERS and to_kind in _PAYERS:
        keys = _BENEFITS
    elif to_kind == OrganisationKind.PROVIDER:
        keys = _TO_PROVIDER
    else:
        keys = _ANY
    parts = tuple(item(key, is_required=must) for key, must in keys.items())
    return Agreed(term_working_days, parts, True)


def within(agreed: Agreed, shared: Section) -> Agreed:
    """The same, without the parts that a tie does not let share."""
    kept = tuple(one for one in agreed.items if one.section & shared)
    return replace(agreed, items=kept, held_back=tuple(one for one in agreed.items if one not in kept))


def item(key: str, *, is_required: bool, label: str = "") -> Item:
    """A part by its key; one worded by the organisations themselves belongs to the plan."""
    kind = PART_KINDS.get(key)
    if kind is None:
        return Item(key, label, "", Section.PLAN, is_required)
    return Item(key, str(kind.label), str(kind.help), kind.section, is_required)


def items_stored(rows: Iterable[dict[str, Any]]) -> tuple[Item, ...]:
    """The parts of an arrangement as it was kept."""
    return tuple(item(r["key"], is_required=r["required"], label=r.get("label", "")) for r in rows)


def section_of_bit(bit: int) -> Section:
    """The section that a stored part belongs to."""
    return section_named(Section(bit).key)
