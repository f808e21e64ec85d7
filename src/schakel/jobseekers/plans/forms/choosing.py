"""The form of a choice: the options, what is known of them, the one chosen, why, and the client's view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.decisions import (
    AppliedNorm,
    ClientView,
    Decision,
    DecisionKind,
    Expected,
    Option,
    Reason,
    ReasonOrigin,
    problems_of,
)
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.norms.testing import named_norms
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.forms.resting import PLACES, norm_fields, number_in, wrong_norms
from schakel.web.forms import date_field

OPTIONS, LEAST = (1, 2, 3, 4), 2
KINDS = (DecisionKind.DIRECTION, DecisionKind.SERVICE, DecisionKind.GUIDANCE, DecisionKind.DEVIATION)
EXPECTATION = ("expected_what", "expected_by", "expected_chance")
# What the record of a choice calls a field, where the form has another name for it.
FIELDS = {"options": "option_2"}


def _option_fields() -> dict[str, forms.CharField]:
    """Two options at least: a choice without an alternative is none."""
    fields = {}
    for place in OPTIONS:
        fields[f"option_{place}"] = forms.CharField(
            label=_("Mogelijkheid"),
            max_length=160,
            required=place <= LEAST,
            error_messages={"required": _("Noem minstens twee mogelijkheden; niets doen is er ook een.")},
        )
        fields[f"known_{place}"] = forms.CharField(
            label=_("Wat weten wij ervan?"), max_length=300, required=False
        )
    return fields


class DecisionForm(SubmitForm):
    """A choice about the client's course. Nothing is preselected; offered sentences come from the dossier."""

    kind = forms.ChoiceField(
        label=_("Waarover gaat het?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarover de keuze gaat.")},
    )
    question = forms.CharField(
        label=_("Wat is er te kiezen?"), max_length=200, initial=_("Welke stap helpt nu het meest?")
    )
    chosen = forms.ChoiceField(
        label=_("Keuze"),
        choices=[(str(place), str(place)) for place in OPTIONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de genoemde opties.")},
    )
    reason = forms.ChoiceField(
        label=_("Reden"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    offered = forms.ChoiceField(
        label=_("Toelichting uit het dossier"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Deze zin klopt niet meer met het dossier. Kies opnieuw, of schrijf zelf.")
        },
    )
    reason_text = forms.CharField(
        label=_("Of in eigen woorden"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    client_view = forms.ChoiceField(
        label=_("Wat vindt de cliënt?"),
        choices=ClientView.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat de cliënt ervan vindt.")},
    )
    client_words = forms.CharField(label=_("In de woorden van de cliënt"), max_length=400, required=False)
    expected_what = forms.CharField(label=_("Wat verwacht u?"), max_length=200, required=False)
    expected_by = date_field(label=_("Uiterlijk op"), required=False)
    expected_chance = forms.TypedChoiceField(
        label=_("Kans"),
        choices=[("", "–"), *((str(n), _("%(n)s op 10") % {"n": n}) for n in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, *args: Any, sentences: list[str], look_back_on: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.look_back_on = look_back_on
        if look_back_on is not None:
            words = gettext("Laat leeg voor %(day)s, volgens de huisnorm.")
            self.fields["expected_by"].help_text = words % {"day": long_date(look_back_on)}
        self.fields |= _option_fields() | norm_fields()
        self.fields["option_2"].initial = gettext("Voorlopig niets veranderen")
        self.fields["offered"].choices = [(sentence, sentence) for sentence in sentences]  # type: ignore[attr-defined]
        if not sentences:
            del self.fields["offered"]

    def needed_options(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Place, name and knowledge of the options that a choice cannot do without."""
        return self._options(OPTIONS[:LEAST])

    def more_options(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """The same of the options that may be added."""
        return self._options(OPTIONS[LEAST:])

    def has_more_options(self) -> bool:
        """Whether one of the added options was used, so that it must be in sight."""
        return any(name.value() or known.value() for _place, name, known in self.more_options())

    def norms(self) -> list[BoundField]:
        """The places for a norm."""
        return [self[name] for name in PLACES]

    def has_norms(self) -> bool:
        """Whether a norm was filled in or is wrong, so that the places must be in sight."""
        return any(field.value() or field.errors for field in self.norms())

    def has_expectation(self) -> bool:
        """Whether something was filled in, or is wrong, about what is expected."""
        return any(self[name].value() or self[name].errors for name in EXPECTATION)

    def _options(self, places: Iterable[int]) -> Iterator[tuple[str, BoundField, BoundField]]:
        for place in places:
            yield str(place), self[f"option_{place}"], self[f"known_{place}"]

    def clean(self) -> dict[str, Any]:
        """Everything that keeps the choice from being complete, in one round."""
        said = self.cleaned_data
        if any(said.get(name) not in (None, "") for name in EXPECTATION):
            self._ask_whole_expectation(said)
        for name, sentence in problems_of(self.decision()).items():
            field = FIELDS.get(name, name)
            if not self.has_error(field):
                self.add_error(field, sentence)
        for name, sentence in wrong_norms((name, said.get(name, "")) for name in PLACES).items():
            self.add_error(name, sentence)
        return said

    def _ask_whole_expectation(self, said: dict[str, Any]) -> None:
        if said.get("expected_by") is None and not self.has_error("expected_by"):
            said["expected_by"] = self.look_back_on
        sentences = {
            "expected_what": gettext("Schrijf op wat u verwacht."),
            "expected_by": gettext("Kies ook de dag."),
            "expected_chance": gettext("Kies ook de kans."),
        }
        for name, sentence in sentences.items():
            if said.get(name) in (None, "") and not self.has_error(name):
                self.add_error(name, sentence)

    def decision(self) -> Decision:
        """The choice as the journal keeps it. Own words go before an offered sentence."""
        said = self.cleaned_data
        own, offered = said.get("reason_text", "").strip(), said.get("offered", "")
        is_offered = bool(offered) and own in ("", offered)
        return Decision(
            kind=said.get("kind", ""),
            question=said.get("question", ""),
            options=self._named_options(),
            chosen=said.get(f"option_{said.get('chosen', '')}", "").strip(),
            reason=said.get("reason", ""),
            reason_text=offered if is_offered else own,
            reason_origin=ReasonOrigin.OFFERED if is_offered else ReasonOrigin.WRITTEN,
            client_view=said.get("client_view", ""),
            client_words=said.get("client_words", "").strip(),
            expected=self._expected(),
            norms=self._norms(),
        )

    def _norms(self) -> tuple[AppliedNorm, ...]:
        numbers = (number_in(self.cleaned_data.get(name, "")) for name in PLACES)
        return named_norms(list(dict.fromkeys(number for number in numbers if number)), clock.today())

    def _named_options(self) -> tuple[Option, ...]:
        said = self.cleaned_data
        pairs = [(said.get(f"option_{p}", "").strip(), said.get(f"known_{p}", "").strip()) for p in OPTIONS]
        return tuple(Option(name, known) for name, known in pairs if name)

    def _expected(self) -> Expected | None:
        said = self.cleaned_data
        by, chance = said.get("expected_by"), said.get("expected_chance")
        if not said.get("expected_what") or not isinstance(by, date) or chance is None:
            return None
        return Expected(said["expected_what"].strip(), by, chance)
