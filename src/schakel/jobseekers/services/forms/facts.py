"""Telling facts that rules of services look at: a question each, and none has to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from schakel.ground.norms.engine.model import Fact
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.models import ServiceFact

_CODES = {"yes": True, "no": False}
MOST_EUROS = 20_000


class FactsForm(SubmitForm):
    """Questions by fact; what is known stands filled in with who told it and when."""

    def __init__(
        self, *args: Any, asked: Mapping[str, Fact], known: Mapping[str, ServiceFact], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.known = asked, known
        for name, fact in asked.items():
            self.fields[f"fact_{name}"] = _field(fact, known.get(name))

    def told(self) -> dict[str, bool | int | None]:
        """What was answered; a question that was left open tells nothing, unless something was known."""
        found: dict[str, bool | int | None] = {}
        for name, fact in self.asked.items():
            said = self.cleaned_data.get(f"fact_{name}")
            value = _CODES.get(said) if fact.kind == "boolean" and isinstance(said, str) else said
            if value is not None or name in self.known:
                found[name] = value
        return found


def _field(fact: Fact, known: ServiceFact | None) -> forms.Field:
    told = ""
    if known is not None:
        words = {"name": known.organisation.name, "day": known.told_on.strftime("%d-%m-%Y")}
        told = gettext("Bekend van %(name)s, %(day)s") % words
    if fact.kind == "boolean":
        yes_no = [("yes", gettext("ja")), ("no", gettext("nee")), ("", gettext("niet bekend"))]
        words_of = {value: word for word, value in _CODES.items()}
        first = words_of[known.value] if known is not None and isinstance(known.value, bool) else ""
        return forms.ChoiceField(
            label=fact.label, choices=yes_no, required=False, initial=first, help_text=told,
            widget=forms.RadioSelect,
        )  # fmt: skip
    return forms.IntegerField(
        label=fact.label, required=False, min_value=0, max_value=MOST_EUROS, help_text=told,
        initial=known.value if known else None, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
