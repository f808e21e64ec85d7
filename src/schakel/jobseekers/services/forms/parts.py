"""Planning a part of a trajectory, and rounding it off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions.parts import NewPart
from schakel.jobseekers.services.models import ServiceEvaluation, TrajectoryPart
from schakel.web.forms import date_field


class PartForm(SubmitForm):
    """A new part."""

    kind = forms.ChoiceField(
        label=_("Onderdeel"),
        choices=TrajectoryPart.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor onderdeel dit is.")},
    )
    what = forms.CharField(label=_("Wat doet de cliënt?"), max_length=200)
    starts_on = date_field(label=_("Eerste dag"))
    ends_on = date_field(label=_("Laatste dag"))

    def new_part(self) -> NewPart:
        """The part as the act takes it."""
        said = self.cleaned_data
        return NewPart(said["kind"], said["what"], said["starts_on"], said["ends_on"])


class EndPartForm(SubmitForm):
    """The last day of a part and what it brought."""

    ended_on = date_field(label=_("Laatste dag"), initial=clock.today)
    reached = forms.ChoiceField(
        label=_("Is het doel bereikt?"),
        choices=ServiceEvaluation.Reached.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het doel is bereikt.")},
    )
    result = forms.CharField(
        label=_("Wat bracht het?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
