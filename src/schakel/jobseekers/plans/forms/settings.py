"""The ladder of an organisation, and a standard course with its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.scales import RUNG_LABELS
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.courses import MOST_STEPS, StandardStep
from schakel.jobseekers.plans.ladder import LABEL_LENGTH, MOST_RUNGS, Rung
from schakel.jobseekers.plans.models import Agreement, PlanTemplate

SHOWN_AT_ONCE = 4
"""More lines are a click away."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form with many: its place and its fields, the first of which tells whether it is used."""

    form: forms.Form
    n: int
    names: tuple[str, ...]

    @property
    def fields(self) -> list[BoundField]:
        """The fields of the line, in order."""
        return [self.form[f"{name}_{self.n}"] for name in self.names]

    @property
    def is_shown(self) -> bool:
        """Whether it stands on the page at once: the first few, and what was filled in or refused."""
        fields = self.fields
        return self.n <= SHOWN_AT_ONCE or bool(fields[0].value()) or any(one.errors for one in fields)


class LadderForm(SubmitForm):
    """Rungs from low to high; an empty line is no rung."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_RUNGS + 1):
            self.fields[f"label_{n}"] = forms.CharField(
                label=gettext("Trede %(n)s") % {"n": n}, max_length=LABEL_LENGTH, required=False
            )
            self.fields[f"house_{n}"] = forms.TypedChoiceField(
                label=_("Ligt op"),
                choices=lambda: list(RUNG_LABELS.items()),
                coerce=int,
                required=False,
                empty_value=None,
            )

    def rows(self) -> list[Line]:
        """Each line with its two fields."""
        return [Line(self, n, ("label", "house")) for n in range(1, MOST_RUNGS + 1)]

    def rungs(self) -> list[Rung]:
        """The lines that were filled in."""
        found = self.cleaned_data
        lines = [(found[f"label_{n}"], found[f"house_{n}"]) for n in range(1, MOST_RUNGS + 1)]
        return [Rung(label.strip(), house or 0) for label, house in lines if label.strip()]

    @staticmethod
    def values_of(rungs: Sequence[Rung]) -> dict[str, Any]:
        """A ladder as the form's first values."""
        labels = {f"label_{n}": rung.label for n, rung in enumerate(rungs, start=1)}
        return labels | {f"house_{n}": rung.house for n, rung in enumerate(rungs, start=1)}


class TemplateForm(SubmitForm):
    """A standard course; an empty line is no step."""

    name = forms.CharField(label=_("Naam van de standaard"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._filled: list[int] = []
        for n in range(1, MOST_STEPS + 1):
            self.fields |= _step_fields(n)

    def add_error(self, field: str | None, error: Any) -> None:
        """What the act says of its second step lands at the second line that was filled in."""
        name, _sign, place = (field or "").rpartition("_")
        if self._filled and place.isdigit():
            field = f"{name}_{self._filled[int(place) - 1]}"
        super().add_error(field, error)

    def rows(self) -> list[Line]:
        """Each step with its fields."""
        names = ("what", "because", "duty", "weeks", "check_by")
        return [Line(self, n, names) for n in range(1, MOST_STEPS + 1)]

    def steps(self) -> list[StandardStep]:
        """The lines that were filled in, in order."""
        lines = {n: _line(self.cleaned_data, n) for n in range(1, MOST_STEPS + 1)}
        filled = {n: line for n, line in lines.items() if line.what or line.because or line.check_by}
        self._filled = list(filled)
        return list(filled.values())

    @staticmethod
    def values_of(row: PlanTemplate) -> dict[str, Any]:
        """A course as the form's first values."""
        values: dict[str, Any] = {"name": row.name, "version": row.version}
        for n, step in enumerate(row.steps, start=1):
            values |= {f"{name}_{n}": value for name, value in step.items()}
        return values


def _line(found: Mapping[str, Any], n: int) -> StandardStep:
    words = {name: found.get(f"{name}_{n}", "").strip() for name in ("what", "because", "duty", "check_by")}
    return StandardStep(**words, weeks=found.get(f"weeks_{n}") or 0)


def _step_fields(n: int) -> dict[str, forms.Field]:
    return {
        f"what_{n}": forms.CharField(label=_("Wat gebeurt er?"), max_length=200, required=False),
        f"because_{n}": forms.CharField(label=_("Waarom helpt dit?"), max_length=200, required=False),
        f"duty_{n}": forms.ChoiceField(
            label=_("Wie doet dit?"), choices=Agreement.Duty.choices, required=False
        ),
        f"weeks_{n}": forms.IntegerField(
            label=_("Klaar na … weken"), min_value=0, max_value=104, required=False
        ),
        f"check_by_{n}": forms.CharField(
            label=_("Waaraan ziet u dat het gelukt is?"), max_length=200, required=False
        ),
    }
