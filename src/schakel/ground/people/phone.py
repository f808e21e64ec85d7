"""What a telephone number may look like, on every form that asks for one."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

check_phone = RegexValidator(
    r"^[+()\d\s./-]*$",
    _("Een telefoonnummer heeft alleen cijfers. Haal letters en andere tekens weg."),
)
