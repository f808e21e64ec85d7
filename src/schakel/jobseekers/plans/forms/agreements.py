"""Making, changing and checking an agreement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.decisions import Outcome
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.actions import NewAgreement
from schakel.jobseekers.plans.forms.resting import norm_field, number_in, why_no_norm
from schakel.jobseekers.plans.models import Agreement
from schakel.web.forms import date_field

Status = Agreement.Status


class AgreementForm(SubmitForm):
    """A new agreement."""

    what = forms.CharField(label=_("Wat spreekt u af?"), max_length=200)
    because = forms.CharField(
        label=_("Waarom?"),
        max_length=200,
        help_text=_("Deze reden staat bij de afspraak, ook voor de cliënt."),
    )
    duty = forms.ChoiceField(
        label=_("Wie doet dit?"),
        choices=Agreement.Duty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit doet.")},
    )
    due_on = date_field(label=_("Uiterlijk op"))
    norm = norm_field(
        label=_("Op welke regel berust dit?"),
        help_text=_(
            "Noemt u een norm, dan leest de cliënt bij de afspraak wat die zegt en wat er kan volgen."
        ),
    )

    def clean_norm(self) -> str:
        """The number of the norm; what is no norm of today is refused."""
        number = number_in(self.cleaned_data["norm"])
        wrong = why_no_norm(number) if number else ""
        if wrong:
            raise forms.ValidationError(wrong)
        return number

    def new_agreement(self) -> NewAgreement:
        """What was agreed, as the action takes it."""
        said = self.cleaned_data
        return NewAgreement(said["what"], said["because"], said["duty"], said["due_on"], said["norm"])


class ChangeForm(SubmitForm):
    """Another content, term or reason of an agreement that stands."""

    what = forms.CharField(label=_("Wat is afgesproken"), max_length=200)
    due_on = date_field(label=_("Uiterlijk op"))
    because = forms.CharField(label=_("Reden"), max_length=200)


class CheckForm(SubmitForm):
    """Whether an agreement was kept."""

    status = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        choices=[(s.value, s.label) for s in (Status.DONE, Status.NOT_DONE, Status.DROPPED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er met de afspraak gebeurde.")},
    )
    result = forms.CharField(
        label=_("In één zin"),
        max_length=400,
        required=False,
        help_text=_("Bij ‘niet gedaan’ en ‘vervallen’ is deze zin nodig."),
    )


class LookBackForm(SubmitForm):
    """What became of a choice. It says nothing of the client; nothing is preselected."""

    outcome = forms.ChoiceField(
        label=_("Kwam uit wat u verwachtte?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat ervan kwam.")},
    )
    learned = forms.CharField(
        label=_("Wat leerde u ervan?"),
        max_length=400,
        required=False,
        help_text=_("Een collega en de cliënt lezen dit ook."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def values_of(agreement: Agreement) -> dict[str, str]:
    """An agreement in the values of the form for changing it, as that form posts them."""
    return {"what": agreement.what, "due_on": agreement.due_on.isoformat(), "because": agreement.because}
