"""What the people of the region write down: by the teller of acts and by the snapshot alike."""

from __future__ import annotations

from datetime import timedelta

from schakel.simulation.region.events import Step

WRITING = timedelta(minutes=4)
"""So long after it happened, something is written down."""

TALKS = (
    "Voortgang besproken. De cliënt heeft deze maand gesolliciteerd en wacht op antwoord.",
    "Samen naar vacatures gekeken; er zijn er twee uitgekozen.",
    "Het ging over reistijd en opvang. De cliënt zoekt uit wat kan.",
    "Een sollicitatiegesprek voorbereid.",
)
PARTS = {
    "picture": "Zie het laatste beroep en de gesprekken in dit dossier.",
    "agreements": "De cliënt solliciteert en meldt wat daarvan komt.",
    "services": "Wat loopt, staat bij de trajecten.",
    "income": "De WW is afgelopen; bijstand is aangevraagd.",
    "told": "Besproken met de cliënt, die weet wie er gaat bellen.",
}
"""The parts of a handover by their keys."""

APPLIED, APPLIED_AGAIN = "uitkering aangevraagd", "opnieuw een uitkering aangevraagd"
MESSAGE = "De WW is afgelopen en bijstand is aangevraagd. Graag verder met de begeleiding."
WHY_HANDED_OVER = "de WW is afgelopen en er is nog geen werk"
FINISHED = "afgerond"
CLOSED = {
    Step.WORK: "werk gevonden",
    Step.MOVED: "verhuisd naar een andere regio",
    Step.RIGHT_OVER: "recht op WW afgelopen, geen bijstand aangevraagd",
}
"""Why a dossier rests."""


def talk_words(step: Step, service: str, talk: int) -> tuple[str, str, str]:
    """Channel, kind and summary of a contact; service is its name, talk one of the numbers of TALKS."""
    return {
        Step.INTAKE: ("office", "intake", "Intake gehouden."),
        Step.PLAN: ("office", "other", "Plan besproken en ondertekend."),
        Step.CONTACT: ("phone", "progress", TALKS[talk]),
        Step.ABSENT: ("office", "absent", "Zonder bericht niet gekomen; een nieuwe afspraak gemaakt."),
        Step.STARTED: ("phone", "other", f"Begonnen met {service}."),
        Step.FINISHED: ("phone", "other", f"Klaar met {service}."),
    }[step]
