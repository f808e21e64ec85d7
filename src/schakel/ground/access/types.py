"""The fixed lists of access: sections, purposes, roles, kinds of organisation and levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(IntFlag):
    """A part of the dossier; its bit stands in grants and policies and never changes."""

    IDENTITY = 1
    BENEFIT = 2
    WORK_PROFILE = 4
    DIAGNOSIS = 8
    PLAN = 16
    CONTACTS = 32
    LIFE_DOMAINS = 64
    HEALTH = 128
    ENFORCEMENT = 256

    @property
    def key(self) -> str:
        """The name in data and journal headers."""
        return str(self.name).lower()


SECTION_LABELS = {
    Section.IDENTITY: _("Persoon"),
    Section.BENEFIT: _("Uitkering"),
    Section.WORK_PROFILE: _("Werkprofiel"),
    Section.DIAGNOSIS: _("Diagnose"),
    Section.PLAN: _("Plan en diensten"),
    Section.CONTACTS: _("Contacten"),
    Section.LIFE_DOMAINS: _("Leefgebieden"),
    Section.HEALTH: _("Gezondheid"),
    Section.ENFORCEMENT: _("Handhaving"),
}


def section_named(key: str) -> Section:
    """The section with that key; raises KeyError."""
    return Section[key.upper()]


class Purpose(TextChoices):
    """Why a reader looks or acts; the list is closed."""

    INTAKE = "intake", _("intake")
    GUIDANCE = "guidance", _("begeleiding naar werk")
    SERVICE_DELIVERY = "service_delivery", _("uitvoering van een dienst")
    PLACEMENT = "placement", _("plaatsing op werk")
    INCOME_DECISION = "income_decision", _("besluit over inkomen")
    ENFORCEMENT = "enforcement", _("handhaving")
    CARE = "care", _("hulp bij zorg en schulden")
    PROCUREMENT = "procurement", _("inkoop")
    QUALITY = "quality", _("kwaliteit")
    STEERING = "steering", _("sturing")
    RESEARCH = "research", _("onderzoek")
    OWN_DATA = "own_data", _("eigen gegevens")
    ADMINISTRATION = "administration", _("beheer")
    SUPPORT = "support", _("ondersteuning")


class Level(TextChoices):
    """What a cell of the access table allows."""

    NONE = "none", _("niets")
    READ = "read", _("lezen")
    WRITE = "write", _("lezen en schrijven")


class OrganisationKind(TextChoices):
    """The fixed kinds of chain partner; an organisation's own name for itself is a label over its kind."""

    MUNICIPALITY = "municipality", _("gemeente")
    UWV = "uwv", _("UWV")
    PROVIDER = "provider", _("re-integratiebedrijf")
    NONE = "none", _("geen organisatie")


class Role(TextChoices):
    """The fixed roles of readers."""

    CLIENT = "client", _("cliënt")
    WORK_COACH = "work_coach", _("werkcoach")
    CLIENT_MANAGER = "client_manager", _("klantmanager")
    BACK_OFFICE = "back_office", _("uitkeringsadministratie")
    TRAJECTORY_GUIDE = "trajectory_guide", _("trajectbegeleider")
    ADMINISTRATOR = "administrator", _("beheerder")


PROFESSIONALS = frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE, Role.TRAJECTORY_GUIDE})
GUIDES = frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER})
REGISTRARS = frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE})
CLIENTS = frozenset({Role.CLIENT})
EVERYONE = frozenset(Role)

ROLE_PURPOSE = {
    Role.CLIENT: Purpose.OWN_DATA,
    Role.WORK_COACH: Purpose.GUIDANCE,
    Role.CLIENT_MANAGER: Purpose.GUIDANCE,
    Role.BACK_OFFICE: Purpose.INCOME_DECISION,
    Role.TRAJECTORY_GUIDE: Purpose.SERVICE_DELIVERY,
    Role.ADMINISTRATOR: Purpose.ADMINISTRATION,
}


class ReaderKind(TextChoices):
    """What a reader stands for."""

    PROFESSIONAL = "professional", _("professional")
    TEAM = "team", _("teamwachtrij")
    CLIENT = "client", _("cliënt")
    SERVICE = "service", _("dienst")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is allowed, and why (not)."""

    is_allowed: bool
    reason: str
