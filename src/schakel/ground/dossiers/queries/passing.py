"""What passing many dossiers at once would do with each of them, before and after it was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Grant
from schakel.ground.dossiers.models import NamedReader, Regie, Shield
from schakel.ground.dossiers.queries.people import REGIE_ROLES
from schakel.ground.dossiers.queries.people import who as name_of
from schakel.ground.dossiers.seats import Seat
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.models import Membership, Team

Scope = Regie.Scope


class Verdict(TextChoices):
    """Whether a dossier can be passed, or why not."""

    PASSES = "passes", _("gaat over")
    HOLDS = "holds", _("ligt daar al")
    NOT_OURS = "not_ours", _("uw organisatie heeft hier geen regie")
    SHIELDED = "shielded", _("afgeschermd: wie u koos, is geen genoemde lezer")
    READ_ONLY = "read_only", _("u kijkt hier alleen, om een dringende reden")


@dataclass(frozen=True, slots=True)
class Judged:
    """One dossier: its verdict, and the rows of regie that would move."""

    dossier_id: UUID
    verdict: Verdict
    rows: tuple[Regie, ...] = ()

    @property
    def holder(self) -> str:
        """Who holds the organisation's regie now."""
        return name_of(self.rows[0]) if self.rows else ""


def judged(dossier_ids: Collection[UUID], seat: Seat) -> list[Judged]:
    """Each dossier in the order given, judged for this seat; four statements for all."""
    held, shielded = _held(dossier_ids), _shielded(dossier_ids)
    named, may_work = _named(dossier_ids, seat), workable(dossier_ids)
    found = []
    for dossier_id in dossier_ids:
        rows = _moving(held.get(dossier_id, []))
        verdict = Verdict.PASSES
        if dossier_id not in may_work:
            verdict = Verdict.READ_ONLY
        elif not rows:
            verdict = Verdict.NOT_OURS
        elif all(row.reader_id == seat.reader_id for row in rows):
            verdict = Verdict.HOLDS
        elif dossier_id in shielded and dossier_id not in named:
            verdict = Verdict.SHIELDED
        found.append(Judged(dossier_id, verdict, rows))
    return found


def seats_within() -> tuple[list[Membership], list[Team]]:
    """Who of the own organisation may get the regie: people by name, then teams with a queue."""
    today, own = clock.today(), current_context().actor.employer_id
    people = Membership.objects.on(today).filter(organisation_id=own, role__in=REGIE_ROLES)
    teams = Team.objects.on(today).filter(organisation_id=own, role__in=REGIE_ROLES)
    return (
        list(people.select_related("professional").order_by("professional__sort_key", "id")),
        list(teams.order_by("name", "id")),
    )


def _held(dossier_ids: Collection[UUID]) -> dict[UUID, list[Regie]]:
    own = current_context().actor.employer_id
    rows = Regie.objects.on(clock.today()).filter(dossier_id__in=dossier_ids, organisation_id=own)
    held: dict[UUID, list[Regie]] = {}
    for row in rows.select_related("professional", "team"):
        held.setdefault(row.dossier_id, []).append(row)
    return held


def _moving(rows: Iterable[Regie]) -> tuple[Regie, ...]:
    """The organisation's regie, and the chain's where the same person or queue holds that too."""
    by_scope = {row.scope: row for row in rows}
    own, chain = by_scope.get(Scope.ORGANISATION.value), by_scope.get(Scope.CHAIN.value)
    if own is None:
        return ()
    return (own, chain) if chain is not None and chain.reader_id == own.reader_id else (own,)


def _shielded(dossier_ids: Collection[UUID]) -> set[UUID]:
    found = Shield.objects.on(clock.today()).filter(dossier_id__in=dossier_ids)
    return set(found.values_list("dossier_id", flat=True))


def _named(dossier_ids: Collection[UUID], seat: Seat) -> set[UUID]:
    found = NamedReader.objects.on(clock.today()).filter(dossier_id__in=dossier_ids, reader_id=seat.reader_id)
    return set(found.values_list("dossier_id", flat=True))


def workable(dossier_ids: Collection[UUID]) -> set[UUID]:
    """Those in which the actor may do something, not only look."""
    today, readers = clock.today(), current_context().actor.all_readers
    grants = Grant.objects.filter(dossier_id__in=dossier_ids, reader_id__in=readers, is_read_only=False)
    found = grants.filter(valid_from__lte=today, valid_to__gt=today)
    return set(found.values_list("dossier_id", flat=True))
