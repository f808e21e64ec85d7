"""The verbs of the quality room; one noun per file."""

from __future__ import annotations

from schakel.programme.quality.verbs import completeness, form_times


def register() -> None:
    """Make every verb of this room known."""
    completeness.register()
    form_times.register()
