"""The part of the story about analyses: two organisations that found different things about one client."""

from __future__ import annotations

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.diagnosis.actions import NewAnalysis, file_analysis
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_analyses(story: Story) -> None:
    """Joris and Marloes about what Amina can do in a day, and Joris about what she learned."""
    _filed(story, "joris", -6, Purpose.SERVICE_DELIVERY, "possibilities", "attention", _SLOWLY)
    _filed(story, "marloes", -2, Purpose.GUIDANCE, "possibilities", "helps", _FULLY)
    _filed(story, "joris", -5, Purpose.SERVICE_DELIVERY, "competences", "helps", _SKILLED)


_SLOWLY = (
    "Hoe lang houdt Amina een werkdag vol?",
    "Drie dagen van zes uur gingen goed. Op de vierde dag was zij moe en maakte zij fouten bij het tellen.",
    "een proefweek in een magazijn",
    "Of het met een rustiger rooster wel lukt",
)
_FULLY = (
    "Hoeveel uur kan Amina werken?",
    "Amina wil 32 uur werken en heeft de opvang geregeld. Zij komt altijd op tijd.",
    "vier gesprekken en het advies van de arbeidsdeskundige",
    "",
)
_SKILLED = (
    "Wat kan Amina met een heftruck?",
    "Zij rijdt rustig en veilig, en leert snel als iemand het voordoet.",
    "twee lessen op een oefenterrein",
    "Of zij het theorie-examen in het Nederlands haalt",
)


def _filed(
    story: Story,
    who: str,
    day: int,
    purpose: Purpose,
    topic: str,
    stance: str,
    said: tuple[str, str, str, str],
) -> None:
    question, findings, based_on, unknown = said
    actor = story.cast.actors[who]
    with clock.travel(moment(day, "15:20", story.today)), as_actor(actor, purpose.value):
        new = NewAnalysis(topic, question, findings, stance, based_on, clock.today(), unknown)
        file_analysis(actor=actor, dossier_id=story.dossiers["amina"], new=new)
