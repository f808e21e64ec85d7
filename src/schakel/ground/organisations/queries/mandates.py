"""Mandates: which one gave, and which one holds."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.access.models import Reader
from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import SECTION_LABELS, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.models import Membership, Professional

MANDATED = Section.WORK_PROFILE | Section.PLAN | Section.CONTACTS
"""What one may let another enter. Who somebody is, who takes part and what is decided stay with the coach."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A seat in which staff enter for a principal; each by name."""

    reader: Reader
    staff: str
    principal: str

    @property
    def sections(self) -> list[str]:
        return [str(label) for one, label in SECTION_LABELS.items() if one & (self.reader.sections or 0)]


def mandates_given_by(reader_id: int) -> list[Mandate]:
    """The mandates of today that a reader gave, by the name of who enters."""
    return _named(list(Reader.objects.on(clock.today()).filter(principal_id=reader_id)))


def mandates_held_by(actor: Actor) -> list[Mandate]:
    """The mandates of today in which the actor may enter for others at the same organisation."""
    found = Reader.objects.on(clock.today()).filter(account_id=actor.account_id, principal__isnull=False)
    return _named(list(found.filter(organisation_id=actor.organisation_id)))


def mandate_given_by(reader_id: int, mandate_id: int) -> Mandate:
    """One mandate of today that a reader gave. Raises NotFoundError."""
    found = next((m for m in mandates_given_by(reader_id) if m.reader.pk == mandate_id), None)
    if found is None:
        raise not_found()
    return found


def administrative_staff(actor: Actor) -> list[Membership]:
    """The administrative staff of the actor's organisation, in Dutch order of names."""
    found = Membership.objects.on(clock.today()).filter(
        organisation_id=actor.employer_id, role=Role.ADMINISTRATIVE
    )
    return list(found.select_related("professional").order_by("professional__sort_key", "id"))


def _named(readers: list[Reader]) -> list[Mandate]:
    """With the names of both, in two statements."""
    principals = dict(
        Reader.objects.filter(pk__in=[r.principal_id for r in readers]).values_list("pk", "subject_id")
    )
    people = {r.subject_id for r in readers} | set(principals.values())
    names = dict(Professional.objects.filter(pk__in=people).values_list("pk", "name"))
    found = [
        Mandate(r, names.get(r.subject_id, ""), names.get(principals[r.principal_id or 0], ""))
        for r in readers
    ]
    return sorted(found, key=lambda one: (one.staff, one.principal))
