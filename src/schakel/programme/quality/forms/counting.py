"""The button that asks for a new count."""

from __future__ import annotations

from schakel.web.forms import ActForm


class CountForm(ActForm):
    """Nothing but the key by which a second press counts once."""
