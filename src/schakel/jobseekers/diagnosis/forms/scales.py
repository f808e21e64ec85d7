"""Phase and nearness for each rung."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.scales import PHASES, RUNG_LABELS, Distance, Mapped
from schakel.jobseekers.forms import SubmitForm


def _phases() -> list[tuple[int, str]]:
    """Made for each form: words with a number in them are not translated later."""
    return [(n, gettext("fase %(n)s") % {"n": n}) for n in PHASES]


class ScalesForm(SubmitForm):
    """For each rung its phase, and whether it is near."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rung in RUNG_LABELS:
            phase = forms.TypedChoiceField(label=_("Fase"), choices=_phases, coerce=int)
            self.fields[f"phase_{rung}"] = phase
            self.fields[f"near_{rung}"] = forms.BooleanField(
                label=_("korte afstand (< 3 maanden)"), required=False
            )

    def rows(self) -> Iterator[tuple[str | Promise, BoundField, BoundField]]:
        """Each rung with its two fields."""
        for rung, label in RUNG_LABELS.items():
            yield label, self[f"phase_{rung}"], self[f"near_{rung}"]

    def mapped(self) -> Mapped:
        """What was chosen, as the action takes it."""
        found = self.cleaned_data
        return {rung: Distance(found[f"phase_{rung}"], found[f"near_{rung}"]) for rung in RUNG_LABELS}


def values_of(mapped: Mapped) -> dict[str, Any]:
    """A mapping as the form's first values."""
    phases = {f"phase_{rung}": found.phase for rung, found in mapped.items()}
    return phases | {f"near_{rung}": found.is_near for rung, found in mapped.items()}
