"""Writing a letter or e-mail to the client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm
from schakel.ground.notices.actions import NewNotice
from schakel.ground.notices.models import NoticeTemplate, Paragraph, Transport


class StartForm(forms.Form):
    """With which text to begin; it stands in the address."""

    use_required_attribute = False

    template = forms.ChoiceField(label=_("Begin met"), required=False)
    paragraph = forms.MultipleChoiceField(
        label=_("Voeg toe"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        templates: Iterable[NoticeTemplate],
        paragraphs: Iterable[Paragraph],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        found = [(str(text.pk), f"{text.name} ({text.get_transport_display()})") for text in templates]
        self.fields["template"].choices = [("", _("een lege brief")), *found]  # type: ignore[attr-defined]
        titles = [(str(text.pk), text.title) for text in paragraphs]
        self.fields["paragraph"].choices = titles  # type: ignore[attr-defined]
        if not titles:
            del self.fields["paragraph"]


class WriteForm(ActForm):
    """The letter or e-mail itself, filled in and free to change."""

    transport = forms.ChoiceField(label=_("Hoe"), choices=Transport.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Onderwerp"), max_length=120)
    body = forms.CharField(
        label=_("Tekst"),
        help_text=_("Een lege regel begint een nieuwe alinea. De slotgroet en uw naam komen eronder."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def new(self, *, signed_by: str) -> NewNotice:
        """What was written, as the action takes it."""
        asked = self.cleaned_data
        return NewNotice(asked["transport"], asked["subject"], asked["body"], signed_by)


class WithdrawForm(ActForm):
    """Why a letter is taken back."""

    because = forms.CharField(label=_("Waarom trekt u dit in?"), max_length=200)
