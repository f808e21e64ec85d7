"""Filling an empty database with the demonstration: whole or not at all, and once."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction
from django.utils.translation import gettext

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.queries import account_named
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.queries import organisations_on_record
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources import read_demo, read_demo_relations, read_demo_skills
from schakel.simulation.demo.afterwards import tell_afterwards
from schakel.simulation.demo.agreed_intakes import tell_of_agreed_intakes
from schakel.simulation.demo.analyses import tell_of_analyses
from schakel.simulation.demo.bodies import tell_of_bodies
from schakel.simulation.demo.casting import Cast, make_cast
from schakel.simulation.demo.colleagues import tell_of_colleagues
from schakel.simulation.demo.content import fill_content
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.debts_and_discussions import tell_of_debts, tell_of_discussions
from schakel.simulation.demo.deliveries import tell_of_deliveries
from schakel.simulation.demo.diagnosis import tell_of_diagnoses
from schakel.simulation.demo.families import tell_of_families
from schakel.simulation.demo.figures import tell_of_figures
from schakel.simulation.demo.form_times import tell_of_form_times
from schakel.simulation.demo.imports import tell_of_imports
from schakel.simulation.demo.intake import tell_of_intakes
from schakel.simulation.demo.law import tell_of_the_law
from schakel.simulation.demo.letters import write_letters
from schakel.simulation.demo.life_domains import tell_of_life_domains
from schakel.simulation.demo.local_rules import tell_of_local_rules
from schakel.simulation.demo.market import tell_of_the_market
from schakel.simulation.demo.mentoring import tell_of_mentoring
from schakel.simulation.demo.merging import tell_of_a_merge
from schakel.simulation.demo.plans import tell_of_plans
from schakel.simulation.demo.protection import tell_of_protection
from schakel.simulation.demo.quality import count_at_month_end, tell_of_quality
from schakel.simulation.demo.reading import FIRST_HOUR, read_cast, read_clients, steps_of
from schakel.simulation.demo.region import furnish, load_places
from schakel.simulation.demo.services import tell_of_services
from schakel.simulation.demo.skills import tell_of_skills
from schakel.simulation.demo.standing_plans import tell_of_standing_plans
from schakel.simulation.demo.stepping import tell
from schakel.simulation.demo.studies import tell_of_studies
from schakel.simulation.demo.teams import tell_of_teams
from schakel.simulation.demo.telling import Story
from schakel.simulation.demo.ties import propose_a_tie
from schakel.simulation.demo.ways_in import tell_of_ways_in
from schakel.simulation.demo.workshops import tell_of_workshops

PASSWORD = "schakel-demo-2026"  # noqa: S105  the same for all, printed at every start, in demonstrations only
FIRST_DAY = -800
"""The organisations are older than anything that happens."""

_LOCK = 7_215_240
_EVERY = 100


def fill(*, report: Callable[[str], None]) -> None:
    """Tell the story when the database is empty; `report` hears how far it is.

    Raises InvalidError when the database holds organisations that are not the demonstration's: opening it
    to everyone without a password would give real data away.
    """
    with transaction.atomic():
        _wait_for_others()
        if not is_told():
            _refuse_real_data()
            report(gettext("De proefomgeving wordt gevuld; dit gebeurt één keer."))
            _tell_all(report)


def is_told() -> bool:
    """Whether this database holds the demonstration."""
    names = {line["name"] for line in read_cast()["organisations"]}
    known = {organisation.name for organisation in organisations_on_record() if not organisation.preset}
    return known == names and account_named(read_cast()["people"][0]["username"]) is not None


def cast() -> list[tuple[str, str, str, str, str]]:
    """Who can log in: login name, name, role, organisation, and what they see."""
    written = read_cast()
    names = {line["key"]: line["name"] for line in written["organisations"]}
    people = [
        (p["username"], p["name"], str(Role(p["role"]).label), names[p["organisation"]], p["sees"])
        for p in written["people"]
    ]
    return people + [
        (
            line["username"],
            f"{client['given']} {client['family']}",
            str(Role.CLIENT.label),
            "",
            client["sees"],
        )
        for client in read_clients()
        for line in client["story"]
        if line["act"] == "login"
    ]


def _tell_all(report: Callable[[str], None]) -> None:
    today, clients = clock.today(), read_clients()
    people = _make_world()
    story = Story(people, today, {client["key"]: client for client in clients})
    steps = steps_of(clients, today)
    for count, step in enumerate(steps, start=1):
        count_at_month_end(steps[max(0, count - 2)].at, step.at, clock.now())
        tell(story, step)
        if count % _EVERY == 0 or count == len(steps):
            report(
                gettext("  %(count)d van %(total)d gebeurtenissen") % {"count": count, "total": len(steps)}
            )
    tell_afterwards(story)
    write_letters(story)
    fill_content(story)
    tell_of_protection(story)
    tell_of_life_domains(story)
    tell_of_diagnoses(story)
    tell_of_analyses(story)
    tell_of_plans(story)
    tell_of_standing_plans(story)
    tell_of_services(story)
    tell_of_figures(story)
    tell_of_debts(story)
    tell_of_discussions(story)
    tell_of_mentoring(story)
    tell_of_workshops(story)
    tell_of_families(story)
    tell_of_intakes(story)
    tell_of_skills(story)
    tell_of_agreed_intakes(story)
    tell_of_a_merge(story)
    tell_of_colleagues(story.cast, today)
    tell_of_teams(story.cast)
    tell_of_bodies(story.cast, today)
    tell_of_the_market(story.cast, story.today)
    tell_of_the_law(story, "ada")
    propose_a_tie(story.cast, "ulla", "city")
    tell_of_local_rules(story)
    tell_of_imports(story.cast)
    tell_of_deliveries(story.cast)
    tell_of_ways_in(story.cast)
    refresh_all()
    tell_of_quality(story.cast)
    tell_of_form_times(story.cast)
    tell_of_studies(story)


def _make_world() -> Cast:
    """Vocabulary, organisations, teams and people, entered long ago."""
    actor = system_actor()
    with (
        clock.travel(moment(FIRST_DAY, FIRST_HOUR, clock.today())),
        as_actor(actor, Purpose.ADMINISTRATION.value),
    ):
        load_vocabulary(
            actor=actor,
            concepts=[*read_demo(), *read_demo_skills()],
            mappings=[],
            relations=read_demo_relations(),
        )
        load_places(actor, clock.today())
        cast = make_cast(actor, read_cast(), PASSWORD)
    with clock.travel(moment(FIRST_DAY, FIRST_HOUR, clock.today())):
        furnish(cast, "ada")
    return cast


def _wait_for_others() -> None:
    """Two starts at the same moment: the second waits, and then finds the story told."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _refuse_real_data() -> None:
    if organisations_on_record().exists():
        raise InvalidError(
            gettext("Deze map is geen proefomgeving."),
            gettext(
                "Er staan eigen organisaties in, en een proefomgeving laat iedereen zonder wachtwoord binnen."
            ),
            gettext("Kies een andere map met --data, of start met: schakel serve"),
        )
