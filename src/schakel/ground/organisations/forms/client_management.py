"""The form on how client management is divided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import ClientManagement, Organisation
from schakel.ground.organisations.queries.client_management import DECIDERS
from schakel.web.forms import ActForm


class ClientManagementForm(ActForm):
    """The division, and who decides on sanctions."""

    split = forms.ChoiceField(
        label=_("Hoe is klantmanagement verdeeld?"),
        help_text=_("Rollen die hier niet bij horen, kunt u niet meer geven. Wie er een heeft, houdt die."),
        choices=ClientManagement.Split.choices,
        widget=forms.RadioSelect,
    )
    sanctions_by = forms.ChoiceField(label=_("Wie beslist over een maatregel of boete?"))
    reason = forms.CharField(label=_("Reden"), max_length=200)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        today, field = clock.today(), self.fields["sanctions_by"]
        choices = [(role.value, organisation.role_on(role, today)) for role in DECIDERS]
        field.choices = choices  # type: ignore[attr-defined]
