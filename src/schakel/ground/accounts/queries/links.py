"""Finding the link that somebody came with."""

from __future__ import annotations

from schakel.ground.accounts.models import OneTimeLink
from schakel.ground.accounts.records import digest_of
from schakel.ground.kernel import clock


def usable_link(token: str, *, for_use: bool = False) -> OneTimeLink | None:
    """The link with this word if it can still be used, with its account; for_use holds its row."""
    found = OneTimeLink.objects.select_related("account").filter(
        digest=digest_of(token), used_at=None, expires_at__gt=clock.now(), account__is_active=True
    )
    return (found.select_for_update(of=("self",)) if for_use else found).first()
