"""Beginning a diagnosis, and filling its parts in: by professionals, and by the client for the own view."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found, reads, works_on
from schakel.ground.access.types import ReaderKind, Section
from schakel.ground.dossiers import records as dossiers
from schakel.ground.dossiers.models import LifeDomain, Participation
from schakel.ground.dossiers.seats import Seat, seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.instruments.model import Answers, Part, said
from schakel.jobseekers.diagnosis.instruments.scoring import wrong_answers
from schakel.jobseekers.diagnosis.models import Diagnosis, DiagnosisPart, Instrument
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.jobseekers.diagnosis.queries.instruments import usable
from schakel.jobseekers.diagnosis.records import keep, refuse_withdrawn
from schakel.jobseekers.diagnosis.verbs import DiagnosisBegun, OwnViewGiven, PartSaved, PartSigned

Mode, Voice = Diagnosis.Mode, DiagnosisPart.Voice
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class NewDiagnosis:
    """With which instrument (by digest), how, and in a duo with whom (a participation in the dossier)."""

    digest: str
    mode: str
    second_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in for a part."""

    answers: Answers
    note: str = ""


@action(access.CHANGE)
def begin_diagnosis(*, actor: Actor, dossier_id: UUID, new: NewDiagnosis) -> UUID:
    """Begin a diagnosis; returns its id. After an earlier one its parts about work are filled in beforehand.

    Raises InvalidError for what can't be chosen, ConflictError while one is under way.
    """
    require_alive(dossier_id)
    dossiers.hold(dossier_id)
    _refuse_second(dossier_id)
    seat = seat_of_actor(actor)
    second = _second(dossier_id, new, seat)
    instrument = _instrument(new.digest)
    previous = (
        Diagnosis.objects.filter(dossier_id=dossier_id, concluded_on__isnull=False)
        .select_related("instrument")
        .order_by("-begun_at", "-id")
        .first()
    )
    row = Diagnosis(
        dossier_id=dossier_id,
        instrument=instrument,
        previous=previous,
        mode=new.mode,
        organisation_id=seat.organisation_id,
        begun_by_id=seat.person_id,
        second_id=second.professional_id if second else None,
        second_organisation_id=second.organisation_id if second else None,
        begun_at=clock.now(),
    )
    row.save(force_insert=True)
    if previous is not None:
        _fill_beforehand(row, previous, seat)
    content = DiagnosisBegun(
        instrument.title,
        instrument.edition,
        instrument.digest,
        new.mode,
        second.professional.name if second and second.professional else "",
        previous is not None,
    )
    record(content, dossier_id=dossier_id, things=[_thing(row.id)])
    return row.id


@action(access.CHANGE)
def save_part(
    *,
    actor: Actor,
    dossier_id: UUID,
    diagnosis_id: UUID,
    part: str,
    filled: Filled,
    expected_version: int | None,
) -> UUID:
    """Keep what was filled in for a part, to go on later; returns the part's id.

    expected_version is 0 for a part that nobody filled in yet. Raises StaleVersionError when somebody else
    kept it meanwhile, InvalidError for answers outside their scale, ConflictError after the conclusion.
    """
    row, found = _kept(actor, dossier_id, diagnosis_id, part, filled, expected_version, is_signed=False)
    record(
        PartSaved(said(found.title, "nl")),
        dossier_id=dossier_id,
        section=Section(row.section_bit),
        things=[_thing(diagnosis_id)],
    )
    return row.id


@action(access.CHANGE)
def sign_part(
    *,
    actor: Actor,
    dossier_id: UUID,
    diagnosis_id: UUID,
    part: str,
    filled: Filled,
    expected_version: int | None,
) -> UUID:
    """Keep a part and stand for it; returns its id.

    Raises as `save_part`, and InvalidError when it is empty.
    """
    if not filled.answers and not filled.note.strip():
        raise InvalidError(
            gettext("Dit deel is nog leeg."),
            gettext("Wie ondertekent, staat voor wat er is ingevuld."),
            gettext("Vul minstens één antwoord in, of schrijf op waarom dat niet kan."),
        )
    row, found = _kept(actor, dossier_id, diagnosis_id, part, filled, expected_version, is_signed=True)
    record(
        PartSigned(said(found.title, "nl"), dict(row.answers), row.note),
        dossier_id=dossier_id,
        section=Section(row.section_bit),
        things=[_thing(diagnosis_id)],
    )
    return row.id


@action(access.OWN_VIEW)
def give_own_view(
    *,
    actor: Actor,
    dossier_id: UUID,
    diagnosis_id: UUID,
    part: str,
    filled: Filled,
    expected_version: int | None,
) -> UUID:
    """The client's own answers on a part, beside those of professionals; returns their id.

    Raises NotFoundError for anybody else, and otherwise as `save_part`.
    """
    if actor.kind != ReaderKind.CLIENT or actor.subject_id != dossier_id:
        raise not_found()
    diagnosis = _still_open(dossier_id, diagnosis_id)
    found = _part(diagnosis, part)
    bit = _section_of(found, dossier_id, is_own=True)
    if not found.own_questions:
        raise not_found()
    _check(found, filled, is_own=True)
    row = _write(
        diagnosis, found, Voice.CLIENT, filled, expected_version, section_bit=int(bit), signed_at=clock.now()
    )
    record(
        OwnViewGiven(said(found.title, "nl"), dict(row.answers), row.note),
        dossier_id=dossier_id,
        section=bit,
        things=[_thing(diagnosis_id)],
    )
    return row.id


def _kept(
    actor: Actor,
    dossier_id: UUID,
    diagnosis_id: UUID,
    part: str,
    filled: Filled,
    expected_version: int | None,
    *,
    is_signed: bool,
) -> tuple[DiagnosisPart, Part]:
    diagnosis = _still_open(dossier_id, diagnosis_id)
    found = _part(diagnosis, part)
    bit = _section_of(found, dossier_id)
    _check(found, filled)
    seat = seat_of_actor(actor)
    _refuse_others(diagnosis, found, seat)
    row = _write(
        diagnosis,
        found,
        Voice.PROFESSIONAL,
        filled,
        expected_version,
        section_bit=int(bit),
        saved_by_id=seat.person_id,
        organisation_id=seat.organisation_id,
        signed_at=clock.now() if is_signed else None,
    )
    # Whoever has the page of the outcome open looked at other answers.
    Diagnosis.objects.filter(pk=diagnosis.pk).update(version=F("version") + 1)
    return row, found


def _write(
    diagnosis: Diagnosis,
    part: Part,
    voice: str,
    filled: Filled,
    expected_version: int | None,
    **values: object,
) -> DiagnosisPart:
    """The row of a part, new or as it was seen; of two who fill in the same new part one comes too late."""
    changes = {
        "answers": dict(filled.answers),
        "note": filled.note.strip(),
        "saved_at": clock.now(),
        **values,
    }
    known = DiagnosisPart.objects.filter(diagnosis=diagnosis, name=part.name, voice=voice).first()
    if known is not None:
        return update_version(known, expected_version, **changes)
    row = DiagnosisPart(
        diagnosis=diagnosis, dossier_id=diagnosis.dossier_id, name=part.name, voice=voice, **changes
    )
    DiagnosisPart.objects.bulk_create([row], ignore_conflicts=True)
    kept = DiagnosisPart.objects.get(diagnosis=diagnosis, name=part.name, voice=voice)
    if kept.pk != row.pk:
        raise StaleVersionError(kept)
    return row


def _still_open(dossier_id: UUID, diagnosis_id: UUID) -> Diagnosis:
    diagnosis = diagnosis_visible(dossier_id, diagnosis_id)
    locked = Diagnosis.objects.select_for_update(no_key=True).get(pk=diagnosis_id)
    refuse_withdrawn(locked)
    if locked.is_concluded:
        raise ConflictError(
            gettext("Deze diagnose is afgerond."),
            gettext("De uitkomst staat vast zoals die toen was."),
            gettext("Begin een nieuwe diagnose; die is al ingevuld met wat hier staat."),
        )
    return diagnosis


def _part(diagnosis: Diagnosis, name: str) -> Part:
    found = diagnosis.instrument.content.part(name)
    if found is None:
        raise not_found()
    return found


def _section_of(part: Part, dossier_id: UUID, *, is_own: bool = False) -> Section:
    """The section that protects a part. A life domain is asked about only while it is open."""
    if not part.domain:
        return Section.DIAGNOSIS
    need = reads(Section.LIFE_DOMAINS) if is_own else works_on(Section.LIFE_DOMAINS)
    need.check(current_context(), {"dossier_id": dossier_id})
    opened = LifeDomain.objects.filter(dossier_id=dossier_id, domain=part.domain)
    if not opened.exclude(state=LifeDomain.State.CLOSED).exists():
        if is_own:
            raise ConflictError(
                gettext("Over dit onderwerp vragen wij u nu niets."),
                gettext("Wie u begeleidt, heeft hier geen vraag meer over."),
                gettext("Wilt u er toch iets over zeggen? Zeg het tegen wie u begeleidt."),
            )
        raise ConflictError(
            gettext("Dit leefgebied is niet open."),
            gettext("Over een leefgebied wordt alleen iets gevraagd als er een vraag over is."),
            gettext("Open het op het tabblad Leefgebieden, met de vraag erbij."),
        )
    return Section.LIFE_DOMAINS


def _check(part: Part, filled: Filled, *, is_own: bool = False) -> None:
    fields = {
        f"q_{name}": gettext("Kies een van de antwoorden, of schrijf hoogstens 1000 tekens.")
        for name in wrong_answers(part, filled.answers, is_own=is_own)
    }
    if len(filled.note) > LONGEST_NOTE:
        fields["note"] = gettext("Schrijf hoogstens 1000 tekens.")
    if fields:
        raise InvalidError(gettext("Niet alle antwoorden passen."), fields=fields)


def _refuse_others(diagnosis: Diagnosis, part: Part, seat: Seat) -> None:
    """What another organisation signed is theirs to put right."""
    signed = DiagnosisPart.objects.filter(
        diagnosis=diagnosis, name=part.name, voice=Voice.PROFESSIONAL, signed_at__isnull=False
    )
    if signed.exclude(organisation_id=seat.organisation_id).exists():
        raise ConflictError(
            gettext("Dit deel is ondertekend door een andere organisatie."),
            gettext("Wie ondertekende, staat voor de antwoorden."),
            gettext("Vraag die organisatie om het te verbeteren, of schrijf uw kijk bij de uitkomst."),
        )


def _refuse_second(dossier_id: UUID) -> None:
    if Diagnosis.objects.filter(dossier_id=dossier_id, concluded_on=None, withdrawn_on=None).exists():
        raise ConflictError(
            gettext("Er loopt al een diagnose."),
            gettext("Een collega begon eerder, misschien bij een andere organisatie."),
            gettext("Ga daarin verder: elk deel kan door een ander worden ingevuld."),
        )


def _second(dossier_id: UUID, new: NewDiagnosis, seat: Seat) -> Participation | None:
    if new.mode not in Mode.values:
        raise _wrong("mode", gettext("Kies hoe de diagnose gaat."))
    if new.mode != Mode.DUO:
        return None
    taking_part = Participation.objects.on(clock.today()).filter(dossier_id=dossier_id)
    named = taking_part.filter(pk=new.second_id) if new.second_id else taking_part.none()
    others = (
        named.filter(role__in=access.WRITERS)
        .exclude(professional=None)
        .exclude(professional_id=seat.person_id)
    )
    found = others.select_related("professional").first()
    if found is None:
        raise _wrong("second", gettext("Kies met wie u het gesprek voert. Die doet mee in dit dossier."))
    return found


def _instrument(digest: str) -> Instrument:
    """The instrument as it is kept; one of ours is kept when it is used for the first time."""
    content = next((one for one in usable() if one.digest == digest), None)
    if content is None:
        raise _wrong("instrument", gettext("Kies een instrument uit de lijst."))
    kept = keep(content)
    if kept.first_used_on is None:
        Instrument.objects.filter(pk=kept.pk).update(first_used_on=clock.today())
    return kept


def _fill_beforehand(diagnosis: Diagnosis, previous: Diagnosis, seat: Seat) -> None:
    """What was known then, for whoever looks again: kept unsigned, and only where the same is asked."""
    parts = {part.name: part for part in diagnosis.instrument.content.core}
    before = previous.instrument.content
    earlier = DiagnosisPart.objects.filter(diagnosis=previous, voice=Voice.PROFESSIONAL, name__in=parts)
    DiagnosisPart.objects.bulk_create(
        DiagnosisPart(
            diagnosis=diagnosis,
            dossier_id=diagnosis.dossier_id,
            section_bit=row.section_bit,
            name=row.name,
            voice=row.voice,
            answers=_still_asked(parts[row.name], before.part(row.name), row.answers),
            note=row.note,
            saved_at=diagnosis.begun_at,
            saved_by_id=seat.person_id,
            organisation_id=seat.organisation_id,
        )
        for row in earlier
    )


def _still_asked(part: Part, before: Part | None, answers: Answers) -> dict[str, int | str]:
    """The answers to questions that kept their words and scale: another edition may ask something else."""
    asked = {q.name: (q.text, q.scale) for q in before.questions} if before is not None else {}
    same = {q.name for q in part.questions if asked.get(q.name) == (q.text, q.scale)}
    return {name: value for name, value in answers.items() if name in same}


def _wrong(field: str, sentence: str) -> InvalidError:
    return InvalidError(gettext("De diagnose is nog niet begonnen."), sentence, fields={field: sentence})


def _thing(diagnosis_id: UUID) -> Thing:
    return Thing("diagnosis", diagnosis_id)
