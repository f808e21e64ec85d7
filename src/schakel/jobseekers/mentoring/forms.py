"""Asking a mentor, giving feedback, and sharing a piece of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.organisations.models import Location, Membership
from schakel.jobseekers.forms import SubmitForm, time_field
from schakel.jobseekers.mentoring.actions import NewFeedback, NewVisit
from schakel.jobseekers.mentoring.models import FeedbackPiece, VisitedClient
from schakel.web.forms import date_field

Point, Seen = FeedbackPiece.Point, FeedbackPiece.Seen
POINTS = [point for point in Point if point != Point.WORDS]


class AskForm(SubmitForm):
    """A talk that a mentor is asked to."""

    mentor_id = forms.TypedChoiceField(label=_("Mentor"), coerce=UUID)
    held_on = date_field(label=_("Dag van het gesprek"))
    starts_at = time_field(label=_("Tijd"))
    location_id = forms.TypedChoiceField(label=_("Locatie"), coerce=UUID, required=False, empty_value=None)
    place = forms.CharField(
        label=_("Kamer, of een andere plaats"),
        max_length=120,
        required=False,
        help_text=_("Zet hier geen adres of naam van een cliënt."),
    )
    watch_for = forms.CharField(
        label=_("Waar let de mentor op?"),
        help_text=_("Over u, niet over de cliënt. Zet hier geen namen in: de mentor ziet het dossier niet."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = forms.ChoiceField(
        label=_("U vertelde het de cliënt. Wat zei die?"),
        choices=VisitedClient.Answer.choices,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *arguments: Any, mentors: list[Membership], places: list[Location], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        nobody: tuple[str, str | Promise] = ("", _("Kies een mentor"))
        self.fields["mentor_id"].choices = [  # type: ignore[attr-defined]
            nobody,
            *((str(one.pk), f"{one.professional.name}, {one.organisation.name}") for one in mentors),
        ]
        self.fields["location_id"].choices = [  # type: ignore[attr-defined]
            ("", _("geen van deze")),
            *((str(one.pk), f"{one.name}, {one.place}") for one in places),
        ]

    def new_visit(self) -> NewVisit:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        return NewVisit(
            said["mentor_id"],
            said["held_on"],
            said["starts_at"],
            said["watch_for"],
            said["answer"],
            said["location_id"] or None,
            said["place"],
        )


class FeedbackForm(SubmitForm):
    """What the mentor saw, point by point, and words on the whole."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for point in POINTS:
            self.fields[f"seen_{point.value}"] = forms.ChoiceField(
                label=str(point.label).capitalize(), choices=Seen.choices, widget=forms.RadioSelect
            )
            self.fields[f"said_{point.value}"] = forms.CharField(
                label=gettext("Toelichting: %(point)s") % {"point": point.label},
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["words"] = forms.CharField(
            label=gettext("In eigen woorden: wat ging goed, en wat kan een volgende keer anders?"),
            help_text=gettext("Schrijf over de coach. Zet er niets in over de cliënt."),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def new_feedback(self) -> NewFeedback:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        return NewFeedback(
            {point.value: said[f"seen_{point.value}"] for point in POINTS},
            {point.value: said[f"said_{point.value}"] for point in POINTS},
            said["words"],
        )


class ShareForm(SubmitForm):
    """With whom a piece is shared; nobody takes it back."""

    leader_id = forms.TypedChoiceField(label=_("Deel met"), coerce=UUID, required=False, empty_value=None)

    def __init__(self, *arguments: Any, leaders: list[Membership], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["leader_id"].choices = [  # type: ignore[attr-defined]
            ("", _("niemand")),
            *((str(one.pk), one.professional.name) for one in leaders),
        ]
