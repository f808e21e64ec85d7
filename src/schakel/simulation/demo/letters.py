"""The municipality's paper and texts in the story, and letters that Bas wrote with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.notices.actions import (
    NewLetterhead,
    NewNotice,
    NewParagraph,
    NewTemplate,
    change_letterhead,
    queue_notice,
    write_paragraph,
    write_template,
)
from schakel.ground.people.actions import enter_address
from schakel.ground.people.addresses import NewAddress
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story

_HEAD = NewLetterhead(
    sender="Gemeente Oosterwaard, Werk en Inkomen",
    return_address="Postbus 100\n3999 ZZ Oosterwaard",
    closing="Met vriendelijke groet,",
    signatory="namens het college van burgemeester en wethouders",
    footer="Vragen? Bel uw klantmanager of kom langs op het Werkplein.",
)
_INVITATION = NewTemplate(
    "Uitnodiging voor een gesprek",
    "letter",
    "Uitnodiging voor een gesprek",
    "[aanhef]\n\nIk nodig u uit voor een gesprek. We praten over hoe het gaat en over uw plan.\n\n"
    "Het gesprek is op … om … uur, op het Werkplein.\n\nKunt u niet? Bel mij dan op [telefoon].",
)
_NEWS = NewTemplate(
    "Er staat iets voor u klaar",
    "email",
    "Er staat een bericht voor u klaar",
    "[aanhef]\n\nEr staat een nieuw bericht voor u klaar in Mijn Schakel. Log in om het te lezen.",
)
_OBJECTION = NewParagraph(
    "Niet eens met wat hier staat",
    "Bent u het niet eens met deze brief? Bel mij dan eerst. Vaak komen we er samen uit.",
)
_WRITTEN = (
    (
        "sevda",
        -6,
        "Wat we hebben afgesproken",
        "Beste Sevda,\n\nFijn dat we elkaar spraken. U schrijft uw cv verder uit, en ik vraag na welke"
        " opleiding u kunt volgen.\n\nHeeft u vragen? Bel mij gerust.",
    ),
)
_HOME = NewAddress("Molenweg", 12, "3999ZX", "Oosterwaard")


def write_letters(story: Story) -> None:
    """Ada sets up paper and texts; Bas writes. What he wrote leaves when the worker runs."""
    _set_up(story)
    bas = story.cast.actors["bas"]
    for client, day, subject, body in _WRITTEN:
        dossier_id = story.dossiers[client]
        with clock.travel(moment(day, "11:00", story.today)), as_actor(bas, Purpose.GUIDANCE.value):
            since = clock.today() - timedelta(days=900)
            enter_address(actor=bas, dossier_id=dossier_id, new=_HOME, valid_from=since)
            queue_notice(
                actor=bas,
                dossier_id=dossier_id,
                new=NewNotice("letter", subject, body, "Bas Kuiper, klantmanager"),
            )


def _set_up(story: Story) -> None:
    ada, city = story.cast.actors["ada"], story.cast.organisations["city"]
    with clock.travel(moment(-120, "10:00", story.today)), as_actor(ada, Purpose.ADMINISTRATION.value):
        own: dict[str, Any] = {"actor": ada, "organisation_id": city}
        change_letterhead(**own, new=_HEAD, expected_version=None)
        write_paragraph(**own, new=_OBJECTION)
        write_template(**own, new=_NEWS)
        write_template(**own, new=_INVITATION)
