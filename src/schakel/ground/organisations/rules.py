"""The rules that the database holds at commit on organisations and the people in them, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.kernel.database_errors import register_rule
from schakel.ground.kernel.errors import ConflictError


def register() -> None:
    """Make the refusals of this room's constraints known to the kernel."""
    register_rule("SK201", _cover_outside_absence)
    register_rule("organisations_absence_once", _is_away_already)
    register_rule("organisations_pair_once", _has_partner)
    register_rule("organisations_membership_once", _has_role)
    register_rule("SK101", _outside_life)
    register_rule("SK102", _circle)
    register_rule("organisations_organisation_once", _name_taken)
    register_rule("organisations_team_once", _team_taken)
    register_rule("organisations_bundle_once", _bundle_taken)
    register_rule("organisations_bundle_holder_once", _has_bundle)
    register_rule("SK501", _not_of_partner)
    register_rule("SK502", _team_in_itself)
    register_rule("organisations_joint_team_of_other", _team_in_itself)
    register_rule("organisations_joint_team_once", _team_taken)
    register_rule("organisations_joint_partner_once", _in_team_already)
    register_rule("organisations_joint_member_once", _in_team_already)
    register_rule("organisations_proposed_tie_once", _tie_proposed)
    register_rule("organisations_agreed_tie_once", _tie_agreed)
    register_rule("organisations_body_once", _body_taken)
    register_rule("organisations_body_chair_once", _has_chair)
    register_rule("organisations_body_meeting_once", _meets_already)


def _cover_outside_absence() -> ConflictError:
    return ConflictError(
        gettext("Waarnemen kan alleen op dagen dat iemand afwezig is."),
        gettext("Anders zou een collega dossiers blijven zien zonder reden."),
        gettext("Pas eerst de afwezigheid aan."),
    )


def _is_away_already() -> ConflictError:
    return ConflictError(
        gettext("Voor deze dagen staat al een afwezigheid."),
        gettext("Op dezelfde dag kan er maar één gelden."),
        gettext("Pas de bestaande afwezigheid aan, of kies andere dagen."),
    )


def _has_partner() -> ConflictError:
    return ConflictError(
        gettext("Deze medewerker zit al in een vast koppel."),
        gettext("Iemand heeft op een dag hooguit één vaste partner."),
        gettext("Beëindig eerst dat koppel."),
    )


def _has_role() -> ConflictError:
    return ConflictError(
        gettext("Deze medewerker heeft deze rol hier al."),
        gettext("Iemand heeft dezelfde rol bij een organisatie hooguit één keer tegelijk."),
        gettext("Laat de rol staan zoals zij is, of beëindig die eerst."),
    )


def _outside_life() -> ConflictError:
    return ConflictError(
        gettext("Zo werkt er iemand bij een organisatie die er dan niet is."),
        gettext("Een rol of team kan niet eerder beginnen en niet later eindigen dan de organisatie."),
        gettext("Beëindig die rollen en teams eerst, of kies een andere dag."),
    )


def _circle() -> ConflictError:
    return ConflictError(
        gettext("Zo zou een organisatie in zichzelf opgaan."),
        gettext("De opvolger is zelf, misschien via een ander, uit deze organisatie voortgekomen."),
        gettext("Kies een andere opvolger."),
    )


def _name_taken() -> ConflictError:
    return ConflictError(
        gettext("Deze naam is al in gebruik."),
        gettext("Een andere organisatie die op dezelfde dag begon, heet zo."),
        gettext("Kies een naam die haar onderscheidt."),
    )


def _team_taken() -> ConflictError:
    return ConflictError(
        gettext("Er is al een team met deze naam."),
        gettext("Binnen een organisatie heeft elk team een eigen naam."),
        gettext("Kies een andere naam."),
    )


def _not_of_partner() -> ConflictError:
    return ConflictError(
        gettext("Deze medewerker kan niet in het team."),
        gettext("Wie in een integraal team zit of het leidt, werkt bij een organisatie die erin meedoet."),
        gettext("Laat eerst die organisatie meedoen, of kies iemand anders."),
    )


def _team_in_itself() -> ConflictError:
    return ConflictError(
        gettext("Zo zou een team in zichzelf zitten."),
        gettext("Het gekozen team is zelf, misschien via een ander, een deel van dit team."),
        gettext("Kies een ander team, of geen."),
    )


def _in_team_already() -> ConflictError:
    return ConflictError(
        gettext("Die zit al in dit team, of is al gevraagd."),
        gettext("Op dezelfde dag kan dat maar één keer."),
        gettext("Bekijk het team opnieuw."),
    )


def _bundle_taken() -> ConflictError:
    return ConflictError(
        gettext("Deze bundel is er al op deze locatie."),
        gettext("Binnen een locatie heeft elke bundel een eigen naam."),
        gettext("Kies een andere naam."),
    )


def _has_bundle() -> ConflictError:
    return ConflictError(
        gettext("Deze medewerker heeft deze bundel al."),
        gettext("Een collega kan u voor zijn geweest."),
        gettext("Bekijk de bundel opnieuw."),
    )


def _tie_proposed() -> ConflictError:
    return ConflictError(
        gettext("Er ligt al een voorstel tussen deze organisaties."),
        gettext("Er kan er maar één tegelijk op antwoord wachten."),
        gettext("Beantwoord dat voorstel, of trek het in."),
    )


def _tie_agreed() -> ConflictError:
    return ConflictError(
        gettext("Voor deze dagen is net een andere band afgesproken."),
        gettext("Op een dag geldt er tussen twee organisaties één."),
        gettext("Bekijk de band opnieuw."),
    )


def _body_taken() -> ConflictError:
    return ConflictError(
        gettext("Uw organisatie heeft al een orgaan met deze naam."),
        gettext("Twee organen met één naam haalt iedereen door elkaar."),
        gettext("Kies een andere naam, of werk het bestaande orgaan bij."),
    )


def _has_chair() -> ConflictError:
    return ConflictError(
        gettext("Dit orgaan heeft al een voorzitter."),
        gettext("Op dezelfde dag kan er maar één zijn."),
        gettext("Beëindig eerst de zetel van de voorzitter van nu."),
    )


def _meets_already() -> ConflictError:
    return ConflictError(
        gettext("Op deze dag staat al een vergadering."),
        gettext("Een orgaan vergadert hoogstens één keer per dag."),
        gettext("Kies een andere dag, of werk de bestaande vergadering bij."),
    )
