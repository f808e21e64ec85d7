"""The journal of a snapshot: entries with their canonical headers, contents, links and heads, set-based.

The bytes are those that the acts would have written: `journal verify` recomputes every hash of them.
"""

from __future__ import annotations

import json

from schakel.simulation.living import words
from schakel.simulation.snapshot.kinds import ACTS, ENTRIES, Kind
from schakel.simulation.snapshot.statements import (
    AGREED,
    WHY_AGREED,
    because,
    due_on,
    labels,
    local,
    named,
    regime,
    said,
    text,
    thing,
)

_IDS = {
    "client": "p.id",
    "dossier": "p.id",
    "occupation": thing("occupation", "0", "e"),
    "contact": thing("contact", "e.k", "e"),
    "agreement": thing("agreement", "e.k", "e"),
    "handover": thing("handover", "e.spell", "e"),
    "trajectory": thing("trajectory", "e.spell", "e"),
}


def write(services: tuple[str, ...], seed: int, today: str) -> str:
    """The statement that writes the journal of the portion in the stage."""
    return _STATEMENT.format(
        recorded=said("e.at"),
        occurred=local("e.at"),
        contact=int(Kind.CONTACT),
        acts=ACTS,
        seed=text(str(seed)),
        objects=_objects(),
        body=_bodies(services, today),
    )


def _objects() -> str:
    """What an entry is about, as it stands in the header, by kind."""
    patterns: dict[str, list[Kind]] = {}
    for kind, entry in ENTRIES.items():
        patterns.setdefault(" || ',' || ".join(_thing(kind, each) for each in entry.things), []).append(kind)
    return _case(patterns)


def _thing(kind: Kind, name: str) -> str:
    found = _IDS.get(name) or thing("entitlement", f"e.spell * 2 + {_right_of(kind)}", "e")
    return f"""'{{"id":"' || {found} || '","part":"","type":"{name}"}}'"""


def _right_of(kind: Kind) -> str:
    """Whether it is the right with which the spell began, or the one that followed."""
    if kind == Kind.RIGHT_ENDED:
        return "(x.taken_up is not null)::int"
    return "1" if kind == Kind.NEXT_RIGHT else "0"


def _case(expressions: dict[str, list[Kind]]) -> str:
    whens = [
        f"when e.kind in ({', '.join(str(int(kind)) for kind in kinds)}) then {expression}"
        for expression, kinds in expressions.items()
    ]
    return "case " + "\n ".join(whens) + " end"


def _object(**values: str) -> str:
    """A JSON object of which each value is an expression that gives JSON; keys in canonical order."""
    pairs = [f"""'"{name}":' || {value}""" for name, value in sorted(values.items())]
    return "'{' || " + " || ',' || ".join(pairs) + " || '}'"


def _said(words_: str) -> str:
    """A text of ours as JSON."""
    return text(json.dumps(words_, ensure_ascii=False))


def _quoted(expression: str) -> str:
    """An expression whose text needs no escape, as JSON."""
    return f"""'"' || {expression} || '"'"""


def _bodies(services: tuple[str, ...], today: str) -> str:
    """The content of each kind; what a spell lacks makes no entry of that kind."""
    found: dict[str, list[Kind]] = {}
    for bodies in (_of_registration(), _of_guidance(services, today), _of_handover(), _of_closing(services)):
        for kind, body in bodies.items():
            found.setdefault(body, []).append(kind)
    return _case(found)


def _of_registration() -> dict[Kind, str]:
    why = f"case when e.spell = 1 then {_said(words.APPLIED)} else {_said(words.APPLIED_AGAIN)} end"
    number = _object(because=_said("eigen nummer van de organisatie"), fields="""'["number"]'""")
    return {
        Kind.REGISTERED: _object(source=_said("file")),
        Kind.RIGHT: _right("nullif(x.hours, -1)", "x.regime", "x.begins", "x.until"),
        Kind.OPENED: _object(number=_quoted("snapshot_number(p.n, p.opened)")),
        Kind.JOINED: _joined(why, "involved"),
        Kind.REGIE: _regie(why, "organisation"),
        Kind.CHAIN: _regie(why, "chain"),
        Kind.OCCUPATION: _object(title="to_json(p.occupation)::text"),
        Kind.NUMBER: number,
        Kind.NEXT_NUMBER: number,
        Kind.REOPENED: _object(because=_said(words.APPLIED_AGAIN)),
    }


def _right(hours: str, of: str, begins: str, until: str) -> str:
    """Hours and the last day are left out where there are none."""
    return f"""'{{' || coalesce('"hours_per_week":' || {hours} || ',', '')
      || '"regime":"' || {regime(of)} || '","valid_from":"' || {begins} || '"'
      || coalesce(',"valid_to":"' || {until} || '"', '') || '}}'"""


def _joined(why: str, kind: str) -> str:
    return _object(
        because=why, kind=_said(kind), organisation="o.organisation", role=_quoted("o.role"), who="o.name"
    )


def _regie(why: str, scope: str) -> str:
    return _object(because=why, organisation="o.organisation", scope=_said(scope), who="o.name")


def _left(why: str) -> str:
    return _object(because=why, organisation="o.organisation", role=_quoted("o.role"), who="o.name")


def _of_guidance(services: tuple[str, ...], today: str) -> dict[Kind, str]:
    name = _quoted(named(services, "x.service"))
    planned = _quoted("x.planned_end")
    return {
        Kind.CONTACT: _object(
            channel=_quoted("w.channel"), kind=_quoted("w.kind"), summary="to_json(w.summary)::text"
        ),
        Kind.STARTED: _object(
            name=name, provider="g.name", payer="s.organisation", planned_end=planned, paid_until=planned
        ),
        Kind.FINISHED: _object(because=_said(words.FINISHED), name=name, provider="g.name"),
        Kind.AGREED: _object(
            what=_said(AGREED), because=_said(WHY_AGREED), duty=_said("client"), norm=_said(""),
            due_on=_quoted(due_on(today)),
        ),
    }  # fmt: skip


def _of_handover() -> dict[Kind, str]:
    why, let_go = _said(words.WHY_HANDED_OVER), _said("overdracht")
    return {
        Kind.TEAM_JOINED: _joined(_said(f"overdracht: {words.WHY_HANDED_OVER}"), "helping"),
        Kind.SENT: _object(
            because=why, checklist=text(json.dumps(labels(), ensure_ascii=False, separators=(",", ":"))),
            due_on=_quoted("x.due"), kind=_said("file"), message=_said(words.MESSAGE), to="o.organisation",
        ),
        Kind.TAKEN_UP: _object(by="o.name", organisation="o.organisation", working_days="x.days_taken::text"),
        Kind.TAKER_JOINED: _joined(_said("overdracht opgepakt"), "involved"),
        Kind.TAKER_REGIE: _regie(why, "organisation"),
        Kind.TEAM_LEFT: _left(why),
        Kind.TAKER_CHAIN: _regie(why, "chain"),
        Kind.SENDER_LEFT: _left(let_go),
        Kind.NEXT_RIGHT: _right("null::text", "x.next_regime", "x.next_begins", "null::text"),
        Kind.TEAM_LET_GO: _left(let_go),
    }  # fmt: skip


def _of_closing(services: tuple[str, ...]) -> dict[Kind, str]:
    why = _quoted(because("x.ending"))
    of = f"case when x.taken_up is null then {regime('x.regime')} else {regime('x.next_regime')} end"
    return {
        Kind.RIGHT_ENDED: _object(because=why, regime=_quoted(of), valid_to=_quoted("x.closed::date")),
        Kind.WITHDRAWN: _object(because=why, organisation="s.organisation"),
        Kind.STOPPED: _object(because=why, name=_quoted(named(services, "x.service")), provider="g.name"),
        Kind.RESTED: _object(because=why),
    }


# Keys stand in the order of canonical JSON (RFC 8785). Entries of one act are a millisecond apart.
_STATEMENT = """
with steps as materialized (
  select e.n, e.k, p.id as dossier, s.reader_id, s.role, s.organisation_id, v.*,
         snapshot_thing(e.n, 'entry', e.k) as id,
         snapshot_thing(e.n, 'act', e.event * {acts} + v.act) as act_id,
         substr(sha256(convert_to({seed} || ':salt:' || e.n || ':' || e.k, 'UTF8')), 1, 16) as salt,
         {recorded} + e.k * interval '1 millisecond' as recorded,
         case e.kind when {contact} then {occurred}
                     else {recorded} + e.k * interval '1 millisecond' end as occurred,
         case e.kind when {contact} then 'minute' else 'second' end as precision,
         {objects} as objects,
         convert_to({body}, 'UTF8') as body
    from snapshot_entry e join snapshot_person p on p.n = e.n join snapshot_kind v on v.kind = e.kind
    join snapshot_seat s on s.seat = e.seat join snapshot_seat o on o.seat = e.whom
    join snapshot_spell x on x.n = e.n and x.spell = e.spell
    left join snapshot_word w on w.word = e.word left join snapshot_organisation g on g.number = x.provider
), written as materialized (
  select e.*,
    '{{"act":"' || act_id || '","dossier":"' || dossier || '","id":"' || id || '","objects":[' || objects
      || '],"occurred":"' || to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'
      || '","organisation":"' || organisation_id
      || '","precision":"' || precision || '","purpose":"' || purpose
      || '","reader":' || reader_id || ',"recorded":"'
      || to_char(recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00"'
      || ',"role":"' || role || '","section":"' || section || '"' || coalesce(',"task":"' || task || '"', '')
      || ',"verb":"' || verb || '","version":1}}' as header
    from steps e
), linked as (
  select w.*, snapshot_chain(header, sha256(salt || body)) over (partition by n order by k) as hash,
         k = max(k) over (partition by n) as is_last
    from written w
), entries as (
  insert into journal_entry (id, header, act_id, verb, verb_version, reader_id, organisation_id, dossier_id,
      section_bit, task, occurred_at, recorded_at, transaction_id)
    select id, header, act_id, verb, 1, reader_id, organisation_id, dossier, section_bit, task, occurred,
           recorded, pg_current_xact_id()::text::bigint from written order by n, k
), contents as (
  insert into journal_content (entry_id, dossier_id, section_bit, salt, body)
    select id, dossier, section_bit, salt, body from written order by n, k
), links as (
  insert into journal_link (stream_id, sequence, entry_id, hash) select dossier, k, id, hash from linked
)
insert into journal_streamhead (stream_id, sequence, hash)
  select dossier, k, hash from linked where is_last
"""
