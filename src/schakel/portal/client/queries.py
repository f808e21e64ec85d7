"""What a client reads about themselves: who helps, what was erased, and what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.dossiers.facts import FACT_KINDS, FactKind
from schakel.ground.dossiers.models import Fact, Handover, HandoverTalk, Participation, Regie, Trajectory
from schakel.ground.dossiers.queries.trajectories import running
from schakel.ground.journal.erasing import ErasureReason, erasures_of
from schakel.ground.kernel import clock
from schakel.ground.organisations.queries import ReaderName, names_of_readers
from schakel.ground.people.models import Client
from schakel.ground.people.queries import bsn_of, entitlements_of

_TASKS: dict[str, str | Promise] = {
    Role.WORK_COACH: _("Begeleidt u naar werk."),
    Role.CLIENT_MANAGER: _("Begeleidt u bij de gemeente."),
    Role.BACK_OFFICE: _("Voor uw uitkering."),
    Role.TRAJECTORY_GUIDE: _("Zoekt met u naar werk."),
    Role.REINTEGRATION_COACH: _("Begeleidt u naar werk."),
    Role.CWI_ADVISER: _("Begeleidt u naar werk."),
    Role.INTAKE_ADVISER: _("Voert met u het eerste gesprek."),
    Role.CAREER_ADVISER: _("Denkt met u mee over werk en leren."),
    Role.CLIENT_MANAGER_WORK: _("Begeleidt u bij de gemeente naar werk."),
    Role.CLIENT_MANAGER_CARE: _("Begeleidt u bij de gemeente."),
    Role.CONSULTANT: _("Begeleidt u bij de gemeente."),
    Role.REINTEGRATION_EXPERT: _("Begeleidt u naar werk."),
    Role.INCOME_CONSULTANT: _("Voor uw uitkering."),
    Role.LABOUR_EXPERT: _("Bekijkt met u welk werk past."),
    Role.FRONT_BACK_OFFICE: _("Voor uw uitkering."),
    Role.ADMINISTRATIVE: _("Schrijft op wat er is afgesproken."),
    Role.JOBHUNTER: _("Zoekt met u naar werk."),
    Role.JOBCOACH: _("Helpt u op uw werk."),
    Role.TRAINER: _("Geeft u les."),
    Role.SCHOOL_GUIDE: _("Helpt u bij school of werk."),
    Role.CARE_WORKER: _("Helpt u met zorg."),
    Role.DEBT_WORKER: _("Helpt u met schulden."),
    Role.HEALTH_ADVISER: _("Denkt mee over wat u aankunt."),
    Role.ACCOUNT_HOLDER: _("Kent werkgevers die mensen zoeken."),
    Role.MATCHMAKER: _("Zoekt een baan die bij u past."),
    Role.TRAINING_BROKER: _("Regelt een cursus of opleiding."),
}


_ERASURES: dict[ErasureReason, str | Promise] = {
    ErasureReason.WRONG_PERSON: _("het ging over iemand anders"),
    ErasureReason.UNLAWFUL: _("wij mochten dit niet opschrijven"),
    ErasureReason.CLIENT_REQUEST: _("u vroeg erom"),
    ErasureReason.RETENTION: _("wij mochten het niet langer bewaren"),
}
_SOURCE = ("source_organisation", "answered_by")


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone, or a team, who helps the client; is_lead marks the one contact for all questions."""

    name: str
    organisation: str
    words: str
    phone: str
    is_lead: bool
    is_team: bool

    @property
    def first_name(self) -> str:
        """What a client calls them: the given name, or the whole name of a team."""
        return self.name if self.is_team else self.name.partition(" ")[0]

    @property
    def tel(self) -> str:
        """The telephone number as a link needs it; empty when there is none."""
        return re.sub(r"[^\d+]", "", self.phone)


def helpers_of(dossier_id: UUID) -> list[Helper]:
    """Who takes part today: the holder of the chain's regie first, people before teams."""
    today = clock.today()
    lead = set(
        Regie.objects.on(today)
        .filter(dossier_id=dossier_id, scope=Regie.Scope.CHAIN)
        .values_list("reader_id", flat=True)
    )
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id)
    rows = rows.select_related("professional", "team", "organisation").order_by("valid_from", "id")
    helpers = [_helper(row, is_lead=row.reader_id in lead) for row in rows]
    return sorted(helpers, key=lambda h: (not h.is_lead, h.is_team))


def _helper(row: Participation, *, is_lead: bool) -> Helper:
    person, organisation = row.professional, row.organisation
    name = person.name if person else row.team.name if row.team else ""
    phone = (person.phone if person else "") or organisation.phone
    words = _team_words(row.kind) if person is None else str(_TASKS.get(row.role, ""))
    return Helper(name, organisation.name, words, phone, is_lead, person is None)


def _team_words(kind: str) -> str:
    if kind == Participation.Kind.INVOLVED:
        return gettext("Zoekt een vaste persoon voor u.")
    return gettext("Kijkt hoe zij u kunnen helpen.")


def running_handovers(dossier_id: UUID) -> list[Handover]:
    """Handovers that wait for an answer, oldest first; planned_talks has the joint talk that is to come."""
    found = Handover.objects.filter(dossier_id=dossier_id, status=Handover.Status.SENT)
    talks = HandoverTalk.objects.filter(state=HandoverTalk.State.PLANNED)
    talks = talks.select_related("location").order_by("planned_at")
    shown = found.select_related("from_organisation", "to_organisation").order_by("sent_at")
    return list(shown.prefetch_related(Prefetch("talks", talks, to_attr="planned_talks")))


def trajectories_going_on(dossier_id: UUID, handovers: Iterable[Handover]) -> list[Trajectory]:
    """What goes on through a move or the end of a WW; nothing is asked when neither is under way."""
    return running(dossier_id) if any(handover.occasion for handover in handovers) else []


@dataclass(frozen=True, slots=True)
class OwnErasure:
    """Something about the client that was erased: when, by whom, and why in plain words."""

    at: datetime
    by: ReaderName | None
    reason: str
    count: int


def erasures_about(dossier_id: UUID) -> list[OwnErasure]:
    """What was erased about the client, newest first."""
    found = erasures_of(dossier_id)
    names = names_of_readers(e.reader_id for e in found) if found else {}
    return [
        OwnErasure(e.at, names.get(e.reader_id), str(_ERASURES[ErasureReason(e.reason)]), e.count)
        for e in found
    ]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One source's value of a fact in the words of the page; an empty source is the client's own word."""

    id: UUID
    version: int
    label: str
    value: str
    words: str
    source: str
    obtained_on: date
    quality: str
    dispute: str
    outcome: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A kind of fact with what each source says of it."""

    kind: FactKind
    rows: list[FactRow]
    put_right: list[FactRow] = field(default_factory=list)

    @property
    def own(self) -> FactRow | None:
        """What the client stated, if anything."""
        return next((row for row in self.rows if not row.source), None)


def facts_about(dossier_id: UUID) -> list[KnownFact]:
    """Every kind of fact, known or not, with the value of each source and its day.

    With it what was put right after the client disputed it: it stands no longer, but the answer does.
    """
    rows: dict[str, list[FactRow]] = {}
    told = Q(is_current=True) | Q(dispute_outcome=Fact.Outcome.UPHELD)
    found = Fact.objects.filter(told, dossier_id=dossier_id).select_related(*_SOURCE)
    for fact in found.order_by("-obtained_on", "id"):
        rows.setdefault(fact.name, []).append(_fact_row(fact))
    return [_known(kind, rows.get(name, [])) for name, kind in FACT_KINDS.items()]


def _known(kind: FactKind, rows: list[FactRow]) -> KnownFact:
    return KnownFact(kind, [r for r in rows if r.is_current], [r for r in rows if not r.is_current])


def fact_about(dossier_id: UUID, fact_id: UUID) -> FactRow:
    """One fact that stands now. Raises NotFoundError."""
    found = Fact.objects.filter(pk=fact_id, dossier_id=dossier_id, is_current=True)
    fact = found.select_related(*_SOURCE).first()
    if fact is None or fact.name not in FACT_KINDS:
        raise not_found()
    return _fact_row(fact)


def _fact_row(fact: Fact) -> FactRow:
    kind, source = FACT_KINDS.get(fact.name), fact.source_organisation
    return FactRow(
        id=fact.id,
        version=fact.version,
        label=str(kind.label) if kind else fact.name,
        value=fact.value,
        words=kind.words(fact.value) if kind else fact.value,
        source=source.name if source else "",
        obtained_on=fact.obtained_on,
        quality=fact.get_quality_display(),
        dispute=fact.dispute,
        outcome=fact.dispute_outcome,
        answer=fact.dispute_answer,
        answered_by=fact.answered_by.name if fact.answered_by else "",
        answered_on=fact.answered_on,
        is_current=fact.is_current,
    )


@dataclass(frozen=True, slots=True)
class OwnBenefit:
    """A right to a benefit: its statute, who pays, its first day and its last one, if it has one."""

    regime: str
    organisation: str
    first: date
    last: date | None


def benefits_of(dossier_id: UUID) -> list[OwnBenefit]:
    """The client's rights to a benefit, newest first."""
    return [
        OwnBenefit(
            row.get_regime_display(),
            row.organisation.name,
            row.valid_from,
            row.valid_to - timedelta(days=1) if row.valid_to else None,
        )
        for row in entitlements_of(dossier_id)
    ]


def bsn_ending(client: Client) -> str:
    """The last three digits of the BSN, enough to recognise it by; empty when there is none."""
    return bsn_of(client)[-3:]


def lead_of(helpers: Iterable[Helper]) -> Helper | None:
    """The one to ask: who holds the chain's regie, else the first who can be called."""
    known = list(helpers)
    return next((h for h in known if h.is_lead), next((h for h in known if h.phone), None))
