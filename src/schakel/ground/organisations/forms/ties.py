"""The forms on the tie with another organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import NewTie
from schakel.ground.organisations.models.agreed_tie import Mechanism
from schakel.web.forms import ActForm, date_field


class TieForm(ActForm):
    """The kind of tie, what it lets share at most, its days, and what it is for."""

    mechanism = forms.ChoiceField(
        label=_("Wat voor band is het?"), choices=Mechanism.choices, widget=forms.RadioSelect
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Wat deelt u hooguit?"),
        help_text=_(
            "Wie de cliënt is, gaat altijd mee. Wat u niet aankruist, ziet de een niet zolang de ander de"
            " regie van de keten heeft; ook niet als de toegangstabel het toelaat."
        ),
        coerce=int,
        required=False,
        choices=[(int(one), SECTION_LABELS[one]) for one in Section if one != Section.IDENTITY],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = date_field(label=_("Vanaf"), initial=clock.today)
    valid_to = date_field(
        label=_("Tot"),
        help_text=_("De eerste dag zonder deze band. Leeg is tot u samen iets anders afspreekt."),
        required=False,
    )
    words = forms.CharField(
        label=_("Waarvoor is deze band?"),
        help_text=_("Bijvoorbeeld: raamovereenkomst taaltrajecten, of convenant Werkplein."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def new_tie(self) -> NewTie:
        """What was filled in, ready for the act."""
        said: dict[str, Any] = self.cleaned_data
        sections = Section(sum(said["sections"])) | Section.IDENTITY
        return NewTie(said["mechanism"], sections, said["valid_from"], said["valid_to"], said["words"])


class CloseTieForm(ActForm):
    """Why a proposal is refused or taken back."""

    reason = forms.CharField(label=_("Reden"), max_length=200)
