"""What stands around every tab of a dossier: identity line, benefits, chain, tabs and the foot line.

A tab calls `dossier_frame` and extends `dossiers/base_dossier.html`; that is all it needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext

from schakel.ground.access.permissions import may
from schakel.ground.access.types import Level, Role, Section
from schakel.ground.dossiers.chain import Involved, chain_links
from schakel.ground.dossiers.models import Dossier, Handover, Participation, Regie
from schakel.ground.dossiers.panels import all_tabs
from schakel.ground.dossiers.protective import facts_in_short, warnings_about
from schakel.ground.dossiers.queries.people import open_handovers_of, participations_of, regies_of
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.journal.looking import log_look
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import short_date
from schakel.ground.people.models import BenefitEntitlement, regime_label
from schakel.ground.people.queries import entitlements_of
from schakel.web.pages import SchakelRequest

TABS_IN_ROW = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """A dossier as its reader may see it, and the context for `dossiers/base_dossier.html`."""

    dossier: Dossier
    sections: Section
    participations: list[Participation]
    regies: list[Regie]
    handovers: list[Handover]
    may_write: bool
    since: datetime | None = None
    context: dict[str, Any] = field(default_factory=dict)


def dossier_frame(
    request: SchakelRequest,
    dossier_id: UUID,
    *,
    tab: str,
    sections: Section | None = None,
    is_whole: bool = False,
) -> Frame:
    """The frame of a tab, named by its address; the look is written in the read log first.

    sections says what the tab shows (None: all that the reader may see). is_whole: the tab shows what
    changed, so the look is remembered and the earlier one told. At most six statements.
    Raises NotFoundError when the actor does not see the dossier.
    """
    dossier, visible = dossier_with_sections(dossier_id)
    shown = visible if sections is None else visible & (sections | Section.IDENTITY | Section.BENEFIT)
    since = None
    if is_whole:
        since = log_look(tab, dossier_id, shown)
    else:
        log_read(tab, [dossier_id], shown)
    frame = Frame(
        dossier,
        visible,
        participations_of(dossier_id),
        regies_of(dossier_id),
        open_handovers_of(dossier_id),
        _may_write() and not getattr(dossier, "is_only_looked_at", False),
        since,
    )
    frame.context.update(_context(frame, tab))
    return frame


def _may_write() -> bool:
    context = current_context()
    return may(context.actor, context.purpose, Section.IDENTITY, Level.WRITE).is_allowed


def _context(frame: Frame, tab: str) -> dict[str, Any]:
    actor, today = current_context().actor, clock.today()
    involved = Involved(frame.dossier.client, frame.participations, frame.regies, frame.handovers)
    return header_context(frame.dossier, frame.sections, tab) | {
        "benefits": _benefits(frame, today),
        "links": chain_links(involved, own_reader=actor.reader_id, today=today),
        "may_write": frame.may_write,
    }


def header_context(dossier: Dossier, sections: Section, tab: str) -> dict[str, Any]:
    """The part of the frame that costs no statement: whose dossier it is, and its tabs."""
    return {
        "dossier": dossier,
        "dossier_id": dossier.pk,
        "client": dossier.client,
        "client_warnings": warnings_about(dossier.client, sections),
        "client_protected": facts_in_short(dossier.client),
        **tabs_in_parts(_tabs(dossier.pk, sections, tab)),
        "looking_as": Role(current_context().actor.role).label,
        "breadcrumbs": [
            {"label": gettext("Cliënten"), "url": reverse("dossiers:list")},
            {"label": dossier.client.full_name},
        ],
    }


def tabs_in_parts(tabs: list[dict[str, Any]]) -> dict[str, Any]:
    """The tabs that stand in the row, the current one too, and the others; locked ones last."""
    ordered = sorted(tabs, key=lambda tab: not tab["url"])
    shown = len(ordered) if len(ordered) <= TABS_IN_ROW + 1 else TABS_IN_ROW
    front, more = ordered[:shown], ordered[shown:]
    front += [tab for tab in more if tab["is_current"]]
    return {"tabs": front, "tabs_more": [tab for tab in more if not tab["is_current"]]}


def _tabs(dossier_id: UUID, sections: Section, current: str) -> list[dict[str, Any]]:
    """Every registered tab; a section that is not granted stays listed, without a way in."""
    tabs, role = [], current_context().actor.role
    for tab in all_tabs():
        if tab.roles and role not in tab.roles:
            continue
        try:
            url = reverse(tab.url_name, args=[dossier_id])
        except NoReverseMatch:
            continue
        is_open = bool(sections & tab.section)
        tabs.append(
            {"label": tab.label, "url": url if is_open else "", "is_current": tab.url_name == current}
        )
    return tabs


def _benefits(frame: Frame, today: date) -> list[dict[str, str]]:
    if not frame.sections & Section.BENEFIT:
        return []
    rights = entitlements_of(frame.dossier.pk)
    return [_benefit(right, today) for right in rights if right.valid_to is None or right.valid_to > today]


def _benefit(right: BenefitEntitlement, today: date) -> dict[str, str]:
    label = regime_label(right.regime, right.valid_from)
    if right.hours_per_week:
        label = gettext("%(benefit)s, %(hours)s uur") % {"benefit": label, "hours": right.hours_per_week}
    if right.valid_to is None:
        since = gettext("sinds %(day)s") % {"day": short_date(right.valid_from, today)}
        return {"label": label, "words": since, "left": ""}
    last = right.valid_to - timedelta(days=1)
    days = (right.valid_to - today).days
    left = ngettext("%(days)d dag", "%(days)d dagen", days) % {"days": days}
    return {
        "label": label,
        "words": gettext("t/m %(day)s") % {"day": short_date(last, today)},
        "left": left,
    }
