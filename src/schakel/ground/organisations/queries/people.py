"""Reading organisations, their people, and the directory of who is who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.prepared import prepared
from schakel.ground.organisations.models import Membership, Organisation, Team


@dataclass(frozen=True, slots=True)
class ReaderName:
    """Who a reader is, to show: the person or team, and the organisation."""

    name: str
    organisation: str
    role: str
    words_of: Organisation | None = None

    def organisation_on(self, day: date) -> str:
        """The name that the organisation had on that day."""
        return self.words_of.name_on(day) if self.words_of is not None else self.organisation

    def role_on(self, day: date) -> str:
        """The organisation's own word for the role on that day, or ours."""
        return (
            self.words_of.role_on(self.role, day) if self.words_of is not None else str(Role(self.role).label)
        )


def organisations_on_record() -> QuerySet[Organisation]:
    """All organisations valid today, by name."""
    return Organisation.objects.on(clock.today()).order_by("name")


def teams_of(organisation_id: UUID) -> QuerySet[Team]:
    """The teams of an organisation today."""
    found = Team.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return found.select_related("organisation").order_by("name")


def memberships_of(organisation_id: UUID) -> QuerySet[Membership]:
    """Who works at an organisation today, in Dutch order of names."""
    found = Membership.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return found.select_related("professional", "organisation", "team").order_by(
        "professional__sort_key", "id"
    )


def member_of(organisation_id: UUID, membership_id: UUID) -> Membership:
    """A membership of this organisation today. Raises NotFoundError."""
    found = memberships_of(organisation_id).filter(pk=membership_id).first()
    if found is None:
        raise not_found()
    return found


def membership_of_reader(reader_id: int) -> Membership | None:
    """The membership that a professional's reader stands for."""
    found = Membership.objects.filter(reader_id=reader_id)
    return found.select_related("professional", "organisation", "team").first()


def memberships_of_readers(reader_ids: Iterable[int]) -> list[Membership]:
    """The memberships valid today that these readers stand for, in Dutch order of names."""
    found = Membership.objects.on(clock.today()).filter(reader_id__in=list(reader_ids))
    return list(found.select_related("professional", "organisation").order_by("professional__sort_key", "id"))


def directory(words: str = "", *, limit: int = 100) -> list[Membership]:
    """Who is who: professionals in the chain whose name, organisation or expertise has these words."""
    found = Membership.objects.on(clock.today()).exclude(role=Role.ADMINISTRATOR)
    if words.strip():
        text = words.strip()
        found = found.filter(
            Q(professional__name__icontains=text)
            | Q(organisation__name__icontains=text)
            | Q(professional__expertise__icontains=text)
        )
    found = found.select_related("professional", "organisation", "team")
    return list(found.order_by("professional__sort_key", "id")[:limit])


@prepared
def _of_readers(reader_ids: tuple[int, ...]) -> QuerySet[Membership]:
    found = Membership.objects.filter(reader_id__in=reader_ids)
    return found.select_related("professional", "organisation")


# Teams, mandates and programs in one statement: the dossier page asks it for every client who wrote.
_OTHERS = """
select o.*, x.reader_id as whose, x.label, x.principal, x.role as part from (
  select reader_id, name as label, null as principal, role, organisation_id
    from organisations_team where reader_id = any(%(ids)s)
  union all
  select r.id, staff.name, coach.name, r.role, r.organisation_id
    from access_reader r join organisations_professional staff on staff.id = r.subject_id
    join access_reader p on p.id = r.principal_id
    join organisations_professional coach on coach.id = p.subject_id
   where r.id = any(%(ids)s)
  union all
  select m.reader_id, m.name, null, r.role, m.organisation_id
    from accounts_serviceidentity m join access_reader r on r.id = m.reader_id
   where m.reader_id = any(%(ids)s)
) x join organisations_organisation o on o.id = x.organisation_id
"""


def names_of_readers(reader_ids: Iterable[int]) -> dict[int, ReaderName]:
    """Names for readers of professionals, teams and who enters for another; others are left out."""
    ids = set(reader_ids)
    if not ids:
        return {}
    names = {
        m.reader_id: ReaderName(m.professional.name, m.organisation.name, m.role, m.organisation)
        for m in _of_readers(tuple(sorted(ids)))
    }
    missing = ids - names.keys()
    if missing:
        others: Any = Organisation.objects.raw(_OTHERS, {"ids": list(missing)})
        names |= {other.whose: _name_of(other) for other in others}
    return names


def _name_of(found: Any) -> ReaderName:
    """From a row of teams and mandates."""
    name = found.label
    if found.principal is not None:
        name = gettext("%(name)s namens %(principal)s") % {"name": name, "principal": found.principal}
    return ReaderName(name, found.name, found.part, found)
