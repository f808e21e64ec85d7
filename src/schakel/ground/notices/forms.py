"""The forms for letterhead, templates and standard paragraphs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.notices.actions import NewLetterhead, NewParagraph, NewTemplate
from schakel.ground.notices.fields import FIELDS
from schakel.ground.notices.models import Transport
from schakel.web.forms import ActForm

_KNOWN_FIELDS = ", ".join(f"[{name}]" for name in FIELDS)


class TextForm(ActForm):
    """What every form here carries."""

    use_required_attribute = False


class LetterheadForm(TextForm):
    """Head and foot of the organisation's letters."""

    sender = forms.CharField(label=_("Afzender"), max_length=120)
    return_address = forms.CharField(
        label=_("Retouradres"),
        help_text=_("Straat of postbus, en daaronder postcode en plaats."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    closing = forms.CharField(label=_("Slotgroet"), max_length=80)
    signatory = forms.CharField(
        label=_("Ondertekening namens"),
        help_text=_("Bijvoorbeeld: namens het college van burgemeester en wethouders."),
        max_length=120,
        required=False,
    )
    footer = forms.CharField(label=_("Voetregel"), max_length=240, required=False)
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG of JPEG, hoogstens 2 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    is_without_logo = forms.BooleanField(label=_("Zonder logo"), required=False)

    def new(self) -> NewLetterhead:
        """What was filled in, as the action takes it."""
        asked = self.cleaned_data
        upload = asked["logo"]
        logo = b"" if asked["is_without_logo"] else upload.read() if upload else None
        names = ("sender", "return_address", "closing", "signatory", "footer")
        return NewLetterhead(**{name: asked[name] for name in names}, logo=logo)


class TemplateForm(TextForm):
    """A letter or e-mail to use again."""

    name = forms.CharField(label=_("Naam"), max_length=80)
    transport = forms.ChoiceField(label=_("Soort"), choices=Transport.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Onderwerp"), max_length=120)
    body = forms.CharField(
        label=_("Tekst"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = _("Een lege regel begint een nieuwe alinea. Velden die worden ingevuld: %(fields)s.")
        self.fields["body"].help_text = words % {"fields": _KNOWN_FIELDS}

    def new(self) -> NewTemplate:
        """What was filled in, as the action takes it."""
        return NewTemplate(
            **{name: self.cleaned_data[name] for name in ("name", "transport", "subject", "body")}
        )


class ParagraphForm(TextForm):
    """A standard paragraph."""

    title = forms.CharField(label=_("Naam"), max_length=80)
    text = forms.CharField(label=_("Tekst"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = _("Velden die worden ingevuld: %(fields)s.")
        self.fields["text"].help_text = words % {"fields": _KNOWN_FIELDS}

    def new(self) -> NewParagraph:
        """What was filled in, as the action takes it."""
        return NewParagraph(self.cleaned_data["title"], self.cleaned_data["text"])
