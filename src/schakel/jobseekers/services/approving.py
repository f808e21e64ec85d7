"""The question for agreement: whom it is asked of, and the rows that acts of this room leave (R227)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.seats import seat_of_actor, seat_of_membership
from schakel.ground.dossiers.shielding import check_may_read
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel
from schakel.jobseekers.services.models import ServiceApproval, ServiceUse
from schakel.jobseekers.services.queries.approvals import answer_term
from schakel.jobseekers.services.queries.levels import Approver, approvers_for
from schakel.jobseekers.services.verbs.approvals import ApprovalAsked


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the levels: the rules to pass by level, the options, the reason, and for how long."""

    about: str
    wanted: Mapping[str, Sequence[Mapping[str, str]]]
    because: str
    options: Sequence[Mapping[str, str]] = ()
    until: date | None = None
    approvers: Mapping[str, UUID] = field(default_factory=dict)


def check_approvers(actor: Actor, question: Question) -> dict[str, Approver]:
    """The people who are asked, by level. Raises InvalidError with the level of which nobody was chosen."""
    chosen, fields = {}, {}
    for level in question.wanted:
        known = {one.membership.pk: one for one in approvers_for(level, actor)}
        found = known.get(question.approvers.get(level, actor.employer_id))
        if found is not None:
            chosen[level] = found
        elif known:
            words = gettext("Kies wie akkoord geeft. Hier is dat: %(level)s.")
            fields[f"approver_{level}"] = words % {"level": ApprovalLevel(level).label}
        else:
            words = gettext("Bij uw organisatie is nu niemand met deze rol: %(level)s. Vraag uw beheerder.")
            fields[f"approver_{level}"] = words % {"level": ApprovalLevel(level).label}
    if fields:
        raise InvalidError(gettext("Hier is akkoord voor nodig."), fields=fields)
    return chosen


def ask_levels(actor: Actor, use: ServiceUse, question: Question, chosen: Mapping[str, Approver]) -> None:
    """Leave a question for each level in the running act. Raises ConflictError in a shielded dossier."""
    seat = seat_of_actor(actor)
    for level, approver in chosen.items():
        check_may_read(use.dossier_id, seat_of_membership(approver.membership))
        rules = list(question.wanted[level])
        row = ServiceApproval(
            dossier_id=use.dossier_id,
            use=use,
            service_name=use.name,
            about=question.about,
            level=level,
            rules=rules,
            options=list(question.options),
            because=question.because,
            until=question.until,
            organisation_id=seat.organisation_id,
            asked_by_id=seat.person_id,
            asked_reader_id=actor.reader_id,
            asked_on=clock.today(),
            approver=approver.membership,
            answer_by=answer_term(seat.organisation_id),
        )
        row.save(force_insert=True)
        name = approver.membership.professional.name
        texts = tuple(str(rule["text"]) for rule in rules)
        content = ApprovalAsked(
            use.name, row.about, level, name, texts, row.because, row.answer_by.isoformat()
        )
        record(content, dossier_id=use.dossier_id, things=[Thing("service_use", use.pk)])
