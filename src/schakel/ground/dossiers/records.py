"""Writing the rows of participation and regie, and deriving the grants that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import DatabaseError, connections
from django.db.models import F

from schakel.ground.access.permissions import is_granted
from schakel.ground.access.types import DELIVERERS, Section
from schakel.ground.dossiers.models import (
    DelegatedEntry,
    Dossier,
    Fact,
    LifeDomain,
    LifeDomainNote,
    Participation,
    Regie,
    Trajectory,
)
from schakel.ground.dossiers.rules import moved_meanwhile, opened_by_another
from schakel.ground.dossiers.seats import Seat
from schakel.ground.dossiers.shielding import check_may_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.acts import check_constraints_now
from schakel.ground.kernel.bulk import new_row


def derive_grants(dossier_ids: Iterable[UUID]) -> None:
    """Make the grants of these dossiers follow from their participations; before rows they protect."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_derive_grants(%s::uuid[])", [list(dossier_ids)])


def hold(dossier_id: UUID) -> None:
    """Let acts on who takes part in a dossier wait for each other, each judging what the one before left.

    Raises ConflictError when the dossier closed for the actor meanwhile.
    """
    list(Dossier.objects.select_for_update(no_key=True).filter(pk=dossier_id).values_list("pk"))
    if not is_granted(current_context(), [dossier_id], Section.IDENTITY):
        raise moved_meanwhile()


@contextmanager
def registering() -> Iterator[None]:
    """Let rows of new dossiers in: the insert policies ask for a grant, which a new dossier lacks.

    Closed again on the way out, also after an error that somebody catches, and never by an inner one.
    """
    using = current_context().using
    before = _set_registering(using, "yes")
    try:
        yield
    except BaseException:
        # A transaction that the database gave up takes its settings with it.
        with suppress(DatabaseError):
            _set_registering(using, before)
        raise
    _set_registering(using, before)


def _set_registering(using: str, value: str) -> str:
    """Set it, and tell what it was."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "with was as materialized (select current_setting('schakel.registering', true) as value)"
            " select was.value, set_config('schakel.registering', %s, true) from was",
            [value],
        )
        return cursor.fetchone()[0] or ""


def participation(dossier_id: UUID, seat: Seat, kind: str, task: str = "") -> Participation:
    """A row, not yet saved, of someone who takes part from today."""
    return new_row(
        Participation,
        dossier_id=dossier_id,
        organisation_id=seat.organisation_id,
        role=seat.role,
        reader_id=seat.reader_id,
        professional_id=seat.professional_id,
        team_id=seat.team_id,
        kind=kind,
        task=task,
        valid_from=clock.today(),
    )


def regie(dossier_id: UUID, seat: Seat, scope: str) -> Regie:
    """A row, not yet saved, of a holder of regie from today."""
    return new_row(
        Regie,
        dossier_id=dossier_id,
        scope=scope,
        organisation_id=seat.organisation_id,
        reader_id=seat.reader_id,
        professional_id=seat.professional_id,
        team_id=seat.team_id,
        valid_from=clock.today(),
    )


def join(dossier_id: UUID, seat: Seat, kind: str, task: str = "") -> bool:
    """Let a seat take part from today, or make a helper involved; False when it already does so.

    Raises ConflictError when the dossier is shielded and this is none of its named readers.
    """
    check_may_read(dossier_id, seat)
    today = clock.today()
    now = Participation.objects.on(today).filter(dossier_id=dossier_id, reader_id=seat.reader_id).first()
    if now is not None:
        if now.kind == kind or kind == Participation.Kind.HELPING:
            return False
        leave(now)
    participation(dossier_id, seat, kind, task).save(force_insert=True)
    check_constraints_now()
    return True


def leave(row: Participation) -> None:
    """End a participation today; one that began today leaves no day behind."""
    Participation.objects.filter(pk=row.pk).update(valid_to=clock.today(), version=F("version") + 1)
    check_constraints_now()


def holder(dossier_id: UUID, scope: str, organisation_id: UUID | None = None) -> Regie | None:
    """Who holds the regie today: of the chain, or of an organisation."""
    found = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id, scope=scope)
    if scope == Regie.Scope.ORGANISATION and organisation_id is not None:
        found = found.filter(organisation_id=organisation_id)
    return found.select_related("professional", "team", "organisation").first()


def give_regie(dossier_id: UUID, seat: Seat, scope: str) -> Regie | None:
    """Make the seat the holder from today; returns the holder before, if any.

    Raises ConflictError when the dossier is shielded and this is none of its named readers.
    """
    check_may_read(dossier_id, seat)
    before = holder(dossier_id, scope, seat.organisation_id)
    if before is not None:
        Regie.objects.filter(pk=before.pk).update(valid_to=clock.today())
    regie(dossier_id, seat, scope).save(force_insert=True)
    check_constraints_now()
    return before


def ends_with_the_guide(row: Participation) -> bool:
    """Whether a provider's task in the dossier ends with this participation: its guide, and the last one.

    An organisation that pays a benefit goes on having its task, so there a successor is needed; so it is at a
    provider while a trajectory runs there: one person's leaving does not end what was ordered.
    """
    if row.role not in DELIVERERS or row.kind != Participation.Kind.INVOLVED:
        return False
    runs = Trajectory.objects.filter(
        dossier_id=row.dossier_id, provider_id=row.organisation_id, ended_on=None
    )
    if runs.exists():
        return False
    others = Participation.objects.on(clock.today()).filter(
        dossier_id=row.dossier_id, organisation_id=row.organisation_id, kind=Participation.Kind.INVOLVED
    )
    return not others.exclude(pk=row.pk).exists()


def remove_fact(dossier_id: UUID, fact_id: UUID) -> None:
    """Take one value of one source away, within the act that erases its entries."""
    Fact.objects.filter(pk=fact_id, dossier_id=dossier_id).delete()


def keep_delegated(rows: Iterable[DelegatedEntry]) -> None:
    """Keep which entries of the act that ends were made on somebody's behalf."""
    DelegatedEntry.objects.bulk_create(rows)


def erase_life_domain(dossier_id: UUID, life_domain_id: UUID) -> None:
    """Take a life domain with its notes away, within the act that erases its entries.

    Raises ForbiddenError where another organisation opened it: whoever only wrote in it erases the own note.
    """
    row = LifeDomain.objects.filter(pk=life_domain_id, dossier_id=dossier_id).first()
    if row is None:
        return
    if row.organisation_id != current_context().actor.organisation_id:
        raise opened_by_another()
    LifeDomainNote.objects.filter(life_domain_id=life_domain_id).delete()
    row.delete()


def erase_life_domain_note(dossier_id: UUID, note_id: UUID) -> None:
    """Take one note out of a life domain, within the act that erases its entry."""
    LifeDomainNote.objects.filter(pk=note_id, dossier_id=dossier_id).delete()
