"""What the client experiences as a limit, what happened lately, and what stands in the way of work."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section


@dataclass(frozen=True, slots=True)
class CircumstanceKind:
    """One kind: its words, the section that hides it, and the life domain that must be open for it."""

    name: str
    label: str | Promise
    section: Section
    domain: str = ""


_WORK, _LIFE = Section.DIAGNOSIS, Section.LIFE_DOMAINS
_ALL = (
    CircumstanceKind("age", _("leeftijd, zoals de cliënt die ervaart"), _WORK),
    CircumstanceKind("education", _("te weinig opleiding"), _WORK),
    CircumstanceKind("experience", _("te weinig werkervaring"), _WORK),
    CircumstanceKind("care_tasks", _("zorg voor kinderen of naasten"), _LIFE),
    CircumstanceKind("body", _("lichamelijk: wat niet kan op het werk"), _LIFE),
    CircumstanceKind("mind", _("psychisch: wat niet kan op het werk"), _LIFE),
    CircumstanceKind("event", _("een ingrijpende gebeurtenis"), _LIFE),
    CircumstanceKind("debts", _("schulden"), _LIFE, "money"),
    CircumstanceKind("relationship", _("ernstige problemen in de relatie"), _LIFE, "family"),
    CircumstanceKind("addiction", _("verslaving"), _LIFE, "health"),
    CircumstanceKind("complaints", _("psychische klachten"), _LIFE, "health"),
)

CIRCUMSTANCE_KINDS = {kind.name: kind for kind in _ALL}
"""By name, as requirements R064 and R066 list them; where each is hidden is ours."""
