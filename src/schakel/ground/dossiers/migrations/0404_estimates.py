"""What the planner takes a reader for: somebody who reads much, since only then a wrong plan hurts."""

from __future__ import annotations

from django.db import migrations

# Policies name the readers by a setting, so the planner knows no value and assumes the average reader, of
# some tens of dossiers. It then reads all grants of the reader first and keeps them, or fetches and sorts
# the whole list: for one that reads 400,000 a second where a millisecond is enough. Taken for one of ten,
# a reader is looked up row by row and a list is walked in its index; for small readers that is as fast.
ESTIMATES = """
alter table access_grant alter column reader_id set (n_distinct = 10);
alter table dossiers_listeddossier alter column reader_id set (n_distinct = 10);
analyze access_grant; analyze dossiers_listeddossier;
"""

UNDO = """
alter table access_grant alter column reader_id reset (n_distinct);
alter table dossiers_listeddossier alter column reader_id reset (n_distinct);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0403_saved_view"),
        ("dossiers", "0104_source_judgement"),
        ("access", "0301_personal_grants"),
    ]
    operations = [migrations.RunSQL(ESTIMATES, UNDO)]
