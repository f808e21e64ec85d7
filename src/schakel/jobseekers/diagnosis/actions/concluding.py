"""Concluding a diagnosis: distance, the way of guiding by the advice or against it, and the style."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.seats import Seat, seat_of_actor
from schakel.ground.journal.decisions import Decision, DecisionKind, Expected, Option, record_decision
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms.engine.terms import Term, term_end
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.instruments.model import RUNGS, said
from schakel.jobseekers.diagnosis.instruments.scoring import Advice
from schakel.jobseekers.diagnosis.models import DiagnosisResult, GuidanceStyle
from schakel.jobseekers.diagnosis.queries.diagnoses import Taken, diagnosis_visible, mapping_of, taken
from schakel.jobseekers.diagnosis.records import refuse_withdrawn
from schakel.jobseekers.diagnosis.scales import PHASES, Distance, Mapped
from schakel.jobseekers.diagnosis.verbs import DiagnosisConcluded, StyleChosen

Variant = DiagnosisResult.Variant
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class NewStyle:
    """A style of guiding, why, and when to look whether it still fits."""

    style: str
    because: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a diagnosis comes to; phase and nearness follow from the rung unless they are given.

    chance is in percent that the client works within `months`.
    """

    rung: int
    variant: str
    reason: str
    months: int
    chance: int
    summary: str
    style: NewStyle
    reason_text: str = ""
    client_view: str = "not_asked"
    client_words: str = ""
    phase: int | None = None
    is_near: bool | None = None


@action(access.CHANGE)
def conclude_diagnosis(
    *,
    actor: Actor,
    dossier_id: UUID,
    diagnosis_id: UUID,
    conclusion: Conclusion,
    expected_version: int | None,
) -> UUID:
    """Conclude a diagnosis whose parts about work are signed; returns its id.

    The way of guiding is recorded as a choice, with the instrument's advice among its options. Raises
    ConflictError while parts lack their signature or when it was concluded already, InvalidError without a
    reason for overruling the advice, StaleVersionError.
    """
    require_alive(dossier_id)
    diagnosis = diagnosis_visible(dossier_id, diagnosis_id)
    refuse_withdrawn(diagnosis)
    found = taken(diagnosis)
    _check_state(found)
    # Before the words: a reason to go against advice that nobody saw can't be asked.
    if expected_version not in (None, diagnosis.version):
        raise StaleVersionError(diagnosis)
    _check(conclusion, found.advice)
    update_version(diagnosis, expected_version, concluded_on=clock.today())
    seat = seat_of_actor(actor)
    distance = _distance(conclusion, mapping_of(seat.organisation_id))
    decision_id = record_decision(
        _decision(conclusion, found.advice),
        dossier_id=dossier_id,
        section=Section.DIAGNOSIS,
        things=(Thing("client", dossier_id), Thing("diagnosis", diagnosis_id)),
    )
    row = DiagnosisResult(
        diagnosis=diagnosis,
        dossier_id=dossier_id,
        rung=conclusion.rung,
        phase=distance.phase,
        is_near=distance.is_near,
        is_mapped=conclusion.phase is None and conclusion.is_near is None,
        advised=found.advice.variant or "",
        variant=conclusion.variant,
        decision_id=decision_id,
        months=conclusion.months,
        chance=conclusion.chance,
        summary=conclusion.summary.strip(),
        concluded_by_id=seat.person_id,
        organisation_id=seat.organisation_id,
    )
    row.save(force_insert=True)
    _record_result(row)
    _choose(conclusion.style, dossier_id, diagnosis_id, seat)
    return diagnosis_id


@action(access.CHANGE)
def choose_style(*, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, new: NewStyle) -> UUID:
    """Choose a style of guiding, or look again at the one that held; returns the id of the choice.

    Raises InvalidError without a reason or a day to look again, ConflictError before the conclusion.
    """
    diagnosis = diagnosis_visible(dossier_id, diagnosis_id)
    if not diagnosis.is_concluded:
        raise ConflictError(
            gettext("De diagnose loopt nog."),
            gettext("De stijl hoort bij de uitkomst."),
            gettext("Rond eerst de diagnose af."),
        )
    problems = _problems_of_style(new)
    if problems:
        raise InvalidError(gettext("De stijl is nog niet compleet."), fields=problems)
    return _choose(new, dossier_id, diagnosis_id, seat_of_actor(actor))


def _choose(new: NewStyle, dossier_id: UUID, diagnosis_id: UUID, seat: Seat) -> UUID:
    row = GuidanceStyle(
        dossier_id=dossier_id,
        diagnosis_id=diagnosis_id,
        style=new.style,
        because=new.because.strip(),
        review_on=new.review_on,
        chosen_on=clock.today(),
        chosen_by_id=seat.person_id,
        organisation_id=seat.organisation_id,
    )
    row.save(force_insert=True)
    content = StyleChosen(row.style, row.because, row.review_on.isoformat())
    record(content, dossier_id=dossier_id, things=[Thing("diagnosis", diagnosis_id)])
    return row.id


def _record_result(row: DiagnosisResult) -> None:
    content = DiagnosisConcluded(
        row.rung, row.phase, row.is_near, row.advised, row.variant, row.months, row.chance, row.summary
    )
    record(content, dossier_id=row.dossier_id, things=[Thing("diagnosis", row.diagnosis_id)])


def _check_state(found: Taken) -> None:
    if found.diagnosis.is_concluded:
        raise ConflictError(
            gettext("Deze diagnose is al afgerond."),
            gettext("Een collega was u voor."),
            gettext("Bekijk de uitkomst, of begin een nieuwe diagnose."),
        )
    if found.unsigned:
        names = ", ".join(said(part.title, "nl") for part in found.unsigned)
        raise ConflictError(
            gettext("De diagnose kan nog niet worden afgerond."),
            gettext("Nog niet ondertekend: %(parts)s.") % {"parts": names},
            gettext("Onderteken deze delen. Wat onbekend is, hoeft niet te worden ingevuld."),
        )


def _check(conclusion: Conclusion, advice: Advice) -> None:
    fields = _problems_of_distance(conclusion) | _problems_of_estimate(conclusion)
    if conclusion.variant not in Variant.values:
        fields["variant"] = gettext("Kies hoe u de cliënt begeleidt.")
    elif conclusion.variant != (advice.variant or conclusion.variant) and not conclusion.reason_text.strip():
        fields["reason_text"] = gettext("U wijkt af van het advies. Schrijf in één zin op waarom.")
    if not conclusion.summary.strip():
        fields["summary"] = gettext("Vat in een paar zinnen samen waar de cliënt staat.")
    style = {f"style_{name}" if name != "style" else name: words for name, words in
             _problems_of_style(conclusion.style).items()}  # fmt: skip
    if fields | style:
        raise InvalidError(
            gettext("De uitkomst is nog niet compleet."),
            gettext("De cliënt leest de uitkomst ook."),
            gettext("Vul aan wat hieronder staat."),
            fields=fields | style,
        )


def _problems_of_distance(conclusion: Conclusion) -> dict[str, str]:
    problems = {}
    if conclusion.rung not in RUNGS:
        problems["rung"] = gettext("Kies een trede.")
    if conclusion.phase is not None and conclusion.phase not in PHASES:
        problems["phase"] = gettext("Kies een fase van 1 tot en met 4.")
    return problems


def _problems_of_estimate(conclusion: Conclusion) -> dict[str, str]:
    problems = {}
    if not 0 <= conclusion.months <= MOST_MONTHS:
        problems["months"] = gettext("Schat het aantal maanden, van 0 tot en met 120.")
    if not 0 <= conclusion.chance <= 100:
        problems["chance"] = gettext("Schat de kans in procenten, van 0 tot en met 100.")
    return problems


def _problems_of_style(new: NewStyle) -> dict[str, str]:
    problems = {}
    if new.style not in GuidanceStyle.Style.values:
        problems["style"] = gettext("Kies een stijl van begeleiden.")
    if not new.because.strip():
        problems["because"] = gettext("Schrijf op waarom deze stijl past.")
    if new.review_on <= clock.today():
        problems["review_on"] = gettext("Kies een dag die nog komt, om te kijken of de stijl past.")
    return problems


def _distance(conclusion: Conclusion, mapped: Mapped) -> Distance:
    found = mapped[conclusion.rung]
    return Distance(
        found.phase if conclusion.phase is None else conclusion.phase,
        found.is_near if conclusion.is_near is None else conclusion.is_near,
    )


def _decision(conclusion: Conclusion, advice: Advice) -> Decision:
    by = term_end(clock.today(), Term(conclusion.months, "months"), is_latest=False) or clock.today()
    words = ngettext(
        "Aan het werk binnen %(months)s maand", "Aan het werk binnen %(months)s maanden", conclusion.months
    )
    what = words % {"months": conclusion.months}
    return Decision(
        kind=DecisionKind.GUIDANCE,
        question=gettext("Welke begeleiding past bij deze cliënt?"),
        options=tuple(Option(str(variant.label), _known(variant, advice)) for variant in Variant),
        chosen=str(Variant(conclusion.variant).label),
        reason=conclusion.reason,
        reason_text=conclusion.reason_text.strip(),
        client_view=conclusion.client_view,
        client_words=conclusion.client_words.strip(),
        expected=Expected(what, max(by, clock.today()), (conclusion.chance + 5) // 10),
    )


def _known(variant: Variant, advice: Advice) -> str:
    """Beside the option that was advised: by which scores."""
    if variant != advice.variant:
        return ""
    scores = ", ".join(
        f"{said(one.score.title, 'nl')}: {said(one.band.label, 'nl')}" for one in advice.because if one.band
    )
    return gettext("geadviseerd (%(scores)s)") % {"scores": scores}
