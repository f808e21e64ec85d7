"""The forms of life domains and of consent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.consenting import LONGEST_CONSENT, WHAT_IS_TOLD
from schakel.ground.dossiers.domains import DomainKind
from schakel.ground.dossiers.forms.dossier import ActForm
from schakel.ground.dossiers.models import Consent, Document, LifeDomain, LifeDomainNote
from schakel.ground.kernel import clock

_DAY = {"type": "date"}


def _sentence(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"maxlength": 400})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=400)


class OpenLifeDomainForm(ActForm):
    """The question for which a life domain opens."""

    domain = forms.ChoiceField(label=_("Leefgebied"))
    question = _sentence(_("Welke vraag is er"), _("In de woorden van wie het vroeg."))
    asked_by = forms.ChoiceField(label=_("Wie vraagt dit"), choices=LifeDomain.AskedBy.choices)
    because = _sentence(_("Waarom is dit nodig voor de weg naar werk"), _("Ook de cliënt leest dit."))

    def __init__(self, *args: Any, kinds: Iterable[DomainKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["domain"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Kies een leefgebied")), *((kind.name, kind.label) for kind in kinds)]


class TakeUpLifeDomainForm(ActForm):
    """Who works on the question."""

    worked_on_by = forms.CharField(
        label=_("Wie werkt eraan"),
        max_length=120,
        help_text=_("Naam en organisatie, bijvoorbeeld de schuldhulp van de gemeente."),
    )


class LifeDomainNoteForm(ActForm):
    """What is known, said or done."""

    kind = forms.ChoiceField(label=_("Wat legt u vast"), choices=LifeDomainNote.Kind.choices)
    words = _sentence(_("Wat is er"))
    source = forms.CharField(label=_("Van wie weet u dit"), max_length=120)
    happened_on = forms.DateField(
        label=_("Op welke dag"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )


class CloseLifeDomainForm(ActForm):
    """What came of the question."""

    outcome = forms.ChoiceField(
        label=_("Wat is er van de vraag geworden"),
        choices=[("", _("Kies een uitkomst")), *LifeDomain.Outcome.choices],
    )
    words = _sentence(_("Hoe is het afgelopen"), _("Ook de cliënt leest dit."))


class ConsentForm(ActForm):
    """How the client agreed, what they were told, and until when."""

    how = forms.ChoiceField(
        label=_("Hoe gaf de cliënt toestemming"),
        choices=[c for c in Consent.How.choices if c[0] != Consent.How.OWN_PAGE],
        widget=forms.RadioSelect,
    )
    document_id = forms.ModelChoiceField(
        label=_("Ondertekend document"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("geen document"),
        help_text=_("Alleen als de cliënt op papier tekende. Voeg het eerst toe bij Documenten."),
    )
    told = forms.CharField(
        label=_("Wat hebt u de cliënt verteld"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Pas aan wat u anders vertelde. De cliënt leest dit terug."),
    )
    last_day = forms.DateField(
        label=_("Geldt tot en met"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("Hoogstens een jaar."),
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        given = kwargs.get("initial") or {}
        last_day = clock.today() + LONGEST_CONSENT
        kwargs["initial"] = {"told": str(WHAT_IS_TOLD), "last_day": last_day} | given
        super().__init__(*args, **kwargs)
        field = self.fields["document_id"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = documents
            field.label_from_instance = _title  # type: ignore[method-assign, assignment]


class WithdrawConsentForm(ActForm):
    """Nothing to ask: withdrawing needs no reason."""


def _title(document: Any) -> str:
    return str(document.title)
