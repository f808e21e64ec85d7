"""Linking what a client can do to a concept of the vocabulary; the client's own words always stay."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.vocabulary.actions import confirm_alias
from schakel.ground.vocabulary.editions import Named, named, newest_edition
from schakel.ground.vocabulary.queries import SKILL
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import Competence
from schakel.jobseekers.profile.queries.linking import competence_of
from schakel.jobseekers.profile.verbs import (
    CompetenceAdded,
    CompetenceLinked,
    CompetenceUnlinked,
    LinkAgreed,
    NoConceptFits,
)

MOST_WORDS = 4
"""Ours: longer than this it is a sentence about a person, and not remembered for others."""

_NO_CONCEPT: dict[str, Any] = {"concept_id": None, "edition_id": None, "concept_label": "", "agreed_on": None}


@action(access.CHANGE)
def link_competence(
    *, actor: Actor, dossier_id: UUID, line_id: UUID, uri: str, expected_version: int | None = None
) -> UUID:
    """Link a competence to a concept of the edition in use, and remember it for the next one who writes the
    same few words; returns the line's id.

    For professionals: a client agrees or undoes. Raises NotFoundError, InvalidError for a concept that the
    edition lacks, StaleVersionError.
    """
    row = _competence(dossier_id, line_id)
    if actor.kind == ReaderKind.CLIENT:
        raise not_found()
    concept = _concept(uri)
    update_version(row, expected_version, **_linked(actor, concept))
    if len(row.words.split()) <= MOST_WORDS:
        confirm_alias(
            actor=actor, organisation_id=actor.organisation_id, title=row.words, uri=uri, kind=SKILL
        )
    _record_link(row, concept)
    return row.id


@action(access.CHANGE)
def unlink_competence(
    *, actor: Actor, dossier_id: UUID, line_id: UUID, expected_version: int | None = None
) -> UUID:
    """Undo a link, or the answer that nothing fits; returns the line's id.

    A client undoes a link only, and then their no stands with it. Raises NotFoundError, ConflictError where
    there is nothing to undo, StaleVersionError.
    """
    row, is_client = _competence(dossier_id, line_id), actor.kind == ReaderKind.CLIENT
    if row.link not in ((Competence.Link.LINKED,) if is_client else _UNDONE):
        raise ConflictError(gettext("Er is geen koppeling om ongedaan te maken."))
    was = row.concept_label
    link = Competence.Link.DECLINED if is_client else Competence.Link.OPEN
    update_version(row, expected_version, link=link.value, **_answered(actor), **_NO_CONCEPT)
    content = CompetenceUnlinked(row.words, was)
    record(content, dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    return row.id


_UNDONE = (Competence.Link.LINKED, Competence.Link.NONE)


@action(access.CHANGE)
def note_no_concept(
    *, actor: Actor, dossier_id: UUID, line_id: UUID, expected_version: int | None = None
) -> UUID:
    """Note that no concept fits, with who looked and when; returns the line's id. For professionals.

    Raises NotFoundError, StaleVersionError.
    """
    row = _competence(dossier_id, line_id)
    if actor.kind == ReaderKind.CLIENT:
        raise not_found()
    link = Competence.Link.NONE.value
    update_version(row, expected_version, link=link, **_answered(actor), **_NO_CONCEPT)
    record(NoConceptFits(row.words), dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    return row.id


@action(access.CHANGE)
def agree_with_link(
    *, actor: Actor, dossier_id: UUID, line_id: UUID, expected_version: int | None = None
) -> UUID:
    """The client says that the concept fits; returns the line's id.

    Raises NotFoundError for anyone else, ConflictError without a link, StaleVersionError.
    """
    row = _competence(dossier_id, line_id)
    if actor.kind != ReaderKind.CLIENT:
        raise not_found()
    if row.link != Competence.Link.LINKED:
        raise ConflictError(gettext("Dit is niet meer gekoppeld."))
    update_version(row, expected_version, agreed_on=clock.today())
    content = LinkAgreed(row.words, row.concept_label)
    record(content, dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    return row.id


@action(access.CHANGE)
def add_proposed(*, actor: Actor, dossier_id: UUID, uri: str) -> UUID:
    """Add a skill that an occupation of the client often asks, already linked; returns the line's id.

    Whoever adds it confirms it; a client thereby agrees. Raises InvalidError for a concept that the edition
    in use lacks, ConflictError for one that stands there already.
    """
    concept = _concept(uri)
    words = concept.label[:120]
    standing = Competence.objects.filter(dossier_id=dossier_id, removed_on=None)
    if standing.filter(concept_id=uri).exists() or standing.filter(words__iexact=words).exists():
        raise ConflictError(gettext("Dit staat al in het werkprofiel."))
    is_attitude = concept.reuse_level == "transversal"
    kind = Competence.Kind.BEHAVIOUR if is_attitude else Competence.Kind.SUBJECT
    today = clock.today()
    row = Competence(
        dossier_id=dossier_id,
        words=words,
        kind=kind.value,
        shown_by=Competence.Shown.PROPOSED.value,
        source_organisation_id=actor.organisation_id,
        reader_id=actor.reader_id,
        obtained_on=today,
        **_linked(actor, concept),
    )
    if actor.kind == ReaderKind.CLIENT:
        row.agreed_on = today
    things = [Thing("profile_line", row.id)]
    record(CompetenceAdded(words, row.kind, row.shown_by), dossier_id=dossier_id, things=things)
    _record_link(row, concept)
    row.save(force_insert=True)
    return row.id


def _competence(dossier_id: UUID, line_id: UUID) -> Competence:
    row = competence_of(dossier_id, line_id)
    if row is None:
        raise not_found()
    return row


def _concept(uri: str) -> Named:
    edition = newest_edition(SKILL)
    concept = named([uri], edition).get(uri) if edition else None
    if concept is None:
        sentence = gettext("Kies een van de begrippen, of zoek een ander.")
        raise InvalidError(gettext("Dit begrip staat niet in de lijst."), sentence, fields={"uri": sentence})
    return concept


def _answered(actor: Actor) -> dict[str, Any]:
    return {"linked_on": clock.today(), "linked_by_id": actor.reader_id}


def _linked(actor: Actor, concept: Named) -> dict[str, Any]:
    return _answered(actor) | {
        "link": Competence.Link.LINKED.value,
        "concept_id": concept.uri,
        "edition_id": concept.edition.pk,
        "concept_label": concept.label,
        "agreed_on": None,
    }


def _record_link(row: Competence, concept: Named) -> None:
    content = CompetenceLinked(row.words, concept.uri, concept.label, str(concept.edition))
    record(content, dossier_id=row.dossier_id, things=[Thing("profile_line", row.id)])
