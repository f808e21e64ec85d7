"""The facts that are asked once: their names, what they may say, and the section that protects them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that may be known of a client; values lists the answers when they are closed."""

    name: str
    label: str | Promise
    section: Section
    values: dict[str, str | Promise]

    def words(self, value: str) -> str:
        """The value as people say it."""
        return str(self.values.get(value, value))


_YES_NO: dict[str, str | Promise] = {"yes": _("ja"), "no": _("nee")}

_ALL = (
    FactKind("driving_licence", _("Rijbewijs B"), Section.WORK_PROFILE, _YES_NO),
    FactKind("hours_available", _("Uren per week beschikbaar"), Section.WORK_PROFILE, {}),
    FactKind("education", _("Hoogste opleiding"), Section.WORK_PROFILE, {}),
    FactKind("dutch_level", _("Nederlandse taal"), Section.WORK_PROFILE, {}),
    FactKind("wish", _("Wens voor werk"), Section.WORK_PROFILE, {}),
    FactKind("transport", _("Eigen vervoer"), Section.WORK_PROFILE, _YES_NO),
    FactKind("available_from", _("Beschikbaar vanaf"), Section.WORK_PROFILE, {}),
    FactKind("travel_minutes", _("Reistijd enkele reis, in minuten"), Section.WORK_PROFILE, {}),
    FactKind("work_times", _("Werktijden die kunnen"), Section.WORK_PROFILE, {}),
    FactKind("languages", _("Andere talen"), Section.WORK_PROFILE, {}),
    FactKind("certificates", _("Andere rijbewijzen en certificaten"), Section.WORK_PROFILE, {}),
)

FACT_KINDS = {kind.name: kind for kind in _ALL}
