"""The steps of a service that was chosen: deciding, starting, extending, logging, ending and dropping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions import End, Start, UseDecision
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.forms.approving import approver_field
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse
from schakel.jobseekers.services.models.use import ANSWERS
from schakel.jobseekers.services.queries.levels import Approver
from schakel.web.forms import date_field

PARTIES = ("decider", "payer", "guide")


def price_field(**options: Any) -> forms.DecimalField:
    """An amount in euros with two decimals."""
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(
        min_value=0, max_digits=9, decimal_places=2, localize=True, required=False, widget=widget, **options
    )


def _sentence(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=400, widget=forms.Textarea(attrs={"rows": 2}), **options)


class DecideForm(SubmitForm):
    """Who decides, pays and guides; for a bought service also the price and the test question."""

    decider = forms.TypedChoiceField(label=_("Wie beslist"), coerce=UUID, empty_value=None)
    payer = forms.TypedChoiceField(label=_("Wie betaalt"), coerce=UUID, empty_value=None, required=False)
    guide = forms.TypedChoiceField(label=_("Wie begeleidt"), coerce=UUID, empty_value=None, required=False)
    price = price_field(label=_("Afgesproken prijs in euro's"))
    is_shortest = forms.ChoiceField(
        label=_("Is dit de kortste weg naar werk?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Geef antwoord: is dit de kortste weg naar werk?")},
    )

    def __init__(
        self, *args: Any, use: ServiceUse, organisations: list[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("nog niet bekend")), *((str(pk), name) for pk, name in organisations)]
        for name in PARTIES:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].initial = getattr(use, f"{name}_id")
        if not use.is_bought:
            del self.fields["is_shortest"], self.fields["price"]

    def decision(self) -> UseDecision:
        """What was decided, as the act takes it."""
        said = self.cleaned_data
        return UseDecision(
            said["decider"], said["payer"], said["guide"], said.get("price"), said.get("is_shortest", "")
        )


class StartForm(SubmitForm):
    """The days of a service, and what it asks at its start."""

    starts_on = date_field(label=_("Eerste dag"))
    ends_on = date_field(label=_("Laatste dag"))
    group = forms.ChoiceField(
        label=_("Bij welke groep hoort de cliënt?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies bij welke groep de cliënt hoort.")},
    )
    proof = forms.CharField(
        label=_("Waarmee is dit erkend?"),
        help_text=_("Bijvoorbeeld: brief van de gemeente van 3 mei."),
        max_length=200,
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.fields["ends_on"].required = service.term is not None
        self.fields["group"].choices = list(service.groups.items())  # type: ignore[attr-defined]
        if not service.groups:
            del self.fields["group"]
        elif service.group_question:
            self.fields["group"].label = service.group_question
            self.fields["group"].error_messages["required"] = gettext("Kies een antwoord.")
        if not service.asks_document:
            del self.fields["proof"]
        for key, text in service.questions.items():
            self.fields[f"q_{key}"] = forms.ChoiceField(
                label=text,
                choices=[("yes", gettext("ja")), ("no", gettext("nee"))],
                widget=forms.RadioSelect,
                error_messages={"required": gettext("Kies ja of nee.")},
            )

    def start(self) -> Start:
        """The start as the act takes it."""
        said = self.cleaned_data
        answers = {key: said[f"q_{key}"] == "yes" for key in self.service.questions}
        return Start(
            said["starts_on"], said["ends_on"], said.get("group", ""), answers, said.get("proof", "")
        )


class ExtendForm(SubmitForm):
    """More time, with a sentence."""

    until = date_field(label=_("Nieuwe laatste dag"))
    because = _sentence(_("Waarom is meer tijd nodig?"))

    def __init__(
        self, *args: Any, approvers: Mapping[str, list[Approver]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for level, known in (approvers or {}).items():
            self.fields[f"approver_{level}"] = approver_field(level, known)


class LogForm(SubmitForm):
    """Something that was done on a day."""

    done_on = date_field(label=_("Wanneer"))
    what = forms.CharField(label=_("Wat is er gedaan?"), max_length=300)


class DropForm(SubmitForm):
    """Why a chosen service does not go ahead."""

    because = _sentence(_("Waarom gaat deze dienst niet door?"))


class ViewForm(SubmitForm):
    """Two questions and a few words on what a service brought."""

    reached = forms.ChoiceField(
        label=_("Is het doel bereikt?"),
        choices=ServiceEvaluation.Reached.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het doel is bereikt.")},
    )
    helped = forms.ChoiceField(
        label=_("Hoeveel hielp het op weg naar werk?"),
        choices=ServiceEvaluation.Helped.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoeveel de dienst hielp.")},
    )
    words = _sentence(_("Wat is er geleerd?"), required=False)


class OwnViewForm(ViewForm):
    """The same, in the words for a client."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reached"].label = gettext("Is gelukt wat u wilde?")
        self.fields["helped"].label = gettext("Hoeveel hielp het u op weg naar werk?")
        self.fields["words"].label = gettext("Wilt u er iets bij zeggen?")


class EndForm(ViewForm):
    """The last day, why then, and what it brought."""

    ended_on = date_field(label=_("Laatste dag"))
    reason = forms.ChoiceField(
        label=_("Waarom eindigt de dienst?"),
        choices=ServiceUse.EndReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom de dienst eindigt.")},
    )
    field_order = ("ended_on", "reason", "reached", "helped", "words")

    def end(self) -> End:
        """The end as the act takes it."""
        said = self.cleaned_data
        return End(said["ended_on"], said["reason"], said["reached"], said["helped"], said["words"])
