"""The forms of the list of clients: what it is asked for, keeping a way to look, taking it out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.queries.listing import SORT_SECTIONS, Sort, Wanted, Who
from schakel.ground.organisations.models import Membership, Team
from schakel.ground.people.models import Regime

KEPT = ("who", "sort", "colleague", "regime", "place", "quiet", "ending")
"""What a kept way to look holds: never words, nor a place in the list."""

FILTERS = ("colleague", "regime", "place", "quiet", "ending")
_ANY = ("", _("maakt niet uit"))
_BENEFIT = ("regime", "ending")


ALL = reduce(or_, Section)
"""Every section: nothing is left out of the form."""


class ListForm(forms.Form):
    """What the list of clients is asked for; all of it stands in the address, so never a BSN."""

    q = forms.CharField(label=_("Zoek"), required=False, max_length=80)
    who = forms.ChoiceField(label=_("Van wie"), choices=Who.choices, required=False)
    sort = forms.ChoiceField(label=_("Volgorde"), choices=Sort.choices, required=False)
    colleague = forms.TypedChoiceField(
        label=_("Collega doet mee"), coerce=int, empty_value=None, required=False
    )
    regime = forms.ChoiceField(label=_("Uitkering"), choices=[_ANY, *Regime.choices], required=False)
    place = forms.CharField(label=_("Woonplaats"), required=False, max_length=80)
    quiet = forms.IntegerField(
        label=_("Geen contact sinds (dagen)"), required=False, min_value=1, max_value=3650
    )
    ending = forms.IntegerField(
        label=_("Uitkering eindigt binnen (weken)"), required=False, min_value=1, max_value=260
    )
    after = forms.UUIDField(widget=forms.HiddenInput, required=False)
    before = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[Membership] = (),
        sections: Section = ALL,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(member.reader_id, member.professional.name) for member in colleagues]
        self.fields["colleague"].choices = [_ANY, *people]  # type: ignore[attr-defined]
        self.fields["sort"].choices = [  # type: ignore[attr-defined]
            choice for choice in Sort.choices if _is_open(SORT_SECTIONS.get(choice[0]), sections)
        ]
        if not sections & Section.BENEFIT:
            for name in _BENEFIT:
                del self.fields[name]
        if not sections & Section.CONTACTS:
            del self.fields["quiet"]
        if not people:
            del self.fields["colleague"]

    def wanted(self) -> Wanted:
        """The question asked; a part that makes no sense counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        words = str(asked.get("q") or "").strip()
        return Wanted(
            words=words,
            who=asked.get("who") or (Who.ALL.value if words else Who.MINE.value),
            sort=asked.get("sort") or Sort.NAME.value,
            colleague=asked.get("colleague"),
            regime=asked.get("regime") or "",
            place=(asked.get("place") or "").strip(),
            quiet_days=asked.get("quiet"),
            ending_weeks=asked.get("ending"),
            after=asked.get("after"),
            before=asked.get("before"),
        )

    def kept(self) -> str:
        """The filters and the order as they stand in an address, for a kept way to look."""
        self.is_valid()
        asked = ((name, self.cleaned_data.get(name)) for name in KEPT)
        return urlencode([(name, value) for name, value in asked if value not in (None, "")])

    @property
    def narrowing(self) -> list[str]:
        """The filters that are in use, by their label."""
        return [str(self.fields[name].label) for name in FILTERS if self.cleaned_data.get(name)]


class ViewForm(ActForm):
    """A way to look to keep; the filters come along from the page."""

    name = forms.CharField(label=_("Naam van de weergave"), max_length=60)
    query = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)
    team = forms.ChoiceField(label=_("Voor wie"), required=False)
    is_default = forms.BooleanField(label=_("Toon dit als ik de lijst open"), required=False)

    def __init__(self, *args: Any, teams: Iterable[Team] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", _("alleen voor mij")),
            *((str(team.pk), team.name) for team in teams),
        ]


class ExportForm(ActForm):
    """Why a list leaves Schakel as a file."""

    because = because_field(_("Staat bij uw organisatie vast, met wie u uitvoerde."))
    query = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)


def _is_open(section: Section | None, allowed: Section) -> bool:
    return section is None or bool(section & allowed)
