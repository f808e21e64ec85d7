"""Whether the actor sees a dossier, and which of its sections for the purpose in force."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BitOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext

from schakel.ground.access.models import Grant
from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import ClientMerge, Dossier, Shield
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.prepared import prepared
from schakel.ground.people.queries.clients import check_not_moved

NOTHING = Section(0)


def dossier_visible(dossier_id: UUID) -> Dossier:
    """The dossier with its client, when the actor may see it.

    Raises NotFoundError, and MovedError for one that goes on in another.
    """
    dossier = Dossier.objects.select_related("client").filter(pk=dossier_id).first()
    if dossier is None:
        raise not_found()
    check_not_moved(dossier.client)
    access.SEE.check_cell(current_context())
    return dossier


def dossier_with_sections(dossier_id: UUID) -> tuple[Dossier, Section]:
    """dossier_visible and sections_visible in one statement.

    The dossier also carries is_shielded, is_only_looked_at where nothing but an urgent look opens it, and
    merges: the ids of the merges by which others go on in it, each with the other's number.
    """
    found = _with_grants(dossier_id, current_context().actor.all_readers, clock.today())
    if not found:
        raise not_found()
    check_not_moved(found[0].client)
    access.SEE.check_cell(current_context())
    return found[0], Section(found[0].granted or 0) & sections_allowed()


@prepared
def _with_grants(dossier_id: UUID, readers: tuple[int, ...], today: date) -> QuerySet[Any]:
    granted = _granted(readers, today).filter(dossier_id=OuterRef("pk")).order_by().values("dossier_id")
    bits = granted.annotate(bits=BitOr("sections")).values("bits")
    shields = Shield.objects.on(today).filter(dossier_id=OuterRef("pk"))
    found = Dossier.objects.select_related("client").annotate(
        granted=Subquery(bits),
        is_shielded=Exists(shields),
        is_only_looked_at=~Exists(granted.filter(is_read_only=False)),
        merges=ArraySubquery(_merges_into(OuterRef("pk"))),
    )
    return found.filter(pk=dossier_id)


def _merges_into(dossier_id: OuterRef) -> QuerySet[Any, Any]:
    found = ClientMerge.objects.filter(dossier_id=dossier_id, ended_at=None).order_by("merged_at")
    return found.values(said=JSONObject(id="pk", number="merged__number"))


def dossier_numbered(number: str) -> UUID:
    """The dossier with that number, as far as the actor may see it; the number of a merged one leads on.

    Raises InvalidError on the field number; one that isn't there and one that is hidden sound alike.
    """
    leads_to = Coalesce("client__merged_into_id", "pk")
    numbered = Dossier.objects.filter(number=number)
    found: UUID | None = numbered.values_list(leads_to, flat=True).first()
    if found is None:
        sentence = gettext("Zo'n dossier ziet u niet. Kijk het nummer na, of vul naam en geboortejaar in.")
        raise InvalidError(gettext("Dit dossier is niet te verbinden."), fields={"number": sentence})
    return found


def is_visible(dossier_id: UUID) -> bool:
    """Whether the actor sees the dossier at all."""
    return Dossier.objects.filter(pk=dossier_id).exists()


def sections_visible(dossier_id: UUID) -> Section:
    """The sections that are granted to the actor today and allowed for the purpose in force."""
    grants = _grants().filter(dossier_id=dossier_id)
    return Section(reduce(or_, grants.values_list("sections", flat=True), 0)) & sections_allowed()


def _grants() -> QuerySet[Grant]:
    """The grants of the actor that hold today."""
    return _granted(current_context().actor.all_readers, clock.today())


def _granted(readers: tuple[int, ...], today: date) -> QuerySet[Grant]:
    return Grant.objects.filter(reader_id__in=readers, valid_from__lte=today, valid_to__gt=today)


def sections_allowed() -> Section:
    """The sections that the access table lets the actor read for the purpose in force."""
    context = current_context()
    allowed = (s for s in Section if may(context.actor, context.purpose, s, Level.READ).is_allowed)
    return reduce(or_, allowed, NOTHING)
