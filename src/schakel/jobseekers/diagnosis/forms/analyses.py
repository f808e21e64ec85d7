"""A partner's analysis: on what, for which question, what was found, and what it means for work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.actions import NewAnalysis
from schakel.jobseekers.diagnosis.models import PartnerAnalysis
from schakel.jobseekers.diagnosis.occasions import Occasion
from schakel.jobseekers.diagnosis.topics import TOPICS
from schakel.jobseekers.forms import SubmitForm
from schakel.web.forms import date_field


def _long(label: Any, most: int, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class AnalysisForm(SubmitForm):
    """One analysis; topics are those on which the reader may file, occasions the services it may come of."""

    occasion = forms.TypedChoiceField(
        label=_("Is dit het resultaat van een dienst?"), coerce=UUID, empty_value=None, required=False
    )
    topic = forms.ChoiceField(
        label=_("Waar gaat de analyse over?"),
        error_messages={"required": _("Kies waar de analyse over gaat.")},
    )
    question = forms.CharField(
        label=_("Welke vraag beantwoordt u?"),
        max_length=300,
        error_messages={"required": _("Schrijf op welke vraag u beantwoordt.")},
    )
    findings = _long(
        _("Wat vond u?"),
        2000,
        6,
        help_text=_("Wat iemand kan, wil of nodig heeft voor werk. Geen ziekte of behandeling."),
        error_messages={"required": _("Schrijf op wat u vond.")},
    )
    stance = forms.ChoiceField(
        label=_("Wat betekent dit voor werk?"),
        choices=PartnerAnalysis.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat dit betekent voor werk.")},
    )
    based_on = forms.CharField(
        label=_("Waar rust dit op?"),
        help_text=_("Bijvoorbeeld: twee gesprekken, een test of een proefdag."),
        max_length=200,
        error_messages={"required": _("Schrijf op waar dit op rust.")},
    )
    seen_on = date_field(label=_("Op welke dag vond u dit?"))
    unknown = forms.CharField(
        label=_("Wat weet u nog niet?"),
        help_text=_("Wie de cliënt begeleidt, kan dit op de lijst zetten."),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, topics: Iterable[str], occasions: Iterable[Occasion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        about = [("", gettext("Kies")), *((name, TOPICS[name]) for name in topics)]
        self.fields["topic"].choices = about  # type: ignore[attr-defined]
        services = [(str(one.id), one.name) for one in occasions]
        if not services:
            del self.fields["occasion"]
        else:
            self.fields["occasion"].choices = [("", gettext("Nee")), *services]  # type: ignore[attr-defined]

    def new(self) -> NewAnalysis:
        """The analysis, as the action takes it."""
        found = self.cleaned_data
        return NewAnalysis(
            topic=found["topic"],
            question=found["question"],
            findings=found["findings"],
            stance=found["stance"],
            based_on=found["based_on"],
            seen_on=found["seen_on"],
            unknown=found["unknown"],
            occasion_id=found.get("occasion"),
        )
