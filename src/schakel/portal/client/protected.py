"""What protects the client, as they read it themselves: everything that holds, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import plain_date
from schakel.ground.people.models import Protection
from schakel.ground.people.queries import protections_about

Kind = Protection.Kind


@dataclass(frozen=True, slots=True)
class OwnProtection:
    """One protective fact: what it is, what it means, who wrote it down and since when."""

    title: str
    lines: tuple[str, ...]
    organisation: str
    since: date


_TITLES: dict[str, str | Promise] = {
    Kind.SECRET_ADDRESS: _("Uw adres is geheim"),
    Kind.REPRESENTATIVE: _("Iemand tekent met u of voor u"),
    Kind.DEATH: _("Overleden"),
    Kind.DETENTION: _("U zit vast"),
    Kind.INTERPRETER: _("Er komt een tolk bij een gesprek"),
    Kind.SAFETY: _("Zo praten wij veilig met elkaar"),
}


def own_protections(dossier_id: UUID) -> list[OwnProtection]:
    """What holds today, newest first; without a safety agreement that the client may not know yet."""
    return [
        OwnProtection(str(_TITLES[row.kind]), _LINES[row.kind](row), row.organisation.name, row.valid_from)
        for row in protections_about(dossier_id)
        if row.valid_to is None and not row.not_told_because
    ]


def _secret(_row: Protection) -> tuple[str, ...]:
    return (gettext("Maar een paar mensen zien uw adres. Het staat niet in brieven of lijsten."),)


def _representative(row: Protection) -> tuple[str, ...]:
    who = row.representative
    words = {"name": who.name, "capacity": who.get_capacity_display()}
    return (gettext("%(name)s is uw %(capacity)s. Brieven gaan naar die persoon.") % words,)


def _death(_row: Protection) -> tuple[str, ...]:
    return (gettext("Klopt dit niet? Bel meteen."),)


def _detention(row: Protection) -> tuple[str, ...]:
    day = plain_date(row.valid_from, clock.today())
    return (gettext("Bij ons staat dat u vastzit vanaf %(day)s.") % {"day": day},)


def _interpreter(row: Protection) -> tuple[str, ...]:
    return (gettext("Taal: %(language)s.") % {"language": row.language},)


def _safety(row: Protection) -> tuple[str, ...]:
    lines = (row.words, gettext("Dit is waarom: %(why)s") % {"why": row.because})
    if row.until is None:
        return lines
    until = plain_date(row.until, clock.today())
    return (*lines, gettext("Dit geldt tot en met %(day)s.") % {"day": until})


_LINES: dict[str, Callable[[Protection], tuple[str, ...]]] = {
    Kind.SECRET_ADDRESS: _secret,
    Kind.REPRESENTATIVE: _representative,
    Kind.DEATH: _death,
    Kind.DETENTION: _detention,
    Kind.INTERPRETER: _interpreter,
    Kind.SAFETY: _safety,
}
