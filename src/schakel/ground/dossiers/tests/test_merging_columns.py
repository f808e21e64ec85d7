"""Every table that says of which client or dossier a row is, goes along or is left out for a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from schakel.ground.dossiers.models import Dossier
from schakel.ground.people.models import Client

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

LEFT = {
    "access_grant": "derived anew from who takes part",
    "accounts_signon": "its client_id is what OpenID Connect calls Schakel at a provider",
    "dossiers_listeddossier": "follows grants by triggers",
    "dossiers_touched": "empty but within a transaction",
    "dossiers_distinctpair": "says that these two are two people",
    "dossiers_clientmerge": "says of these two that they are one",
    "people_client": "the two persons themselves",
    "dossiers_dossier": "the two dossiers themselves",
    "people_nameword": "follows names by triggers",
    "people_bsnhash": "follows BSNs by triggers",
    "journal_entry": "never rewritten: the streams are read together",
    "journal_content": "never rewritten: the streams are read together",
}
"""Tables whose rows stay with the dossier they are of, each with why."""

_NAMED = """
select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
   and a.attname in ('dossier_id', 'client_id')
"""


def _followed(owner: Any) -> set[tuple[str, str]]:
    return {
        (relation, pointer)
        for relation, pointer in owner.execute("select relation, pointer from dossiers_merge_columns()")
    }


def test_every_table_that_names_a_client_goes_along_or_is_left_with_a_reason(owner: Any) -> None:
    tables = {relation for relation, _pointer in _followed(owner)}
    named = {row[0] for row in owner.execute(_NAMED)}
    assert named - tables - LEFT.keys() == set()
    assert tables & LEFT.keys() == set()
    assert len(tables) > 25


def test_every_foreign_key_to_a_client_or_dossier_goes_along_or_is_left(owner: Any) -> None:
    pointing = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in (Client, Dossier)
    }
    left = {(table, column) for table, column in pointing if table in LEFT}
    assert pointing - left - _followed(owner) == set()


COLLIDES = {
    "people_address": "stays where it was, or the chosen one begins today",
    "people_benefitentitlement": "both stand side by side, that of the dossier that ends marked",
    "people_protection": "the one of the dossier that goes on holds; two safety agreements are refused",
    "people_addressreader": "goes with its protection",
    "dossiers_consent": "the one of the dossier that goes on holds",
    "dossiers_draft": "stays with its author",
    "dossiers_fact": "the newer value of one source holds",
    "dossiers_factchoice": "the weighing of the dossier that goes on holds",
    "dossiers_handover": "refused while two are open to one organisation",
    "dossiers_lifedomain": "closed: it goes on under the other",
    "dossiers_namedreader": "goes with its shield",
    "dossiers_participation": "who takes part now joins; what was stays",
    "dossiers_regie": "who is responsible there stays so; what was stays",
    "dossiers_shield": "the one of the dossier that goes on holds",
    "dossiers_urgentlook": "a look on the same day stays",
    "intake_intake": "ended: the one of the dossier that goes on goes on",
    "plans_plan": "closed: the one of the dossier that goes on goes on",
    "plans_rungstep": "of two on one day, that of the dossier that ends stays there",
    "profile_lastoccupation": "the one of the dossier that goes on holds",
    "services_debthelp": "ended: the request of the dossier that goes on goes on",
    "signals_signal": "computed anew",
}
"""Tables of which two rows may not be able to stand in one dossier, and what happens then."""

_UNIQUE = """
select distinct m.relation from dossiers_merge_columns() m
  join pg_index i on i.indrelid = m.relation::regclass and (i.indisunique or i.indisexclusion)
       and not i.indisprimary
  join pg_attribute a on a.attrelid = i.indrelid and a.attname = m.pointer and a.attnum = any (i.indkey)
"""


def test_of_every_table_where_two_rows_can_collide_it_is_known_what_happens(owner: Any) -> None:
    found = {row[0] for row in owner.execute(_UNIQUE)}
    assert found - COLLIDES.keys() == set()
