"""The forms on organisations: finding partners, own names, and how one is reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.models.organisation import KIND, NAME
from schakel.ground.organisations.presets import presets
from schakel.web.forms import ActForm

KINDS = [(kind.value, kind.label) for kind in OrganisationKind if kind != OrganisationKind.NONE]


class PartnersForm(forms.Form):
    """Which chain partners to show; it stands in the address."""

    q = forms.CharField(label=_("Naam of plaats"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("alle soorten")), *KINDS])


class OwnNameForm(ActForm):
    """What one's organisation, its kind or a role is called from today."""

    subject = forms.ChoiceField(label=_("Wat krijgt een andere naam?"))
    text = forms.CharField(
        label=_("Nieuwe naam"),
        help_text=_("Leeg laten kan bij soort en rol: dan geldt weer de gewone naam."),
        max_length=120,
        required=False,
    )
    reason = forms.CharField(label=_("Reden"), max_length=200)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = ROLES_OF_KIND.get(OrganisationKind(organisation.kind), frozenset())
        choices: list[tuple[str, Any]] = [(NAME, _("de organisatie")), (KIND, _("het soort organisatie"))]
        choices += [(r.value, r.label) for r in Role if r in roles]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]


class PresetForm(ActForm):
    """Which set of partners to enter for which region."""

    name = forms.ChoiceField(label=_("Set"), widget=forms.RadioSelect)
    region = forms.CharField(label=_("Naam van de regio"), max_length=60)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.key, f"{one.title}: {one.about}") for one in presets().values()]
        self.fields["name"].choices = choices  # type: ignore[attr-defined]


class ReachForm(ActForm):
    """Where one's organisation is and how it is reached."""

    place = forms.CharField(label=_("Plaats"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telefoonnummer"), max_length=20, required=False)
    region_code = forms.ChoiceField(label=_("Arbeidsmarktregio"), required=False)
    municipality_code = forms.RegexField(
        r"^[0-9]{4}$",
        label=_("Gemeentecode"),
        help_text=_("Vier cijfers, zoals het CBS ze geeft. Alleen voor een gemeente."),
        required=False,
        error_messages={"invalid": _("Een gemeentecode heeft vier cijfers. Zoek hem op bij het CBS.")},
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region_code"].choices = [("", _("geen")), *regions]  # type: ignore[attr-defined]
