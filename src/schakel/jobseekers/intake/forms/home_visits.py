"""The steps of a home visit: asking, deciding, telling the client, reporting and looking back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake.actions import NewHomeVisit, Report, Told
from schakel.jobseekers.intake.models import HomeVisit
from schakel.web.forms import date_field


def _lines(label: Any, most: int = 600, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 3}), **options)


class AskVisitForm(SubmitForm):
    """Why somebody would go to a client's home, and what was tried before."""

    ground = forms.ChoiceField(
        label=_("Wat is de aanleiding?"), choices=HomeVisit.Ground.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(label=_("Wat wilt u weten?"), max_length=300)
    reason = _lines(
        _("Waarom is dat nodig?"),
        help_text=_("Noem feiten. Een gevoel, een wijk of een groep is geen reden."),
    )
    tried = _lines(_("Wat probeerde u eerst, en waarom was dat niet genoeg?"))

    def new(self) -> NewHomeVisit:
        """The request as the act takes it."""
        return NewHomeVisit(
            **{key: self.cleaned_data[key] for key in ("ground", "question", "reason", "tried")}
        )


class DecideVisitForm(SubmitForm):
    """Whether it is in proportion, and why."""

    is_granted = forms.ChoiceField(
        label=_("Is een huisbezoek in verhouding?"),
        choices=[("yes", _("ja, het mag")), ("no", _("nee, het gaat te ver"))],
        widget=forms.RadioSelect,
    )
    because = _lines(_("Waarom?"))


class TellVisitForm(SubmitForm):
    """How the client heard of it, and for which day."""

    told_on = date_field(label=_("De cliënt hoorde het op"))
    how = forms.ChoiceField(label=_("Hoe?"), choices=HomeVisit.Told.choices, widget=forms.RadioSelect)
    planned_on = date_field(label=_("Dag van het bezoek"))

    def told(self) -> Told:
        """What was told as the act takes it."""
        said = self.cleaned_data
        return Told(said["how"], said["told_on"], said["planned_on"])


class ReportVisitForm(SubmitForm):
    """How the visit went."""

    visited_on = date_field(label=_("Geweest op"))
    met = forms.ChoiceField(label=_("Hoe ging het?"), choices=HomeVisit.Met.choices, widget=forms.RadioSelect)
    report = _lines(
        _("Wat zag en hoorde u?"),
        2000,
        help_text=_("Alleen wat antwoord geeft op de vraag. De cliënt leest mee."),
    )

    def told(self) -> Report:
        """The report as the act takes it."""
        said = self.cleaned_data
        return Report(said["met"], said["visited_on"], said["report"])


class EvaluateVisitForm(SubmitForm):
    """Whether it was needed, in hindsight."""

    was_needed = forms.ChoiceField(
        label=_("Was het huisbezoek achteraf nodig?"),
        choices=[("yes", _("ja")), ("no", _("nee, het had anders gekund"))],
        widget=forms.RadioSelect,
    )
    learned = _lines(_("Wat leert u ervan?"))


class WithdrawVisitForm(SubmitForm):
    """Why it does not go on."""

    because = forms.CharField(label=_("Waarom gaat het niet door?"), max_length=300)
