"""The form of a talk: what was said, what became of agreements, one new agreement and the next contact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.contacts.actions import Checked, Talk
from schakel.jobseekers.contacts.forms.contacts import ContactForm
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.actions import NewAgreement
from schakel.jobseekers.plans.models import Agreement
from schakel.web.forms import date_field

Duty, Status = Agreement.Duty, Agreement.Status
_NEW = ("agree_what", "agree_because", "agree_duty", "agree_due_on")
_NEXT = ("next_due_on", "next_channel")


class TalkForm(ContactForm):
    """Only the contact has to be told; the other parts are left out when nothing stands in them."""

    agree_what = forms.CharField(label=_("Wat spreekt u af?"), max_length=200, required=False)
    agree_because = forms.CharField(label=_("Waarom?"), max_length=200, required=False)
    agree_duty = forms.ChoiceField(
        label=_("Wie doet dit?"), choices=Duty.choices, widget=forms.RadioSelect, required=False
    )
    agree_due_on = date_field(label=_("Uiterlijk op"), required=False)
    next_due_on = date_field(label=_("Dag van het volgende contact"), required=False)
    next_channel = forms.ChoiceField(
        label=_("Op welke manier?"),
        choices=ContactMoment.Channel.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, agreements: Sequence[Agreement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = list(agreements)
        for agreement in self.agreements:
            self._ask_about(agreement)

    def _ask_about(self, agreement: Agreement) -> None:
        row = agreement.pk.hex
        left = ("", gettext("niet besproken"))
        asked = [(s.value, s.label) for s in (Status.DONE, Status.NOT_DONE, Status.DROPPED)]
        self.fields[f"status_{row}"] = forms.ChoiceField(
            label=agreement.what, choices=[left, *asked], widget=forms.RadioSelect, required=False
        )
        self.fields[f"result_{row}"] = forms.CharField(
            label=gettext("In één zin"),
            max_length=400,
            required=False,
            help_text=gettext("Nodig bij ‘niet gedaan’ en ‘vervallen’."),
        )
        self.fields[f"version_{row}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=agreement.version
        )

    def contact_fields(self) -> list[forms.BoundField]:
        """The fields of what was said."""
        return [self[name] for name in ("day", "time", "channel", "kind", "summary")]

    def agreement_fields(self) -> list[forms.BoundField]:
        """The fields of a new agreement."""
        return [self[name] for name in _NEW]

    def next_fields(self) -> list[forms.BoundField]:
        """The fields of the next contact."""
        return [self[name] for name in _NEXT]

    def checks(self) -> list[dict[str, Any]]:
        """Each agreement that is still open with its fields."""
        return [
            {
                "agreement": agreement,
                **{name: self[f"{name}_{agreement.pk.hex}"] for name in ("status", "result", "version")},
            }
            for agreement in self.agreements
        ]

    def clean(self) -> dict[str, Any]:
        """A part that was begun is finished, so that nothing that was typed is dropped unseen."""
        said = self.cleaned_data
        begun = [name for name in _NEW if said.get(name)]
        if begun and "agree_due_on" not in begun and "agree_due_on" not in self.errors:
            self.add_error("agree_due_on", gettext("Kies uiterlijk wanneer dit gebeurt, of maak alles leeg."))
        if said.get("next_channel") and not said.get("next_due_on") and "next_due_on" not in self.errors:
            self.add_error("next_due_on", gettext("Kies de dag van het volgende contact."))
        for agreement in self.agreements:
            self._clean_check(agreement.pk.hex)
        return said

    def _clean_check(self, row: str) -> None:
        said = self.cleaned_data
        if said.get(f"result_{row}", "").strip() and not said.get(f"status_{row}"):
            self.add_error(f"status_{row}", gettext("Kies wat er met de afspraak gebeurde."))

    def talk(self) -> Talk:
        """The talk as the act takes it."""
        return Talk(self.new_contact(), self._checked(), self._agreed(), self._next())

    def _checked(self) -> list[Checked]:
        said, found = self.cleaned_data, []
        for agreement in self.agreements:
            row = agreement.pk.hex
            if said[f"status_{row}"]:
                version = said[f"version_{row}"] or 0
                result = said[f"result_{row}"]
                found.append(Checked(agreement.pk, said[f"status_{row}"], result, version, row))
        return found

    def _agreed(self) -> NewAgreement | None:
        said = self.cleaned_data
        if not any(said[name] for name in _NEW):
            return None
        return NewAgreement(*(said[name] for name in _NEW))

    def _next(self) -> NewAgreement | None:
        said = self.cleaned_data
        if not said["next_due_on"]:
            return None
        channel = ContactMoment.Channel(said["next_channel"]).label if said["next_channel"] else ""
        what = (
            gettext("Volgend contact: %(channel)s") % {"channel": channel}
            if channel
            else gettext("Volgend contact")
        )
        because = gettext("zo afgesproken in het gesprek")
        return NewAgreement(what, because, Duty.OURS, said["next_due_on"])
