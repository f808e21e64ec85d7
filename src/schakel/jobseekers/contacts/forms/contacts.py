"""Recording a contact moment, and putting one right."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import SchakelError
from schakel.jobseekers.contacts.actions import NewContact
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.forms import SubmitForm, time_field
from schakel.web.forms import date_field


def now_here() -> datetime:
    """The moment in the Netherlands, on the whole minute."""
    return clock.now().astimezone(clock.AMSTERDAM).replace(second=0, microsecond=0)


class ContactForm(SubmitForm):
    """A contact moment: when, how, what kind, and what was said."""

    day = date_field(label=_("Dag"), initial=lambda: now_here().date())
    time = time_field(label=_("Tijd"), initial=lambda: now_here().time())
    channel = forms.ChoiceField(
        label=_("Hoe"), choices=ContactMoment.Channel.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=ContactMoment.Kind.choices, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("Wat is er besproken?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def refuse(self, error: SchakelError) -> None:
        """The moment is asked in two fields here."""
        fields = getattr(error, "fields", {})
        if "occurred_at" in fields:
            fields["day"] = fields.pop("occurred_at")
        super().refuse(error)

    def new_contact(self) -> NewContact:
        """What was told, as the action takes it."""
        said = self.cleaned_data
        moment = datetime.combine(said["day"], said["time"], tzinfo=clock.AMSTERDAM)
        return NewContact(moment, said["channel"], said["kind"], said["summary"])


class CorrectionForm(ContactForm):
    """The same, with why it is put right."""

    because = forms.CharField(label=_("Waarom verbetert u dit?"), max_length=200)


def values_of(contact: ContactMoment) -> dict[str, Any]:
    """A contact moment in the values of the form, as the form posts them."""
    moment = contact.occurred_at.astimezone(clock.AMSTERDAM)
    return {
        "day": moment.strftime("%Y-%m-%d"),
        "time": moment.strftime("%H:%M"),
        "channel": contact.channel,
        "kind": contact.kind,
        "summary": contact.summary,
    }
