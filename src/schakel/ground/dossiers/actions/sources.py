"""Judging whether a part of an organisation's data is reliable enough to go to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import SourceJudgement
from schakel.ground.dossiers.verbs.sources import SourceJudged
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.house import JUDGEMENT_REVIEW, figure_of
from schakel.ground.organisations.queries import membership_of_reader

GATED = (Section.BENEFIT, Section.WORK_PROFILE)
"""The parts of a dossier in which each row names its source."""


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """Which part, how it is judged, on which safeguards, and when it is looked at again."""

    section: Section
    status: str
    safeguards: str
    review_on: date


@action(access.JUDGE_SOURCE)
def judge_source(*, actor: Actor, organisation_id: UUID, new: NewJudgement) -> UUID:
    """Judge a part of the own organisation's data, from now on; returns the judgement's id.

    What is not released is seen by the organisation itself and by the client only, at once (R029). Raises
    InvalidError for what is missing.
    """
    _check(new, organisation_id)
    today, person = clock.today(), membership_of_reader(actor.reader_id)
    same = SourceJudgement.objects.filter(organisation_id=organisation_id, section_bit=int(new.section))
    same.on(today).update(valid_to=today)
    judgement = SourceJudgement(
        organisation_id=organisation_id,
        section_bit=int(new.section),
        status=new.status,
        safeguards=new.safeguards.strip(),
        judged_by=person.professional if person else None,
        review_on=new.review_on,
        valid_from=today,
    )
    judgement.save(force_insert=True)
    content = SourceJudged(new.section.key, new.status, judgement.safeguards, new.review_on.isoformat())
    record(content, organisation_id=organisation_id, things=[Thing("organisation", organisation_id)])
    return judgement.id


def _check(new: NewJudgement, organisation_id: UUID) -> None:
    today, fields = clock.today(), {}
    latest = figure_of(JUDGEMENT_REVIEW, organisation_id, today).ahead(today)
    if new.section not in GATED:
        fields["section"] = gettext("Kies welke gegevens u beoordeelt.")
    if new.status not in SourceJudgement.Status.values:
        fields["status"] = gettext("Kies een oordeel.")
    if not new.safeguards.strip():
        fields["safeguards"] = gettext("Schrijf op welke waarborgen er zijn, of wat er ontbreekt.")
    if not today < new.review_on <= latest:
        words = gettext("Kies een dag na vandaag, uiterlijk %(day)s.")
        fields["review_on"] = words % {"day": long_date(latest)}
    if fields:
        raise InvalidError(
            gettext("Het oordeel is nog niet compleet."),
            gettext("Andere organisaties gaan op deze gegevens af."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )
