"""One part of an intake as a form: what is known stands in it already, with its source below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake.prefilling import Known
from schakel.jobseekers.intake.questions import Part, Question, Words
from schakel.web.forms import date_field


class PartForm(SubmitForm):
    """The questions of a part; every answer is text, as the act takes it."""

    def __init__(self, part: Part, *args: Any, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        for question in part.questions:
            self.fields[question.key] = _field(question, sources.get(question.key, ""))

    def answers(self) -> dict[str, str]:
        """What was answered, by question."""
        said = self.cleaned_data
        return {question.key: _text(said.get(question.key)) for question in self.part.questions}


def first_answers(part: Part, answers: Mapping[str, str], known: Mapping[str, Known]) -> dict[str, str]:
    """What stands in the form at first: what was saved, also when that was nothing, or else what is known."""
    found = {key: fact.value for key, fact in known.items()}
    return {q.key: answers.get(q.key, found.get(q.key, "")) for q in part.questions}


def _field(question: Question, source: str) -> forms.Field:
    hint = " ".join(str(words) for words in (question.hint, source) if words)
    options: dict[str, Any] = {
        "label": question.label,
        "help_text": hint,
        "required": question.is_required,
    }
    if question.kind == "choice":
        return forms.ChoiceField(**options, choices=_choices(question), widget=forms.RadioSelect)
    if question.kind == "day":
        return date_field(**options)
    if question.kind == "number":
        attrs = {"inputmode": "numeric", "min": 0, "max": question.most}
        return forms.IntegerField(
            **options, min_value=0, max_value=question.most, widget=forms.NumberInput(attrs=attrs)
        )
    widget = forms.Textarea(attrs={"rows": 3}) if question.kind == "lines" else forms.TextInput()
    return forms.CharField(**options, max_length=question.most, widget=widget)


def _choices(question: Question) -> list[tuple[str, Words]]:
    """A choice that was made by mistake can be taken back where no answer is needed."""
    none: list[tuple[str, Words]] = [] if question.is_required else [("", _("geen antwoord"))]
    return [*question.choices.items(), *none]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
