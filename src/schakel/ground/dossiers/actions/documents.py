"""Documents: judged by content, looked at for viruses, kept encrypted; replaced or withdrawn, not erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found, writes
from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.inspection import Inspected, inspect
from schakel.ground.dossiers.models import Document, DocumentContent, DocumentRevision
from schakel.ground.dossiers.scanning import ScannerError, no_answer, scanner
from schakel.ground.dossiers.sealing import seal
from schakel.ground.dossiers.verbs import DocumentAdded, DocumentReplaced, DocumentWithdrawn
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version

Kind, Scan = Document.Kind, DocumentRevision.Scan

SECTION_OF_KIND = {
    Kind.CV: Section.WORK_PROFILE,
    Kind.DIAGNOSIS: Section.DIAGNOSIS,
    Kind.CONTRACT: Section.PLAN,
    Kind.SIGNED_PLAN: Section.PLAN,
    Kind.DECISION_LETTER: Section.BENEFIT,
    Kind.IDENTITY_CHECK: Section.IDENTITY,
    Kind.COURT_ORDER: Section.IDENTITY,
    Kind.OTHER: Section.CONTACTS,
}
"""The section to which a kind of document belongs, and so who may see it."""

CLIENT_KINDS = (Kind.CV, Kind.CONTRACT, Kind.SIGNED_PLAN, Kind.COURT_ORDER)
"""What a client can add; each belongs to a section that clients write in."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it came: its name and content type in the sender's words, and its bytes."""

    name: str
    declared: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as told: kind, title, the day on it, where it comes from, and whether the client sees it."""

    kind: str
    title: str
    dated_on: date
    source: str = ""
    is_for_client: bool = True


@action(access.SEE)
def add_document(*, actor: Actor, dossier_id: UUID, new: NewDocument, file: NewFile) -> UUID:
    """Add a document to the section of its kind; returns its id. A client's own is always for the client.

    Raises InvalidError for what is no document of an allowed kind or holds a virus, ForbiddenError when the
    actor may not write that section, ConflictError while the virus scanner is silent.
    """
    _check_told(actor, new)
    section = SECTION_OF_KIND[Kind(new.kind)]
    _check_writes(dossier_id, section)
    kept, scan = _judged(file)
    document = Document(
        dossier_id=dossier_id,
        kind=new.kind,
        title=new.title.strip(),
        dated_on=new.dated_on,
        source=new.source.strip(),
        section_bit=int(section),
        organisation_id=actor.organisation_id,
        is_for_client=new.is_for_client or actor.role == Role.CLIENT,
        added_at=clock.now(),
    )
    document.save(force_insert=True)
    digest = _keep(actor, document, 1, kept, scan)
    record(
        DocumentAdded(document.title, document.kind, digest, scan),
        dossier_id=dossier_id,
        section=section,
        things=[_thing(document)],
    )
    return document.id


@action(access.SEE)
def replace_document(
    *,
    actor: Actor,
    dossier_id: UUID,
    document_id: UUID,
    file: NewFile,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """Give a document a new version; the earlier ones stay readable. Returns the document's id.

    Raises NotFoundError for another organisation's document, InvalidError without a reason and as
    add_document does, ConflictError for one that was withdrawn, StaleVersionError when it changed meanwhile.
    """
    document = _own(actor, dossier_id, document_id)
    _check_because(because)
    kept, scan = _judged(file)
    number = document.revisions.count() + 1
    update_version(document, expected_version)
    digest = _keep(actor, document, number, kept, scan)
    record(
        DocumentReplaced(document.title, document.kind, number, digest, scan, because.strip()),
        dossier_id=dossier_id,
        section=Section(document.section_bit),
        things=[_thing(document)],
    )
    return document.id


@action(access.SEE)
def withdraw_document(
    *,
    actor: Actor,
    dossier_id: UUID,
    document_id: UUID,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """Let a document count no longer; it stays readable, marked with the reason. Returns its id.

    Raises as replace_document does.
    """
    document = _own(actor, dossier_id, document_id)
    _check_because(because)
    update_version(document, expected_version, withdrawn_at=clock.now(), withdrawn_because=because.strip())
    record(
        DocumentWithdrawn(document.title, document.kind, because.strip()),
        dossier_id=dossier_id,
        section=Section(document.section_bit),
        things=[_thing(document)],
    )
    return document.id


def _own(actor: Actor, dossier_id: UUID, document_id: UUID) -> Document:
    """The document, when the actor's own organisation (or the client) added it and may still write there."""
    document = Document.objects.filter(pk=document_id, dossier_id=dossier_id).first()
    if document is None or document.organisation_id != actor.organisation_id:
        raise not_found()
    _check_writes(dossier_id, Section(document.section_bit))
    if document.withdrawn_at is not None:
        raise ConflictError(
            gettext("Dit document is al ingetrokken."),
            gettext("Een ingetrokken document verandert niet meer."),
            gettext("Voeg een nieuw document toe."),
        )
    return document


def _check_writes(dossier_id: UUID, section: Section) -> None:
    writes(section).check(current_context(), {"dossier_id": dossier_id})


def _check_told(actor: Actor, new: NewDocument) -> None:
    fields = {}
    if new.kind not in Kind.values or (actor.role == Role.CLIENT and new.kind not in CLIENT_KINDS):
        fields["kind"] = gettext("Kies wat voor document het is.")
    if not new.title.strip():
        fields["title"] = gettext("Geef het document een titel.")
    if new.dated_on > clock.today():
        fields["dated_on"] = gettext("De datum op het document kan niet later zijn dan vandaag.")
    if fields:
        raise InvalidError(gettext("Het document is nog niet compleet."), fields=fields)


def _check_because(because: str) -> None:
    if not because.strip():
        sentence = gettext("Schrijf op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})


def _judged(file: NewFile) -> tuple[Inspected, str]:
    """The file as it may be kept, and what the scanner said; what holds a virus is kept nowhere."""
    kept = inspect(file.name, file.declared, file.content)
    machine = scanner()
    if machine is None:
        return kept, Scan.UNSCANNED.value
    try:
        verdict = machine.scan(file.content)
    except ScannerError as error:
        raise no_answer() from error
    if not verdict.is_clean:
        sentence = gettext("In dit bestand zit een virus. Het is niet bewaard. Waarschuw de afzender.")
        raise InvalidError(sentence, fields={"file": sentence})
    return kept, Scan.CLEAN.value


def _keep(actor: Actor, document: Document, number: int, kept: Inspected, scan: str) -> str:
    """Store one version with its encrypted bytes; returns the digest of what was kept."""
    digest, revision_id = sha256(kept.content).hexdigest(), uuid7()
    DocumentRevision(
        id=revision_id,
        document=document,
        dossier_id=document.dossier_id,
        section_bit=document.section_bit,
        number=number,
        file_name=kept.name,
        content_type=kept.kind.content_type,
        size=len(kept.content),
        digest=digest,
        scan=scan,
        reader_id=actor.reader_id,
        added_at=clock.now(),
    ).save(force_insert=True)
    key_id, sealed = seal(kept.content, revision_id)
    DocumentContent(
        revision_id=revision_id,
        dossier_id=document.dossier_id,
        section_bit=document.section_bit,
        key_id=key_id,
        sealed=sealed,
    ).save(force_insert=True)
    return digest


def _thing(document: Document) -> Thing:
    return Thing("document", document.id)
