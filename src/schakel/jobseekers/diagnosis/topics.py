"""What an analysis may be about: one of the six parts about work, or a life domain with an open question."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.domains import DOMAIN_KINDS

WORK_TOPICS: dict[str, str | Promise] = {
    "wishes": _("Wensen"),
    "motivation": _("Motivatie"),
    "possibilities": _("Mogelijkheden en houding"),
    "competences": _("Competenties"),
    "limitations": _("Beperkingen op het werk"),
    "distance": _("Zelfredzaamheid en afstand tot werk"),
}
"""The six parts of a diagnosis by their topic, as every instrument has them."""

TOPICS: dict[str, str | Promise] = WORK_TOPICS | {kind.name: kind.label for kind in DOMAIN_KINDS.values()}


def section_of_topic(topic: str) -> Section:
    """The section that hides what is said on a topic. Raises KeyError for an unknown one."""
    TOPICS[topic]
    return Section.DIAGNOSIS if topic in WORK_TOPICS else Section.LIFE_DOMAINS
