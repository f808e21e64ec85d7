"""Which columns a file is read by: those of a layout, where the file still has them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError
from schakel.information.imports.layouts import as_chosen, fit
from schakel.information.imports.queries import layout_named
from schakel.information.imports.wording import headers_of


def layout_mapping(organisation_id: UUID, key: str, content: bytes) -> dict[str, str] | None:
    """The columns that the layout says; None without one. Raises InvalidError where it no longer fits."""
    layout = layout_named(organisation_id, key) if key else None
    if layout is None:
        return None
    lay = fit(layout, headers_of(content))
    if not lay.is_whole:
        columns = ", ".join([*lay.missing.values(), *lay.doubled.values()])
        sentence = gettext("Deze koppen kloppen niet met de indeling: %(columns)s.") % {"columns": columns}
        raise InvalidError(gettext("De indeling past niet meer."), sentence, fields={"columns": sentence})
    return as_chosen(lay.mapping)
