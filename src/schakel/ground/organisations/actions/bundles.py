"""Putting roles together at a location, and giving somebody all of them in one act (R019)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.actions.members import end_membership
from schakel.ground.organisations.joining import check_worked_with, membership_row
from schakel.ground.organisations.models import BundleHolder, Membership, Organisation, RoleBundle
from schakel.ground.organisations.queries.bundles import bundle_of, people_of, sites_of
from schakel.ground.organisations.queries.client_management import roles_worked_with
from schakel.ground.organisations.verbs.bundles import BundleEnded, BundleGiven, BundleMade, BundleTaken

SMALL, LARGE = "small", "large"
_TO_EMPLOYERS = (Role.ACCOUNT_HOLDER, Role.MATCHMAKER)
_FIRST = (
    Role.WORK_COACH,
    Role.CLIENT_MANAGER,
    Role.CLIENT_MANAGER_WORK,
    Role.CONSULTANT,
    Role.CWI_ADVISER,
)
"""Who guides to work, by kind of organisation; the first with which it works."""


@action(access.MANAGE)
def make_bundle(
    *, actor: Actor, organisation_id: UUID, location_id: UUID, name: str, roles: Iterable[Role]
) -> UUID:
    """Put roles together at a location of one's organisation, from today; returns the set's id.

    Raises InvalidError for a location where it is not, no name, no role, or one that its kind does not have;
    administrators are made one by one. Raises ConflictError for a name in use there.
    """
    wanted, name = tuple(dict.fromkeys(roles)), " ".join(name.split())
    organisation = Organisation.objects.get(pk=organisation_id)
    _check(organisation, location_id, name, wanted)
    bundle = RoleBundle(
        organisation=organisation,
        location_id=location_id,
        name=name,
        roles=list(wanted),
        valid_from=clock.today(),
    )
    bundle.save(force_insert=True)
    content = BundleMade(name, str(location_id), tuple(str(role) for role in wanted))
    record(content, organisation_id=organisation_id, things=_things(bundle))
    return bundle.pk


@action(access.MANAGE)
def make_site_bundles(*, actor: Actor, organisation_id: UUID, location_id: UUID, size: str) -> UUID:
    """Make the sets that go with the size of a location; returns the location's id.

    On a small one whoever guides clients also finds employers and matches; on a large one these are three
    sets. Raises InvalidError for another size, or an organisation whose kind has no such roles.
    """
    known = roles_worked_with(Organisation.objects.get(pk=organisation_id))
    guides = [role for role in _FIRST if role in known]
    if size not in (SMALL, LARGE) or not guides or not set(_TO_EMPLOYERS) <= known:
        sentence = gettext("Kies klein of groot. Dit kan bij een gemeente, sociale dienst, UWV of CWI.")
        raise InvalidError(gettext("Deze indeling kan niet."), sentence, fields={"size": sentence})
    sets = [(guides[0], *_TO_EMPLOYERS)] if size == SMALL else [(guides[0],), *((r,) for r in _TO_EMPLOYERS)]
    for roles in sets:
        name = " + ".join(str(role.label) for role in roles)
        make_bundle(
            actor=actor, organisation_id=organisation_id, location_id=location_id, name=name, roles=roles
        )
    return location_id


@action(access.MANAGE)
def give_bundle(*, actor: Actor, organisation_id: UUID, bundle_id: UUID, professional_id: UUID) -> UUID:
    """Give somebody at one's organisation all roles of a set from today; returns the id of their having it.

    A role that they have already stays as it is and does not come to belong to the set. Raises InvalidError
    for who does not work here, ConflictError for who has the set.
    """
    bundle = bundle_of(organisation_id, bundle_id)
    professional = next((p for p in people_of(organisation_id) if p.pk == professional_id), None)
    if professional is None:
        sentence = gettext("Kies iemand die bij uw organisatie werkt.")
        raise InvalidError(
            gettext("Deze medewerker is er niet."), sentence, fields={"professional": sentence}
        )
    today = clock.today()
    holder = BundleHolder(bundle=bundle, professional=professional, valid_from=today)
    holder.save(force_insert=True)
    theirs = Membership.objects.on(today).filter(professional=professional, organisation_id=organisation_id)
    new = [role for role in bundle.roles if role not in set(theirs.values_list("role", flat=True))]
    check_worked_with(bundle.organisation, *(Role(role) for role in new))
    for role in new:
        row = membership_row(bundle.organisation, professional, Role(role), None)
        row.bundle = holder
        row.save(force_insert=True)
    content = BundleGiven(bundle.name, str(professional_id), tuple(new))
    record(content, organisation_id=organisation_id, things=_things(bundle))
    return holder.pk


@action(access.MANAGE)
def take_bundle(
    *, actor: Actor, organisation_id: UUID, bundle_id: UUID, professional_id: UUID, reason: str
) -> UUID:
    """End somebody's having a set, and the roles that came from it, from today; returns the set's id.

    Raises InvalidError without a reason, NotFoundError for who has it not, ConflictError while they hold
    in one of those roles what must be handed on first; then nothing ends.
    """
    bundle = bundle_of(organisation_id, bundle_id)
    _require(reason)
    holders = BundleHolder.objects.on(clock.today()).filter(bundle=bundle, professional_id=professional_id)
    holder = holders.first()
    if holder is None:
        raise not_found()
    ended = _end(actor, holder, reason)
    content = BundleTaken(bundle.name, str(professional_id), ended, reason.strip())
    record(content, organisation_id=organisation_id, things=_things(bundle))
    return bundle.pk


@action(access.MANAGE)
def end_bundle(*, actor: Actor, organisation_id: UUID, bundle_id: UUID, reason: str) -> UUID:
    """End a set that nobody has any more; returns its id.

    Raises InvalidError without a reason, ConflictError while somebody has it: their roles end one by one.
    """
    bundle = bundle_of(organisation_id, bundle_id)
    _require(reason)
    if BundleHolder.objects.on(clock.today()).filter(bundle=bundle).exists():
        raise ConflictError(
            gettext("Deze bundel kan nu nog niet eindigen."),
            gettext("Er zijn medewerkers die deze rollen hebben."),
            gettext("Trek de bundel eerst bij hen in."),
        )
    today = clock.today()
    RoleBundle.objects.filter(pk=bundle.pk).update(valid_to=Greatest(F("valid_from"), today))
    record(BundleEnded(bundle.name, reason.strip()), organisation_id=organisation_id, things=_things(bundle))
    return bundle.pk


def _end(actor: Actor, holder: BundleHolder, reason: str) -> tuple[str, ...]:
    """Each role by the act that ends any role, so that the same must be handed on first."""
    rows = list(Membership.objects.on(clock.today()).filter(bundle=holder).order_by("id"))
    for row in rows:
        end_membership(actor=actor, organisation_id=row.organisation_id, membership_id=row.pk, reason=reason)
    BundleHolder.objects.filter(pk=holder.pk).update(valid_to=Greatest(F("valid_from"), clock.today()))
    return tuple(row.role for row in rows)


def _check(organisation: Organisation, location_id: UUID, name: str, roles: tuple[Role, ...]) -> None:
    wrong: dict[str, str] = {}
    if location_id not in {one.pk for one in sites_of(organisation.pk)}:
        wrong["location"] = gettext("Kies een locatie waar uw organisatie zit.")
    if not 0 < len(name) <= 80:
        wrong["name"] = gettext("Vul dit in, met hoogstens %(n)d tekens.") % {"n": 80}
    known = ROLES_OF_KIND[OrganisationKind(organisation.kind)] - {Role.ADMINISTRATOR}
    if not roles or not set(roles) <= known:
        wrong["roles"] = gettext("Kies rollen die bij uw soort organisatie horen.")
    if wrong:
        raise InvalidError(gettext("De bundel klopt niet."), gettext("Niet alles is goed."), fields=wrong)
    check_worked_with(organisation, *roles)


def _require(reason: str) -> None:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})


def _things(bundle: RoleBundle) -> list[Thing]:
    return [Thing("organisation", bundle.organisation_id), Thing("role_bundle", bundle.pk)]
