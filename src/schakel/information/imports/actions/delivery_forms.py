"""The forms in which an organisation wants its deliveries: keeping a draft, putting it to use, and back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.information.imports.access import LOOK_AFTER
from schakel.information.imports.delivery_files import closing_day
from schakel.information.imports.layout_checks import mistakes_in
from schakel.information.imports.models import DeliveryFile, DeliveryForm, HomeSystem
from schakel.information.imports.records import requeue_files
from schakel.information.imports.rendering import DeliveryLayout, as_json
from schakel.information.imports.verbs import (
    DeliveryFileAsked,
    DeliveryFormSaved,
    DeliveryFormSwitched,
    OwnActsSwitched,
)

YEARS_BACK = 2
"""No account is made of an earlier year."""

State, Rhythm, Topic = DeliveryForm.State, DeliveryForm.Rhythm, DeliveryForm.Topic


@action(LOOK_AFTER)
def switch_own_acts(
    *, actor: Actor, organisation_id: UUID, is_on: bool, expected_version: int | None
) -> UUID:
    """Deliver what clients do themselves too, where the organisation guides, or no longer; returns its id.

    Raises StaleVersionError when a colleague switched it meanwhile.
    """
    system, is_new = HomeSystem.objects.get_or_create(
        organisation_id=organisation_id, defaults={"takes_own": is_on}
    )
    if not is_new:
        update_version(system, expected_version, takes_own=is_on)
    _tell(organisation_id, OwnActsSwitched(is_on))
    return organisation_id


@action(LOOK_AFTER)
def save_form(
    *,
    actor: Actor,
    organisation_id: UUID,
    topic: str,
    rhythm: str,
    layout: DeliveryLayout,
    expected_version: int | None,
) -> UUID:
    """Keep a draft of the form for a topic; what is in use stays so. Returns the draft's id.

    Raises InvalidError with each mistake at its place, StaleVersionError when a colleague changed the draft.
    """
    _check(topic, rhythm, layout)
    values = {"rhythm": rhythm, "layout": as_json(layout), "reader_id": actor.reader_id}
    values |= {"saved_at": clock.now()}
    of_topic = DeliveryForm.objects.filter(organisation_id=organisation_id, topic=topic)
    draft = of_topic.filter(state=State.DRAFT).first()
    if draft is not None:
        update_version(draft, expected_version, **values)
    else:
        number = (of_topic.aggregate(last=Max("number"))["last"] or 0) + 1
        draft = DeliveryForm(organisation_id=organisation_id, topic=topic, number=number, **values)
        draft.save(force_insert=True)
    _tell(organisation_id, DeliveryFormSaved(topic, draft.number))
    return draft.pk


def _check(topic: str, rhythm: str, layout: DeliveryLayout) -> None:
    if topic not in Topic.values:
        raise not_found()
    fields = mistakes_in(layout, topic)
    if (rhythm == Rhythm.MONTH) != (topic == Topic.ACCOUNT) or rhythm not in Rhythm.values:
        fields["rhythm"] = gettext("Kies hoe vaak er een bestand komt.")
    if fields:
        raise InvalidError(
            gettext("De indeling is nog niet goed."),
            gettext("Zo zou uw systeem het bestand niet kunnen lezen."),
            fields[""] if "" in fields else gettext("Kijk na wat erbij staat."),
            fields=fields,
        )


@action(LOOK_AFTER)
def use_form(*, actor: Actor, organisation_id: UUID, form_id: UUID, expected_version: int | None) -> UUID:
    """Deliver a topic in this draft from now on; what was noted before keeps its form. Returns its id.

    Raises NotFoundError for what is no draft, StaleVersionError when it changed since it was looked at.
    """
    draft = DeliveryForm.objects.filter(
        pk=form_id, organisation_id=organisation_id, state=State.DRAFT
    ).first()
    if draft is None:
        raise not_found()
    _retire(organisation_id, draft.topic)
    update_version(draft, expected_version, state=State.ON, switched_at=clock.now())
    _tell(organisation_id, DeliveryFormSwitched(draft.topic, draft.number))
    return form_id


@action(LOOK_AFTER)
def use_standard(*, actor: Actor, organisation_id: UUID, topic: str) -> UUID:
    """Deliver a topic as Schakel does by itself from now on; returns the organisation's id.

    For the account of the month that is not at all. Raises NotFoundError when it was so already.
    """
    if not _retire(organisation_id, topic):
        raise not_found()
    _tell(organisation_id, DeliveryFormSwitched(topic, 0))
    return organisation_id


def _retire(organisation_id: UUID, topic: str) -> int:
    used = DeliveryForm.objects.filter(organisation_id=organisation_id, topic=topic, state=State.ON)
    return used.update(state=State.OFF)


@action(LOOK_AFTER)
def ask_month(*, actor: Actor, organisation_id: UUID, starts_on: date) -> UUID:
    """Let the account be made of a month that is over, in the form in use; returns the file's number.

    Raises ConflictError for a month that is not over, that is long past or that has its file, and without an
    account in use.
    """
    form = DeliveryForm.objects.filter(
        organisation_id=organisation_id, topic=Topic.ACCOUNT, state=State.ON
    ).first()
    starts_on = starts_on.replace(day=1)
    today = closing_day()
    is_over = starts_on < today.replace(day=1) and today.year - starts_on.year <= YEARS_BACK
    months = DeliveryFile.objects.filter(organisation_id=organisation_id, rhythm=Rhythm.MONTH)
    if form is None or not is_over or months.filter(starts_on=starts_on).exists():
        raise ConflictError(
            gettext("Van deze maand kan nu geen verantwoording worden gemaakt."),
            gettext("De maand is niet voorbij, heeft al een bestand, of de verantwoording staat uit."),
            gettext("Kijk in de lijst met bestanden."),
        )
    number = uuid7()
    ends_on = (starts_on + timedelta(days=31)).replace(day=1)
    DeliveryFile(
        id=number,
        organisation_id=organisation_id,
        form=form,
        rhythm=Rhythm.MONTH,
        starts_on=starts_on,
        ends_on=ends_on,
        due_at=clock.now(),
    ).save(force_insert=True)
    _tell(organisation_id, DeliveryFileAsked(starts_on.isoformat(), is_again=False))
    return number


@action(LOOK_AFTER)
def resend_file(*, actor: Actor, organisation_id: UUID, file_id: UUID) -> UUID:
    """Put a file in the queue again, under its own number; returns that number.

    Raises NotFoundError for one that waits already or is not there.
    """
    file = DeliveryFile.objects.filter(pk=file_id, organisation_id=organisation_id).first()
    if file is None or not requeue_files([file_id], organisation_id):
        raise not_found()
    _tell(organisation_id, DeliveryFileAsked(file.starts_on.isoformat(), is_again=True))
    return file_id


def _tell(organisation_id: UUID, content: object) -> None:
    record(content, organisation_id=organisation_id, things=[Thing("organisation", organisation_id)])
