"""The forms of the dossiers' pages: what is asked, in which words; what is right, the acts decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.facts import FactKind
from schakel.ground.dossiers.models import Fact, Participation, Regie
from schakel.ground.dossiers.queries.people import SeatChoice
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.models import Membership
from schakel.ground.people.actions import NewClient, NewEntitlement
from schakel.ground.people.addresses import HIGHEST_NUMBER, NewAddress, checked_address
from schakel.ground.people.bsn import clean_bsn
from schakel.ground.people.models import ContactChannel, Regime
from schakel.ground.people.phone import check_phone
from schakel.web.forms import ActForm as BaseActForm

Choices = Sequence[tuple[Any, Any]]

_ADDRESS = ("street", "house_number", "house_suffix", "postcode", "place")
_DAY = {"type": "date"}
_LINE = {"maxlength": 400}
_SHORT = {"maxlength": 300}
_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class ActForm(BaseActForm):
    """A form that leads to one act; many stand on one page, so each has names of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)


def because_field(help_text: Any = None) -> forms.CharField:
    """The one sentence that says why."""
    help_text = help_text or _("Ook de cliënt leest dit.")
    widget = forms.TextInput(attrs=_LINE)
    return forms.CharField(label=_("Reden"), help_text=help_text, widget=widget, max_length=400)


class BsnForm(forms.Form):
    """A BSN to look up; posted, so that it stays out of addresses and logs."""

    bsn = forms.CharField(
        label=_("BSN"),
        max_length=20,
        widget=forms.TextInput(attrs=_DIGITS),
        help_text=_("Negen cijfers. Zoeken op BSN wordt vastgelegd."),
    )

    def clean_bsn(self) -> str:
        """The nine digits, or what is wrong with them."""
        return as_bsn(self.cleaned_data["bsn"])


class ClientForm(ActForm):
    """A client to enter by hand."""

    family_name = forms.CharField(label=_("Achternaam"), max_length=80, help_text=_("Met tussenvoegsel."))
    given_names = forms.CharField(label=_("Voornamen"), max_length=80, required=False)
    birth_date = forms.DateField(
        label=_("Geboortedatum"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), required=False
    )
    bsn = forms.CharField(
        label=_("BSN"), max_length=20, required=False, widget=forms.TextInput(attrs=_DIGITS)
    )
    number = forms.CharField(label=_("Eigen cliëntnummer"), max_length=40, required=False)
    street = forms.CharField(label=_("Straat"), max_length=80, required=False)
    house_number = forms.IntegerField(
        label=_("Huisnummer"), min_value=1, max_value=HIGHEST_NUMBER, required=False
    )
    house_suffix = forms.CharField(label=_("Toevoeging"), max_length=10, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=8, required=False)
    place = forms.CharField(label=_("Woonplaats"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=20,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    channel = forms.ChoiceField(
        label=_("Liefst bereikt met"),
        required=False,
        choices=[("", _("nog niet gevraagd")), *ContactChannel.choices],
    )
    language = forms.CharField(label=_("Taal"), max_length=40, required=False)
    needs_reading_help = forms.BooleanField(label=_("Wil hulp bij lezen"), required=False)
    regime = forms.ChoiceField(
        label=_("Uitkering"), required=False, choices=[("", _("geen uitkering")), *Regime.choices]
    )
    valid_from = forms.DateField(
        label=_("Eerste dag"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), required=False
    )
    valid_to = forms.DateField(
        label=_("Laatste dag"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        required=False,
        help_text=_("Laat leeg als er geen einddatum is."),
    )
    hours_per_week = forms.IntegerField(label=_("Uren per week"), required=False, min_value=0, max_value=168)
    responsible = forms.ChoiceField(label=_("Wie wordt verantwoordelijk"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Reden om mee te doen"), max_length=300, required=False, widget=forms.TextInput(attrs=_SHORT)
    )

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("responsible", seats)

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_bsn(self) -> str:
        """The nine digits, or what is wrong with them; empty is allowed."""
        typed = str(self.cleaned_data["bsn"]).strip()
        return as_bsn(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """A benefit needs its first day, and ends after it."""
        asked = self.cleaned_data
        start, last = asked.get("valid_from"), asked.get("valid_to")
        if asked.get("regime") and not start and "valid_from" not in self.errors:
            self.add_error("valid_from", gettext("Vul de eerste dag van de uitkering in."))
        if start and last and last < start:
            self.add_error("valid_to", gettext("Kies een dag na de begindatum."))
        self._check_address()
        return asked

    def _check_address(self) -> None:
        """A place alone is enough; once there is a street, number or postcode, the address is whole."""
        address = self._address()
        if address is None or any(name in self.errors for name in _ADDRESS):
            return
        try:
            checked_address(address)
        except InvalidError as error:
            for name, sentence in error.fields.items():
                self.add_error(name, sentence)

    def _address(self) -> NewAddress | None:
        asked = self.cleaned_data
        if not any(asked.get(name) for name in ("street", "house_number", "house_suffix", "postcode")):
            return None
        return NewAddress(
            asked.get("street", ""),
            asked.get("house_number") or 0,
            asked.get("postcode", ""),
            asked.get("place", ""),
            asked.get("house_suffix", ""),
        )

    def new_client(self) -> NewClient:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        names = (
            "family_name", "given_names", "birth_date", "bsn", "number", "place", "phone", "email",
            "channel", "language", "needs_reading_help",
        )  # fmt: skip
        values = {name: asked[name] for name in names}
        return NewClient(**values, entitlement=self._entitlement(), address=self._address())

    def _entitlement(self) -> NewEntitlement | None:
        asked = self.cleaned_data
        if not asked["regime"]:
            return None
        last: date | None = asked["valid_to"]
        end = last + timedelta(days=1) if last else None
        return NewEntitlement(asked["regime"], asked["valid_from"], end, asked["hours_per_week"])


class AddForm(ActForm):
    """Somebody, or a team, to ask to take part."""

    find = forms.CharField(widget=forms.HiddenInput, required=False)
    seat = forms.ChoiceField(label=_("Wie"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Hoe"), choices=Participation.Kind.choices, widget=forms.RadioSelect)
    because = because_field()

    def __init__(self, *args: Any, seats: Iterable[SeatChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(seat.key, f"{seat.name} · {seat.organisation}") for seat in seats]


class LeaveForm(ActForm):
    """Why somebody of the own organisation takes part no longer."""

    because = because_field()


class RegieForm(ActForm):
    """Which regie, and why it moves."""

    scope = forms.ChoiceField(label=_("Welke regie"), widget=forms.RadioSelect)
    because = because_field()

    def __init__(self, *args: Any, scopes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(scope, Regie.Scope(scope).label) for scope in scopes]


class TakeRegieForm(RegieForm):
    """To take the regie oneself."""


class PassRegieForm(RegieForm):
    """To give the regie to somebody else."""

    membership_id = forms.ModelChoiceField(
        label=_("Aan wie"), queryset=Membership.objects.none(), empty_label=_("Kies iemand")
    )
    field_order = ("scope", "membership_id", "because")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership_id"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = people
            field.label_from_instance = _member_words  # type: ignore[method-assign, assignment]


class RestForm(ActForm):
    """To let a dossier rest."""

    because = because_field()
    is_sure = forms.BooleanField(label=_("Ja, niemand heeft hier nog een taak"))


class FactForm(ActForm):
    """One fact, and how sure it is."""

    name = forms.CharField(widget=forms.HiddenInput)
    value = forms.CharField(label=_("Antwoord"), max_length=200)
    quality = forms.ChoiceField(
        label=_("Hoe weet u dit"),
        choices=[c for c in Fact.Quality.choices if c[0] != Fact.Quality.DERIVED],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, kind: FactKind, known: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{kind.name}-%s")
        super().__init__(*args, **kwargs)
        if kind.values:
            answers = list(kind.values.items())
            self.fields["value"] = forms.ChoiceField(choices=answers, widget=forms.RadioSelect)
        self.fields["value"].label, self.fields["value"].help_text = str(kind.label), known
        self.order_fields(["name", "value", "quality"])


def as_bsn(typed: str) -> str:
    """The nine digits of a BSN; raises ValidationError with what is wrong."""
    try:
        return clean_bsn(typed)
    except InvalidError as error:
        raise forms.ValidationError(error.fields.get("bsn", error.what)) from error


def _member_words(member: Any) -> str:
    return f"{member.professional.name} · {member.organisation.name}"
