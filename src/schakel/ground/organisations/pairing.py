"""The end of a fixed pair: both halves, and with them the standing in for each other."""

from __future__ import annotations

from django.db.models import F, Q
from django.db.models.functions import Greatest

from schakel.ground.access.readers import end_covers
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership, Pair


def end_pair_of(membership: Membership) -> None:
    """End the pair that a member is in, or was asked for; also called when their role ends."""
    today = clock.today()
    halves = Pair.objects.on(today).filter(Q(membership=membership) | Q(partner=membership))
    for half in halves.select_related("membership", "partner"):
        end_mutual_cover(half.membership, half.partner)
    halves.update(valid_to=Greatest(F("valid_from"), today))


def end_mutual_cover(one: Membership, other: Membership) -> None:
    """From today neither stands in for the other."""
    both = Q(reader_id=one.reader_id, covered_reader_id=other.reader_id) | Q(
        reader_id=other.reader_id, covered_reader_id=one.reader_id
    )
    end_covers(both, on=clock.today())
