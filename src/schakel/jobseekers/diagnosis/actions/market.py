"""Loading figures of the labour market for an organisation, and taking a source's figures away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.market_file import Key, MarketRow
from schakel.jobseekers.diagnosis.models import MarketFigure
from schakel.jobseekers.diagnosis.verbs import MarketLoaded, MarketRemoved

CHUNK = 1000


@action(access.KEEP_MARKET)
def load_market(*, actor: Actor, organisation_id: UUID, rows: Sequence[MarketRow]) -> UUID:
    """Keep these figures in the place of those of the same sources and periods; returns the organisation.

    Raises InvalidError without a row.
    """
    if not rows:
        raise InvalidError(
            gettext("Er is niets om in te lezen."),
            gettext("In het bestand staat geen enkele regel met cijfers."),
            gettext("Kies een ander bestand."),
        )
    for (source, first, last), count in Counter(row.key for row in rows).items():
        replaced = _of(organisation_id, (source, first, last)).delete()[0]
        content = MarketLoaded(source, first.isoformat(), last.isoformat(), count, replaced)
        record(content, organisation_id=organisation_id)
    today = clock.today()
    MarketFigure.objects.bulk_create([_figure(organisation_id, row, today) for row in rows], batch_size=CHUNK)
    return organisation_id


@action(access.KEEP_MARKET)
def remove_market(*, actor: Actor, organisation_id: UUID, key: Key) -> UUID:
    """Take the figures of a source and period away; returns the organisation. Raises NotFoundError."""
    removed = _of(organisation_id, key).delete()[0]
    if not removed:
        raise not_found()
    source, first, last = key
    record(
        MarketRemoved(source, first.isoformat(), last.isoformat(), removed), organisation_id=organisation_id
    )
    return organisation_id


def _of(organisation_id: UUID, key: Key) -> QuerySet[MarketFigure]:
    source, first, last = key
    return MarketFigure.objects.filter(
        organisation_id=organisation_id, source=source, period_from=first, period_to=last
    )


def _figure(organisation_id: UUID, row: MarketRow, today: date) -> MarketFigure:
    return MarketFigure(
        organisation_id=organisation_id,
        source=row.source,
        published_on=row.published_on,
        period_from=row.period_from,
        period_to=row.period_to,
        region_code=row.region_code,
        region_name=row.region_name,
        group_code=row.group_code,
        group_name=row.group_name,
        vacancies=row.vacancies,
        tension=row.tension,
        weeks_to_work=row.weeks_to_work,
        loaded_on=today,
    )
