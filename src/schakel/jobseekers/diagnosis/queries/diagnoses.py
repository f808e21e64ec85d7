"""Diagnoses of a dossier with their parts, scores and advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.engine.terms import Term, term_end
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.instruments.model import Answers, InstrumentContent, Part
from schakel.jobseekers.diagnosis.instruments.scoring import Advice, Found, advise, all_scores, rung_of
from schakel.jobseekers.diagnosis.models import (
    Diagnosis,
    DiagnosisPart,
    DiagnosisResult,
    EstimateReview,
    GuidanceStyle,
    ScaleMapping,
)
from schakel.jobseekers.diagnosis.scales import HOUSE, Mapped, mapped_from

Voice = DiagnosisPart.Voice
SHOWN = 12
COMPARE_AFTER = 12
"""Months after which an estimate is laid beside what showed since; ours."""


def _all(dossier_id: UUID) -> QuerySet[Diagnosis]:
    access.SEE.check_cell(current_context())
    found = Diagnosis.objects.filter(dossier_id=dossier_id)
    return found.select_related(
        "instrument", "organisation", "begun_by", "second", "second_organisation", "result__concluded_by",
        "result__organisation", "review",
    ).order_by("-begun_at", "-id")  # fmt: skip


def diagnoses_of(dossier_id: UUID) -> list[Diagnosis]:
    """The latest ones, newest first, each with its result where it has one; one statement.

    What was withdrawn counts nowhere and is left out.
    """
    return list(_all(dossier_id).filter(withdrawn_on=None)[:SHOWN])


def withdrawn_of(dossier_id: UUID) -> list[Diagnosis]:
    """Those that were withdrawn, newest first."""
    found = _all(dossier_id).filter(withdrawn_on__isnull=False)
    return list(found.select_related("withdrawn_by", "organisation")[:SHOWN])


def diagnosis_visible(dossier_id: UUID, diagnosis_id: UUID) -> Diagnosis:
    """One diagnosis of a dossier. Raises NotFoundError."""
    found = _all(dossier_id).filter(pk=diagnosis_id).first()
    if found is None:
        raise not_found()
    return found


def result_of(diagnosis: Diagnosis) -> DiagnosisResult | None:
    """What it came to, if it was concluded."""
    return getattr(diagnosis, "result", None)


def standing(diagnoses: Iterable[Diagnosis]) -> Diagnosis | None:
    """Whose result holds: the latest concluded one of these (newest first), also while another is taken."""
    return next((one for one in diagnoses if one.is_concluded), None)


def review_of(diagnosis: Diagnosis) -> EstimateReview | None:
    """What was asked or said of its estimate, if anything."""
    return getattr(diagnosis, "review", None)


def why_compare(diagnosis: Diagnosis, today: date) -> str:
    """Why somebody should lay its estimate beside what showed since (R067); empty where nothing asks."""
    if diagnosis.concluded_on is None:
        return ""
    review = review_of(diagnosis)
    said_on = review.looked_back_on if review else None
    if review and review.prompted_on and (said_on is None or review.prompted_on > said_on):
        return str(review.get_prompted_by_display())
    due = term_end(diagnosis.concluded_on, Term(COMPARE_AFTER, "months"), is_latest=False)
    is_old = said_on is None and due is not None and due <= today
    return gettext("Deze uitkomst is ouder dan een jaar.") if is_old else ""


def style_of(dossier_id: UUID) -> GuidanceStyle | None:
    """The style of guiding that holds: the latest chosen."""
    found = GuidanceStyle.objects.filter(dossier_id=dossier_id).select_related("chosen_by", "organisation")
    return found.order_by("-chosen_on", "-id").first()


def styles_of(dossier_id: UUID) -> list[GuidanceStyle]:
    """Every style chosen, newest first."""
    found = GuidanceStyle.objects.filter(dossier_id=dossier_id).select_related("chosen_by", "organisation")
    return list(found.order_by("-chosen_on", "-id")[:SHOWN])


def parts_of(diagnosis_ids: Iterable[UUID]) -> list[DiagnosisPart]:
    """The parts of these diagnoses that the actor may see."""
    found = DiagnosisPart.objects.filter(diagnosis_id__in=list(diagnosis_ids))
    return list(found.select_related("saved_by", "organisation"))


@dataclass
class Taken:
    """A diagnosis with what was filled in, by voice and name of part."""

    diagnosis: Diagnosis
    content: InstrumentContent
    parts: dict[tuple[str, str], DiagnosisPart] = field(default_factory=dict)

    def row(self, part: str, voice: str = Voice.PROFESSIONAL) -> DiagnosisPart | None:
        """What was filled in for a part."""
        return self.parts.get((voice, part))

    def answers(self, voice: str = Voice.PROFESSIONAL) -> dict[str, Answers]:
        """The answers of one voice, by part."""
        return {name: row.answers for (spoken, name), row in self.parts.items() if spoken == voice}

    @cached_property
    def scores(self) -> dict[tuple[str, str], Found]:
        """What the professionals' answers score."""
        return all_scores(self.content, self.answers())

    @cached_property
    def own_scores(self) -> dict[tuple[str, str], Found]:
        """What the client's own answers score; a question that is not asked of the client does not count."""
        return all_scores(self.content, self.answers(Voice.CLIENT))

    @cached_property
    def advice(self) -> Advice:
        """The way of guiding that the scores lead to."""
        return advise(self.content, self.scores)

    @property
    def rung(self) -> int | None:
        """The rung to which the score for distance points."""
        return rung_of(self.content, self.scores)

    @property
    def unsigned(self) -> list[Part]:
        """The parts about work that nobody signed yet."""
        return [part for part in self.content.core if not self.is_signed(part.name)]

    def is_signed(self, part: str) -> bool:
        """Whether somebody stands for a part."""
        row = self.row(part)
        return row is not None and row.signed_at is not None


def taken(diagnosis: Diagnosis) -> Taken:
    """A diagnosis with its parts; one statement."""
    return _taken(diagnosis, parts_of([diagnosis.pk]))


def all_taken(diagnoses: list[Diagnosis]) -> list[Taken]:
    """The same of several; one statement."""
    parts = parts_of(diagnosis.pk for diagnosis in diagnoses)
    return [_taken(one, [p for p in parts if p.diagnosis_id == one.pk]) for one in diagnoses]


def _taken(diagnosis: Diagnosis, parts: list[DiagnosisPart]) -> Taken:
    return Taken(diagnosis, diagnosis.instrument.content, {(row.voice, row.name): row for row in parts})


def mapping_of(organisation_id: UUID) -> Mapped:
    """How an organisation lays the scales beside each other; that of the house where it has none."""
    found = own_mapping(organisation_id)
    return HOUSE if found is None else mapped_from(found.rows)


def own_mapping(organisation_id: UUID) -> ScaleMapping | None:
    """An organisation's own mapping, if it made one."""
    return ScaleMapping.objects.filter(organisation_id=organisation_id).first()
