"""Who is to be spoken to again is found from the rhythms of the dossiers asked for, in that order."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

before = import_module("schakel.jobseekers.contacts.migrations.1102_rhythm_of_plan")

AS_WRITTEN = """    from dossiers_dossier d
    join people_client c on c.id = d.client_id and c.deceased_on is null"""
LAST = """    join contacts_rhythms(p_dossiers, (p_days->>'today')::date) h on h.dossier_id = d.client_id
"""
# Signals are found in the order that is written: a function has no index, so it comes first and the tables after.
FIRST = """    from contacts_rhythms(p_dossiers, (p_days->>'today')::date) h
    join dossiers_dossier d on d.client_id = h.dossier_id
    join people_client c on c.id = d.client_id and c.deceased_on is null"""
FOUND = before.WITH_PLAN.replace(LAST, "").replace(AS_WRITTEN, FIRST)


class Migration(migrations.Migration):
    dependencies = [("contacts", "1341_workshop")]
    operations = [migrations.RunSQL(FOUND, before.WITH_PLAN)]
