"""The forms of documents: a new one, a new version, and withdrawing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import SECTION_LABELS
from schakel.ground.dossiers.actions.documents import SECTION_OF_KIND, NewDocument, NewFile
from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.inspection import MAX_BYTES, allowed_endings
from schakel.ground.dossiers.models import Document
from schakel.ground.kernel import clock


def file_field() -> forms.FileField:
    """The chooser of a file; what is in it is judged by the act."""
    return forms.FileField(
        label=_("Bestand"),
        help_text=_("PDF, Word (DOCX), Excel (XLSX), ODT, JPEG, PNG of TXT. Hooguit 10 megabyte."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": allowed_endings()}),
    )


class FileForm(ActForm):
    """A form with a file; one that is too large is refused before it is read."""

    file = file_field()

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("Het bestand is te groot: het mag 10 megabyte zijn.")
                + " "
                + gettext("Sla het kleiner op, of verdeel het over meer bestanden.")
            )
        return file

    def new_file(self) -> NewFile:
        """The file as the act takes it."""
        file: Any = self.cleaned_data["file"]
        return NewFile(file.name, file.content_type or "", file.read())


class DocumentForm(FileForm):
    """A new document; the kinds are those whose section the actor may write."""

    kind = forms.ChoiceField(label=_("Wat is het?"))
    title = forms.CharField(
        label=_("Titel"), max_length=120, help_text=_("Zonder naam of nummer van de cliënt.")
    )
    dated_on = forms.DateField(
        label=_("Datum op het document"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label=_("Waar komt het vandaan?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: de cliënt, de rechtbank, de werkgever."),
    )
    is_for_client = forms.BooleanField(
        label=_("De cliënt ziet dit document in Mijn Schakel"), required=False, initial=True
    )
    field_order = ("file", "kind", "title", "dated_on", "source", "is_for_client")

    def __init__(self, *args: Any, kinds: Iterable[Document.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Kies")), *((kind.value, kind_words(kind)) for kind in kinds)]

    def new_document(self) -> NewDocument:
        """What was told, as the act takes it."""
        said = self.cleaned_data
        return NewDocument(
            said["kind"], said["title"], said["dated_on"], said["source"], said["is_for_client"]
        )


class ReplaceForm(FileForm):
    """A new version, with why."""

    because = because_field()
    field_order = ("file", "because")


class WithdrawForm(ActForm):
    """Why a document counts no longer."""

    because = because_field()


def kind_words(kind: Document.Kind) -> str:
    """A kind with the part of the dossier where it lands, since that decides who sees it."""
    part = str(SECTION_LABELS[SECTION_OF_KIND[kind]]).lower()
    return gettext("%(kind)s – bij %(part)s") % {"kind": str(kind.label).capitalize(), "part": part}
