"""Setting up a study, ending one, and answers of clients."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation, Team
from schakel.ground.people.models import Regime
from schakel.jobseekers.services.catalogue.model import CONTENTS
from schakel.programme.studies.actions import NewAnswer
from schakel.programme.studies.designing import MOST, NewStudy, OwnPart
from schakel.programme.studies.models import Study, StudyPerson, StudySite
from schakel.web.forms import ActForm, date_field

How = StudyPerson.How
ASKS, ASKS_NOT = "yes", "no"
_KEPT = timedelta(days=180)


def _words(label: Any, most: int, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def _add_sizes(form: forms.Form, teams: Iterable[Team]) -> dict[str, Team]:
    """A number of dossiers for each team; the teams by the name of their field."""
    named = {f"size_{team.pk}": team for team in teams}
    for name, team in named.items():
        form.fields[name] = forms.IntegerField(
            label=gettext("Hoeveel dossiers uit %(team)s?") % {"team": team.name},
            required=False,
            min_value=1,
            max_value=MOST,
        )
    return named


class StudyForm(ActForm):
    """A question with its ground, criteria and term; a number of dossiers for each team."""

    use_required_attribute = False

    title = forms.CharField(label=_("Naam van het onderzoek"), max_length=120)
    question = _words(_("Wat wilt u weten?"), 600)
    purpose = _words(_("Waarvoor gebruikt u het antwoord?"), 600)
    ground = _words(
        _("Op welke grondslag?"),
        400,
        rows=2,
        help_text=_("Bijvoorbeeld de taak waar dit bij hoort, met het artikel van de wet."),
    )
    told = _words(
        _("Wat leest de cliënt?"),
        600,
        rows=4,
        help_text=_("In gewone woorden: wat u onderzoekt en waarom. Wat u leest, staat er vanzelf bij."),
    )
    contact = forms.CharField(
        label=_("Bij wie kan de cliënt terecht?"), max_length=160, help_text=_("Naam en telefoonnummer.")
    )
    period_from = date_field(label=_("Welke tijd bekijkt u? Vanaf"))
    period_to = date_field(label=_("Tot en met"))
    kept_until = date_field(
        label=_("Tot wanneer bewaart u de steekproef?"),
        help_text=_(
            "Daarna is niet na te gaan welk geval van wie was. Hoogstens twee jaar; die grens is van ons."
        ),
    )
    asks = forms.ChoiceField(
        label=_("Vraagt u de cliënt om toestemming?"),
        choices=[(ASKS, _("ja")), (ASKS_NOT, _("nee, de cliënt leest het en kan nee zeggen"))],
        widget=forms.RadioSelect,
    )
    why_no_consent = _words(
        _("Waarom vraagt u geen toestemming?"),
        400,
        rows=2,
        required=False,
        help_text=_("Alleen bij nee. Dat kan bij onderzoek naar de kwaliteit van uw eigen werk."),
    )
    regimes = forms.MultipleChoiceField(
        label=_("Met welke uitkering?"),
        choices=Regime.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kiest u niets, dan tellen alle dossiers mee, ook zonder uitkering."),
    )
    opened_from = date_field(label=_("Dossier geopend vanaf"), required=False)
    opened_to = date_field(label=_("Dossier geopend tot en met"), required=False)
    age_from = forms.IntegerField(label=_("Leeftijd vanaf"), required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("Leeftijd tot en met"), required=False, min_value=0, max_value=120)
    service_content = forms.ChoiceField(label=_("Met welke soort dienst?"), required=False)
    seed = forms.CharField(
        label=_("Startwaarde"),
        max_length=40,
        required=False,
        help_text=_("Laat leeg voor een nieuwe. Dezelfde startwaarde en dossiers geven dezelfde mensen."),
    )

    def __init__(
        self,
        *arguments: Any,
        teams: Iterable[Team],
        study: Study | None = None,
        sites: Iterable[StudySite] = (),
        **options: Any,
    ) -> None:
        options["initial"] = _first_values() if study is None else _values_of(study, sites)
        super().__init__(*arguments, **options)
        kinds: Any = [("", _("maakt niet uit")), *CONTENTS.items()]
        self.fields["service_content"].choices = kinds  # type: ignore[attr-defined]
        self.teams = _add_sizes(self, teams)

    def about(self) -> list[BoundField]:
        """The fields on what is studied, and what clients are asked."""
        last = list(self.fields).index("why_no_consent")
        return [self[name] for name in list(self.fields)[: last + 1] if not self[name].is_hidden]

    def criteria(self) -> list[BoundField]:
        """The fields on which dossiers."""
        names = list(self.fields)
        first, last = names.index("regimes"), names.index("seed")
        return [self[name] for name in names[first:last]]

    def sites(self) -> list[BoundField]:
        """How many of each team, and the seed."""
        return [*(self[name] for name in self.teams), self["seed"]]

    def new_study(self) -> NewStudy:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        kept = {name: said[name] for name in NewStudy.__slots__ if name in said}
        sizes: dict[UUID, int] = {team.pk: said[name] for name, team in self.teams.items() if said[name]}
        return NewStudy(**kept, sizes=sizes, asks_consent=said["asks"] == ASKS)


def _first_values() -> dict[str, Any]:
    today = clock.today()
    return {
        "asks": ASKS,
        "kept_until": today + _KEPT,
        "period_to": today,
        "period_from": today - timedelta(days=365),
    }


def _values_of(study: Study, sites: Iterable[StudySite]) -> dict[str, Any]:
    """What a study is now, as its form shows it."""
    sizes = {f"size_{site.team_id}": site.size for site in sites}
    kept = {
        name: getattr(study, name) for name in NewStudy.__slots__ if hasattr(study, name) and name != "sizes"
    }
    asks = ASKS if study.asks_consent else ASKS_NOT
    return kept | sizes | {"asks": asks, "version": study.version}


class RenewalForm(StudyForm):
    """A study as it was, changed, and why there is a new version of it."""

    reason = _words(
        _("Waarom een nieuwe versie?"),
        300,
        help_text=_(
            "De steekproef van nu wordt gewist. Iedereen die u daarna trekt, wordt opnieuw gevraagd."
        ),
    )

    def sites(self) -> list[BoundField]:
        """How many of each team, the seed, and the reason."""
        return [*super().sites(), self["reason"]]


class InviteForm(ActForm):
    """Which organisation is asked to study together, and why."""

    use_required_attribute = False

    invited = forms.ChoiceField(label=_("Welke organisatie?"))
    words = _words(
        _("Waarom wilt u samen onderzoeken?"), 400, help_text=_("De ander leest dit bij de uitnodiging.")
    )

    def __init__(self, *arguments: Any, organisations: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*arguments, **options)
        found: Any = [("", _("Kies een organisatie")), *((str(one.pk), one.name) for one in organisations)]
        self.fields["invited"].choices = found  # type: ignore[attr-defined]


class PartForm(ActForm):
    """What an organisation adds to a joint study: its own ground, words, contact and teams."""

    use_required_attribute = False

    ground = _words(_("Op welke grondslag doet uw organisatie mee?"), 400, rows=2)
    told = _words(_("Wat leest uw cliënt?"), 600, rows=4)
    contact = forms.CharField(
        label=_("Bij wie kan de cliënt terecht?"), max_length=160, help_text=_("Naam en telefoonnummer.")
    )

    def __init__(self, *arguments: Any, teams: Iterable[Team], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.teams = _add_sizes(self, teams)

    def part(self) -> OwnPart:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        sizes: dict[UUID, int] = {team.pk: said[name] for name, team in self.teams.items() if said[name]}
        return OwnPart(said["ground"], said["told"], said["contact"], sizes)


class StopForm(ActForm):
    """Why an organisation does not take part, or stops."""

    use_required_attribute = False

    reason = _words(_("Waarom?"), 300, help_text=_("De ander leest dit."))


class EndForm(ActForm):
    """Why a study ends."""

    use_required_attribute = False

    reason = _words(_("Waarom sluit u dit onderzoek af?"), 300)


class OwnAnswerForm(ActForm):
    """A client's own word; the buttons say which."""

    answer = forms.ChoiceField(choices=[("yes", _("ja")), ("no", _("nee"))])


class AnswerForm(ActForm):
    """What a client told a professional, and how."""

    use_required_attribute = False

    answer = forms.ChoiceField(label=_("Wat zei de cliënt?"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=_("Hoe zei de cliënt dat?"),
        choices=[(how.value, how.label) for how in (How.PHONE, How.TALK, How.PAPER)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *arguments: Any, open_to: set[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        words = {"yes": gettext("ja, doet mee"), "no": gettext("nee, doet niet mee")}
        found = [(answer, said) for answer, said in words.items() if answer in open_to]
        self.fields["answer"].choices = found  # type: ignore[attr-defined]

    def new_answer(self) -> NewAnswer:
        """What was filled in, as the action takes it."""
        return NewAnswer(self.cleaned_data["answer"], self.cleaned_data["how"])
