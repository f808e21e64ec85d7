"""The statements that make rows of a stage into rows of the ground tables, a portion of people at a time.

Each names the columns it gives; what a model has besides gets the model's own default, so that a column
that is added later needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

from schakel.ground.access.types import OrganisationKind
from schakel.ground.dossiers.handover_content import PART_KINDS, preset
from schakel.ground.dossiers.models import (
    Dossier,
    Handover,
    HandoverPart,
    Participation,
    Regie,
    Trajectory,
)
from schakel.ground.people.models import Address, BenefitEntitlement, Client, ClientNumber
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.profile.models import LastOccupation
from schakel.simulation.living import words
from schakel.simulation.region.declared import REGIMES
from schakel.simulation.snapshot.kinds import Kind
from schakel.simulation.snapshot.stage import TERM


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a model: its columns as expressions, and where they come from."""

    model: type[Model]
    given: dict[str, str]
    source: str


def text(value: str) -> str:
    """A text as it stands in a statement."""
    return sql.Literal(value).as_string()


def thing(kind: str, number: str, of: str) -> str:
    """The id of something of a dossier, the same in its row and in the journal."""
    return f"snapshot_thing({of}.n, {text(kind)}, ({number})::int)"


def local(column: str) -> str:
    """A moment in Dutch time as the moment it is."""
    return f"({column} at time zone 'Europe/Amsterdam')"


def said(column: str) -> str:
    """When something that happened at a moment was written down, as the moment it is."""
    return local(f"({column} + interval '{words.WRITING.seconds} seconds')")


def regime(column: str) -> str:
    """The name of a regime by its number."""
    return named(REGIMES, column)


def because(column: str) -> str:
    """Why a dossier rests, by the number of the step."""
    cases = " ".join(f"when {int(step)} then {text(why)}" for step, why in words.CLOSED.items())
    return f"case {column} {cases} end"


def named(names: tuple[str, ...], column: str) -> str:
    """One of these names by its number, counted from 0."""
    cases = " ".join(f"when {number} then {text(name)}" for number, name in enumerate(names))
    return f"case {column} {cases} end"


_SPELLS = "snapshot_spell x join snapshot_person p on p.n = x.n"

# Each part that somebody plays in a spell: who leads, the office beside them, the team that a handover went
# to, and who took it up with the office there. Who leaves by an act of their own has a later version.
_PARTS = """(
  select x.n, x.spell, 1 as part, x.lead as seat, 'involved' as kind, x.registered as starts,
         coalesce(x.taken_up, x.closed)::date as ends, x.taken_up is not null as has_left
    from snapshot_spell x
  union all
  select x.n, x.spell, 2, x.office, 'helping', x.registered, coalesce(x.taken_up, x.closed)::date, false
    from snapshot_spell x
  union all
  select x.n, x.spell, 3, x.team, 'helping', x.sent::date, coalesce(x.taken_up, x.closed)::date,
         x.taken_up is not null or x.closed is not null from snapshot_spell x where x.sent is not null
  union all
  select x.n, x.spell, 4, x.taker, 'involved', x.taken_up::date, x.closed::date, false
    from snapshot_spell x where x.taken_up is not null
  union all
  select x.n, x.spell, 5, x.taker_office, 'helping', x.taken_up::date, x.closed::date, false
    from snapshot_spell x where x.taken_up is not null
) x join snapshot_person p on p.n = x.n join snapshot_seat s on s.seat = x.seat"""

_SEATED = {
    "dossier_id": "p.id",
    "organisation_id": "s.organisation_id",
    "reader_id": "s.reader_id",
    "professional_id": "s.professional_id",
    "team_id": "s.team_id",
    "valid_from": "x.starts",
    "valid_to": "x.ends",
}

# A WW right ends when it was going to, or when the dossier came to rest before that. What was said of it is
# of the kinds RIGHT and NEXT_RIGHT.
_RIGHTS = """(
  select x.n, x.spell, 0 as part, 2 as said, x.regime, x.begins, nullif(x.hours, -1) as hours, x.lead as seat,
         case when x.right_ends = 1 and x.taken_up is null then x.closed::date else x.until end as ends,
         x.right_ends = 1 and x.taken_up is null as is_ended from snapshot_spell x
  union all
  select x.n, x.spell, 1, 21, x.next_regime, x.next_begins, null, x.taker, x.closed::date,
         x.closed is not null from snapshot_spell x where x.taken_up is not null
) x join snapshot_person p on p.n = x.n join snapshot_seat s on s.seat = x.seat
  left join snapshot_entry e on e.n = x.n and e.spell = x.spell and e.kind = x.said"""

_NUMBERS = """(
  select x.n, x.spell, 0 as part, x.lead as seat from snapshot_spell x where x.is_numbered = 1
  union all
  select x.n, x.spell, 1, x.taker from snapshot_spell x where x.is_numbered_next = 1
) x join snapshot_person p on p.n = x.n join snapshot_seat s on s.seat = x.seat"""

_HANDOVERS = f"""{_SPELLS} join snapshot_seat s on s.seat = x.lead join snapshot_seat q on q.seat = x.team
  left join snapshot_seat t on t.seat = x.taker where x.sent is not null"""


def labels() -> tuple[str, ...]:
    """The parts of a handover from UWV to a municipality that are written, by label and in order."""
    asked = preset(OrganisationKind.UWV.value, OrganisationKind.MUNICIPALITY.value, TERM)
    return tuple(each.label for each in asked.items if each.key in words.PARTS)


def _parts() -> str:
    """Each part of a handover as a row: key, label, bit of its section, words, and place."""
    asked = preset(OrganisationKind.UWV.value, OrganisationKind.MUNICIPALITY.value, TERM)
    rows = [
        f"({text(each.key)}, {text(each.label)}, {int(PART_KINDS[each.key].section)},"
        f" {text(words.PARTS[each.key])}, {place})"
        for place, each in enumerate(asked.items)
        if each.key in words.PARTS
    ]
    return f"(values {', '.join(rows)}) as y(key, label, section_bit, words, place)"


def people(key: str) -> list[Rows]:
    """Who they are, and the dossier of each; key is the id of the key of BSNs."""
    client = {
        "id": "p.id", "family_name": "p.family_name", "prefix": "p.prefix", "given_names": "p.given_names",
        "sort_key": "p.sort_key", "search_name": "p.search_name", "birth_date": "p.birth_date",
        "place": "p.place", "phone": "p.phone", "bsn_hash": "p.bsn_hash", "bsn_cipher": "p.bsn_cipher",
        "bsn_key": f"case when p.bsn_hash is null then '' else {text(key)} end",
    }  # fmt: skip
    dossier = {
        "client_id": "p.id",
        "number": "snapshot_number(p.n, p.opened)",
        "status": "case when p.is_open then 'open' else 'resting' end",
        "opened_on": "p.opened",
        "version": "1 + p.turns",
    }
    address = {
        "id": thing("address", "0", "p"), "client_id": "p.id", "street": "'Laaglandsestraat'",
        "house_number": "p.house", "postcode": "p.postcode", "place": "p.place", "valid_from": "p.opened",
    }  # fmt: skip
    occupation = {
        "id": thing("occupation", "0", "p"), "dossier_id": "p.id", "title": "p.occupation",
        "obtained_on": "p.opened", "source_organisation_id": "s.organisation_id",
    }  # fmt: skip
    first = f"{_SPELLS} join snapshot_seat s on s.seat = x.lead where x.spell = 1"
    return [
        Rows(Client, client, "snapshot_person p"),
        Rows(Dossier, dossier, "snapshot_person p"),
        Rows(Address, address, "snapshot_person p"),
        Rows(LastOccupation, occupation, first),
    ]


def spells(services: tuple[str, ...]) -> list[Rows]:
    """What each spell leaves: numbers, rights, parts, regie, handovers and trajectories."""
    number = {
        "id": thing("number", "x.spell * 2 + x.part", "x"), "client_id": "p.id",
        "organisation_id": "s.organisation_id", "number": "'L' || lpad(p.n::text, 7, '0')",
    }  # fmt: skip
    right = {
        "id": thing("entitlement", "x.spell * 2 + x.part", "x"), "client_id": "p.id",
        "organisation_id": "s.organisation_id", "regime": regime("x.regime"), "valid_from": "x.begins",
        "valid_to": "x.ends", "hours_per_week": "x.hours", "version": "1 + x.is_ended::int",
        "entry_id": "snapshot_thing(e.n, 'entry', e.k)",
    }  # fmt: skip
    part = _SEATED | {
        "id": thing("part", "x.spell * 8 + x.part", "x"), "role": "s.role", "kind": "x.kind",
        "version": "1 + x.has_left::int",
    }  # fmt: skip
    regie = _SEATED | {"id": "snapshot_thing(x.n, y.scope, (x.spell * 8 + x.part)::int)", "scope": "y.scope"}
    scopes = f"{_PARTS} cross join (values ('organisation'), ('chain')) as y(scope) where x.kind = 'involved'"
    return [
        Rows(ClientNumber, number, _NUMBERS),
        Rows(BenefitEntitlement, right, _RIGHTS),
        Rows(Participation, part, _PARTS),
        Rows(Regie, regie, scopes),
        Rows(Handover, _handover(), _HANDOVERS),
        Rows(HandoverPart, _handover_part(), f"{_SPELLS} cross join {_parts()} where x.sent is not null"),
        Rows(Trajectory, _trajectory(services), _TRAJECTORIES),
    ]


def _handover() -> dict[str, str]:
    is_over = "(x.taken_up is not null or x.closed is not null)"
    return {
        "id": thing("handover", "x.spell", "x"),
        "version": f"1 + {is_over}::int",
        "dossier_id": "p.id",
        "kind": "'file'",
        "status": "case when x.taken_up is not null then 'taken_up'"
        " when x.closed is not null then 'withdrawn' else 'sent' end",
        "from_organisation_id": "s.organisation_id",
        "from_reader_id": "s.reader_id",
        "to_organisation_id": "q.organisation_id",
        "to_team_id": "q.team_id",
        "ends_own_task": "true",
        "message": text(words.MESSAGE),
        "checklist": f"to_jsonb({_array(labels())})",
        "reason": text(words.WHY_HANDED_OVER),
        "sent_at": said("x.sent"),
        "due_on": "x.due",
        "term_working_days": str(TERM),
        "answered_at": said("coalesce(x.taken_up, x.closed)"),
        "answered_by_id": "t.professional_id",
        "working_days_taken": "nullif(x.days_taken, -1)",
        "return_reason": f"case when x.taken_up is null then coalesce({because('x.ending')}, '') else '' end",
    }


def _handover_part() -> dict[str, str]:
    return {
        "id": "snapshot_thing(x.n, y.key, x.spell::int)",
        "handover_id": thing("handover", "x.spell", "x"),
        "dossier_id": "p.id",
        "key": "y.key",
        "label": "y.label",
        "section_bit": "y.section_bit",
        "text": "y.words",
        "place": "y.place",
    }


# Who pays is who led when it began, which may be after a handover.
_TRAJECTORIES = f"""{_SPELLS} join snapshot_organisation o on o.number = x.provider
  join snapshot_seat s on s.seat = case when x.started >= x.taken_up::date then x.taker else x.lead end
 where x.provider >= 0"""


def _trajectory(services: tuple[str, ...]) -> dict[str, str]:
    return {
        "id": thing("trajectory", "x.spell", "x"),
        "version": "1 + (coalesce(x.finished, x.closed::date) is not null)::int",
        "dossier_id": "p.id",
        "name": named(services, "x.service"),
        "provider_id": "o.id",
        "payer_id": "s.organisation_id",
        "began_on": "x.started",
        "planned_end": "x.planned_end",
        "paid_until": "x.planned_end",
        "ended_on": "coalesce(x.finished, x.closed::date)",
        "end_reason": f"case when x.finished is not null then {text(words.FINISHED)}"
        f" else coalesce({because('x.ending')}, '') end",
    }


def meetings(today: str) -> list[Rows]:
    """Contacts and agreements, which are there where their entries are."""
    source = """snapshot_entry e join snapshot_person p on p.n = e.n join snapshot_seat s on s.seat = e.seat
      left join snapshot_word w on w.word = e.word where e.kind = """
    contact = {
        "id": thing("contact", "e.k", "e"), "dossier_id": "p.id", "organisation_id": "s.organisation_id",
        "reader_id": "s.reader_id", "occurred_at": local("e.at"), "channel": "w.channel", "kind": "w.kind",
        "summary": "w.summary", "entry_id": "snapshot_thing(e.n, 'entry', e.k)",
    }  # fmt: skip
    agreement = {
        "id": thing("agreement", "e.k", "e"), "dossier_id": "p.id", "organisation_id": "s.organisation_id",
        "what": text(AGREED), "because": text(WHY_AGREED), "duty": "'client'", "status": "'open'",
        "due_on": due_on(today), "made_on": "e.at::date",
    }  # fmt: skip
    return [
        Rows(ContactMoment, contact, source + str(int(Kind.CONTACT))),
        Rows(Agreement, agreement, source + str(int(Kind.AGREED))),
    ]


AGREED, WHY_AGREED = "Twee vacatures uitzoeken", "dat is de volgende stap"


def due_on(today: str) -> str:
    """The day by which an agreement is to be kept: around today, and never before it was made."""
    return f"greatest(date {text(today)} - 20 + e.n % 60, e.at::date + 7)"


def _array(values: tuple[str, ...]) -> str:
    return f"array[{', '.join(map(text, values))}]"


def insert(rows: Rows) -> str:
    """The statement that adds rows of a model; what is not given gets the model's default."""
    others = [field for field in rows.model._meta.concrete_fields if not _is_filled_by_database(field)]
    defaults = {str(field.column): _default(field) for field in others if field.column not in rows.given}
    columns = {**defaults, **rows.given}
    into = ", ".join(sql.Identifier(name).as_string() for name in columns)
    table = sql.Identifier(rows.model._meta.db_table).as_string()
    return f"insert into {table} ({into}) select {', '.join(columns.values())} from {rows.source}"  # noqa: S608


def _default(field: Any) -> str:
    make: Callable[[], Any] | None = field.get_default if field.default is not NOT_PROVIDED else None
    value = make() if make else None if field.null else ""
    return "'[]'" if value == [] else sql.Literal(value).as_string()


def _is_filled_by_database(field: Any) -> bool:
    return bool(getattr(field, "generated", False)) or field.db_default is not NOT_PROVIDED
