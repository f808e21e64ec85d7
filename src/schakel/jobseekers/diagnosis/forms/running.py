"""Beginning a diagnosis, and the questions of one part as a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.actions import Filled, NewDiagnosis
from schakel.jobseekers.diagnosis.instruments.model import (
    Answers,
    InstrumentContent,
    Part,
    Question,
    said,
)
from schakel.jobseekers.diagnosis.instruments.scoring import MOST_WORDS
from schakel.jobseekers.diagnosis.models import Diagnosis
from schakel.jobseekers.forms import SubmitForm

_BY_COLLEAGUE = _("Bewaard door een collega: %(words)s")
_MODES = [(mode.value, mode.label) for mode in Diagnosis.Mode]


def language() -> str:
    """The language in which the reader sees an instrument."""
    return (get_language() or "nl")[:2]


class BeginForm(SubmitForm):
    """With which instrument, how, and with whom."""

    instrument = forms.ChoiceField(label=_("Instrument"), widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("Hoe gaat de diagnose?"), choices=_MODES, widget=forms.RadioSelect)
    second = forms.TypedChoiceField(
        label=_("Met wie voert u het gesprek?"),
        help_text=_("Alleen bij een duogesprek. U kiest uit wie meedoet in dit dossier."),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        instruments: Iterable[InstrumentContent],
        colleagues: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = [(one.digest, _instrument_words(one)) for one in instruments]
        self.fields["instrument"].choices = shown  # type: ignore[attr-defined]
        self.fields["instrument"].initial = shown[0][0] if len(shown) == 1 else None
        others = [(str(number), name) for number, name in colleagues]
        self.fields["second"].choices = [("", gettext("Niemand")), *others]  # type: ignore[attr-defined]

    def new_diagnosis(self) -> NewDiagnosis:
        """What was chosen, as the action takes it."""
        found = self.cleaned_data
        return NewDiagnosis(found["instrument"], found["mode"], found["second"])


def _instrument_words(one: InstrumentContent) -> str:
    words = {"title": said(one.title, language()), "edition": one.edition, "maker": one.maker}
    return gettext("%(title)s, versie %(edition)s (van %(maker)s)") % words


class PartForm(SubmitForm):
    """The questions of one part; own ones as the client is asked. Every answer may stay open."""

    def __init__(self, *args: Any, part: Part, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own
        self.questions = part.own_questions if is_own else part.questions
        for question in self.questions:
            self.fields[f"q_{question.name}"] = _field(question, is_own=is_own)
        self.fields["note"] = forms.CharField(
            label=_("Wilt u nog iets vertellen?") if is_own else _("Toelichting"),
            max_length=MOST_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def asked(self) -> Iterator[BoundField]:
        """The questions in their order, and the note."""
        for question in self.questions:
            yield self[f"q_{question.name}"]
        yield self["note"]

    def filled(self) -> Filled:
        """What was filled in, as the action takes it."""
        found = self.cleaned_data
        answers = {q.name: found[f"q_{q.name}"] for q in self.questions}
        given = {name: value for name, value in answers.items() if value not in (None, "")}
        return Filled(given, found["note"])

    def put_beside(self, answers: Answers, note: str, version: int) -> None:
        """Show under each field what was kept meanwhile, where it differs; sent again it goes over that."""
        for question in self.questions:
            theirs = answers.get(question.name)
            if theirs is not None and str(theirs) != self.data.get(f"q_{question.name}", ""):
                words = said(question.scale.label_of(theirs), language()) if question.scale else str(theirs)
                self._show_kept(f"q_{question.name}", words)
        if note and note != self.data.get("note", "").strip():
            self._show_kept("note", note)
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]

    def _show_kept(self, name: str, words: str) -> None:
        said_by = gettext("Al bewaard: %(words)s") if self.is_own else _BY_COLLEAGUE
        self[name].help_text = str(said_by) % {"words": words}


def _field(question: Question, *, is_own: bool) -> forms.Field:
    asked = question.own if is_own and question.own else question.text
    label = said(asked, language())
    if question.scale is None:
        return forms.CharField(
            label=label, max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
    choices = [(str(one.value), said(one.label, language())) for one in question.scale.choices]
    # A chosen radio button can't be cleared, so that unknown needs a button of its own.
    choices.append(("", gettext("weet ik niet") if is_own else gettext("onbekend")))
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van de antwoorden.")},
    )


def values_of(answers: Answers, note: str) -> Mapping[str, Any]:
    """Answers as the form's first values."""
    return {f"q_{name}": str(value) for name, value in answers.items()} | {"note": note}
