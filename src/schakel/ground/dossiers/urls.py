"""Addresses of the dossiers room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.dossiers.views import (
    benefits,
    disputes,
    documents,
    entries,
    facts,
    handovers,
    letters,
    listing,
    messages,
    opening,
    overview,
    people,
    person,
    printing,
    protection,
    shields,
    sources,
    urgent_looks,
)

app_name = "dossiers"
_DOSSIER = "dossiers/<uuid:dossier_id>"
_BENEFITS = f"{_DOSSIER}/benefits"
_PROTECTION = f"{_DOSSIER}/protection"
_HANDOVER = f"{_DOSSIER}/handovers/<uuid:handover_id>"
_LETTER = f"{_DOSSIER}/letters/<uuid:notice_id>"
_MESSAGE = f"{_DOSSIER}/messages/<uuid:message_id>"
_DOCUMENT = f"{_DOSSIER}/documents/<uuid:document_id>"

urlpatterns = [
    path("dossiers/", listing.client_list, name="list"),
    path("dossiers/bsn/", listing.by_bsn, name="bsn"),
    path("dossiers/new/", opening.new_client, name="new"),
    path(f"{_DOSSIER}/", overview.overview, name="dossier"),
    path(f"{_DOSSIER}/people/", people.participants, name="people"),
    path(f"{_DOSSIER}/people/add/", people.add, name="add"),
    path(f"{_DOSSIER}/people/<uuid:participation_id>/leave/", people.leave, name="leave"),
    path(f"{_DOSSIER}/people/take/", people.take, name="take"),
    path(f"{_DOSSIER}/people/pass/", people.pass_on, name="pass"),
    path(f"{_DOSSIER}/people/rest/", people.rest, name="rest"),
    path(f"{_DOSSIER}/facts/", facts.facts, name="facts"),
    path(f"{_DOSSIER}/facts/state/", facts.state, name="state_fact"),
    path(f"{_DOSSIER}/handover/", handovers.send, name="handover"),
    path(f"{_HANDOVER}/take-up/", handovers.take_up, name="take_up"),
    path(f"{_HANDOVER}/return/", handovers.give_back, name="return"),
    path("handovers/", handovers.inbox, name="inbox"),
    path(f"{_DOSSIER}/course/<uuid:entry_id>/", entries.entry, name="entry"),
    path(f"{_DOSSIER}/course/<uuid:entry_id>/erase/", entries.erase, name="erase"),
    path(f"{_DOSSIER}/letters/", letters.letters, name="letters"),
    path(f"{_DOSSIER}/letters/new/", letters.write, name="write_letter"),
    path(f"{_LETTER}/pdf/", letters.letter_pdf, name="letter_pdf"),
    path(f"{_LETTER}/withdraw/", letters.withdraw, name="withdraw_letter"),
    path(f"{_LETTER}/retry/", letters.retry, name="retry_letter"),
    path("benefits/concurrent/", benefits.concurrent, name="concurrent"),
    path(f"{_DOSSIER}/person/", person.person, name="person"),
    path(f"{_DOSSIER}/person/reach/", person.reach, name="reach"),
    path(f"{_DOSSIER}/person/move/", person.move, name="move"),
    path(f"{_DOSSIER}/person/addresses/<uuid:address_id>/", person.correct_address, name="correct_address"),
    path(f"{_BENEFITS}/", benefits.benefits, name="benefits"),
    path(f"{_BENEFITS}/start/", benefits.start, name="start_benefit"),
    path(f"{_BENEFITS}/<uuid:entitlement_id>/end/", benefits.end, name="end_benefit"),
    path(f"{_BENEFITS}/<uuid:entitlement_id>/correct/", benefits.correct, name="correct_benefit"),
    path(f"{_PROTECTION}/", protection.protection, name="protection"),
    path(f"{_PROTECTION}/readers/", protection.name_readers, name="name_readers"),
    path(f"{_PROTECTION}/<uuid:protection_id>/end/", protection.end, name="end_protection"),
    path(f"{_PROTECTION}/<uuid:protection_id>/prolong/", protection.prolong, name="prolong_protection"),
    path(f"{_PROTECTION}/<slug:kind>/", protection.protect, name="protect"),
    path(f"{_DOSSIER}/documents/", documents.documents, name="documents"),
    path(f"{_DOCUMENT}/", documents.document, name="document"),
    path(f"{_DOCUMENT}/replace/", documents.replace, name="replace_document"),
    path(f"{_DOCUMENT}/withdraw/", documents.withdraw, name="withdraw_document"),
    path(f"{_DOCUMENT}/<int:number>/", documents.download, name="document_file"),
    path("messages/", messages.inbox, name="message_inbox"),
    path(f"{_DOSSIER}/messages/", messages.of_dossier, name="messages"),
    path(f"{_MESSAGE}/", messages.one, name="message"),
    path(f"{_MESSAGE}/done/", messages.settle, name="settle_message"),
    path(f"{_DOSSIER}/print/", printing.dossier, name="print"),
    path(f"{_DOSSIER}/shield/", shields.shield, name="shield"),
    path(f"{_DOSSIER}/shield/place/", shields.place, name="shield_place"),
    path(f"{_DOSSIER}/shield/name/", shields.name, name="shield_name"),
    path(f"{_DOSSIER}/shield/readers/<uuid:named_id>/", shields.unname, name="unname"),
    path(f"{_DOSSIER}/shield/review/", shields.review, name="shield_review"),
    path(f"{_DOSSIER}/shield/lift/", shields.lift, name="shield_lift"),
    path(f"{_DOSSIER}/urgent/<uuid:look_id>/judge/", urgent_looks.judge, name="judge"),
    path("urgent/", urgent_looks.urgent, name="urgent"),
    path("oversight/", urgent_looks.oversight, name="oversight"),
    path(f"{_DOSSIER}/facts/<slug:name>/", disputes.fact, name="fact"),
    path(f"{_DOSSIER}/facts/<slug:name>/choose/", disputes.choose, name="choose"),
    path(f"{_DOSSIER}/facts/<uuid:fact_id>/answer/", disputes.answer, name="answer"),
    path("sources/", sources.sources, name="sources"),
    path("sources/judge/", sources.judge, name="judge_source"),
]
