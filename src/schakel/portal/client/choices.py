"""The choices about a client as the client reads them, with what they think of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import ClientView, Outcome, Reason
from schakel.ground.journal.timeline import Show, TimelineEntry, origin_of, timeline
from schakel.ground.organisations.queries import ReaderName, names_of_readers

VIEW_GIVEN = "decision.view"
DECISIONS_SHOWN = 20
OWN_ENTRIES_READ = 200

_REASONS: dict[str, str | Promise] = {
    Reason.CLIENT_WISH: _("u wilt dit graag"),
    Reason.FITS_PROFILE: _("het past bij wat u kunt"),
    Reason.FITS_VACANCY: _("het past bij een baan"),
    Reason.AGREED_BEFORE: _("dit is eerder afgesproken"),
    Reason.MOVED: _("u bent verhuisd"),
    Reason.BENEFIT_ENDS: _("uw uitkering stopt"),
    Reason.TASK_DONE: _("dit werk is klaar"),
    Reason.OTHER_EXPERTISE: _("iemand anders weet hier meer van"),
    Reason.NO_EFFECT: _("het helpt niet genoeg"),
    Reason.OTHER: _("een andere reden"),
}
"""The closed list of reasons as one says them to the client."""

_OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.CAME_TRUE: _("Het is gelukt zoals wij dachten."),
    Outcome.PARTLY: _("Het is voor een deel gelukt."),
    Outcome.NOT: _("Het ging anders dan wij dachten."),
    Outcome.UNKNOWN: _("Wij weten niet of het hielp."),
}


@dataclass(frozen=True, slots=True)
class OwnView:
    """What the client thinks of a decision, in the words of the list and their own."""

    id: UUID
    view: str
    words: str

    @property
    def label(self) -> str:
        """The view as the client would say it."""
        return str(VIEW_WORDS[ClientView(self.view)])


VIEW_WORDS: dict[ClientView, str | Promise] = {
    ClientView.AGREES: _("Ik ben het ermee eens"),
    ClientView.DISAGREES: _("Ik ben het er niet mee eens"),
    ClientView.WANTS_OTHER: _("Ik wil iets anders"),
    ClientView.NOT_ASKED: _("Nog niet gevraagd"),
}


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A choice about the client as the client reads it; by is who chose, view what the client thinks."""

    id: UUID
    at: datetime
    by: ReaderName | None
    question: str
    chosen: str
    considered: list[str]
    reason: str
    expected: str
    expected_by: date | None
    chance: int | None
    view: OwnView | None
    outcome: str = ""
    learned: str = ""

    @property
    def needs_answer(self) -> bool:
        """Whether nobody asked the client yet, nor did the client speak up."""
        return self.view is None


def decisions_about(dossier_id: UUID, *, limit: int = DECISIONS_SHOWN) -> list[OwnDecision]:
    """The latest choices about the client, newest first, with what the client said of them."""
    entries = [e for e in timeline(dossier_id, show=Show.CHOICES, limit=limit) if not e.is_superseded]
    views = views_given(dossier_id) if entries else {}
    names = names_of_readers(e.reader_id for e in entries) if entries else {}
    return [_decision(e, names.get(e.reader_id), views.get(e.id)) for e in entries if e.content]


def views_given(dossier_id: UUID) -> dict[UUID, OwnView]:
    """The client's latest view of each decision, by the decision's entry."""
    views: dict[UUID, OwnView] = {}
    for entry in timeline(dossier_id, show=Show.CLIENT, limit=OWN_ENTRIES_READ):
        if entry.verb == VIEW_GIVEN and entry.content:
            view = OwnView(entry.id, entry.content["view"], entry.content["words"])
            views.setdefault(UUID(entry.content["entry"]), view)
    return views


@dataclass(frozen=True, slots=True)
class DecisionPlace:
    """Where a decision stands, for an act that answers it."""

    chosen: str
    section: Section


def decision_named(dossier_id: UUID, entry_id: UUID) -> DecisionPlace:
    """The decision with this entry in this dossier. Raises NotFoundError, also for one that was erased."""
    decision = decision_about(dossier_id, entry_id)
    return DecisionPlace(decision.chosen, origin_of(entry_id).section)


def decision_about(dossier_id: UUID, entry_id: UUID) -> OwnDecision:
    """One choice about the client. Raises NotFoundError when it is not among those shown."""
    found = next((d for d in decisions_about(dossier_id) if d.id == entry_id), None)
    if found is None:
        raise not_found()
    return found


def _decision(entry: TimelineEntry, by: ReaderName | None, view: OwnView | None) -> OwnDecision:
    content = entry.content
    expected: dict[str, Any] = content["expected"] or {}
    asked = content["client_view"] != ClientView.NOT_ASKED
    told = OwnView(entry.id, content["client_view"], content["client_words"] or "") if asked else None
    return OwnDecision(
        id=entry.id,
        at=entry.occurred_at,
        by=by,
        question=content["question"],
        chosen=content["chosen"],
        considered=[o["name"] for o in content["options"] if o["name"] != content["chosen"]],
        reason=content["reason_text"] or str(_REASONS[content["reason"]]),
        expected=expected.get("what", ""),
        expected_by=date.fromisoformat(expected["by"]) if expected else None,
        chance=expected.get("chance"),
        view=view or told,
        outcome=str(_OUTCOMES[Outcome(entry.evaluation["outcome"])]) if entry.evaluation else "",
        learned=entry.evaluation.get("learned", "") if entry.evaluation else "",
    )
