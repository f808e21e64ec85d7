"""Writing letterheads, templates and standard paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.notices import access
from schakel.ground.notices.fields import require_known
from schakel.ground.notices.logo import clean_logo
from schakel.ground.notices.models import Letterhead, NoticeTemplate, Paragraph
from schakel.ground.notices.verbs import LetterheadChanged, TextChanged

Text = TypeVar("Text", NoticeTemplate, Paragraph)


@dataclass(frozen=True, slots=True)
class NewLetterhead:
    """Head and foot of letters; logo None keeps the present one, empty bytes take it away."""

    sender: str
    return_address: str
    closing: str
    footer: str = ""
    signatory: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """A letter or e-mail with fields between brackets."""

    name: str
    transport: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A standard paragraph."""

    title: str
    text: str


@action(access.SET_UP_TEXTS)
def change_letterhead(
    *, actor: Actor, organisation_id: UUID, new: NewLetterhead, expected_version: int | None
) -> UUID:
    """Set an organisation's letterhead; returns the organisation's id.

    Raises InvalidError for a logo that is no picture, StaleVersionError when somebody else changed it.
    """
    values = {name: getattr(new, name).strip() for name in ("sender", "return_address", "closing", "footer")}
    values["signatory"] = new.signatory.strip()
    logo = {} if new.logo is None else {"logo": clean_logo(new.logo) if new.logo else None}
    known = Letterhead.objects.filter(pk=organisation_id).first()
    if known is None:
        Letterhead(organisation_id=organisation_id, **values, **logo).save(force_insert=True)
        changed = tuple(sorted(values | logo))
    else:
        changed = tuple(sorted(name for name, value in values.items() if getattr(known, name) != value))
        changed += tuple(logo)
        update_version(known, expected_version, **values, **logo)
    record(
        LetterheadChanged(changed), organisation_id=organisation_id, things=[_organisation(organisation_id)]
    )
    return organisation_id


@action(access.SET_UP_TEXTS)
def write_template(
    *,
    actor: Actor,
    organisation_id: UUID,
    new: NewTemplate,
    template_id: UUID | None = None,
    expected_version: int | None = None,
) -> UUID:
    """Write a template, or change the one named; returns its id.

    Raises InvalidError for a field that can't be filled in or a name that another template has.
    """
    require_known(subject=new.subject, body=new.body)
    values = {name: getattr(new, name).strip() for name in ("name", "transport", "subject", "body")}
    _require_free(NoticeTemplate, organisation_id, template_id, name=values["name"])
    return _write(NoticeTemplate, organisation_id, template_id, expected_version, values, values["name"])


@action(access.SET_UP_TEXTS)
def write_paragraph(
    *,
    actor: Actor,
    organisation_id: UUID,
    new: NewParagraph,
    paragraph_id: UUID | None = None,
    expected_version: int | None = None,
) -> UUID:
    """Write a standard paragraph, or change the one named; returns its id. Refuses as write_template does."""
    require_known(text=new.text)
    values = {"title": new.title.strip(), "text": new.text.strip()}
    _require_free(Paragraph, organisation_id, paragraph_id, title=values["title"])
    return _write(Paragraph, organisation_id, paragraph_id, expected_version, values, values["title"])


@action(access.SET_UP_TEXTS)
def retire_template(
    *, actor: Actor, organisation_id: UUID, template_id: UUID, expected_version: int | None
) -> UUID:
    """Offer a template no longer; what was written with it stays. Returns its id."""
    return _retire(NoticeTemplate, organisation_id, template_id, expected_version)


@action(access.SET_UP_TEXTS)
def retire_paragraph(
    *, actor: Actor, organisation_id: UUID, paragraph_id: UUID, expected_version: int | None
) -> UUID:
    """Offer a standard paragraph no longer; returns its id."""
    return _retire(Paragraph, organisation_id, paragraph_id, expected_version)


def _write(
    model: type[Text],
    organisation_id: UUID,
    row_id: UUID | None,
    expected_version: int | None,
    values: dict[str, str],
    title: str,
) -> UUID:
    if row_id is None:
        row = model(organisation_id=organisation_id, valid_from=clock.today(), **values)
        row.save(force_insert=True)
        _record(row, title, "written")
        return row.id
    row = _in_use(model, organisation_id, row_id)
    update_version(row, expected_version, **values)
    _record(row, title, "changed")
    return row.id


def _retire(model: type[Text], organisation_id: UUID, row_id: UUID, expected_version: int | None) -> UUID:
    row = _in_use(model, organisation_id, row_id)
    update_version(row, expected_version, valid_to=clock.today())
    _record(row, row.name if isinstance(row, NoticeTemplate) else row.title, "retired")
    return row.id


def _in_use(model: type[Text], organisation_id: UUID, row_id: UUID) -> Text:
    row = model._default_manager.filter(
        pk=row_id, organisation_id=organisation_id, valid_to__isnull=True
    ).first()
    if row is None:
        raise not_found()
    return row


def _require_free(model: type[Text], organisation_id: UUID, row_id: UUID | None, **title: str) -> None:
    taken = model._default_manager.filter(organisation_id=organisation_id, valid_to__isnull=True, **title)
    if (taken if row_id is None else taken.exclude(pk=row_id)).exists():
        field = next(iter(title))
        sentence = gettext("Deze naam is al in gebruik. Kies een andere, of wijzig die tekst.")
        raise InvalidError(gettext("Deze naam bestaat al."), fields={field: sentence})


def _record(row: NoticeTemplate | Paragraph, title: str, how: str) -> None:
    what = "template" if isinstance(row, NoticeTemplate) else "paragraph"
    things = [_organisation(row.organisation_id), Thing(what, row.id)]
    record(TextChanged(what, title, how), organisation_id=row.organisation_id, things=things)


def _organisation(organisation_id: UUID) -> Thing:
    return Thing("organisation", organisation_id)
