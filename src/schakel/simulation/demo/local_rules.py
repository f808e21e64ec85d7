"""The part of the story about house norms and local norms: two municipalities that differ."""

from __future__ import annotations

from datetime import date

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.norms.actions import NewLocalNorm, enter_local_norm, set_figure
from schakel.ground.norms.house import ANSWER_CLIENT, HANDOVER_TAKEN_UP
from schakel.simulation.demo.telling import Story

_HERE, _THERE = "Re-integratieverordening Oosterwaard 2026", "Verordening meedoen Lingemond 2025"
_ORDINANCES = {"ada": (_HERE, date(2025, 12, 10), date(2026, 1, 1))}
_ORDINANCES["wim"] = (_THERE, date(2024, 12, 4), date(2025, 1, 1))

_ARTICLES = (
    (
        "ada",
        "PW-8a-2-d",
        "12",
        "Een proefplaats duurt twee maanden en kan één keer met twee maanden worden verlengd.",
        "U werkt twee maanden op proef. Soms kan het twee maanden langer.",
    ),
    (
        "wim",
        "PW-8a-2-d",
        "8",
        "Een proefplaats duurt twee maanden en kan met ten hoogste vier maanden worden verlengd.",
        "U werkt twee maanden op proef. Soms kan het vier maanden langer.",
    ),
    (
        "ada",
        "PW-10-1",
        "5",
        "Een voorziening is nodig als iemand zonder die voorziening niet binnen zes maanden aan werk komt.",
        "U krijgt hulp als u anders niet binnen zes maanden werk vindt.",
    ),
    (
        "wim",
        "PW-10-1",
        "3",
        "Wie drie maanden bijstand heeft, krijgt op verzoek een gesprek over een voorziening.",
        "Heeft u drie maanden bijstand? Dan kunt u een gesprek over hulp vragen.",
    ),
    (
        "ada",
        "PW-10a-6",
        "14",
        "De premie voor een participatieplaats is 200 euro per half jaar.",
        "U krijgt elk half jaar 200 euro als u goed meewerkt op uw participatieplaats.",
    ),
    (
        "ada",
        "PW-44a-2",
        "6",
        "Het plan wordt ten minste elk half jaar met de cliënt besproken.",
        "Wij bespreken uw plan elk half jaar met u.",
    ),
    (
        "wim",
        "PW-44a-2",
        "5",
        "Het plan wordt ten minste elk half jaar met de cliënt besproken.",
        "Wij bespreken uw plan elk half jaar met u.",
    ),
)


def tell_of_local_rules(story: Story) -> None:
    """The articles are invented; they show what a comparison looks like."""
    _figures(story)
    for username, norm_id, article, text, plain in _ARTICLES:
        actor, (title, adopted_on, start) = story.cast.actors[username], _ORDINANCES[username]
        new = NewLocalNorm(norm_id, "ordinance", title, article, text, adopted_on, start, plain=plain)
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            enter_local_norm(actor=actor, organisation_id=actor.employer_id, new=new)


def _figures(story: Story) -> None:
    actor = story.cast.actors["ada"]
    chosen = (
        (HANDOVER_TAKEN_UP, 3, "afgesproken in het regionaal overleg"),
        (ANSWER_CLIENT, 1, "belofte in onze dienstverlening"),
    )
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        for key, value, reason in chosen:
            set_figure(
                actor=actor,
                organisation_id=actor.employer_id,
                key=key,
                value=value,
                start=clock.today(),
                reason=reason,
                expected_version=0,
            )
