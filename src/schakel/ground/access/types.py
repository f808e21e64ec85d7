"""The fixed lists of access: sections, purposes, levels and kinds of reader; roles stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.roles import (
    CLIENTS,
    DELIVERERS,
    EVERYONE,
    GUIDES,
    PARTNERS,
    PROFESSIONALS,
    REGISTRARS,
    ROLES_OF_KIND,
    STAFF,
    OrganisationKind,
    Role,
)

__all__ = [
    "CLIENTS",
    "DELIVERERS",
    "EVERYONE",
    "GUIDES",
    "PARTNERS",
    "PROFESSIONALS",
    "REGISTRARS",
    "ROLES_OF_KIND",
    "ROLE_PURPOSE",
    "SECTION_LABELS",
    "STAFF",
    "Answer",
    "Level",
    "OrganisationKind",
    "Purpose",
    "ReaderKind",
    "Role",
    "Section",
    "section_named",
]


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


def _purposes() -> dict[Role, Purpose]:
    by_purpose = {
        Purpose.OWN_DATA: {Role.CLIENT},
        Purpose.INTAKE: {Role.INTAKE_ADVISER},
        Purpose.INCOME_DECISION: {Role.BACK_OFFICE, Role.FRONT_BACK_OFFICE, Role.INCOME_CONSULTANT},
        Purpose.SERVICE_DELIVERY: DELIVERERS,
        Purpose.CARE: PARTNERS,
        Purpose.PLACEMENT: {Role.ACCOUNT_HOLDER, Role.MATCHMAKER, Role.EMPLOYER_CONTACT, Role.RECRUITER},
        Purpose.PROCUREMENT: {Role.PROCUREMENT_OFFICE, Role.CONTRACT_EXPERT, Role.TRAINING_BROKER},
        Purpose.QUALITY: {Role.MENTOR},
        Purpose.SUPPORT: {Role.ADMINISTRATIVE},
        Purpose.STEERING: {
            Role.TEAM_LEADER,
            Role.WORK_MANAGER,
            Role.REGIONAL_MANAGER,
            Role.POLICY_ADVISER,
            Role.BOARD_MEMBER,
            Role.COUNCIL_MEMBER,
            Role.MINISTRY_OFFICER,
        },
        Purpose.RESEARCH: {Role.INSPECTOR, Role.RESEARCHER},
        Purpose.ADMINISTRATION: {Role.ADMINISTRATOR},
    }
    named = {role: purpose for purpose, roles in by_purpose.items() for role in roles}
    return {role: named.get(role, Purpose.GUIDANCE) for role in Role}


ROLE_PURPOSE = _purposes()
"""The purpose that belongs to a role's task, where a page names no other."""


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
