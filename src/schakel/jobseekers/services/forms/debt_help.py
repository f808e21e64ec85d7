"""The steps of help with debts: asking, a threat, the first talk, and what came of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions.debt_help import NewDebtHelp
from schakel.jobseekers.services.models import DebtHelp
from schakel.web.forms import date_field


class AskForm(SubmitForm):
    """A request for help with debts."""

    asked_on = date_field(label=_("Gevraagd op"), initial=clock.today)
    helper = forms.CharField(
        label=_("Wie geeft de schuldhulp?"),
        max_length=120,
        help_text=_("Bijvoorbeeld de kredietbank of het team schulden van de gemeente."),
    )
    threat = forms.CharField(
        label=_("Dreigt er iets op korte termijn?"),
        max_length=200,
        required=False,
        help_text=_("Zoals ontruiming, of afsluiting van gas, stroom of water. Dan telt de korte termijn."),
    )
    guidance = forms.CharField(
        label=_("Waar houdt de begeleiding rekening mee?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def new_debt_help(self) -> NewDebtHelp:
        """The request as the act takes it."""
        said = self.cleaned_data
        return NewDebtHelp(said["asked_on"], said["helper"], said["threat"], said["guidance"])


class ThreatForm(SubmitForm):
    """Something threatens after all."""

    threat = forms.CharField(label=_("Wat dreigt er?"), max_length=200)
    since = date_field(label=_("Bekend sinds"), initial=clock.today)


class TalkForm(SubmitForm):
    """The first talk."""

    talked_on = date_field(label=_("Dag van het eerste gesprek"), initial=clock.today)


class EndDebtHelpForm(SubmitForm):
    """What came of it; nothing is preselected."""

    outcome = forms.ChoiceField(
        label=_("Wat kwam ervan?"),
        choices=DebtHelp.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat ervan kwam.")},
    )
    ended_on = date_field(label=_("Op"), initial=clock.today)
    words = forms.CharField(label=_("In één zin"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
