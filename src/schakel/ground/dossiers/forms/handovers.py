"""The forms around handing over: what is asked, in which words; what is right, the acts decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.actions.handover_talks import NewTalk
from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.handover_content import OWN, PART_KINDS, Agreed, Item, item
from schakel.ground.dossiers.handover_terms import NewHandover, OccasionTerms, Part
from schakel.ground.dossiers.models import Handover
from schakel.ground.organisations.models import Location, Team

HANDOVER_CONTENT = {
    "profile": _("werkprofiel en wens"),
    "contacts": _("wat in gesprekken bleek"),
}
"""Words for what older handovers ticked, before parts were written out."""

_LONG = {"rows": 3}


def _text(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, max_length=4000, required=required
    )


class ChooseTeamForm(forms.Form):
    """To which team, asked first: it decides what must go along."""

    team = forms.ChoiceField(label=_("Aan welk team"))

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Kies een team")), *_grouped(teams)]


def _grouped(teams: Iterable[Team]) -> list[tuple[str, list[tuple[str, str]]]]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for team in teams:
        grouped.setdefault(team.organisation.name, []).append((str(team.pk), team.name))
    return list(grouped.items())


class PartsForm(ActForm):
    """Fields for the parts of a handover: words, and whether a part does not apply."""

    def add_parts(self, items: Iterable[Item], *, are_asked: bool) -> None:
        """One pair of fields for each part, in order; are_asked: what is required must have words."""
        for one in items:
            must = one.is_required and are_asked
            self.fields[f"part-{one.key}"] = _text(one.label, one.help, required=must)
            if one.is_required:
                self.fields[f"skip-{one.key}"] = forms.BooleanField(
                    label=gettext("Niet van toepassing, zie waarom hierboven"), required=False
                )

    def parts(self) -> dict[str, Part]:
        """What was written, by key; a part that was left empty and not skipped is not there."""
        asked = self.cleaned_data
        keys = [name.removeprefix("part-") for name in self.fields if name.startswith("part-")]
        found = {key: Part(asked[f"part-{key}"], bool(asked.get(f"skip-{key}"))) for key in keys}
        return {key: part for key, part in found.items() if part.text.strip() or part.does_not_apply}


class HandoverForm(PartsForm):
    """How, with what and why a dossier is handed over to the chosen team."""

    team_id = forms.UUIDField(widget=forms.HiddenInput)
    occasion = forms.ChoiceField(widget=forms.HiddenInput, choices=Handover.Occasion.choices, required=False)
    kind = forms.ChoiceField(label=_("Hoe"), choices=Handover.Kind.choices, widget=forms.RadioSelect)
    because = because_field()

    def __init__(self, *args: Any, agreed: Agreed, to_provider: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_parts(agreed.items, are_asked=True)
        self.fields["message"] = _text(gettext("Verder nog"), required=False)
        if not to_provider:
            self.fields["ends_own_task"] = forms.BooleanField(
                label=gettext("Onze taak eindigt hiermee"),
                required=False,
                help_text=gettext("Pas als de ander het oppakt, gaat de regie mee en doet u niet meer mee."),
            )

    def new_handover(self) -> NewHandover:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        return NewHandover(
            team_id=asked["team_id"],
            kind=asked["kind"],
            message=asked["message"],
            because=asked["because"],
            parts=self.parts(),
            ends_own_task=asked.get("ends_own_task", False),
            occasion=asked["occasion"],
            terms=self.terms(),
        )

    def terms(self) -> OccasionTerms:
        """What belongs to the occasion; an ordinary handover has none."""
        return OccasionTerms()


class CompleteForm(PartsForm):
    """To add what the receiver asked for."""

    def __init__(self, *args: Any, agreed: Agreed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_parts(agreed.items, are_asked=False)


class TakeUpForm(ActForm):
    """To take a handover up: one click."""


class ReturnForm(ActForm):
    """Why a handover goes back."""

    because = because_field(_("De afzender en de cliënt lezen dit."))


class AskForm(ActForm):
    """What the receiver misses."""

    what = forms.CharField(
        label=_("Wat ontbreekt"),
        max_length=400,
        widget=forms.Textarea(attrs=_LONG),
        help_text=_("De afzender krijgt opnieuw de hele termijn. De cliënt leest dit ook."),
    )


class WithdrawForm(ActForm):
    """Why the sender takes a handover back."""

    because = because_field(_("De ontvanger en de cliënt lezen dit."))


class SettleForm(ActForm):
    """How the sender goes on after a return."""

    because = because_field(_("Bijvoorbeeld: wij begeleiden zelf verder. De cliënt leest dit ook."))


class FeedbackForm(ActForm):
    """How the handover was, told back to the sender."""

    words = _text(_("Terugkoppeling"), _("Klopte het beeld? Wat ontbrak? Hoe gaat het nu?"))


class LocationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A location by its name and town."""

    def label_from_instance(self, obj: Location) -> str:
        """As it stands in the list."""
        return f"{obj.name}, {obj.place}"


class TalkForm(ActForm):
    """A joint talk to plan."""

    planned_at = forms.DateTimeField(
        label=_("Wanneer"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    location = LocationField(
        label=_("Locatie"),
        queryset=Location.objects.none(),
        required=False,
        empty_label=_("Niet op een locatie"),
    )
    place = forms.CharField(
        label=_("Waar of hoe"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: beeldbellen, of op een locatie welke spreekkamer."),
    )
    with_client = forms.BooleanField(label=_("De cliënt is erbij"), required=False, initial=True)
    agenda = _text(_("Wat bespreekt u"))

    def __init__(self, *args: Any, locations: QuerySet[Location], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["location"]
        assert isinstance(field, LocationField)
        field.queryset = locations

    def new_talk(self) -> NewTalk:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        at = asked["location"]
        return NewTalk(
            asked["planned_at"], asked["place"], asked["with_client"], asked["agenda"], at.pk if at else None
        )


class ReportTalkForm(ActForm):
    """What was agreed in the joint talk."""

    agreed = _text(_("Wat is afgesproken"))
    client_was_there = forms.BooleanField(label=_("De cliënt was erbij"), required=False)


class CancelTalkForm(ActForm):
    """Why a joint talk did not take place."""

    because = because_field(_("Deze overdracht telt dan niet als warm."))


class ReaddressForm(ActForm):
    """To which team of the own organisation a stranded handover goes."""

    team_id = forms.ModelChoiceField(
        label=_("Naar team"), queryset=Team.objects.none(), empty_label=_("Kies een team")
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team_id"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = teams
            field.label_from_instance = _team_name  # type: ignore[method-assign, assignment]


class ArrangementForm(ActForm):
    """The term between two organisations, and for each part whether it must go along."""

    term_working_days = forms.IntegerField(label=_("Termijn in werkdagen"), min_value=1, max_value=60)
    own = forms.CharField(
        label=_("Eigen onderdelen"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs=_LONG),
        help_text=_("Elk op een eigen regel; hooguit vijf. Ze zijn verplicht."),
    )

    def __init__(self, *args: Any, agreed: Agreed, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(agreed) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        choices = [
            ("must", gettext("verplicht")),
            ("may", gettext("als het helpt")),
            ("no", gettext("hoort er niet bij")),
        ]
        for key, kind in PART_KINDS.items():
            self.fields[f"part-{key}"] = forms.ChoiceField(
                label=str(kind.label), choices=choices, widget=forms.RadioSelect, help_text=str(kind.help)
            )
        self.order_fields(["term_working_days", *[f"part-{key}" for key in PART_KINDS], "own"])

    def items(self) -> list[Item]:
        """The parts as chosen, the own ones last."""
        asked = self.cleaned_data
        known = [
            item(key, is_required=asked[f"part-{key}"] == "must")
            for key in PART_KINDS
            if asked[f"part-{key}"] != "no"
        ]
        lines = [line.strip() for line in asked["own"].splitlines() if line.strip()]
        return known + [
            item(f"{OWN}-{number}", is_required=True, label=line)
            for number, line in enumerate(lines, start=1)
        ]


def _initial(agreed: Agreed) -> dict[str, Any]:
    chosen = {f"part-{one.key}": "must" if one.is_required else "may" for one in agreed.items}
    own = "\n".join(one.label for one in agreed.items if one.key.startswith(OWN))
    asked = {f"part-{key}": chosen.get(f"part-{key}", "no") for key in PART_KINDS}
    return asked | {"term_working_days": agreed.term_working_days, "own": own, "version": agreed.version}


def _team_name(team: Any) -> str:
    return str(team.name)
