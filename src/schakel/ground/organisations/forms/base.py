"""The form that leads to an act in this room, and runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schakel.web import forms
from schakel.web.acting import attempt


class ActForm(forms.ActForm):
    """A form that may be sent twice and acts once."""

    use_required_attribute = False

    def done(self, act: Callable[[], Any]) -> bool:
        """Run the act when the form is right; False when it or the act has something to say."""
        return attempt(self, act).is_done
