"""The form that turns the counting of times of forms on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.web.councils import AgreementForm
from schakel.web.forms import date_field


class AgreeForm(AgreementForm):
    """The document in which the works council agreed, and its day."""

    day = date_field(label=_("Dag van de instemming"))
