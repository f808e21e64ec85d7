"""What can be said in the journal of dossiers that were taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.verbs import Glyph, register_verb

MERGE, UNMERGE = "dossier.merge", "dossier.unmerge"

TAKEN: dict[str, str | Promise] = {
    "name": _("naam"),
    "birth_date": _("geboortedatum"),
    "bsn": _("BSN"),
    "phone": _("telefoon"),
    "email": _("e-mail"),
    "address": _("adres"),
}
"""What of a person the dossier that goes on may take over from the other."""


@dataclass(frozen=True, slots=True)
class ClientsMerged:
    """This dossier and another are of one person; one of them goes on, and took over these things."""

    merge: str
    other: str
    goes_on: bool
    reason: str
    took: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientsUnmerged:
    """Taking this dossier and another together was a mistake, and is undone."""

    merge: str
    other: str
    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb(MERGE, ClientsMerged, glyph=Glyph.CORRECTION, heading=_merged, lines=_lines)
    register_verb(
        UNMERGE,
        ClientsUnmerged,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Weer los van dossier %(number)s") % {"number": c["other"]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )


def _merged(content: dict[str, Any]) -> str:
    number = {"number": content["other"]}
    if content["goes_on"]:
        return gettext("Samengevoegd: dossier %(number)s gaat hier verder") % number
    return gettext("Samengevoegd: gaat verder in dossier %(number)s") % number


def _lines(content: dict[str, Any]) -> list[str]:
    lines = [gettext("want %(why)s") % {"why": content["reason"]}]
    if content["took"]:
        words = ", ".join(str(TAKEN[name]) for name in content["took"])
        lines.append(gettext("Overgenomen: %(what)s") % {"what": words})
    return lines
