"""Row-level security over the lines of a work profile; limits belong to the diagnosis."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("profile", "0101_strengths")]
    operations = [
        protect("profile_competence", bit=4),
        protect("profile_workperiod", bit=4),
        protect("profile_worklimit", bit=8),
    ]
