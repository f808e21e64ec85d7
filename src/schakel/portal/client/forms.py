"""The forms of the client's pages, and of giving a client a login."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.facts import FactKind
from schakel.ground.journal.decisions import ClientView
from schakel.ground.kernel.versions import Versioned
from schakel.ground.people.models import Client, ContactChannel
from schakel.ground.people.phone import check_phone
from schakel.portal.client.choices import VIEW_WORDS
from schakel.web.forms import ActForm as BaseActForm


class ActForm(BaseActForm):
    """A form that leads to one act: sent twice, it acts once; version is the row it was based on."""

    @property
    def key(self) -> UUID | None:
        """The submit key that came with the form."""
        return self.cleaned_data.get("submit_key")

    def catch_up(self, current: Versioned) -> None:
        """Tell that somebody changed the row meanwhile; sent again, the form is based on what stands now."""
        self.data = {**self.data.dict(), "version": str(current.version)}  # type: ignore[attr-defined]
        sentence = gettext("Iemand anders wijzigde dit intussen. Kijk uw tekst na en verstuur opnieuw.")
        self.add_error(None, sentence)
        for name in self.fields:
            theirs = getattr(current, name, None)
            if name != "version" and isinstance(theirs, str) and theirs != self.data.get(name, ""):
                self.add_error(name, gettext("Er staat nu: %(theirs)s") % {"theirs": theirs or "–"})


class ContactForm(ActForm):
    """How the client is reached."""

    phone = forms.CharField(
        label=_("Telefoon"),
        required=False,
        max_length=20,
        validators=[check_phone],
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    channel = forms.ChoiceField(
        label=_("Hoe wilt u van ons horen?"),
        required=False,
        choices=ContactChannel.choices,
        widget=forms.RadioSelect,
    )
    second_channel = forms.ChoiceField(
        label=_("En als dat niet lukt?"),
        required=False,
        choices=ContactChannel.choices,
        widget=forms.RadioSelect,
    )
    reachable = forms.CharField(
        label=_("Wanneer kunnen wij u bereiken?"),
        help_text=_("Bijvoorbeeld: op werkdagen na 14 uur."),
        required=False,
        max_length=80,
    )
    language = forms.CharField(label=_("Welke taal spreekt u het liefst?"), required=False, max_length=40)
    written_language = forms.CharField(
        label=_("Welke taal leest u het liefst?"), required=False, max_length=40
    )
    needs_reading_help = forms.BooleanField(label=_("Ik wil hulp bij het lezen van brieven"), required=False)

    FIELDS = (
        "phone", "email", "channel", "second_channel", "reachable", "language", "written_language",
        "needs_reading_help",
    )  # fmt: skip

    @classmethod
    def values_of(cls, client: Client) -> dict[str, Any]:
        """What stands in the form before the client changes it."""
        return {name: getattr(client, name) for name in cls.FIELDS} | {"version": client.version}

    def changes(self) -> dict[str, Any]:
        """What the client filled in."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class DisputeForm(ActForm):
    """What the client says is not right."""

    words = forms.CharField(
        label=_("Wat klopt er niet?"),
        help_text=_("Schrijf het in uw eigen woorden."),
        max_length=400,
        widget=forms.Textarea({"rows": 4}),
    )


class FactForm(ActForm):
    """One fact in the client's own words, or one of its answers."""

    def __init__(self, kind: FactKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.values:
            self.fields["value"] = forms.ChoiceField(
                label=str(kind.label), choices=list(kind.values.items()), widget=forms.RadioSelect
            )
        else:
            self.fields["value"] = forms.CharField(label=str(kind.label), max_length=200)


class ViewForm(ActForm):
    """What the client thinks of a choice; nothing is chosen beforehand."""

    view = forms.ChoiceField(
        label=_("Wat vindt u ervan?"),
        choices=[(v.value, words) for v, words in VIEW_WORDS.items() if v != ClientView.NOT_ASKED],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Wilt u er iets over zeggen?"),
        help_text=_("Bent u het niet eens, of wilt u iets anders? Schrijf dan op waarom."),
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 4}),
    )


class LoginForm(ActForm):
    """The login name that a client gets."""

    username = forms.CharField(
        label=_("Inlognaam"),
        help_text=_("Kleine letters, cijfers, punt, streepje of apenstaart. Geen BSN."),
        min_length=3,
        max_length=80,
        validators=[
            RegexValidator(r"\A[a-z0-9.@_-]+\Z", _("Gebruik kleine letters, cijfers, . - _ of @.")),
            RegexValidator(r"\d{8}", _("Zet geen lang nummer in de inlognaam."), inverse_match=True),
        ],
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class RenewLoginForm(ActForm):
    """Nothing to ask: the button says it."""


class StopLoginForm(ActForm):
    """Why a client may not log in any more."""

    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("De cliënt kan dit lezen. Bijvoorbeeld: op eigen verzoek, telefoon gestolen."),
        max_length=200,
    )


class GiveConsentForm(ActForm):
    """Until when an organisation may see the client's life domains."""

    organisation_id = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.CharField(widget=forms.HiddenInput, max_length=20)
    last_day = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Hoogstens een jaar. U kunt eerder stoppen."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class WithdrawConsentForm(ActForm):
    """Nothing to ask: the client stops when they want."""
