"""Concluding a diagnosis, and looking again at the style of guiding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.decisions import ClientView, Reason
from schakel.jobseekers.diagnosis.actions import Conclusion, NewStyle
from schakel.jobseekers.diagnosis.models import DiagnosisResult, GuidanceStyle
from schakel.jobseekers.diagnosis.scales import PHASES, RUNG_LABELS
from schakel.jobseekers.forms import SubmitForm
from schakel.web.forms import date_field

_NEAR = [("", _("volgt uit de trede")), ("1", _("korte afstand (< 3 maanden)")), ("0", _("grote afstand"))]


def _phases() -> list[tuple[str, str]]:
    """Made for each form: words with a number in them are not translated later."""
    return [
        ("", gettext("volgt uit de trede")),
        *((str(n), gettext("fase %(n)s") % {"n": n}) for n in PHASES),
    ]


def _style_fields() -> dict[str, forms.Field]:
    return {
        "style": forms.ChoiceField(
            label=_("Stijl van begeleiden"),
            choices=GuidanceStyle.Style.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Kies een stijl van begeleiden.")},
        ),
        "style_because": forms.CharField(label=_("Waarom past deze stijl?"), max_length=400),
        "style_review_on": date_field(label=_("Wanneer kijkt u of de stijl past?")),
    }


class StyleForm(SubmitForm):
    """A style, why, and when to look again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _style_fields()

    def new_style(self) -> NewStyle:
        """What was chosen, as the action takes it."""
        found = self.cleaned_data
        return NewStyle(found["style"], found["style_because"], found["style_review_on"])


class ConcludeForm(SubmitForm):
    """What the diagnosis comes to. Nothing is preselected: the advice stands beside it."""

    summary = forms.CharField(
        label=_("Waar staat de cliënt?"),
        help_text=_("In een paar zinnen. De cliënt leest dit ook."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rung = forms.TypedChoiceField(
        label=_("Trede op de ladder"),
        choices=list(RUNG_LABELS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een trede.")},
    )
    phase = forms.TypedChoiceField(
        label=_("Fase"), choices=_phases, coerce=int, empty_value=None, required=False
    )
    is_near = forms.TypedChoiceField(
        label=_("Korte of grote afstand"),
        choices=_NEAR,
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )
    months = forms.IntegerField(
        label=_("Na hoeveel maanden werkt de cliënt, denkt u?"),
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    chance = forms.IntegerField(
        label=_("Hoe groot is die kans, in procenten?"),
        help_text=_("Later vergelijkt u dit met wat er gebeurde. Het zegt niets over de cliënt zelf."),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    variant = forms.ChoiceField(
        label=_("Hoe begeleidt u de cliënt?"),
        choices=DiagnosisResult.Variant.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe u de cliënt begeleidt.")},
    )
    reason = forms.ChoiceField(
        label=_("Reden"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    reason_text = forms.CharField(
        label=_("In eigen woorden"),
        help_text=_("Verplicht als u afwijkt van het advies."),
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _style_fields()

    def renew(self, version: int) -> None:
        """Base what was typed on the row as it is now."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]

    def conclusion(self) -> Conclusion:
        """What was concluded, as the action takes it."""
        found = self.cleaned_data
        names = ("rung", "variant", "reason", "months", "chance", "summary", "reason_text", "client_view",
                 "client_words", "phase", "is_near")  # fmt: skip
        style = NewStyle(found["style"], found["style_because"], found["style_review_on"])
        return Conclusion(style=style, **{name: found[name] for name in names})
