"""The forms around trajectories, the end of a right and a move."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.forms.handovers import HandoverForm
from schakel.ground.dossiers.handover_terms import Goes, OccasionTerms, Stops
from schakel.ground.dossiers.models import EndTalk, Handover, Trajectory
from schakel.ground.organisations.models import Organisation

_DAY = {"type": "date"}


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        required=required,
    )


class TrajectoryForm(ActForm):
    """A trajectory to record."""

    name = forms.CharField(label=_("Welk traject"), max_length=120)
    provider_id = forms.ModelChoiceField(
        label=_("Bij wie"), queryset=Organisation.objects.none(), empty_label=_("Kies een bedrijf")
    )
    began_on = _day(_("Begonnen op"))
    planned_end = _day(_("Loopt tot en met"))
    paid_until = _day(_("Wij betalen tot en met"))

    def __init__(self, *args: Any, providers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provider_id"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = providers
            field.label_from_instance = _name  # type: ignore[method-assign, assignment]

    def new_trajectory(self) -> NewTrajectory:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        return NewTrajectory(
            asked["name"],
            asked["provider_id"].pk,
            asked["began_on"],
            asked["planned_end"],
            asked["paid_until"],
        )


class ChangeTrajectoryForm(ActForm):
    """Another last day, or another day until which is paid."""

    planned_end = _day(_("Loopt tot en met"))
    paid_until = _day(_("Betaald tot en met"))
    because = because_field()


class EndTrajectoryForm(ActForm):
    """Why a trajectory stops."""

    because = because_field()


class EndTalkForm(ActForm):
    """The talk at the end of a right."""

    held_on = _day(_("Wanneer was het gesprek"))
    summary = forms.CharField(
        label=_("Wat is besproken"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    wish = forms.ChoiceField(
        label=_("Wat wil de cliënt"), choices=EndTalk.Wish.choices, widget=forms.RadioSelect
    )


class OccasionForm(HandoverForm):
    """A handover because a WW ends or somebody moves: also what runs, and the talk or the new place."""

    field_order = ("moves_to", "moves_on", "talk_on", "talk_summary")

    def __init__(
        self, *args: Any, occasion: str, running: list[Trajectory], has_talked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.running = running
        if occasion == Handover.Occasion.MOVE:
            self.fields["moves_to"] = forms.CharField(label=_("Nieuwe woonplaats"), max_length=80)
            self.fields["moves_on"] = _day(_("Verhuist op"))
        elif occasion and not has_talked:
            self.fields["talk_on"] = _day(_("Wanneer was het gesprek over het einde"))
            self.fields["talk_summary"] = forms.CharField(
                label=_("Wat is besproken"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
            )
        for trajectory in running:
            self._add_course(trajectory)
        self.order_fields([name for name in self.field_order if name in self.fields])

    def _add_course(self, trajectory: Trajectory) -> None:
        about = {"name": trajectory.name, "provider": trajectory.provider.name}
        self.fields[f"goes-{trajectory.pk}"] = forms.ChoiceField(
            label=_("Traject %(name)s bij %(provider)s") % about,
            choices=[("goes", _("loopt door")), ("stops", _("stopt"))],
            widget=forms.RadioSelect,
        )
        paid = _day(
            _("Loopt het door: betaald tot en met"), _("Daarna betaalt de ontvanger."), required=False
        )
        self.fields[f"paid-{trajectory.pk}"] = paid
        self.initial.setdefault(f"paid-{trajectory.pk}", trajectory.paid_until)
        self.fields[f"stops-{trajectory.pk}"] = forms.CharField(
            label=_("Stopt het: waarom"), max_length=400, required=False
        )

    def terms(self) -> OccasionTerms:
        """What belongs to the occasion, for the act."""
        asked = self.cleaned_data
        courses: dict[Any, Goes | Stops] = {}
        for trajectory in self.running:
            if asked[f"goes-{trajectory.pk}"] == "stops":
                courses[trajectory.pk] = Stops(asked[f"stops-{trajectory.pk}"])
            else:
                courses[trajectory.pk] = Goes(asked[f"paid-{trajectory.pk}"] or trajectory.paid_until)
        return OccasionTerms(
            courses,
            asked.get("moves_to", ""),
            asked.get("moves_on"),
            asked.get("talk_on"),
            asked.get("talk_summary", ""),
        )


def _name(row: Any) -> str:
    return str(row.name)
