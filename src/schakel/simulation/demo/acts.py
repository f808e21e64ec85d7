"""How each kind of step is told: one small function for each act, over the action of its room."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.dossiers.actions import (
    Responsible,
    add_participant,
    dispute_fact,
    join_known_clients,
    open_dossiers,
    pass_regie,
    rest_dossier,
    return_handover,
    send_handover,
    state_fact,
    take_regie,
    take_up_handover,
)
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.handover_terms import NewHandover, Part
from schakel.ground.journal.decisions import Decision, Expected, Option
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.norms.testing import named_norms
from schakel.ground.people.actions import change_client, start_entitlement
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, decide, make_agreement
from schakel.jobseekers.profile.actions import confirm_occupation, note_last_occupation
from schakel.jobseekers.profile.models import LastOccupation
from schakel.portal.client.actions import give_client_login
from schakel.simulation.demo.handing import HANDING
from schakel.simulation.demo.persons import PERSON_TELLERS
from schakel.simulation.demo.reading import Step
from schakel.simulation.demo.telling import Story, Teller, client_actor

_SINCE_CONTACT = timedelta(minutes=3)


def open_dossier(story: Story, step: Step, actor: Actor) -> None:
    """A first organisation opens the dossier; its professional, or the queue named, is responsible."""
    client = story.clients[step.client]
    new = story.new_client(step.client, client.get("benefit"), client.get("number", ""))
    pairs = [(new, _responsible(story, step))]
    because = story.words(step.about.get("because", "eerste aanmelding"))
    [dossier_id] = open_dossiers(
        actor=actor, organisation_id=_own(actor), clients=pairs, source="form", because=because
    )
    story.dossiers[step.client] = dossier_id


def _join(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    new = story.new_client(step.client, step.about.get("benefit"), step.about.get("number", ""))
    join_known_clients(
        actor=actor,
        organisation_id=_own(actor),
        clients={dossier_id: (_responsible(story, step), new)},
        because=story.words(step.about["because"]),
    )


def _contact(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    new = NewContact(
        clock.now() - _SINCE_CONTACT, about["channel"], about["kind"], story.words(about["summary"])
    )
    record_contact(actor=actor, dossier_id=dossier_id, new=new)


def _agree(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    what, because = story.words(about["what"]), story.words(about["because"])
    new = NewAgreement(what, because, about["duty"], story.day(about["due"]), about.get("norm", ""))
    agreement_id = make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=_own(actor), new=new)
    _remember(story, step, agreement_id)


def _check(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    check_agreement(
        actor=actor,
        dossier_id=dossier_id,
        agreement_id=story.named[step.client, step.about["name"]],
        status=step.about["status"],
        result=story.words(step.about.get("result", "")),
    )


def _decide(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about, expected = step.about, step.about.get("expected")
    decision = Decision(
        kind=about["kind"],
        question=story.words(about["question"]),
        options=tuple(Option(name, known) for name, known in about["options"].items()),
        chosen=about["chosen"],
        reason=about["reason"],
        reason_text=story.words(about.get("because", "")),
        client_view=about.get("view", "not_asked"),
        client_words=story.words(about.get("words", "")),
        expected=Expected(expected["what"], story.day(expected["by"]), expected["chance"])
        if expected
        else None,
        norms=named_norms(about.get("norms", []), clock.today()),
    )
    decide(actor=actor, dossier_id=dossier_id, decision=decision)


def _fact(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    new = NewFact(about["fact"], about["value"], about.get("quality", "stated"))
    _remember(story, step, state_fact(actor=actor, dossier_id=dossier_id, new=new))


def _dispute(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    fact_id = story.named[step.client, step.about["name"]]
    dispute_fact(actor=actor, dossier_id=dossier_id, fact_id=fact_id, words=story.words(step.about["words"]))


def _occupation(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    note_last_occupation(actor=actor, dossier_id=dossier_id, title=step.about["title"])


def _confirm(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    """The professional picks a concept: the one with that label, or else the first suggestion."""
    suggestions = LastOccupation.objects.get(dossier_id=dossier_id).suggestions
    # With another vocabulary loaded beforehand the label of the story may not be among them.
    named = [found for found in suggestions if found["label"] == step.about.get("label")]
    uri = (named or suggestions)[0]["uri"]
    confirm_occupation(actor=actor, dossier_id=dossier_id, uri=uri)


def _hand_over(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    new = NewHandover(
        team_id=story.cast.teams[about["team"]],
        kind=about["kind"],
        message=story.words(about["message"]),
        because=story.words(about["because"]),
        parts={key: Part(story.words(words)) for key, words in about["parts"].items()},
        ends_own_task=about.get("ends_task", False),
    )
    _remember(story, step, send_handover(actor=actor, dossier_id=dossier_id, new=new))


def _take_up(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    handover_id = story.named[step.client, step.about["name"]]
    take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)


def _give_back(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    handover_id = story.named[step.client, step.about["name"]]
    because = story.words(step.about["because"])
    return_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id, because=because)


def _add(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    add_participant(
        actor=actor,
        dossier_id=dossier_id,
        kind=about.get("kind", "involved"),
        because=story.words(about["because"]),
        membership_id=story.cast.memberships[about["who"]],
    )


def _take_regie(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    because = story.words(step.about["because"])
    take_regie(actor=actor, dossier_id=dossier_id, scope=step.about["scope"], because=because)


def _pass_regie(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    pass_regie(
        actor=actor,
        dossier_id=dossier_id,
        scope=about["scope"],
        membership_id=story.cast.memberships[about["to"]],
        because=story.words(about["because"]),
    )


def _login(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    """From here on the client does things too, under their own name."""
    client, username = story.clients[step.client], step.about["username"]
    give_client_login(actor=actor, dossier_id=dossier_id, username=username, password=story.cast.password)
    name = f"{client['given']} {client['family']}"
    story.cast.actors[username] = client_actor(story, dossier_id, name)


def _change(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    change_client(
        actor=actor,
        dossier_id=dossier_id,
        expected_version=None,
        changes=step.about["changes"],
        because=story.words(step.about["because"]),
    )


def _benefit(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    new = story.entitlement(step.about["benefit"])
    start_entitlement(actor=actor, dossier_id=dossier_id, organisation_id=_own(actor), new=new)


def _rest(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    rest_dossier(actor=actor, dossier_id=dossier_id, because=story.words(step.about["because"]))


def _look(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    """Looking is told already: everyone who acts has looked."""


def _responsible(story: Story, step: Step) -> Responsible:
    if "team" in step.about:
        return Responsible(team_id=story.cast.teams[step.about["team"]])
    return Responsible(membership_id=story.cast.memberships[step.about.get("holder", step.by)])


def _remember(story: Story, step: Step, new_id: UUID) -> None:
    if "as" in step.about:
        story.named[step.client, step.about["as"]] = new_id


def _own(actor: Actor) -> UUID:
    if actor.organisation_id is None:
        raise ValueError("a client has no organisation")
    return actor.organisation_id


TELLERS: dict[str, Teller] = HANDING | {
    "join": _join,
    "contact": _contact,
    "agree": _agree,
    "check": _check,
    "decide": _decide,
    "fact": _fact,
    "dispute": _dispute,
    "occupation": _occupation,
    "confirm": _confirm,
    "hand_over": _hand_over,
    "take_up": _take_up,
    "give_back": _give_back,
    "add": _add,
    "take_regie": _take_regie,
    "pass_regie": _pass_regie,
    "login": _login,
    "change": _change,
    "benefit": _benefit,
    "rest": _rest,
    "look": _look,
    **PERSON_TELLERS,
}
