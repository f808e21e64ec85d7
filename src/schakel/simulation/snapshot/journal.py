"""The journal of a snapshot: entries with their canonical headers, contents, links and heads, set-based.

The bytes are those that the acts would have written: `journal verify` recomputes every hash of them.
"""

from __future__ import annotations

# Keys stand in the order of canonical JSON (RFC 8785). Every text in it is ours and needs no escape.
ENTRIES = """
with steps as materialized (
  select p.id as dossier, p.n, p.entries, k, s.reader_id, s.role, s.organisation_id, s.name,
         snapshot_uuid(1577836800000 + p.n::bigint * 64 + k, {seed} || ':' || p.n || ':' || k) as id,
         substr(sha256(convert_to({seed} || ':salt:' || p.n || ':' || k, 'UTF8')), 1, 16) as salt,
         to_char(p.opened + time '09:00'
                 + (k - 1) * ((date {today} - p.opened) / p.entries) * interval '1 day'
                 + (p.n % 300) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00' as at,
         case when k = 1 and p.entries >= 3 then 'client.register'
              when k = 2 and p.entries >= 3 or k = 1 then 'dossier.open'
              when k = 3 then 'participant.join'
              when k = p.entries and k >= 5 and p.n % 2 = 0 then 'agreement.make'
              else 'contact.record' end as verb
    from snapshot_person p join snapshot_seat s on s.seat = p.main, generate_series(1, p.entries) as k
   where {range}
), written as materialized (
  select e.*, v.section, v.bit, v.task,
    '{{"act":"' || e.id || '","dossier":"' || e.dossier || '","id":"' || e.id
      || '","objects":[{{"id":"' || e.dossier || '","part":"","type":"client"}}],"occurred":"' || e.at
      || '","organisation":"' || e.organisation_id || '","precision":"second","purpose":"' || v.purpose
      || '","reader":' || e.reader_id || ',"recorded":"' || e.at || '","role":"' || e.role
      || '","section":"' || v.section || '"' || coalesce(',"task":"' || v.task || '"', '')
      || ',"verb":"' || e.verb || '","version":1}}' as header,
    convert_to(case e.verb
      when 'client.register' then '{{"source":"file"}}'
      when 'dossier.open' then '{{"number":"' || left(e.at, 4) || '-' || lpad(e.n::text, 6, '0') || '"}}'
      when 'participant.join' then
        '{{"because":"eerste aanvraag","kind":"involved","organisation":"Laagland","role":"'
        || e.role || '","who":' || to_json(e.name) || '}}'
      when 'agreement.make' then '{{"because":"dat is de volgende stap","due_on":"'
        || (date {today} - 20 + (e.n % 60)) || '","duty":"client","what":"Twee vacatures uitzoeken"}}'
      else '{{"channel":"phone","kind":"progress","summary":"Voortgang besproken, gesprek ' || e.k
        || '. De cliënt zoekt verder en belt als er nieuws is."}}' end, 'UTF8') as body
    from steps e join (values
      ('client.register', 'identity', 1, 'intake', 'intake'),
      ('dossier.open', 'identity', 1, 'intake', 'intake'),
      ('participant.join', 'identity', 1, null, 'intake'),
      ('agreement.make', 'plan', 16, {plan_task}, 'guidance'),
      ('contact.record', 'contacts', 32, 'strengthening', 'guidance')
    ) as v(verb, section, bit, task, purpose) on v.verb = e.verb
), linked as (
  select w.*, snapshot_chain(header, sha256(salt || body)) over (partition by dossier order by k) as hash
    from written w
), entries as (
  insert into journal_entry (id, header, act_id, verb, verb_version, reader_id, organisation_id, dossier_id,
      section_bit, task, occurred_at, recorded_at, transaction_id)
    select id, header, id, verb, 1, reader_id, organisation_id, dossier, bit, task, at::timestamptz,
           at::timestamptz, pg_current_xact_id()::text::bigint from written
), contents as (
  insert into journal_content (entry_id, dossier_id, section_bit, salt, body)
    select id, dossier, bit, salt, body from written
), links as (
  insert into journal_link (stream_id, sequence, entry_id, hash) select dossier, k, id, hash from linked
)
insert into journal_streamhead (stream_id, sequence, hash)
  select dossier, k, hash from linked where k = entries
"""

_ID = "snapshot_uuid(1577836800000 + p.n::bigint * 64 + {k}, {{seed}} || ':' || p.n || ':' || {k})"
_HAS_AGREEMENT = "(p.entries >= 5 and p.n % 2 = 0)"
_LAST_CONTACT = f"(p.entries - {_HAS_AGREEMENT}::int)"
_CONTACT_ID, _AGREEMENT_ID = _ID.format(k=_LAST_CONTACT), _ID.format(k="p.entries")
_AT = """p.opened + time '09:00' + (p.n % 300) * interval '1 minute'
  + ({k} - 1) * ((date {{today}} - p.opened) / p.entries) * interval '1 day'"""
_SEATED = "snapshot_person p join snapshot_seat s on s.seat = p.main where {range} and "

CONTACT = {
    "id": _CONTACT_ID,
    "dossier_id": "p.id",
    "organisation_id": "s.organisation_id",
    "reader_id": "s.reader_id",
    "occurred_at": f"({_AT.format(k=_LAST_CONTACT)}) at time zone 'UTC'",
    "channel": "'phone'",
    "kind": "'progress'",
    "summary": "'Voortgang besproken.'",
    "entry_id": _CONTACT_ID,
}
CONTACTS = _SEATED + f"{_LAST_CONTACT} >= case when p.entries >= 3 then 4 else 2 end"
"""One contact moment for each dossier that had any: the last, with the id of its entry."""

AGREEMENT = {
    "id": _AGREEMENT_ID,
    "dossier_id": "p.id",
    "what": "'Twee vacatures uitzoeken'",
    "because": "'dat is de volgende stap'",
    "duty": "'client'",
    "organisation_id": "s.organisation_id",
    "due_on": "date {today} - 20 + (p.n % 60)",
    "status": "'open'",
    "made_on": f"({_AT.format(k='p.entries')})::date",
}
AGREEMENTS = _SEATED + _HAS_AGREEMENT
