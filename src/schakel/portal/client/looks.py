"""Who looked, in plain words: looks close together become one visit, with why and at which parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers.models import UrgentLook
from schakel.ground.journal.reading import Look
from schakel.ground.kernel.clock import AMSTERDAM
from schakel.ground.organisations.queries import ReaderName

SAME_VISIT = timedelta(minutes=30)
"""Looks of one reader for one purpose with at most this between them are told as one visit."""

PURPOSE_WORDS: Final[dict[Purpose, str | Promise]] = {
    Purpose.INTAKE: _("om u in te schrijven"),
    Purpose.GUIDANCE: _("om u te begeleiden naar werk"),
    Purpose.SERVICE_DELIVERY: _("om een dienst voor u uit te voeren"),
    Purpose.PLACEMENT: _("om werk voor u te vinden"),
    Purpose.INCOME_DECISION: _("om over uw uitkering te beslissen"),
    Purpose.ENFORCEMENT: _("om te kijken of afspraken zijn nagekomen"),
    Purpose.CARE: _("om u te helpen met zorg of schulden"),
    Purpose.PROCUREMENT: _("om een dienst voor u in te kopen"),
    Purpose.QUALITY: _("om te kijken of wij goed werken"),
    Purpose.STEERING: _("om het werk te verdelen"),
    Purpose.RESEARCH: _("voor onderzoek"),
    Purpose.OWN_DATA: _("om eigen gegevens te lezen"),
    Purpose.ADMINISTRATION: _("voor beheer van Schakel"),
    Purpose.SUPPORT: _("om een fout op te lossen"),
}

PART_WORDS: Final[dict[Section, str | Promise]] = {
    Section.IDENTITY: _("wie u bent en wie u helpt"),
    Section.BENEFIT: _("uw uitkering"),
    Section.WORK_PROFILE: _("wat u kunt en wilt"),
    Section.DIAGNOSIS: _("wat u nodig hebt om te werken"),
    Section.PLAN: _("uw plan en afspraken"),
    Section.CONTACTS: _("uw gesprekken"),
    Section.LIFE_DOMAINS: _("uw leven thuis en uw geld"),
    Section.HEALTH: _("uw gezondheid"),
    Section.ENFORCEMENT: _("controle en maatregelen"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One or more looks in a row by the same reader for the same purpose; urgent says what could not wait."""

    reader_id: int
    role: str
    purpose: str
    sections: int
    first: datetime
    last: datetime
    count: int
    by: ReaderName | None = None
    urgent: str = ""

    @property
    def role_words(self) -> str:
        """The role as the organisation called it on the day of the last look."""
        if self.by is None or self.by.role != self.role:
            return str(Role(self.role).label)
        return self.by.role_on(self.last.astimezone(AMSTERDAM).date())

    @property
    def name(self) -> str:
        """Who it was; a reader without a name is at least told as somebody of the chain."""
        return self.by.name if self.by else gettext("Iemand uit de keten")

    @property
    def why(self) -> str:
        """The purpose as a client would understand it."""
        return str(PURPOSE_WORDS[Purpose(self.purpose)])

    @property
    def parts(self) -> list[str]:
        """The parts of the dossier that were shown."""
        return [str(words) for section, words in PART_WORDS.items() if self.sections & section]


def visits(looks: Iterable[Look]) -> list[Visit]:
    """Looks, newest first, gathered into visits; looks on two days are never one visit."""
    gathered: list[Visit] = []
    for look in looks:
        if gathered and _belongs(look, gathered[-1]):
            last = gathered[-1]
            sections = last.sections | look.sections
            gathered[-1] = replace(last, first=look.at, sections=sections, count=last.count + 1)
        else:
            gathered.append(_visit(look))
    return gathered


def named(
    found: Iterable[Visit], names: dict[int, ReaderName], urgent: Iterable[UrgentLook] = ()
) -> list[Visit]:
    """The visits with the names of their readers, and with the reason of a look that could not wait."""
    reasons = {(look.reader_id, look.valid_from): look.reason for look in urgent}
    return [
        replace(
            visit,
            by=names.get(visit.reader_id),
            urgent=reasons.get((visit.reader_id, _day(visit.last)), ""),
        )
        for visit in found
    ]


def _belongs(look: Look, visit: Visit) -> bool:
    is_same = (look.reader_id, look.purpose) == (visit.reader_id, visit.purpose)
    return is_same and visit.first - look.at <= SAME_VISIT and _day(visit.first) == _day(look.at)


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def _visit(look: Look) -> Visit:
    return Visit(look.reader_id, look.role, look.purpose, look.sections, look.at, look.at, 1)
