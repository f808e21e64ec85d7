"""Where the client's consent is asked at all, and what they are told when it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.table import needs_consent
from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Context

ASKED_FOR = Section.LIFE_DOMAINS
"""The section with cells that are the client's own choice."""

LONGEST_CONSENT = timedelta(days=366)
"""House norm of ours: consent is asked anew within a year."""

WHAT_IS_TOLD: str | Promise = _(
    "Met uw toestemming ziet deze organisatie uw leefgebieden, zoals geld, wonen of gezin. "
    "Alleen om u te helpen bij de weg naar werk. U bent vrij om nee te zeggen: dat heeft geen gevolgen "
    "voor uw uitkering of uw hulp. U kunt altijd stoppen. Dan ziet de organisatie het meteen niet meer."
)


def asks_consent(context: Context) -> bool:
    """Whether the actor sees life domains with the client's consent only, for the purpose in force."""
    actor = context.actor
    return needs_consent(actor.organisation_kind, actor.role, ASKED_FOR.key, context.purpose, clock.today())


def purposes_asked(rows: Iterable[Participation]) -> set[tuple[UUID, str]]:
    """Of those who take part: each organisation and purpose for which consent would open something."""
    today = clock.today()
    return {
        (row.organisation_id, purpose)
        for row in rows
        for purpose in Purpose.values
        if needs_consent(row.organisation.kind, row.role, ASKED_FOR.key, purpose, today)
    }
