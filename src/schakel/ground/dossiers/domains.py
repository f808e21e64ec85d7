"""The life domains: parts of a life that stay closed until somebody has a question about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DomainKind:
    """One life domain: its name in data, its label, and what may be written down in it."""

    name: str
    label: str | Promise
    holds: str | Promise


_ALL = (
    DomainKind(
        "money",
        _("Geld en schulden"),
        _("Rondkomen, betalingsachterstand en hulp daarbij. Geen afschriften of bedragen per uitgave."),
    ),
    DomainKind(
        "health",
        _("Zorg en gezondheid"),
        _("Alleen wat iemand wel en niet kan. Geen ziekte, geen diagnose, geen medicijnen."),
    ),
    DomainKind("housing", _("Wonen"), _("Of iemand een vaste plek heeft, en wat daaraan moet veranderen.")),
    DomainKind(
        "family",
        _("Gezin en mantelzorg"),
        _("Zorg voor kinderen of naasten, en wanneer die tijd vraagt. Geen gegevens over de naasten zelf."),
    ),
    DomainKind(
        "skills",
        _("Taal en basisvaardigheden"),
        _("Lezen, schrijven, rekenen en omgaan met een computer."),
    ),
    DomainKind(
        "justice",
        _("Justitie"),
        _("Alleen verplichtingen die de weg naar werk raken. Nooit waarvoor iemand is veroordeeld."),
    ),
    DomainKind("mobility", _("Reizen en vervoer"), _("Hoe iemand op het werk kan komen, en wat ontbreekt.")),
    DomainKind("network", _("Mensen om iemand heen"), _("Op wie iemand kan terugvallen.")),
)

DOMAIN_KINDS = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are shown. The list is ours."""
