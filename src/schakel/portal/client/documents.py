"""The form with which a client sends a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.actions import NewDocument, NewFile
from schakel.ground.dossiers.actions.documents import CLIENT_KINDS
from schakel.ground.dossiers.inspection import MAX_BYTES, allowed_endings
from schakel.ground.kernel import clock
from schakel.portal.client.forms import ActForm


class DocumentForm(ActForm):
    """A document of the client's own: the file, what it is and a title."""

    file = forms.FileField(
        label=_("Kies het bestand"),
        help_text=_("Een PDF, foto of Word-bestand. Hooguit 10 megabyte."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": allowed_endings()}),
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[(kind.value, kind.label) for kind in CLIENT_KINDS],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Hoe noemt u het?"), max_length=120)
    field_order = ("file", "kind", "title")

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("Het bestand is te groot: het mag 10 megabyte zijn. Stuur het in delen.")
            )
        return file

    def new_document(self) -> NewDocument:
        """What was told; the day is that of sending, since most people know no other."""
        said = self.cleaned_data
        return NewDocument(said["kind"], said["title"], clock.today())

    def new_file(self) -> NewFile:
        """The file as the act takes it."""
        file: Any = self.cleaned_data["file"]
        return NewFile(file.name, file.content_type or "", file.read())
