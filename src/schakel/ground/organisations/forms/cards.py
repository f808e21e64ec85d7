"""The forms of the directory, of one's own card, and of the way of working."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.organisations.actions import Card, NewWay
from schakel.ground.organisations.forms.base import ActForm
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.queries.directory import Sought

_AT_WORK = [(role.value, role.label) for role in Role if role not in (Role.CLIENT, Role.ADMINISTRATOR)]


class SoughtForm(forms.Form):
    """What to look for in the directory; it stands in the address."""

    q = forms.CharField(label=_("Naam, deskundigheid of organisatie"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("Rol"), choices=[("", _("alle"))], required=False)
    organisation = forms.ChoiceField(label=_("Organisatie"), choices=[("", _("alle"))], required=False)
    place = forms.ChoiceField(label=_("Plaats"), choices=[("", _("alle"))], required=False)
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], places: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("role", _AT_WORK)
        self._offer("organisation", [(str(o.pk), o.name) for o in organisations])
        self._offer("place", [(place, place) for place in places])

    def sought(self) -> Sought:
        """The question asked; a part that makes no sense counts as not asked."""
        self.is_valid()
        said = self.cleaned_data
        return Sought(
            str(said.get("q") or "").strip(),
            said.get("role") or "",
            said.get("organisation") or None,
            said.get("place") or "",
            said.get("after"),
        )

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("alle")), *choices]


class CardForm(ActForm):
    """How to reach me, and what I know about."""

    phone = forms.CharField(
        label=_("Rechtstreeks nummer"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    expertise = forms.CharField(
        label=_("Deskundig in"),
        help_text=_("Bijvoorbeeld: logistiek, schulden, jongeren."),
        max_length=160,
        required=False,
    )
    reachable = forms.CharField(
        label=_("Wanneer bereikbaar"),
        help_text=_("Bijvoorbeeld: op werkdagen van 9.00 tot 12.00 uur."),
        max_length=80,
        required=False,
    )

    def card(self) -> Card:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        return Card(said["phone"], said["email"], said["expertise"], said["reachable"])


class PhotoForm(ActForm):
    """A photo for the card."""

    photo = forms.FileField(
        label=_("Foto"), help_text=_("Een JPG of PNG van hooguit 5 MB. Wij maken er een klein vierkant van.")
    )


class WayForm(ActForm):
    """The way of working of an organisation."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    method = forms.CharField(label=_("Hoe wij werken"), max_length=6000)
    target_groups = forms.CharField(label=_("Voor wie"), max_length=3000, required=False)
    instruments = forms.CharField(label=_("Wat wij kunnen inzetten"), max_length=6000, required=False)
    referral = forms.CharField(label=_("Hoe verwijst u iemand"), max_length=3000, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=1000, required=False)
    opening_times = forms.CharField(label=_("Openingstijden"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PARTS:
            self.fields[name].widget = forms.Textarea(
                attrs={"rows": 6 if name in ("method", "instruments") else 3}
            )

    def new_way(self) -> NewWay:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        return NewWay(**{name: said[name] for name in PARTS})


PARTS = ("method", "target_groups", "instruments", "referral", "contact", "opening_times")
"""The parts of a way of working, in the order in which they are read."""
