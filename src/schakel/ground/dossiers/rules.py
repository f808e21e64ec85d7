"""The rules that the database holds at commit, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.kernel.database_errors import register_rule
from schakel.ground.kernel.errors import ConflictError, ForbiddenError


def register() -> None:
    """Make the refusals of this room's constraints known to the kernel."""
    register_rule("SK001", _organisation_regie)
    register_rule("SK002", _chain_regie)
    register_rule("SK003", _holder_takes_no_part)
    register_rule("SK091", merged_meanwhile)
    register_rule("SK092", merged_meanwhile)
    register_rule("SK093", _touched_since)
    register_rule("SK094", _unmerged_meanwhile)
    register_rule("SK103", _still_open)
    register_rule("dossiers_regie_one_for_organisation", moved_meanwhile)
    register_rule("dossiers_regie_one_for_chain", moved_meanwhile)
    register_rule("dossiers_participation_once", _takes_part)
    register_rule("dossiers_handover_one_open", _handover_under_way)
    register_rule("dossiers_shield_one", moved_meanwhile)
    register_rule("dossiers_namedreader_once", moved_meanwhile)
    register_rule("dossiers_sourcejudgement_one", _judged_meanwhile)
    register_rule("dossiers_urgentlook_once_a_day", _looked_today)
    register_rule("dossiers_distinctpair_once", _compared_meanwhile)
    register_rule("people_client_bsn_once", _bsn_known)
    register_rule("people_bsnhash_pkey", _bsn_known)
    register_rule("people_client_number_once", _number_known)


def _organisation_regie() -> ConflictError:
    return ConflictError(
        gettext("Zo heeft niemand bij een organisatie de regie."),
        gettext("Een organisatie met een taak heeft altijd precies één verantwoordelijke."),
        gettext("Wijs eerst een opvolger aan."),
    )


def _chain_regie() -> ConflictError:
    return ConflictError(
        gettext("Zo heeft niemand de regie van de keten."),
        gettext("Zolang er een taak is, is één iemand verantwoordelijk voor het geheel."),
        gettext("Draag de regie van de keten eerst over."),
    )


def _holder_takes_no_part() -> ConflictError:
    return ConflictError(
        gettext("Deze persoon kan de regie niet hebben."),
        gettext("Wie de regie heeft, is zelf met een taak betrokken."),
        gettext("Laat deze persoon eerst meedoen, of kies iemand anders."),
    )


def _still_open() -> ConflictError:
    return ConflictError(
        gettext("Deze organisatie kan nog niet sluiten."),
        gettext("Zij heeft nog open dossiers, of er loopt nog een overdracht met haar."),
        gettext("Draag die dossiers over, of plan een samenvoeging of splitsing."),
    )


def moved_meanwhile() -> ConflictError:
    """What somebody is told who changed the regie or who takes part just after another did."""
    return ConflictError(
        gettext("De regie is net verplaatst."),
        gettext("Een collega was u voor."),
        gettext("Open het dossier opnieuw en kijk wie de regie heeft."),
    )


def merged_meanwhile() -> ConflictError:
    """What somebody is told who works in a dossier that goes on in another."""
    return ConflictError(
        gettext("Dit dossier is samengevoegd met een ander."),
        gettext("Er komt hier niets meer bij: beide dossiers zijn van één persoon."),
        gettext("Zoek de cliënt op en ga verder in het dossier dat u dan ziet."),
    )


def _touched_since() -> ConflictError:
    return ConflictError(
        gettext("De samenvoeging kan niet meer ongedaan."),
        gettext("Er is daarna in het dossier gewerkt, en van wie dat dan is, is niet te zeggen."),
        gettext("Zijn het toch twee mensen? Open een nieuw dossier en neem over wat van de ander is."),
    )


def _unmerged_meanwhile() -> ConflictError:
    return ConflictError(
        gettext("De samenvoeging is al ongedaan gemaakt."),
        gettext("Een collega was u voor."),
        gettext("De dossiers staan weer los van elkaar."),
    )


def opened_by_another() -> ForbiddenError:
    """What somebody is told who would erase a life domain that another organisation opened."""
    return ForbiddenError(
        gettext("Dit leefgebied kunt u niet wissen."),
        gettext("Een andere organisatie opende het."),
        gettext("Wis alleen uw eigen regel, of vraag het aan die organisatie."),
    )


def _takes_part() -> ConflictError:
    return ConflictError(
        gettext("Deze persoon of dit team doet al mee."),
        gettext("Dezelfde rol kan maar één keer in een dossier staan."),
        gettext("Kies iemand anders."),
    )


def _handover_under_way() -> ConflictError:
    return ConflictError(
        gettext("Er loopt al een overdracht naar deze organisatie."),
        gettext("Die is nog niet opgepakt of teruggegeven."),
        gettext("Wacht op antwoord, of bel het team."),
    )


def _judged_meanwhile() -> ConflictError:
    return ConflictError(
        gettext("Over deze gegevens is net een oordeel vastgelegd."),
        gettext("Een collega was u voor."),
        gettext("Bekijk het oordeel dat er nu staat."),
    )


def _compared_meanwhile() -> ConflictError:
    return ConflictError(
        gettext("Dit paar is al nagekeken."),
        gettext("Iemand legde vast dat dit twee mensen zijn."),
        gettext("Ga terug naar de lijst met dubbele dossiers."),
    )


def _looked_today() -> ConflictError:
    return ConflictError(
        gettext("U keek vandaag al dringend in dit dossier."),
        gettext("Dat mag één keer op een dag."),
        gettext("Open het dossier vanuit de lijst met cliënten."),
    )


def _bsn_known() -> ConflictError:
    return ConflictError(
        gettext("Dit BSN is al bekend in de keten."),
        gettext("Elke cliënt heeft één dossier."),
        gettext("Zoek de cliënt op BSN en vraag toegang."),
    )


def _number_known() -> ConflictError:
    return ConflictError(
        gettext("Dit cliëntnummer is al in gebruik."),
        gettext("Uw organisatie kent er al iemand mee."),
        gettext("Kijk het nummer na."),
    )
