"""Which recorded acts count as steps in a study, each with its words; no other act leaves the journal by one.

Nothing of protection, shields, health, life domains, control or messages is in the list: that something was
recorded there would tell already.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STEPS = {
    "dossier.open": _("dossier geopend"),
    "dossier.reopen": _("dossier heropend"),
    "dossier.rest": _("dossier te rusten gelegd"),
    "participant.join": _("organisatie of collega doet mee"),
    "participant.leave": _("organisatie of collega doet niet meer mee"),
    "regie.take": _("regie genomen"),
    "handover.send": _("overdracht verstuurd"),
    "handover.take_up": _("overdracht opgepakt"),
    "handover.return": _("overdracht teruggegeven"),
    "intake.open": _("intake begonnen"),
    "intake.send": _("intake verstuurd door de cliënt"),
    "intake.route": _("route gekozen"),
    "intake.finish": _("intake afgerond"),
    "contact.record": _("contact vastgelegd"),
    "question.take_in": _("vraag aangenomen"),
    "question.answer": _("vraag beantwoord"),
    "plan.begin": _("plan begonnen"),
    "plan.offer": _("plan voorgelegd"),
    "plan.agree": _("plan ondertekend door de cliënt"),
    "plan.refuse": _("plan niet akkoord"),
    "plan.sign": _("plan ondertekend"),
    "plan.evaluate": _("plan geëvalueerd"),
    "plan.close": _("plan afgesloten"),
    "agreement.make": _("afspraak gemaakt"),
    "agreement.check": _("afspraak nagekeken"),
    "decision.record": _("keuze vastgelegd"),
    "decision.evaluate": _("keuze geëvalueerd"),
    "service.choose": _("dienst gekozen"),
    "service.decide": _("dienst besloten"),
    "service.start": _("dienst begonnen"),
    "service.extend": _("dienst verlengd"),
    "service.end": _("dienst geëindigd"),
    "service.drop": _("dienst gaat niet door"),
    "trajectory.start": _("traject begonnen"),
    "trajectory.end": _("traject geëindigd"),
    "workshop.invite": _("uitgenodigd voor een bijeenkomst"),
    "workshop.decline": _("bijeenkomst afgezegd"),
}
