"""The chain of responsibility at the top of a dossier: who holds regie, who helps, what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.dossiers.models import Handover, Participation, Regie
from schakel.ground.dossiers.queries.people import who
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.people.models import Client

Link = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Involved:
    """All that the chain is drawn from."""

    client: Client
    participations: list[Participation]
    regies: list[Regie]
    handovers: list[Handover]


def chain_links(involved: Involved, *, own_reader: int, today: date) -> list[Link]:
    """Links for web/components/chain.html, in the order of responsibility."""
    chain = next((r for r in involved.regies if r.scope == Regie.Scope.CHAIN), None)
    own = [r for r in involved.regies if r.scope == Regie.Scope.ORGANISATION]
    links = [_lead(chain, own, own_reader, today) if chain else _nobody()]
    links.append({"kind": "client", "title": gettext("Cliënt"), "name": involved.client.full_name})
    links += [_member(r, own_reader, today) for r in own if chain is None or r.reader_id != chain.reader_id]
    links += _helpers(involved.participations, involved.handovers, own_reader)
    links += [_open(handover, today) for handover in involved.handovers]
    return links


def _lead(chain: Regie, own: Iterable[Regie], own_reader: int, today: date) -> Link:
    is_both = any(r.reader_id == chain.reader_id for r in own)
    words = {"organisation": chain.organisation.name, "since": short_date(chain.valid_from, today)}
    if chain.team_id is not None:
        title = gettext("Regie keten: in wachtrij sinds %(since)s") % words
        name = f"{who(chain)}, {chain.organisation.name}"
        return {"kind": "open", "title": title, "name": name, "icon": "half"}
    if is_both:
        title = gettext("Regie keten en %(organisation)s, sinds %(since)s") % words
    else:
        title = gettext("Regie keten, sinds %(since)s") % words
    return {"kind": "lead", "title": title, "name": _named(chain, own_reader), "icon": "check"}


def _nobody() -> Link:
    return {"kind": "open", "title": gettext("In rust"), "name": gettext("Niemand heeft nu een taak")}


def _member(row: Regie, own_reader: int, today: date) -> Link:
    words = {"organisation": row.organisation.name, "since": short_date(row.valid_from, today)}
    if row.team_id is not None:
        title = gettext("%(organisation)s: in wachtrij sinds %(since)s") % words
        return {"kind": "open", "title": title, "name": who(row), "icon": "half"}
    title = gettext("Regie %(organisation)s, sinds %(since)s") % words
    return {"kind": "member", "title": title, "name": _named(row, own_reader)}


def _helpers(rows: Iterable[Participation], handovers: list[Handover], own_reader: int) -> list[Link]:
    """Who helps; a team that only looks because of an open handover is drawn as that handover."""
    waiting = {handover.to_team.reader_id for handover in handovers}
    return [
        {
            "kind": "helper",
            "title": gettext("Helpt mee: %(role)s")
            % {"role": row.organisation.role_on(row.role, clock.today())},
            "name": f"{_named(row, own_reader)}, {row.organisation.name}",
        }
        for row in rows
        if row.kind == Participation.Kind.HELPING and row.reader_id not in waiting
    ]


def _open(handover: Handover, today: date) -> Link:
    words = {"day": short_date(handover.sent_at, today)}
    return {
        "kind": "open",
        "title": gettext("Overdracht van %(day)s, nog niet opgepakt") % words,
        "name": f"{handover.to_team.name}, {handover.to_organisation.name}",
        "icon": "half",
    }


def _named(row: Participation | Regie, own_reader: int) -> str:
    return gettext("%(name)s (u)") % {"name": who(row)} if row.reader_id == own_reader else who(row)
