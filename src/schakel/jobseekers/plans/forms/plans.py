"""Writing a plan: its begin, goals, parts and steps, where it starts, and how often there is contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.actions import NewBaseline, NewPart, NewRung, NewStep
from schakel.jobseekers.plans.ladder import Rung
from schakel.jobseekers.plans.models import Agreement, PlanStep, PlanTemplate
from schakel.jobseekers.plans.weighing import Weighed
from schakel.web.forms import date_field


def words_field(label: Any, **options: Any) -> forms.CharField:
    """A few sentences."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=400, widget=widget, **options)


class BeginForm(SubmitForm):
    """What the organisation takes care of, and the standard course that the plan begins with."""

    template = forms.ChoiceField(
        label=_("Waarmee begint u?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Een standaard geeft eerste stappen. U past ze aan deze cliënt aan."),
    )
    because = forms.CharField(
        label=_("Waarom past deze standaard bij deze cliënt?"),
        help_text=_("Nodig als u met een standaard begint. Geen standaard zonder reden."),
        max_length=200,
        required=False,
    )
    aim = words_field(_("Waar zorgt uw organisatie voor?"))

    def __init__(self, *args: Any, templates: Iterable[PlanTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(row.pk), row.name) for row in templates if row.stopped_on is None]
        if offered:
            choices = [*offered, ("", gettext("zonder standaard"))]
            self.fields["template"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["template"], self.fields["because"]


def instead_field() -> forms.CharField:
    """Something else that was considered."""
    return forms.CharField(
        label=_("Wat hebt u ook overwogen?"), help_text=_("Hoeft niet."), max_length=200, required=False
    )


def why_not_field() -> forms.CharField:
    """Why that was not chosen."""
    return forms.CharField(label=_("Waarom koos u dat niet?"), max_length=200, required=False)


class GoalForm(SubmitForm):
    """A goal as the client said it, and what else was considered."""

    words = words_field(
        _("Wat wil de cliënt bereiken?"),
        help_text=_("In de woorden van de cliënt. Alle organisaties lezen dit."),
    )
    instead = instead_field()
    why_not = why_not_field()

    def weighed(self) -> Weighed:
        """What else was considered, as the action takes it."""
        return Weighed(self.cleaned_data["instead"], self.cleaned_data["why_not"])


class OwnGoalForm(SubmitForm):
    """A goal of the client themselves."""

    words = words_field(_("Wat wilt u bereiken?"), help_text=_("Schrijf het in uw eigen woorden."))


class BecauseForm(SubmitForm):
    """A reason in one sentence."""

    because = words_field(_("Waarom?"))


class PartForm(SubmitForm):
    """What the organisation takes care of, for work or within a life domain that is open."""

    domain = forms.ChoiceField(label=_("Waarover gaat uw deel?"), widget=forms.RadioSelect, required=False)
    aim = words_field(_("Waar zorgt uw organisatie voor?"))

    def __init__(self, *args: Any, domains: Iterable[str], has_work: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: list[tuple[str, Any]] = [("", gettext("Werk"))] if has_work else []
        offered += [(name, DOMAIN_KINDS[name].label) for name in domains]
        self.fields["domain"].choices = offered  # type: ignore[attr-defined]

    def new(self) -> NewPart:
        """The part, as the action takes it."""
        return NewPart(self.cleaned_data["aim"], self.cleaned_data["domain"])


class StepForm(SubmitForm):
    """One step; the reason to deviate is asked of a step that came from the standard."""

    what = forms.CharField(label=_("Wat gebeurt er?"), max_length=200)
    because = forms.CharField(label=_("Waarom helpt dit?"), max_length=200)
    duty = forms.ChoiceField(
        label=_("Wie doet dit?"),
        choices=Agreement.Duty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit doet.")},
    )
    due_on = date_field(label=_("Uiterlijk op"))
    check_by = forms.CharField(label=_("Waaraan ziet u dat het gelukt is?"), max_length=200, required=False)
    instead = instead_field()
    why_not = why_not_field()
    deviation = words_field(
        _("Waarom wijkt u af van de standaard?"),
        required=False,
        help_text=_("Nodig als u wijzigt wat er gebeurt of wie het doet. Een andere dag is geen afwijking."),
    )

    def __init__(self, *args: Any, is_standard: bool = False, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_standard:
            del self.fields["deviation"]
        if not is_new:
            del self.fields["instead"], self.fields["why_not"]

    def new(self) -> NewStep:
        """The step, as the action takes it."""
        found = self.cleaned_data
        names = ("what", "because", "duty", "due_on", "check_by")
        return NewStep(
            **{name: found[name] for name in names},
            deviation=found.get("deviation", ""),
            weighed=Weighed(found.get("instead", ""), found.get("why_not", "")),
        )

    @staticmethod
    def values_of(step: PlanStep) -> dict[str, Any]:
        """A step as the form's first values."""
        names = ("what", "because", "duty", "due_on", "check_by", "deviation", "version")
        return {name: getattr(step, name) for name in names}


class CheckStepForm(SubmitForm):
    """What became of a step on a life domain."""

    status = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        choices=[(s.value, s.label) for s in Agreement.Status if s != Agreement.Status.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er met de stap gebeurde.")},
    )
    result = forms.CharField(
        label=_("In één zin"),
        max_length=400,
        required=False,
        help_text=_("Bij ‘niet gedaan’ en ‘vervallen’ is deze zin nodig."),
    )


class RungForm(SubmitForm):
    """A rung of the organisation's ladder, from which day, and what made it so."""

    place = forms.TypedChoiceField(
        label=_("Op welke trede staat de cliënt?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een trede van de ladder.")},
    )
    on = date_field(label=_("Sinds welke dag?"))
    cause = words_field(_("Waaraan ziet u dit?"))

    def __init__(self, *args: Any, rungs: Sequence[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = [(place, rung.label) for place, rung in enumerate(rungs)]
        self.fields["place"].choices = self.choices  # type: ignore[attr-defined]

    def new_rung(self) -> NewRung:
        """The step on the ladder, as the action takes it."""
        found = self.cleaned_data
        return NewRung(found["place"], found["on"], found["cause"])


class BaselineForm(RungForm):
    """Where the plan starts, and the highest rung in reach."""

    target = forms.TypedChoiceField(
        label=_("Welke trede is haalbaar?"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, rungs: Sequence[Rung], from_diagnosis: int | None, **kwargs: Any) -> None:
        super().__init__(*args, rungs=rungs, **kwargs)
        self.from_diagnosis = from_diagnosis
        unknown = ("", gettext("nog niet te zeggen"))
        self.fields["target"].choices = [unknown, *self.choices]  # type: ignore[attr-defined]

    def new(self) -> NewBaseline:
        """The start, as the action takes it."""
        found = self.cleaned_data
        place = found["place"]
        return NewBaseline(place, found["on"], found["cause"], found["target"], place == self.from_diagnosis)


class RhythmForm(SubmitForm):
    """How often there is contact."""

    weeks = forms.IntegerField(label=_("Contact ten minste elke … weken"), min_value=1, max_value=52)
    because = words_field(_("Waarom past dit ritme?"), required=False)
