"""Fixed pairs of professionals who stand in for each other."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.covering import is_role_wide_enough
from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Membership, Pair
from schakel.ground.organisations.pairing import end_mutual_cover
from schakel.ground.organisations.queries.people import member_of
from schakel.ground.organisations.verbs.availability import PairEnded, PairMade


@action(access.MANAGE)
def make_pair(*, actor: Actor, organisation_id: UUID, membership_id: UUID, partner_id: UUID) -> UUID:
    """Name the fixed partner of a member; returns the id of this half.

    Within the organisation the pair holds from today. With a partner elsewhere it holds once the partner's
    organisation says the same, since each sees the other's dossiers while standing in. Raises InvalidError
    when one of them may do less than the other, ConflictError for who has a partner already.
    """
    member = member_of(organisation_id, membership_id)
    partner = _partner(member, partner_id)
    half = _half(member, partner)
    if partner.organisation_id == organisation_id:
        _half(partner, member)
    things = [Thing("organisation", organisation_id), Thing("membership", member.pk)]
    things.append(Thing("membership", partner.pk, "partner"))
    record(PairMade(str(member.pk), str(partner.pk)), organisation_id=organisation_id, things=things)
    return half.pk


@action(access.MANAGE)
def end_pair(*, actor: Actor, organisation_id: UUID, pair_id: UUID) -> UUID:
    """End a pair from either side, or the wish for one; standing in for each other ends today.

    Returns the id of the half. Raises NotFoundError for a pair of others, or one that ended.
    """
    today = clock.today()
    half = Pair.objects.on(today).filter(pk=pair_id).select_related("membership", "partner").first()
    sides = {half.membership.organisation_id, half.partner.organisation_id} if half else set()
    if half is None or organisation_id not in sides:
        raise not_found()
    other = Pair.objects.on(today).filter(membership=half.partner, partner=half.membership)
    other.update(valid_to=today)
    Pair.objects.filter(pk=half.pk).update(valid_to=today)
    end_mutual_cover(half.membership, half.partner)
    content = PairEnded(str(half.membership_id), str(half.partner_id))
    things = [Thing("organisation", organisation_id), Thing("membership", half.membership_id)]
    record(content, organisation_id=organisation_id, things=things)
    return half.pk


def _half(member: Membership, partner: Membership) -> Pair:
    half = Pair(membership=member, partner=partner, valid_from=clock.today())
    half.save(force_insert=True)
    return half


def _partner(member: Membership, partner_id: UUID) -> Membership:
    """Whoever fits. Each must be allowed what the other is: they stand in for each other."""
    found = Membership.objects.on(clock.today()).filter(pk=partner_id).select_related("reader")
    partner = found.first()
    today = clock.today()
    if (
        partner is None
        or partner.professional_id == member.professional_id
        or not is_role_wide_enough(partner.reader, member.reader, today)
        or not is_role_wide_enough(member.reader, partner.reader, today)
    ):
        sentence = gettext("Kies iemand met een rol die in dossiers hetzelfde mag.")
        raise InvalidError(
            gettext("Deze twee kunnen geen vast koppel zijn."),
            gettext("Zij nemen voor elkaar waar, dus hun rollen moeten hetzelfde mogen."),
            sentence,
            fields={"partner": sentence},
        )
    return partner
