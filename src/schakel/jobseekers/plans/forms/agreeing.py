"""Laying a plan before its signers, signing it, disagreeing, closing it and looking back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.actions import NewAnswers, NewWish, NewWitness
from schakel.jobseekers.plans.forms.plans import words_field
from schakel.jobseekers.plans.models import BlockedWish, Plan, PlanSignature
from schakel.web.forms import date_field

How = PlanSignature.How


class OfferForm(SubmitForm):
    """What changed since the version before, and who signs as well where a service is bought."""

    because = words_field(_("Wat is er anders dan in de vorige versie, en waarom?"))
    payer_id = forms.TypedChoiceField(
        label=_("Wie betaalt een ingekochte dienst?"), required=False, coerce=UUID, empty_value=None
    )
    provider_id = forms.TypedChoiceField(
        label=_("Wie voert een ingekochte dienst uit?"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(
        self, *args: Any, organisations: Iterable[tuple[UUID, str]], is_first: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", gettext("er wordt niets ingekocht")),
            *((str(key), name) for key, name in organisations),
        ]
        for name in ("payer_id", "provider_id"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if is_first:
            del self.fields["because"]


class NumberForm(SubmitForm):
    """The version that somebody read, and its digest, so that nothing else is signed."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class WitnessForm(SubmitForm):
    """How and when the client agreed before a professional."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("Hoe gaf de cliënt akkoord?"),
        choices=[(How.PAPER, How.PAPER.label), (How.TABLE, How.TABLE.label)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe de cliënt akkoord gaf.")},
    )
    signed_on = date_field(label=_("Op welke dag?"))

    def new(self) -> NewWitness:
        """The agreement that was heard or seen, as the action takes it."""
        found = self.cleaned_data
        return NewWitness(found["number"], found["how"], found["signed_on"])


class ObjectionForm(SubmitForm):
    """Why the client does not agree."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    words = words_field(_("Wat zegt de cliënt?"))


class OwnObjectionForm(ObjectionForm):
    """The same, by the client."""

    words = words_field(_("Waarom niet, of wat wilt u anders?"))


class SettleForm(SubmitForm):
    """What happens with a plan that the client does not agree with."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    alternative = forms.CharField(label=_("Wat wil de cliënt anders?"), max_length=200)
    goes_on = forms.TypedChoiceField(
        label=_("Wat beslist u?"),
        choices=[
            ("no", _("het plan wordt aangepast en opnieuw voorgelegd")),
            ("yes", _("het plan gaat door zonder akkoord van de cliënt")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het verder gaat.")},
    )
    because = words_field(_("Waarom beslist u dit?"))


class AnswersForm(SubmitForm):
    """What went well and what could be better."""

    went_well = words_field(_("Wat ging goed?"), required=False)
    could_be_better = words_field(_("Wat kan beter?"), required=False)

    def answers(self) -> NewAnswers:
        """The answers, as the action takes them."""
        return NewAnswers(self.cleaned_data["went_well"], self.cleaned_data["could_be_better"])


class CloseForm(AnswersForm):
    """Why a plan ends, with what the coach learned of it."""

    closure = forms.ChoiceField(
        label=_("Waarom eindigt het plan?"),
        choices=[(c.value, c.label) for c in Plan.Closure if c != Plan.Closure.DEATH],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom het plan eindigt.")},
    )
    words = words_field(_("Toelichting"), required=False)
    field_order = ("closure", "words", "went_well", "could_be_better")


class WishForm(SubmitForm):
    """What was wanted and could not be done."""

    wanted = forms.CharField(label=_("Wat was er nodig of gewenst?"), max_length=200)
    is_client_wish = forms.BooleanField(label=_("De cliënt vroeg hier zelf om"), required=False)
    barrier = forms.ChoiceField(
        label=_("Wat stond in de weg?"),
        choices=BlockedWish.Barrier.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat in de weg stond.")},
    )
    which = forms.CharField(label=_("Welke regel, welk contract of welk budget?"), max_length=200)
    instead = forms.CharField(label=_("Wat doet u in plaats daarvan?"), max_length=200, required=False)

    def new(self) -> NewWish:
        """The wish, as the action takes it."""
        found = self.cleaned_data
        return NewWish(
            found["wanted"], found["barrier"], found["which"], found["is_client_wish"], found["instead"]
        )
